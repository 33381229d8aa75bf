"""Several processes find what one finds, told in the same order and with the same mistakes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = """
import os, sys
from consistency.commands import workers
from consistency.commands.session import Script
count, how, own, judged = int(sys.argv.pop(1)), sys.argv.pop(1), os.getpid(), Script.judged
workers.processes = lambda: count
def dying(self, text):
    return os._exit(3) if os.getpid() != own and "s04" in str(self.source.path) else judged(self, text)
if how == "dies":
    Script.judged = dying
from consistency.cli import main
main()
"""
CLAIMS = ("It's IPX8 waterproof.", "It plays for 24 hours.", "The 5,000 mAh battery lasts.", "只有200克。")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    (tmp_path / "consistency.toml").write_text(
        '[listings]\nfiles = ["pages/{name}.json"]\n[reports]\nfiles = ["lab.txt"]\n[scripts]\ninclude = ["*.md"]\n'
        '[[suppress]]\nclaim = "200克"\n'
    )
    (tmp_path / "pages").mkdir()
    (tmp_path / "lab.txt").write_text("Ingress protection: IPX8\nBattery: 5000 mAh\n")
    for number in range(14):
        words = "\n\n".join(CLAIMS[number % 4 :] + CLAIMS[: number % 3])
        (tmp_path / f"s{number:02}.md").write_text(f"{words}\n", "utf-8")
        page = f'{{"title": "Speaker, {number} h", "bullets": ["IPX7 waterproof"], "description": "It weighs 200 g."}}'
        (tmp_path / "pages" / f"s{number:02}.json").write_text(page)
    (tmp_path / "pages" / "s05.json").write_text("nothing")
    (tmp_path / "s07.md").write_text("")
    return tmp_path


def run(team: Path, count: int, *words: str, how: str = "lives") -> tuple[bytes, bytes, int]:
    command = [sys.executable, "-c", RUN, str(count), how, "check", ".", "--lang", "en", *words]
    found = subprocess.run(command, cwd=team, capture_output=True, timeout=120)
    return found.stdout, found.stderr, found.returncode


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


@pytest.mark.parametrize("form", ["text", "json"])
def test_several_processes_find_what_one_does(team: Path, form: str) -> None:
    words = ("--format", form, "--no-cache")
    alone = run(team, 1, *words)
    assert alone[2] == 2 and b"s05" in alone[1] and b"s07" in alone[1] and b"2 of 14 scripts" in alone[1]
    assert run(team, 3, *words) == alone


def test_what_they_find_is_kept(team: Path) -> None:
    alone = run(team, 1, "--no-cache")
    assert run(team, 2) == alone
    assert run(team, 2) == alone
    (team / "s01.md").write_text("It's IPX7 waterproof.\n")
    assert run(team, 2) == run(team, 1, "--no-cache") != alone


def test_where_one_dies_the_run_judges_for_itself(team: Path) -> None:
    assert run(team, 2, "--no-cache", how="dies") == run(team, 1, "--no-cache")
