"""The scripts that complete commands are what click and the shells understand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from consistency.cli import COMMANDS, main

COMMAND = Path(sys.executable).with_name("consistency")


def script(shell: str) -> str:
    found = CliRunner().invoke(main, ["completion", shell])
    assert found.exit_code == 0
    return found.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(shell: str) -> None:
    assert f"_CONSISTENCY_COMPLETE={shell}_complete" in script(shell)
    assert shutil.which(shell) is None or not subprocess.run([shell, "-n"], input=script(shell), text=True).returncode


def test_another_shell_is_refused() -> None:
    found = CliRunner().invoke(main, ["completion", "tcsh"])
    assert found.exit_code == 2 and "'bash', 'zsh', 'fish'" in found.stderr


def complete(*words: str) -> list[str]:
    """Return what bash completes, with the script at work in it."""
    quoted = " ".join(f"'{word}'" for word in words)
    given = f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}"
    ask = f"{given}; _consistency_completion {COMMAND}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    found = subprocess.run(["bash", "-c", f"{script('bash')}\n{ask}"], capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr
    return found.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None or not COMMAND.exists(), reason="there is no bash, or no program")
def test_bash_completes_commands_and_options() -> None:
    assert sorted(complete("consistency", "c")) == sorted(name for name in COMMANDS if name.startswith("c"))
    assert "--no-baseline" in complete("consistency", "check", "--no")
    assert complete("consistency", "check", "--format", "sa") == ["sarif"]
