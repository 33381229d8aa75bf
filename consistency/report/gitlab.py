"""Write findings as a GitLab code quality report, which a merge request shows beside the script's lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consistency.model import Finding, Severity
from consistency.report.checked import Checked
from consistency.report.data import to_json
from consistency.report.safe import one_line
from consistency.report.where import fingerprints, relative, spot

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor"}


def render(checks: Sequence[Checked], lang: str) -> str:
    """Return a list with an object for each finding."""
    pairs = zip(checks, fingerprints(checks), strict=True)
    return to_json([_issue(c, f, mark) for c, marks in pairs for f, mark in zip(c.result.findings, marks, strict=True)])


def _issue(check: Checked, finding: Finding, fingerprint: str) -> dict[str, Any]:
    place = spot(check, finding)
    lines = {"begin": place.line or 1}  # a line is required
    if place.line and place.end_line > place.line:
        lines["end"] = place.end_line
    return {
        "type": "issue",
        "description": one_line(finding.message),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": relative(place.file), "lines": lines},
    }
