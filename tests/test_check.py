"""`check`, `init`, `config` and `baseline` on a team's folder: many scripts, their own listings, one policy."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from click.testing import Result as Ran

from consistency.cli import main

SETTINGS = """
[scripts]
include = ["scripts/**"]
names = ["**/{sku}_*"]
[listings]
files = ["pages/{sku}.json"]
[reports]
files = ["lab/{sku}.txt"]
"""
PAGE = {"title": "Power bank 5,000 mAh", "bullets": ["5,000 mAh"], "description": "5,000 mAh, USB-C."}
GOOD, BAD = "这款充电宝5000毫安。\n", "这款充电宝8000毫安。\n"


def run(*arguments: str | Path, **options: Any) -> Ran:
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two scripts and their listings; it is the working folder."""
    files = {
        "consistency.toml": SETTINGS, "scripts/A1_en.md": GOOD, "scripts/B2_en.txt": BAD,
        "pages/A1.json": json.dumps(PAGE), "pages/B2.json": json.dumps(PAGE), "lab/A1.txt": "Capacity: 5000 mAh",
    }  # fmt: skip
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(ran: Ran) -> dict[str, str]:
    """Return the verdict by script of output as JSON Lines."""
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    return {Path(one["script"]).as_posix(): one["verdict"] for one in found}


def test_folders_files_and_nothing_mean_their_scripts(team: Path) -> None:
    both = {"scripts/A1_en.md": "pass", "scripts/B2_en.txt": "fail"}
    for arguments in ([], ["."], ["scripts"], ["scripts/A1_en.md", "scripts", "scripts/B2_en.txt"]):
        ran = run("check", *arguments, "--format", "jsonl")
        assert (checked(ran), ran.exit_code) == (both, 1), arguments
    one = json.loads(run("check", "scripts/A1_en.md", "--format", "json").stdout)
    assert Path(one["listing"]).as_posix() == "pages/A1.json" and Path(one["report"]).as_posix() == "lab/A1.txt"


def test_a_changed_listing_means_its_scripts(team: Path) -> None:
    assert checked(run("check", "pages/A1.json", "--format", "jsonl")) == {"scripts/A1_en.md": "pass"}
    assert checked(run("check", "lab/A1.txt", "scripts/A1_en.md", "--format", "jsonl")) == {"scripts/A1_en.md": "pass"}
    assert len(checked(run("check", "consistency.toml", "--format", "jsonl"))) == 2
    unused = team / "pages" / "C3.json"
    unused.write_text(json.dumps(PAGE))
    assert (run("check", unused).exit_code, run("check", unused).output) == (0, "")


def test_files_that_are_no_scripts_are_left_out_on_demand(team: Path) -> None:
    (team / "README.md").write_text("about")
    ran = run("check", "README.md", "scripts/A1_en.md", "--by-config", "--format", "jsonl")
    assert (list(checked(ran)), ran.exit_code) == (["scripts/A1_en.md"], 0)
    ran = run("check", "README.md", "--lang", "en")
    assert ran.exit_code == 2 and "No listing is known for README.md" in ran.stderr


def test_one_bad_script_never_stops_the_rest(team: Path) -> None:
    (team / "scripts" / "C3_en.md").write_text("no such page")
    (team / "scripts" / "A1_bad.srt").write_text("no cue")
    ran = run("check", "--format", "jsonl", "--lang", "en")
    assert ran.exit_code == 2 and len(checked(ran)) == 2
    assert "No listing is known for scripts/C3_en.md." in ran.stderr.replace("\\", "/")
    assert "A1_bad.srt holds no cue of subtitles" in ran.stderr
    assert "consistency: 2 of 4 scripts could not be checked." in ran.stderr
    (team / "pages" / "B2.json").write_text("{")
    ran = run("check", "scripts", "--lang", "en")
    assert "B2_en.txt: pages" in ran.stderr and "is not valid JSON" in ran.stderr


