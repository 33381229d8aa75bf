"""Write findings as workflow commands, which GitHub Actions shows as annotations beside the script's lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.model import Finding
from consistency.report.checked import Checked
from consistency.report.safe import visible
from consistency.report.where import relative, spot
from consistency.rules import rule


def render(checks: Sequence[Checked], lang: str) -> str:
    """Return a command a line, one for each finding; nothing where there is nothing to mend."""
    return "".join(f"{_command(check, finding)}\n" for check in checks for finding in check.result.findings)


def _command(check: Checked, finding: Finding) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(check, finding))
    return f"::{finding.severity} {properties}::{_data(finding.message)}"


def _properties(check: Checked, finding: Finding) -> Iterator[tuple[str, str]]:
    place = spot(check, finding)
    yield "file", relative(place.file)
    if place.line is not None:
        yield "line", str(place.line)
        yield "endLine", str(place.end_line)
        if place.line == place.end_line:  # columns are refused on a stretch of several lines
            yield "col", str(place.column)
            yield "endColumn", str(place.end_column)
    yield "title", f"{finding.code} {rule(finding.code).name}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
