"""A catalogue, and workers that can be made to die."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from catalogues import ROOT, write_catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Return a catalogue of 24 products, each with a script."""
    return write_catalogue(tmp_path / "catalogue.jsonl", 24)


@pytest.fixture
def sabotage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return how to have every worker run a piece of code before each check; it sees `script`."""

    def spoil(code: str) -> None:
        site = tmp_path / "site"
        site.mkdir()
        body = "\n".join(f"    {line}" for line in code.splitlines())
        (site / "sitecustomize.py").write_text(
            f"import os, sys, time\nsys.path.insert(0, {str(ROOT)!r})\nimport consistency.audit.work as work\n"
            f"original = work.check\ndef check(script, *rest, **named):\n{body}\n"
            "    return original(script, *rest, **named)\nwork.check = check\n"
        )
        monkeypatch.setenv("PYTHONPATH", str(site))

    return spoil