def test_what_makes_the_exit_status_1(team: Path) -> None:
    (team / "pages" / "A1.json").write_text(json.dumps({**PAGE, "title": "Power bank 5 Ah"}))
    statuses = [run("check", "scripts/A1_en.md", *more).exit_code for more in ([], ["--fail-on", "warning"])]
    assert statuses == [0, 1]
    assert run("check", "scripts", "--fail-on", "never").exit_code == 0
    (team / "consistency.toml").write_text('fail_on = "warning"\n' + SETTINGS)
    assert run("check", "scripts/A1_en.md").exit_code == 1
    assert run("check", "scripts/A1_en.md", "--fail-on", "error").exit_code == 0


def test_select_and_ignore(team: Path) -> None:
    def codes(*more: str) -> list[str]:
        ran = run("check", "scripts/B2_en.txt", "--format", "json", *more)
        return sorted({f["code"] for f in json.loads(ran.stdout)["findings"]})

    assert codes() == ["C201", "C202", "C203"]
    assert codes("--select", "C2", "--ignore", "C201,conflict-in-bullets") == ["C203"]
    assert run("check", "scripts/B2_en.txt", "--ignore", "conflict").exit_code == 0
    assert "There is no rule “nonsense”" in run("check", "scripts", "--select", "nonsense").stderr


def test_standard_input_by_the_name_of_its_file(team: Path) -> None:
    ran = run("check", "-", "--stdin-filename", "scripts/A1_en.md", "--format", "json", input=BAD.encode())
    assert ran.exit_code == 1
    assert Path(json.loads(ran.stdout)["listing"]).as_posix() == "pages/A1.json"


def test_settings_can_be_given_or_left_out(team: Path) -> None:
    assert run("check", "scripts/B2_en.txt", "--no-config").exit_code == 2
    assert run("check", "scripts/B2_en.txt", "--no-config", "--listing", "pages/B2.json").exit_code == 1
    other = team / "soft.toml"
    other.write_text('[severity]\nconflict = "warning"\n' + SETTINGS)
    assert run("check", "scripts/B2_en.txt", "--config", other).exit_code == 0
    other.write_text("nothing = 1")
    ran = run("check", "scripts", "--config", other, "--lang", "en")
    assert ran.exit_code == 2 and ran.stderr.count("soft.toml, line 1: there is no key “nothing”") == 1


def test_listing_and_sku_override_what_the_settings_say(team: Path) -> None:
    table = [
        {**PAGE, "sku": "X"},
        {**PAGE, "sku": "Y", "title": "8000 mAh", "bullets": ["8000 mAh"], "description": "8000 mAh"},
    ]
    (team / "all.json").write_text(json.dumps(table))
    assert run("check", "scripts/B2_en.txt", "--listing", "all.json", "--sku", "Y").exit_code == 0
    assert run("check", "scripts/B2_en.txt", "--listing", "all.json", "--sku", "X").exit_code == 1
    (team / "scripts" / "n.md").write_text(f"---\nsku: Y\nlisting: ../all.json\n---\n{BAD}", encoding="utf-8")
    assert run("check", "scripts/n.md").exit_code == 0


def test_suppressions_and_team_terms(team: Path) -> None:
    script = team / "scripts" / "B2_en.txt"
    script.write_text(f"<!-- consistency: ignore conflict -->\n{BAD}", encoding="utf-8")
    assert run("check", script).exit_code == 0
    script.write_text(BAD, encoding="utf-8")
    entry = '[[suppress]]\nclaim = "8000毫安"\nrules = ["conflict"]\nscripts = ["scripts/B2*"]\nreason = "lab"\n'
    (team / "consistency.toml").write_text(SETTINGS + entry, encoding="utf-8")
    assert run("check", script).exit_code == 0
    (team / "ours.csv").write_text("concept,sense,term,kind\nshock_gel,term,防震胶,feature\n", encoding="utf-8")
    (team / "consistency.toml").write_text('lexicon = ["ours.csv"]\n' + SETTINGS, encoding="utf-8")
    script.write_text("采用防震胶技术。", encoding="utf-8")
    claims = json.loads(run("check", script, "--format", "json").stdout)["claims"]
    assert claims[0]["attribute"] == "shock_gel"
    assert all(c["attribute"] != "shock_gel" for c in json.loads(
        run("check", script, "--no-config", "--listing", "pages/B2.json", "--format", "json").stdout
    )["claims"])  # fmt: skip


