"""Write results for programs: JSON and JSON Lines, as schema.json beside this module describes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from consistency.model import Claim
from consistency.report.checked import Checked

VERSION = 1
"""Of the format. A key that is added keeps the number; one that changes or goes raises it."""
_SEPARATORS = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render(checks: Sequence[Checked], lang: str) -> str:
    """Return one check as an object, several as a list."""
    data = [check_dict(check) for check in checks]
    return to_json(data[0] if len(data) == 1 else data)


def render_lines(checks: Sequence[Checked], lang: str) -> str:
    """Return an object a line, one for each check."""
    return to_json_lines(check_dict(check) for check in checks)


def check_dict(check: Checked) -> dict[str, Any]:
    """Return the result of a check with the files that it is about and where in the script each claim stands."""
    data = {
        "version": VERSION,
        "script": check.script.name,
        "listing": check.listing_name,
        "report": check.report.name if check.report else None,
        **check.result.to_dict(),
    }
    for entry, claim in zip(data["claims"], check.result.claims, strict=True):
        line, column = check.script.position(claim.start)
        entry |= {"line": line, "column": column, "place": check.script.place(claim.start)}
    return data


def claim_dict(claim: Claim) -> dict[str, Any]:
    """Return an extracted claim as a dictionary, without the judgement that it has not had."""
    return {key: value for key, value in claim.to_dict().items() if key not in ("fields", "suggestion")}


def schema(part: str = "result") -> dict[str, Any]:
    """Return the JSON Schema of what `check` writes ("result") or of what `extract` writes ("claims")."""
    whole: dict[str, Any] = json.loads((files("consistency") / "report" / "schema.json").read_text("utf-8"))
    if part == "result":
        return whole
    root = {"title": "The claims of a script", "$ref": f"#/$defs/{part}"}
    return {"$schema": whole["$schema"], "$id": f"{whole['$id']}:{part}", **root, "$defs": whole["$defs"]}


def to_json(data: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return indented JSON that keeps every script readable."""
    return _escaped(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def to_json_lines(items: Iterable[Mapping[str, Any]]) -> str:
    """Return one object a line."""
    return "".join(_escaped(json.dumps(item, ensure_ascii=False)) + "\n" for item in items)


def _escaped(text: str) -> str:
    """Return JSON with what UTF-8 cannot hold, and what some programs take for the end of a line, escaped."""
    return _SEPARATORS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
