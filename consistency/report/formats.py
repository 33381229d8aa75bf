"""The reporters by name. A reporter's module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from consistency.errors import UsageError
from consistency.report.checked import Checked


class Format(NamedTuple):
    """A module of consistency.report with a function (checks, lang) → the report."""

    module: str
    binary: bool = False
    """Whether it is no text to print on a terminal."""
    function: str = "render"


FORMATS: dict[str, Format] = {
    "text": Format("text"),
    "json": Format("data"),
    "jsonl": Format("data", function="render_lines"),
    "html": Format("html"),
    "xlsx": Format("workbook", binary=True),
    "csv": Format("table"),
    "sarif": Format("sarif"),
    "junit": Format("junit"),
    "github": Format("github"),
    "gitlab": Format("gitlab"),
}


def render(name: str, checks: Sequence[Checked], lang: str, *, colour: bool = False) -> str | bytes:
    """Return the report of checks in a format of FORMATS; `colour` is for the terminal and changes no other one."""
    if name not in FORMATS:
        raise UsageError(f"There is no format “{name}”.", hint=f"There are {', '.join(FORMATS)}.")
    found = FORMATS[name]
    reporter = getattr(import_module(f"consistency.report.{found.module}"), found.function)
    report: str | bytes = reporter(checks, lang, colour=colour) if name == "text" else reporter(checks, lang)
    return report
