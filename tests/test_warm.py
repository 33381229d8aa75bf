"""A run in which nothing has changed answers as the first one did, and loads nothing that judges."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "pandas", "numpy", "rapidfuzz", "re2", "openpyxl", "pypdf", "docx")
RUN = f"""
import sys
from consistency.cli import main
sys.argv[0] = "consistency"
try:
    main()
except SystemExit as error:
    status = error.code
loaded = [name for name in sys.modules if name.split(".")[0] in {HEAVY!r} or name.startswith("consistency.judge")]
sys.stderr.write(repr((status, sorted(loaded)[:5])))
"""


def run(team: Path, *words: str) -> tuple[str, str]:
    """Return what a run prints, and its status with what it loaded."""
    command = [sys.executable, "-c", RUN, *words]
    found = subprocess.run(command, cwd=team, capture_output=True, text=True, encoding="utf-8", timeout=60)
    return found.stdout, found.stderr


@pytest.fixture
def team(tmp_path: Path) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["sku", "title", "bullets", "description"])
    book.active.append(["A", "Speaker", "24 h playtime", "IPX8 waterproof, 24 h playtime"])
    book.save(tmp_path / "page.xlsx")
    (tmp_path / "lab.txt").write_text("Ingress protection: IPX8\n")
    (tmp_path / "a.md").write_text("It's IPX8 waterproof.\n\nIt plays for 24 hours.\n")
    (tmp_path / "consistency.toml").write_text('[listings]\nfiles = ["page.xlsx"]\n[reports]\nfiles = ["lab.txt"]\n')
    return tmp_path


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_warm_run(team: Path, form: str) -> None:
    words = ("check", "a.md", "--format", form, "--lang", "en")
    cold, first = run(team, *words, "--no-cache")
    assert "consistency.judge" in first
    assert not (team / ".consistency_cache").exists()
    assert run(team, *words)[0] == cold
    warm, second = run(team, *words)
    assert warm == cold and second == "(1, [])"


def test_what_has_changed_is_judged_again(team: Path) -> None:
    words = ("check", "a.md", "--format", "json", "--lang", "en")
    first = json.loads(run(team, *words)[0])
    (team / "a.md").write_text("It's IPX7 waterproof.\n")
    second = json.loads(run(team, *words)[0])
    assert [c["text"] for c in second["claims"]] == ["IPX7 waterproof"] != [c["text"] for c in first["claims"]]
    (team / "lab.txt").write_text("Ingress protection: IPX7\n")
    third = json.loads(run(team, *words)[0])
    assert third["claims"][0]["fields"]["report"]["status"] == "match"
    (team / "consistency.toml").write_text((team / "consistency.toml").read_text() + "[severity]\nC101 = 'off'\n")
    fourth = json.loads(run(team, *words)[0])
    assert "C101" not in {f["code"] for f in fourth["findings"]}