def test_a_suppression_that_hides_nothing_is_told_where_all_is_checked(team: Path) -> None:
    entries = '[[suppress]]\nrules = ["C201"]\n\n[[suppress]]\nclaim = "IPX8"\n'
    (team / "consistency.toml").write_text(SETTINGS + entries, encoding="utf-8")
    line = SETTINGS.count("\n") + 4
    ran = run("check", "--lang", "en")
    assert ran.stderr == (
        f"consistency: the suppression of “IPX8” at consistency.toml:{line} hides nothing: take it out [C507]\n"
    )
    assert run("check", "scripts/A1_en.md", "--lang", "en").stderr == ""
    (team / "scripts" / "C3_en.txt").write_text(BAD, encoding="utf-8")  # has no listing: it may be what is hidden
    ran = run("check", "--lang", "en")
    assert ran.exit_code == 2 and "C507" not in ran.stderr


def test_nothing_to_replace_is_said_and_passes_no_script(team: Path) -> None:
    for option in ("--diff", "--fix"):
        ran = run("check", "scripts/B2_en.txt", option, "--lang", "en")
        assert (ran.exit_code, ran.stderr) == (1, "consistency: Nothing can be replaced safely.\n")
        assert ("8000毫安" in ran.stdout) == (option == "--fix")
    assert "没有可以安全替换的措辞。" in run("check", "scripts/B2_en.txt", "--diff", "--lang", "zh").stderr
    assert run("check", "scripts/B2_en.txt", "--diff", "--fail-on", "never").exit_code == 0
    assert run("check", "scripts/A1_en.md", "--diff").exit_code == 0
    (team / "pages" / "A1.json").unlink()
    ran = run("check", "--diff", "--lang", "en")
    assert ran.exit_code == 2 and "A1_en.md" in ran.stderr and ran.stdout == ""


def test_rules_left_out_are_no_clean_script(team: Path) -> None:
    ran = run("check", "scripts/B2_en.txt", "--select", "C1", "--ignore", "C1", "--lang", "en")
    assert ran.exit_code == 0 and "Left out by options, settings, suppressions" in ran.stdout
    assert "Left out" not in run("check", "scripts/A1_en.md", "--lang", "en").stdout


def test_baseline_lets_only_new_findings_count(team: Path) -> None:
    ran = run("baseline", "--lang", "en")
    assert ran.exit_code == 0 and "findings are recorded" in ran.stderr
    again = run("check", "--lang", "en")
    assert again.exit_code == 0 and "that the baseline holds are left out" in again.stderr
    assert run("check", "--no-baseline").exit_code == 1
    script = team / "scripts" / "B2_en.txt"
    script.write_text(BAD + "防水等级IPX8。\n", encoding="utf-8")
    new = json.loads(run("check", script, "--format", "json").stdout)
    assert {new["claims"][f["claim"]]["attribute"] for f in new["findings"]} == {"waterproof"}


def test_fix_and_diff(team: Path) -> None:
    page = {"title": "Speaker IPX8 waterproof", "bullets": ["IPX8 waterproof"], "description": "IPX8 waterproof."}
    (team / "pages" / "B2.json").write_text(json.dumps(page))
    (team / "lab" / "B2.txt").write_text("Ingress protection: IPX8")
    script = team / "scripts" / "B2_en.txt"
    vague = "这款音箱超深防水。\n"
    script.write_text(vague, encoding="utf-8")
    shown = run("check", script, "--diff")
    assert shown.exit_code == 1 and "+这款音箱IPX8" in shown.stdout
    assert script.read_text("utf-8") == vague
    assert run("check", script, "--fix").exit_code == 0
    assert "IPX8" in script.read_text("utf-8")
    assert (run("check", script, "--diff").stdout, run("check", script, "--diff").exit_code) == ("", 0)
    ran = run("check", "-", "--stdin-filename", script, "--fix", input=vague.encode())
    assert ran.exit_code == 2


