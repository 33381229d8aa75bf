"""Write results for programs: JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from consistency.model import Claim


def claim_dict(claim: Claim) -> dict[str, Any]:
    """Return an extracted claim as a dictionary, without the judgement that it has not had."""
    return {key: value for key, value in claim.to_dict().items() if key not in ("fields", "suggestion")}


def to_json(data: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return indented JSON that keeps every script readable."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_json_lines(items: Iterable[Mapping[str, Any]]) -> str:
    """Return one object a line."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
