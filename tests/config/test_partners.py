"""Which listing and report belong to a script, and which scripts to those."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.config import Config, load
from consistency.config.partners import Partner, choose, dependents, partner, role, scripts_in
from consistency.config.patterns import Pattern
from consistency.errors import ContentMissing, UsageError


def team(folder: Path, settings: str, *files: str) -> Config:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (folder / "consistency.toml").write_text(settings, encoding="utf-8")
    return load(folder / "consistency.toml")


def found(folder: Path, config: Config, script: str, kind: str = "listing", **metadata: str) -> list[str]:
    files = partner(kind, folder / script, metadata, config).files  # type: ignore[arg-type]
    return [path.relative_to(folder).as_posix() for path in files]


BY_NUMBER = """
[scripts]
names = ["scripts/{sku}_{lang}.md", "scripts/{sku}_*"]
[listings]
files = ["pages/{sku}.{json,xlsx}"]
map = { "scripts/odd*" = "pages/PB-2.xlsx#PB-2B" }
[reports]
files = ["lab/**/{sku}.pdf"]
"""


def test_by_number_in_the_name(tmp_path: Path) -> None:
    config = team(
        tmp_path, BY_NUMBER, "pages/PB-1.json", "pages/PB-2.xlsx", "lab/2024/PB-1.pdf", "lab/old/PB-10.pdf",
    )  # fmt: skip
    assert found(tmp_path, config, "scripts/PB-1_launch.md") == ["pages/PB-1.json"]
    assert found(tmp_path, config, "scripts/PB-1_en.md", "report") == ["lab/2024/PB-1.pdf"]
    assert found(tmp_path, config, "scripts/x.md", sku="PB-2") == ["pages/PB-2.xlsx"]
    assert found(tmp_path, config, "scripts/x.md") == []
    assert found(tmp_path, config, "scripts/PB-9_en.md") == []
    odd = partner("listing", tmp_path / "scripts" / "odd one.md", {}, config)
    assert odd.files == (tmp_path / "pages" / "PB-2.xlsx",) and odd.sku == "PB-2B"


def test_front_matter_counts_first(tmp_path: Path) -> None:
    config = team(tmp_path, BY_NUMBER, "pages/PB-1.json", "scripts/own.json", "lab/own.pdf")
    assert found(tmp_path, config, "scripts/PB-1_a.md", listing="own.json") == ["scripts/own.json"]
    assert found(tmp_path, config, "scripts/PB-1_a.md", listing="pages/PB-1.json") == ["pages/PB-1.json"]
    assert found(tmp_path, config, "scripts/PB-1_a.md", "report", report="../lab/own.pdf") == ["lab/own.pdf"]
    without = partner("listing", tmp_path / "scripts" / "a.md", {"listing": "own.json"}, Config())
    assert without.files == (tmp_path / "scripts" / "own.json",)


def test_by_name_and_by_folder(tmp_path: Path) -> None:
    settings = '[listings]\nfiles = ["pages/{name}.json", "**/{dir}/page.json"]\n'
    config = team(tmp_path, settings, "pages/lamp.json", "b/cup/page.json", "b/cup/script.md", "b/pot/page.json")
    assert found(tmp_path, config, "x/lamp.md") == ["pages/lamp.json"]
    assert found(tmp_path, config, "b/cup/script.md") == ["b/cup/page.json"]


def test_several_listings_are_told_apart_by_the_number_or_refused(tmp_path: Path) -> None:
    config = team(tmp_path, '[listings]\nfiles = ["pages/*.csv"]\n', "pages/a.csv", "pages/b.csv")
    several = partner("listing", tmp_path / "s.md", {"sku": "B"}, config)
    assert not several.sure
    chosen = choose("listing", several, Path("s.md"), lambda path, sku: path.stem == sku.lower())
    assert chosen == tmp_path / "pages" / "b.csv"
    with pytest.raises(ContentMissing, match="none of 2 listings holds the product B"):
        choose("listing", several, Path("s.md"), lambda path, sku: False)
    with pytest.raises(UsageError, match=r"may belong to 2 listings: a\.csv, b\.csv"):
        choose("listing", Partner(several.files), Path("s.md"), lambda path, sku: True)
    assert choose("report", Partner(()), Path("s.md"), lambda path, sku: True) is None


def test_what_depends_on_a_changed_file(tmp_path: Path) -> None:
    settings = '[scripts]\ninclude = ["scripts"]\nexclude = ["scripts/old/**"]\n' + BY_NUMBER.replace("[scripts]\n", "")
    config = team(
        tmp_path, settings,
        "pages/PB-1.json", "pages/PB-2.xlsx", "pages/new.json", "lab/PB-1.pdf",
        "scripts/PB-1_en.md", "scripts/PB-1_x.srt", "scripts/PB-2_en.md", "scripts/odd.txt", "scripts/old/PB-1_en.md",
    )  # fmt: skip
    (tmp_path / "scripts" / "PB-2_en.md").write_text("---\nlisting: ../pages/new.json\n---\n")

    def after(*names: str) -> list[str]:
        changed = [tmp_path / name for name in names]
        return [path.name for path in dependents(changed, config, lambda path: config)]

    assert after("pages/PB-1.json") == ["PB-1_en.md", "PB-1_x.srt"]
    assert after("lab/PB-1.pdf") == ["PB-1_en.md", "PB-1_x.srt"]
    assert after("pages/new.json") == ["PB-2_en.md"]
    assert after("pages/PB-2.xlsx") == ["odd.txt"]
    assert after("pages/none.json") == []
    assert after("consistency.toml") == ["PB-1_en.md", "PB-1_x.srt", "PB-2_en.md", "odd.txt"]


def test_roles(tmp_path: Path) -> None:
    config = team(
        tmp_path, '[scripts]\ninclude = ["s/**"]\nexclude = ["s/x/*"]\n' + BY_NUMBER.replace("[scripts]\n", "")
    )
    roles = {
        name: role(tmp_path / name, config) for name in ("s/a.md", "s/x/a.md", "pages/a.json", "lab/a.pdf", "README.md")
    }
    assert list(roles.values()) == ["script", None, "listing", "report", None]
    assert role(tmp_path / "consistency.toml", config) == "settings"


def test_folders_are_walked_by_the_nearest_settings(tmp_path: Path) -> None:
    team(
        tmp_path,
        '[scripts]\ninclude = ["**/*.md"]\n',
        "a.md",
        "a.txt",
        "b/c.md",
        "b/c.srt",
        ".git/x.md",
        "node_modules/y.md",
    )
    (tmp_path / "b" / "consistency.toml").write_text('[scripts]\ninclude = ["*.srt"]\n')
    configs = {folder: load(folder / "consistency.toml") for folder in (tmp_path, tmp_path / "b")}
    assert [p.name for p in scripts_in(tmp_path, lambda path: configs[path.parent])] == ["a.md", "c.srt"]
    assert [p.name for p in scripts_in(tmp_path, lambda path: Config())] == ["a.md", "a.txt", "c.md", "c.srt"]


@pytest.mark.parametrize(
    ("text", "path", "slots"),
    [
        ("*.md", "a.md", {}),
        ("*.md", "b/a.md", None),
        ("**/*.md", "a.md", {}),
        ("**/*.md", "b/c/a.md", {}),
        ("s/**", "s/a/b.md", {}),
        ("s/**", "t/s/a.md", None),
        ("?.{md,txt}", "a.txt", {}),
        ("{sku}-{lang}.md", "PB-10-en.md", {"sku": "PB-10", "lang": "en"}),
        ("{sku}_{lang}.md", "PB-10_en.md", {"sku": "PB-10", "lang": "en"}),
        ("{sku}/{sku}.md", "a/a.md", {"sku": "a"}),
        ("{sku}/{sku}.md", "a/b.md", None),
        ("商品/{sku}_*.md", "商品/音箱_口播.md", {"sku": "音箱"}),
        ("a+(b).md", "a+(b).md", {}),
        ("../up/*.md", "../up/a.md", {}),
    ],
)
def test_patterns(tmp_path: Path, text: str, path: str, slots: dict[str, str] | None) -> None:
    base = tmp_path / "base"
    assert (
        Pattern.of(base, text).match(Path(*(base / path).parts) if ".." not in path else tmp_path / path[3:]) == slots
    )


@given(st.text(alphabet="ab*?{},./_[]()+", max_size=25), st.text(alphabet="ab./_", min_size=1, max_size=15))
def test_any_pattern_can_be_asked(text: str, path: str) -> None:
    Pattern.of(Path("/base"), text).match(Path("/base") / path.lstrip("/"))
