"""What the hooks' file says of which files they are given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml")

CHECKOUT = Path(__file__).resolve().parents[2]
CHECK, AUDIT = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_the_hooks() -> None:
    assert (CHECK["id"], CHECK["require_serial"]) == ("consistency-check", True)
    assert (AUDIT["id"], AUDIT["pass_filenames"], AUDIT["stages"]) == (
        "consistency-audit",
        False,
        ["pre-push", "manual"],
    )


@pytest.mark.parametrize(
    "name", ["a.txt", "脚本/充电宝.MD", "x/y.docx", "a.xlsx", "lab.pdf", "consistency.toml", "a/consistency.toml"]
)
def test_files_given(name: str) -> None:
    assert re.search(CHECK["files"], name)


@pytest.mark.parametrize("name", ["a.py", "pyproject.toml", "txt", "a.txt.bak", "video.mp4"])
def test_files_not_given(name: str) -> None:
    assert not re.search(CHECK["files"], name)


def test_the_example_for_github_uploads_what_was_found() -> None:
    jobs = yaml.safe_load((CHECKOUT / "data" / "examples" / "ci" / "github-actions.yml").read_text("utf-8"))["jobs"]
    steps = jobs["check"]["steps"]
    uses = [step["uses"].partition("@")[0] for step in steps if "uses" in step]
    assert "github/codeql-action/upload-sarif" in uses
    assert any("--format sarif" in step.get("run", "") for step in steps)
