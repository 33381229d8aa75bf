"""The commands: what they print, and their exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from click.testing import Result as Ran

import consistency
from consistency.cli import COMMANDS, main
from consistency.model import Claim, Finding, Judgement, Listing, Parameter, Result
from consistency.rules import message, rule

SCRIPT = "【镜头一】开箱\n旁白：这款充电宝5000毫安。\n"
LISTING = {"sku": "PB-1", "title": "Power bank", "bullets": ["5,000 mAh"], "description": "A power bank, 5,000 mAh."}
START = SCRIPT.index("5000")
MISSING, MATCH = Judgement("missing"), Judgement("match")


def run(*arguments: str | Path, **options: Any) -> Ran:
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Return a script and a listing."""
    (tmp_path / "script.txt").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "listing.json").write_text(json.dumps(LISTING), encoding="utf-8")
    return tmp_path / "script.txt", tmp_path / "listing.json"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Let a check find one claim that the title lacks; return what it is asked for."""
    calls: list[tuple[Any, ...]] = []

    def check(script: str, listing: Listing, report: str | None, *, id: str | None, lang: str) -> Result:
        calls.append((script, listing, report, id, lang))
        start = script.find("5000毫安")
        if start < 0:
            empty = rule("no-claims-found")
            return Result(id, "pass", (), (Finding(empty.code, empty.severity, message(empty, lang)),))
        fields = {"title": MISSING if "5,000" not in listing.title else MATCH, "bullets": MATCH, "description": MATCH}
        capacity = Parameter("quantity", value=5000.0, unit="mAh")
        claim = Claim(
            "5000毫安", start, start + 6, "battery_capacity", capacity, {**fields, "report": None}, "5000毫安"
        )
        if fields["title"] is MATCH:
            return Result(id, "pass", (claim,), ())
        found = rule("missing-in-title")
        text = message(found, lang, claim="5000毫安", suggestion="5000毫安")
        return Result(id, "fail", (claim,), (Finding(found.code, found.severity, text, 0, "title"),))

    monkeypatch.setitem(vars(consistency), "check", check)
    return calls


def test_check_prints_the_table_and_says_1(files: tuple[Path, Path], asked: list[tuple[Any, ...]]) -> None:
    ran = run("check", files[0], "--listing", files[1], "--lang", "en")
    assert ran.exit_code == 1
    assert "2:9    5000毫安  –  ✓  ✓" in ran.output
    assert "– “5000毫安” is missing from the title  C101" in ran.output
    assert "\x1b" not in ran.output
    assert asked == [(SCRIPT, Listing.from_dict({**LISTING, "id": "PB-1"}), None, "PB-1", "en")]


def test_check_with_nothing_to_mend_says_0(files: tuple[Path, Path], asked: list[tuple[Any, ...]]) -> None:
    files[1].write_text(json.dumps({**LISTING, "title": "Power bank 5,000 mAh"}))
    report = files[0].with_name("lab.txt")
    report.write_text("5000 mAh")
    ran = run("check", files[0], "--listing", files[1], "--report", report, "--lang", "zh")
    assert ran.exit_code == 0
    assert "通过：1 处卖点，无需修改。" in ran.output
    assert asked[0][2] == "5000 mAh"


def test_script_without_claims_is_no_silent_pass(files: tuple[Path, Path], asked: list[tuple[Any, ...]]) -> None:
    files[0].write_text("Link in bio!")
    ran = run("check", files[0], "--listing", files[1], "--lang", "en")
    assert ran.exit_code == 1
    assert "no claim was found" in ran.output


def test_check_formats_and_output(files: tuple[Path, Path], asked: list[tuple[Any, ...]], tmp_path: Path) -> None:
    printed = run("check", files[0], "--listing", files[1], "--format", "json", "--lang", "zh")
    data = json.loads(printed.output)
    assert data["findings"][0]["message"] == "脚本说“5000毫安”，标题没有提到，请补上“5000毫安”"
    assert data["claims"][0]["text"] == SCRIPT[data["claims"][0]["start"] : data["claims"][0]["end"]]
    line = run(
        "check", files[0], "--listing", files[1], "--format", "jsonl", "--lang", "zh", "-o", tmp_path / "o.jsonl"
    )
    assert (line.exit_code, line.output) == (1, "")
    written = (tmp_path / "o.jsonl").read_text("utf-8")
    assert json.loads(written) == data and written.count("\n") == 1


def test_script_from_standard_input(files: tuple[Path, Path], asked: list[tuple[Any, ...]]) -> None:
    ran = run("check", "-", "--listing", files[1], input=SCRIPT.encode("gb18030"))
    assert ran.exit_code == 1 and asked[0][0] == SCRIPT


def test_front_matter_names_the_product(files: tuple[Path, Path], asked: list[tuple[Any, ...]], tmp_path: Path) -> None:
    files[1].write_text(json.dumps([LISTING, {**LISTING, "sku": "PB-2"}]))
    script = tmp_path / "script.md"
    script.write_text(f"---\nsku: PB-2\n---\n{SCRIPT}", encoding="utf-8")
    run("check", script, "--listing", files[1])
    run("check", script, "--listing", files[1], "--sku", "pb-1")
    assert [call[3] for call in asked] == ["PB-2", "PB-1"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["{script}", "--listing", "{nothing}"], "nothing.json does not exist"),
        (["{script}", "--listing", "{folder}"], "is a directory. Give the file itself. [E001]"),
        (["{nothing}", "--listing", "{listing}"], "nothing.json does not exist"),
        (["{script}", "--listing", "{listing}", "--sku", "PB-9"], "does not hold the product PB-9. Did you mean PB-1?"),
        (["{script}", "--listing", "{script}"], "script.txt is no listing: .txt is not read"),
        (["{script}", "--listing", "{listing}", "--report", "{listing}"], "listing.json is no report"),
        (["{script}", "--listing", "{listing}", "-o", "{folder}"], "cannot be written"),
        (["{script}"], "No listing is known for"),
        (["{script}", "--listing", "{listing}", "--columns", "Name"], "--columns Name is not understood at Name"),
        (["{script}", "--config", "a.toml", "--no-config"], "--config and --no-config contradict each other"),
        (["{script}", "--baseline", "b.json", "--no-baseline"], "--baseline and --no-baseline contradict each other"),
        (["{script}", "--fix", "--diff"], "--fix and --diff contradict each other. Leave one of them out."),
        (["{script}", "--stdin-filename", "a.md"], "standard input is not read"),
        ([], "No script was given"),
        (["{script}", "--listing", "{listing}", "--format", "xml"], "'xml' is not one of"),
    ],
)
def test_bad_input_says_2_without_a_traceback(
    files: tuple[Path, Path], asked: list[tuple[Any, ...]], arguments: list[str], sentence: str
) -> None:
    folder = files[0].parent
    names = {"script": files[0], "listing": files[1], "folder": folder, "nothing": folder / "nothing.json"}
    ran = run("check", *(a.format(**names) for a in arguments))
    assert ran.exit_code == 2
    assert sentence in ran.stderr
    assert ran.stdout == ""
    assert isinstance(ran.exception, SystemExit)


def test_extract(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    capacity = Parameter("quantity", value=5000.0, unit="mAh")
    claims = (Claim("5000毫安", START, START + 6, "battery_capacity", capacity),)
    fake = SimpleNamespace(extract=lambda text: claims if "5000" in text else ())
    monkeypatch.setitem(sys.modules, "consistency.extract.claims", fake)  # type: ignore[arg-type]
    table = run("extract", files[0], "--lang", "en")
    assert (table.exit_code, table.output.splitlines()[1]) == (0, "2:9    5000毫安  battery_capacity  5000 mAh")
    data = json.loads(run("extract", files[0], "--format", "json").output)
    assert data == [{key: value for key, value in claims[0].to_dict().items() if key not in ("fields", "suggestion")}]
    assert json.loads(run("extract", files[0], "--format", "jsonl").output) == data[0]
    files[0].write_text("hello")
    assert "No claim was found in" in run("extract", files[0], "--lang", "en").output


def test_evaluate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = {"title": "match", "bullets": "match", "description": "match"}
    gold = {
        "id": "a-1", "category": "audio", "script": {"lang": "zh", "text": SCRIPT}, "listing": {"lang": "en"},
        "claims": [
            {"text": "5000毫安", "start": 17, "end": 23, **judged, "title": "missing"},
            {"text": "充电宝", "start": 14, "end": 17, **judged},
        ],
    }  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")

    def check_case(case: Mapping[str, Any]) -> Result:
        fields = {"title": MISSING, "bullets": MISSING, "description": MATCH, "report": None}
        return Result(case["id"], "fail", (Claim("5000毫安", 17, 23, "x", None, fields),), ())

    monkeypatch.setitem(vars(consistency), "check_case", check_case)
    table = run("evaluate", tmp_path / "gold.jsonl", "--errors")
    assert table.exit_code == 0
    assert table.output.splitlines()[1].split() == [
        "all",
        "1",
        "2",
        "1.000",
        "0.500",
        "0.667",
        "0.667",
        "0.667",
        "1.000",
    ]
    assert "zh → en" in table.output and "audio" in table.output
    assert "match → missing: 1" in table.output
    assert "a-1  bullets: match judged missing  5000毫安" in table.output
    assert "a-1  claim not found" in table.output
    figures = json.loads(run("evaluate", tmp_path / "gold.jsonl", "--json").output)
    assert figures["all"]["claim_recall"] == 0.5
    assert figures["pairs"]["zh → en"] == figures["categories"]["audio"] == figures["all"]
    assert run("evaluate", tmp_path / "none.jsonl").exit_code == 2


def test_rules_and_explain() -> None:
    assert "C101  missing-in-title" in run("rules", "--lang", "en").output
    data = json.loads(run("rules", "--format", "json", "--lang", "zh").output)
    assert data[0]["name"] == "missing-in-title" and data[0]["mend"].startswith("在标题里补上")
    assert "How to mend it" in run("explain", "missing-in-title", "--lang", "en").output
    assert "怎么改" in run("explain", "c101", "--lang", "zh").output
    wrong = run("explain", "C999")
    assert wrong.exit_code == 2 and "There is no rule “C999”" in wrong.stderr


def test_language_is_the_locale_s(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "怎么改" in run("explain", "C101").output
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert "How to mend it" in run("explain", "C101").output


def test_help_promises_the_formats_that_there_are() -> None:
    assert "workbook" in run("check", "--help").output
    assert "workbook" not in run("extract", "--help").output


def test_every_command_has_help() -> None:
    ran = run("--help")
    for name, line in COMMANDS.items():
        assert f"  {name} " in ran.output and line in ran.output
        assert run(name, "--help").exit_code == 0
    assert run("chekc").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (["--help"], ["spacy", "pandas", "numpy", "openpyxl", "pypdf", "json", "consistency.commands.check"]),
        (["rules"], ["spacy", "pandas", "numpy", "openpyxl", "pypdf"]),
        (["explain", "C101"], ["spacy", "pandas", "numpy", "openpyxl", "pypdf"]),
        (["check", "{listing}", "--listing", "{listing}"], ["spacy", "pandas", "numpy", "openpyxl", "pypdf"]),
    ],
)
def test_what_is_not_needed_is_not_imported(files: tuple[Path, Path], arguments: list[str], unused: list[str]) -> None:
    arguments = [a.format(listing=files[1]) for a in arguments]
    code = (
        "import sys\nfrom consistency.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        f"print([m for m in {unused!r} if m in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert ran.stderr.splitlines()[-1] == "[]"


def test_an_output_spares_what_is_read(tmp_path: Path) -> None:
    script, listing = tmp_path / "script.txt", tmp_path / "listing.json"
    script.write_text("五千毫安的电池。", "utf-8")
    listing.write_text('{"title": "Power bank", "bullets": ["5000 mAh"], "description": "5000 mAh"}', "utf-8")
    ran = CliRunner().invoke(main, ["check", str(script), "--listing", str(listing), "--output", str(script)])
    assert ran.exit_code == 2
    assert "would be overwritten" in ran.output
    assert script.read_text("utf-8") == "五千毫安的电池。"