def test_errors_are_told_in_the_language_of_the_messages(team: Path) -> None:
    ran = run("check", "scripts/none.md", "--listing", "pages/A1.json", "--lang", "zh")
    assert "scripts/none.md 不存在" in ran.stderr.replace("\\", "/") and "[E001]" in ran.stderr


def test_init_writes_settings_that_work(team: Path) -> None:
    ran = run("init", "--lang", "en")
    assert ran.exit_code == 2 and "is there already" in ran.stderr
    ran = run("init", "--force", "--lang", "en")
    assert ran.exit_code == 0 and "2 scripts, 2 listings, 1 report" in ran.stdout
    assert len(checked(run("check", "--format", "jsonl"))) == 2
    assert run("check", "scripts/A1_en.md").exit_code == 0
    assert run("init", team / "none").exit_code == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_example_that_init_gives_is_valid(tmp_path: Path, lang: str) -> None:
    from consistency.config import load

    (tmp_path / "team.toml").write_text("")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "our_terms.csv").write_text("concept,sense,term\n")
    run("init", tmp_path / "shop", "--lang", lang)
    file = tmp_path / "shop" / "consistency.toml"
    assert load(file).files == (file,)
    lines = file.read_text("utf-8").splitlines()
    examples = [line.removeprefix("# ") for line in lines if re.match(r"(# )?(\[|[\w-]+ = )", line)]
    file.write_text("\n".join(examples), encoding="utf-8")
    settings = load(file)
    assert len(settings.values) > 15 and len(settings.suppressions) == 1


def test_config_tells_where_each_value_comes_from(team: Path) -> None:
    (team / "scripts" / "consistency.toml").write_text('extend = "../consistency.toml"\nlang = "en"\n')
    data = {one["key"]: one for one in json.loads(run("config", "scripts", "--format", "json").stdout)}
    assert data["lang"]["value"] == "en" and Path(data["lang"]["from"]).as_posix() == "scripts/consistency.toml:2"
    assert data["listings.files"] == {
        "key": "listings.files",
        "value": ["pages/{sku}.json"],
        "from": "consistency.toml:6",
    }
    assert data["fail_on"] == {"key": "fail_on", "value": "error", "from": None}
    assert "default" in run("config", "--lang", "en").stdout
    assert "默认" in run("config", "--no-config", "--lang", "zh").stdout


def test_neither_spacy_nor_pandas_nor_a_workbook_reader_is_loaded(team: Path) -> None:
    unused = ["spacy", "pandas", "numpy", "openpyxl", "docx", "pysubs2", "pypdf", "pyarrow"]
    code = (
        "import sys\nfrom consistency.cli import main\n"
        "try: main(['check', '--no-baseline'])\nexcept SystemExit: pass\n"
        f"print([m for m in {unused!r} if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=team)
    assert ran.stderr.splitlines()[-1] == "[]"


def test_a_second_run_is_answered_from_the_cache(team: Path) -> None:
    cold = run("check", "--format", "jsonl")
    assert (team / ".consistency_cache").is_dir()
    code = (
        "import sys\nfrom consistency.cli import main\n"
        "try: main(['check', '--format', 'jsonl'])\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('spacy', 'consistency.judge'))], file=sys.stderr)"
    )
    warm = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=team)
    assert warm.stderr.splitlines()[-1] == "[]"
    assert warm.stdout == cold.stdout
    (team / "pages" / "A1.json").write_text(json.dumps({**PAGE, "title": "Power bank 8000 mAh"}))
    assert checked(run("check", "--format", "jsonl"))["scripts/A1_en.md"] == "fail"
    settings = (team / "consistency.toml").read_text()
    (team / "consistency.toml").write_text('[severity]\nmissing = "off"\nconflict = "off"\n' + settings)
    assert run("check").exit_code == 0


def test_nothing_is_kept_where_that_is_not_wanted(team: Path) -> None:
    run("check", "--no-cache")
    run("check", "scripts/B2_en.txt", "--no-config", "--listing", "pages/B2.json")
    (team / "consistency.toml").write_text("cache = false\n" + SETTINGS)
    run("check")
    assert not (team / ".consistency_cache").exists()
