"""The hooks in the real pre-commit: what is bad is refused with what to write, what is good passes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pre_commit")
if shutil.which("git") is None:
    pytest.skip("there is no git", allow_module_level=True)

CHECKOUT = Path(__file__).resolve().parents[2]
HOOKS = (CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8")
COMMAND = Path(sys.executable).with_name("consistency")
SETTINGS = """\
[scripts]
include = ["scripts/*.txt", "scripts/*.md"]

[listings]
files = ["listings/{name}.json"]
"""
COUNT = 10
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def listing(number: int, hours: int | None = None) -> str:
    stated = f"{hours or number + 10} h"
    page = {
        "title": f"Speaker {number}, {stated} playtime, IPX8 waterproof",
        "bullets": [f"Playtime: {stated}", "IPX8 waterproof"],
        "description": f"IPX8 waterproof speaker that plays for {stated}.",
    }
    return json.dumps(page, indent=1)


def script(number: int) -> str:
    return f"Meet the speaker.\nIt plays for {number + 10} hours.\nIt's IPX8 waterproof.\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs a command in the repository, with nothing of this machine's own settings."""
    team = tmp_path / "team"
    team.mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
    who = {f"GIT_{role}_{what}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    own = {
        "HOME": str(tmp_path),
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def call(*command: str, status: int | None = 0) -> subprocess.CompletedProcess[str]:
        found = subprocess.run(command, cwd=team, env=kept | who | own, capture_output=True, text=True, timeout=900)
        assert status is None or found.returncode == status, found.stdout + found.stderr
        return found

    call("git", "init", "-q", "-b", "main")
    return call


@pytest.fixture
def team(tmp_path: Path, run: Run) -> Path:
    """Return a repository with ten scripts, each with its listing, and the hooks at work."""
    team = tmp_path / "team"
    (team / "scripts").mkdir()
    (team / "listings").mkdir()
    for number in range(COUNT):
        (team / "scripts" / f"s{number}.txt").write_text(script(number))
        (team / "listings" / f"s{number}.json").write_text(listing(number))
    (team / "README.md").write_text("# Scripts\n\nOur speakers play for 99 hours.\n")
    (team / "consistency.toml").write_text(SETTINGS)
    (team / ".pre-commit-config.yaml").write_text(_local(HOOKS))
    run(sys.executable, "-m", "pre_commit", "install", "--hook-type", "pre-commit", "--hook-type", "pre-push")
    run("git", "add", "-A")
    run("git", "commit", "-q", "-m", "Ten scripts")
    return team


def _local(hooks: str) -> str:
    """Return the hooks as a repository's own ones, run by the program that is installed here."""
    hooks = hooks.replace("language: python", "language: system").replace("entry: consistency ", f"entry: {COMMAND} ")
    body = "".join(f"      {line}\n" for line in hooks.splitlines() if not line.startswith("#"))
    return f"repos:\n  - repo: local\n    hooks:\n{body}"


def told(found: subprocess.CompletedProcess[str]) -> str:
    return found.stdout + found.stderr


def test_a_good_commit_passes(team: Path, run: Run) -> None:
    (team / "scripts" / "s3.txt").write_text(script(3).replace("Meet", "Say hello to"))
    found = run("git", "commit", "-q", "-a", "-m", "Greet")
    assert "Passed" in told(found)


def test_a_bad_commit_is_refused_with_what_to_write(team: Path, run: Run) -> None:
    (team / "scripts" / "s4.txt").write_text(script(4).replace("14 hours", "40 hours"))
    found = run("git", "commit", "-q", "-a", "-m", "Exaggerate", status=1)
    assert "Failed" in told(found) and "scripts/s4.txt" in told(found)
    assert "40 hours" in told(found) and re.search(r"write “[^”]*14 h", told(found))
    assert "s5" not in told(found)
    assert run("git", "log", "--oneline").stdout.count("\n") == 1
    (team / "scripts" / "s4.txt").write_text(script(4) + "Bye!\n")
    run("git", "commit", "-q", "-a", "-m", "Say goodbye")


def test_a_changed_listing_has_its_script_checked(team: Path, run: Run) -> None:
    (team / "listings" / "s6.json").write_text(listing(6, hours=12))
    found = run("git", "commit", "-q", "-a", "-m", "Less", status=1)
    assert "scripts/s6.txt" in told(found) and "s7" not in told(found)
    (team / "scripts" / "s6.txt").write_text(script(2))
    run("git", "commit", "-q", "-a", "-m", "Less, in the script too")


def test_changed_settings_have_all_scripts_checked(team: Path, run: Run) -> None:
    (team / "consistency.toml").write_text(SETTINGS + "\n[title]\nlimit = 10\n")
    found = run("git", "commit", "-q", "-a", "-m", "Short titles", status=1)
    assert all(f"s{number}.txt" in told(found) for number in range(COUNT))


def test_other_files_are_left_alone(team: Path, run: Run) -> None:
    (team / "README.md").write_text("# Scripts\n\nOur speakers play for 100 hours.\n")
    (team / "other.json").write_text("{}")
    run("git", "add", "-A")
    run("git", "commit", "-q", "-m", "Other matters")


def test_what_is_suppressed_or_recorded_is_let_through(team: Path, run: Run) -> None:
    bad = script(4).replace("14 hours", "40 hours")
    (team / "scripts" / "s4.txt").write_text("// consistency: ignore conflict -- asked the lab\n" + bad)
    run("git", "commit", "-q", "-a", "-m", "Wait for the lab")
    (team / "scripts" / "s5.txt").write_text(script(5).replace("15 hours", "50 hours"))
    run("git", "commit", "-q", "-a", "-m", "Exaggerate", status=1)
    run(str(COMMAND), "baseline")
    run("git", "add", "-A")
    run("git", "commit", "-q", "-m", "Live with it")
    (team / "scripts" / "s5.txt").write_text(script(5).replace("15 hours", "50 hours") + "It's dustproof to IP6X.\n")
    found = run("git", "commit", "-q", "-a", "-m", "More", status=1)
    assert "“dustproof to IP6X” is missing" in told(found) and "write “" not in told(found)


def test_the_whole_repository_is_checked_before_a_push(team: Path, run: Run, tmp_path: Path) -> None:
    run("git", "init", "-q", "--bare", str(tmp_path / "there.git"))
    run("git", "remote", "add", "there", str(tmp_path / "there.git"))
    run("git", "push", "-q", "there", "main")
    (team / "listings" / "s8.json").write_text(listing(8, hours=12))
    run("git", "commit", "-q", "-a", "--no-verify", "-m", "Around the hook")
    found = run("git", "push", "-q", "there", "main", status=1)
    assert "scripts/s8.txt" in told(found)


@pytest.mark.hook
def test_the_hooks_of_the_checkout(team: Path, run: Run) -> None:
    found = run(sys.executable, "-m", "pre_commit", "try-repo", str(CHECKOUT), "consistency-check", "--all-files")
    assert "Passed" in told(found)
    (team / "scripts" / "s4.txt").write_text(script(4).replace("14 hours", "40 hours"))
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(CHECKOUT), "consistency-audit"]
    found = run(*command, "--hook-stage", "manual", "--all-files", status=1)
    assert "scripts/s4.txt" in told(found) and "40 hours" in told(found)
