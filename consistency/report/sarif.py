"""Write findings as SARIF 2.1.0, the format of code scanning services and editors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import consistency
from consistency.model import Claim, Finding, Severity
from consistency.report.checked import Checked
from consistency.report.data import to_json
from consistency.report.safe import visible
from consistency.report.where import Spot, claim_of, fingerprints, relative, spot
from consistency.rules import Rule, all_rules, page, rule, texts

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning"}
_LOCALES = {"en": "en-US", "zh": "zh-CN"}
_FINGERPRINT = "claimInField/v1"


def render(checks: Sequence[Checked], lang: str) -> str:
    """Return a log with one run, which holds the findings of all checks and the pages of all rules."""
    driver = {
        "name": "consistency",
        "version": consistency.__version__,
        "semanticVersion": consistency.__version__,
        "language": _LOCALES.get(lang, "en-US"),
        "rules": [_descriptor(one, lang) for one in all_rules()],
    }
    pairs = zip(checks, fingerprints(checks), strict=True)
    results = [_result(c, f, mark) for c, marks in pairs for f, mark in zip(c.result.findings, marks, strict=True)]
    run = {
        "tool": {"driver": driver},
        "language": driver["language"],
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"checks": [_summary(check) for check in checks]},
    }
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _summary(check: Checked) -> dict[str, Any]:
    names = {"script": check.script.name, "listing": check.listing_name, "id": check.result.id}
    return {**names, "verdict": check.result.verdict, "claims": len(check.result.claims)}


def _descriptor(one: Rule, lang: str) -> dict[str, Any]:
    """Return a rule with its page as plain text and as Markdown."""
    text, heads = page(one, lang), texts(lang)["headings"]
    parts = [(name, str(getattr(text, name))) for name in ("what", "why", "bad", "good", "mend")]
    blocks = [(name, f"```text\n{body}\n```" if name in ("bad", "good") else body) for name, body in parts]
    return {
        "id": one.code,
        "name": "".join(word.capitalize() for word in one.name.split("-")),
        "shortDescription": {"text": _message(text.summary)},
        "fullDescription": {"text": _message(text.what)},
        "help": {
            "text": _message("\n\n".join(f"{heads[name]}\n{body}" for name, body in parts)),
            "markdown": _message("\n\n".join(f"**{heads[name]}**\n\n{body}" for name, body in blocks)),
        },
        "defaultConfiguration": {"level": _LEVELS[one.severity]},
        "properties": {"tags": [one.kind, *([one.field] if one.field else [])]},
    }


def _result(check: Checked, finding: Finding, fingerprint: str) -> dict[str, Any]:
    claim = claim_of(check, finding)
    return {
        "ruleId": finding.code,
        "ruleIndex": all_rules().index(rule(finding.code)),
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding.message)},
        "locations": [_location(spot(check, finding), claim)],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "properties": _properties(check, finding, claim),
    }


def _message(text: str) -> str:
    """Return a message in which nothing is a placeholder or a link, as the standard has it (3.11.5 and 3.11.6)."""
    text = visible(text).replace("{", "{{").replace("}", "}}")
    return re.sub(r"([\[\]])", r"\\\1", text) if "](" in text else text


def _location(place: Spot, claim: Claim | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line is not None:
        physical["region"] = {
            "startLine": place.line, "startColumn": place.column,
            "endLine": place.end_line, "endColumn": place.end_column,
        }  # fmt: skip
        if claim is not None:
            physical["region"]["snippet"] = {"text": claim.text}
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    path = Path(relative(file))
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix(), safe="/", errors="replace")


def _properties(check: Checked, finding: Finding, claim: Claim | None) -> dict[str, Any]:
    known: dict[str, Any] = {"product": check.result.id, "field": finding.field}
    if claim is not None:
        judged = claim.fields.get(finding.field) if finding.field else None
        known |= {
            "place": check.script.place(claim.start),
            "claim": claim.text,
            "attribute": claim.attribute,
            "status": judged.status if judged else None,
            "evidence": judged.evidence.text if judged and judged.evidence else None,
            "suggestion": claim.suggestion,
        }
    return {name: value for name, value in known.items() if value is not None}
