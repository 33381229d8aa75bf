"""The nouns of the product: small frozen classes with no behaviour that needs another room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

FieldName = Literal["title", "bullets", "description", "report"]
Status = Literal["match", "reworded", "conflict", "vague", "missing"]
Severity = Literal["error", "warning"]
Kind = Literal["quantity", "rating", "name"]
Qualifier = Literal["up to", "at least", "less than", "more than", "about"]

FIELDS: tuple[FieldName, ...] = ("title", "bullets", "description", "report")
PASSING: frozenset[Status] = frozenset({"match", "reworded"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """The value of a claim: a quantity, a rating or a named thing.

    A quantity has exactly one of `value` (a number), `low` and `high` (a range) and `values` (a
    list such as 20 × 30 × 5), in `unit`, the UCUM-like symbol of the unit that was written, or
    None where the text gives a bare number. A rating has a canonical `code` ("IPX8", "SPF 50+")
    on a `scale` ("ip", "spf"). A name has a canonical `name` ("304 stainless steel").
    """

    kind: Kind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    values: tuple[float, ...] = ()
    unit: str | None = None
    qualifier: Qualifier | None = None
    tolerance: float | None = None
    """Half width of a tolerance, in `unit` ("±0.1 mm"); None where none is stated."""
    step: float | None = None
    """Worth of the last digit shown, in `unit`: 0.1 for "9.8 ft", 1 for "5,000 mAh"."""
    code: str | None = None
    scale: str | None = None
    name: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the parameter as the result format has it."""
        if self.kind == "rating":
            return {"kind": "rating", "code": self.code}
        if self.kind == "name":
            return {"kind": "name", "name": self.name}
        result: dict[str, Any] = {"kind": "quantity"}
        if self.values:
            result["values"] = [plain(v) for v in self.values]
        elif self.low is not None or self.high is not None:
            result["low"], result["high"] = plain(self.low), plain(self.high)
        else:
            result["value"] = plain(self.value)
        result["unit"] = self.unit
        result["qualifier"] = self.qualifier
        if self.tolerance is not None:
            result["tolerance"] = plain(self.tolerance)
        return result


def plain(number: float | None) -> float | int | None:
    """Return whole floats as integers, so that 24.0 is written 24."""
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return int(number)
    return number


@dataclass(frozen=True, slots=True)
class Mention:
    """A parameter where it stands in a text; offsets count code points, end exclusive."""

    text: str
    start: int
    end: int
    parameter: Parameter

    def to_dict(self) -> dict[str, Any]:
        """Return it as the result format has it."""
        return {"text": self.text, "start": self.start, "end": self.end, "parameter": self.parameter.to_dict()}


@dataclass(frozen=True, slots=True)
class Listing:
    """One product's page."""

    title: str = ""
    bullets: tuple[str, ...] = ()
    description: str = ""
    id: str | None = None
    lang: str | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Listing:
        """Build a listing from a dictionary; `bullets` may be a list or text with one bullet a line."""
        bullets = data.get("bullets") or ()
        if isinstance(bullets, str):
            bullets = [line.strip() for line in bullets.splitlines() if line.strip()]
        return cls(
            title=str(data.get("title") or ""),
            bullets=tuple(str(b) for b in bullets),
            description=str(data.get("description") or ""),
            id=None if data.get("id") is None else str(data["id"]),
            lang=data.get("lang"),
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a field that decide a status; `index` is the bullet's, counted from 0."""

    text: str
    start: int
    end: int
    index: int | None = None

    def to_dict(self) -> dict[str, Any]:
        result: dict[str, Any] = {"text": self.text, "start": self.start, "end": self.end}
        if self.index is not None:
            result["index"] = self.index
        return result


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one field says of a claim."""

    status: Status
    verbatim: bool = False
    evidence: Evidence | None = None
    reason: str = ""
    passing: float = 0.0
    """How likely it is, from 0 to 1, that the field carries the claim."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as the result format has it."""
        return {
            "status": self.status,
            "verbatim": self.verbatim,
            "evidence": self.evidence.to_dict() if self.evidence else None,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One selling point that the script asserts of the product on sale."""

    text: str
    start: int
    end: int
    attribute: str
    parameter: Parameter | None = None
    fields: Mapping[FieldName, Judgement | None] = field(default_factory=dict)
    suggestion: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as the result format has it."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "attribute": self.attribute,
            "parameter": self.parameter.to_dict() if self.parameter else None,
            "fields": {name: j.to_dict() if j else None for name, j in self.fields.items()},
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person must mend; `claim` is the index of its claim in the result."""

    code: str
    severity: Severity
    message: str
    claim: int | None = None
    field: FieldName | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return it as the result format has it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "claim": self.claim,
            "field": self.field,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of checking one script against one listing."""

    id: str | None
    verdict: Literal["pass", "fail"]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as the result format has it."""
        return {
            "id": self.id,
            "verdict": self.verdict,
            "claims": [c.to_dict() for c in self.claims],
            "findings": [f.to_dict() for f in self.findings],
        }
