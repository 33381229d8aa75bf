"""`consistency baseline` records what is there; `check` then tells of new findings alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from consistency.cli import main

PAGE = {"title": "Speaker", "bullets": ["24 h playtime"], "description": "IPX8 waterproof, 24 h playtime"}
FILE = ".consistency-baseline.json"


@pytest.fixture(autouse=True)
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("page.json").write_text(json.dumps(PAGE))
    Path("consistency.toml").write_text('[scripts]\ninclude = ["*.txt"]\n[listings]\nfiles = ["page.json"]\n')
    Path("a.txt").write_text("It's IPX8 waterproof.\n")
    Path("b.txt").write_text("It plays for 24 hours.\n")
    return tmp_path


def run(*words: str, status: int = 0) -> Result:
    found = CliRunner().invoke(main, [*words, "--lang", "en"])
    assert found.exit_code == status, found.output
    return found


def recorded() -> dict[str, list[tuple[str, str]]]:
    scripts = json.loads(Path(FILE).read_text("utf-8"))["scripts"]
    return {name: [(one["rule"], one["claim"]) for one in entries] for name, entries in scripts.items()}


def test_only_new_findings_count() -> None:
    run("check", status=1)
    run("baseline")
    assert recorded() == {
        "a.txt": [("missing-in-title", "ipx8 waterproof"), ("missing-in-bullets", "ipx8 waterproof")],
        "b.txt": [("missing-in-title", "plays for 24 hours")],
    }
    assert "3" in run("check").stderr
    run("check", "--no-baseline", status=1)
    Path("a.txt").write_text("Hello!\n\nIt's IPX8 waterproof.\n")
    run("check")
    Path("a.txt").write_text("It's IPX8 waterproof. It's dustproof to IP6X.\n")
    assert "IP6X" in run("check", status=1).stdout


def test_what_was_mended_leaves_at_the_next_recording() -> None:
    run("baseline")
    Path("a.txt").write_text("It plays for 24 hours.\n")
    assert "2 findings of the baseline are gone" in run("check", status=1).stderr
    assert "2 findings that were recorded before are there no more" in run("baseline", "a.txt").stderr
    assert recorded() == {name: [("missing-in-title", "plays for 24 hours")] for name in ("a.txt", "b.txt")}
    before = Path(FILE).read_bytes()
    run("baseline")
    assert Path(FILE).read_bytes() == before
    Path("b.txt").unlink()
    run("baseline")
    assert set(recorded()) == {"a.txt"}


def test_a_broken_file_is_told(team: Path) -> None:
    Path(FILE).write_text("<<<<<<< HEAD\n{}")
    assert "line 1 is no JSON" in run("check", status=2).stderr


def test_mending_from_the_command_line(team: Path) -> None:
    Path("page.json").write_text(
        json.dumps({"title": "IPX8 speaker", "bullets": ["IPX8"], "description": "IPX8 waterproof"})
    )
    Path("a.txt").write_text("It's super waterproof.\n")
    found = run("check", "a.txt", "--diff", status=1)
    assert "-It's super waterproof.\n+It's IPX8 waterproof.\n" in found.stdout
    assert Path("a.txt").read_text() == "It's super waterproof.\n"
    run("check", "a.txt", "--fix")
    assert Path("a.txt").read_text() == "It's IPX8 waterproof.\n"
    assert run("check", "a.txt", "--diff").stdout == ""
