"""Compare two parameters: the script's with a field's.

The rulings are those of the definition of the product's judgement: one value in one unit is the
same, a conversion is a rewording, a script that claims more than the field is a conflict, and what
cannot be decided stays undecided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from consistency.judge.codes import Order, Verdict, compare_codes
from consistency.judge.measures import compare_water
from consistency.judge.shapes import compare_quantities
from consistency.model import Parameter

__all__ = ["Order", "Relation", "compare"]

Kind = Literal["same", "reworded", "conflict", "undecided"]


@dataclass(frozen=True, slots=True)
class Relation:
    """How the script's parameter stands to the field's.

    `order` says how the script's value ranks: "better" or "worse" (greater or less on its scale),
    "includes" (it says what the field says and more), "included" (the field says more), "equal".
    """

    kind: Kind
    order: Order | None
    reason: str


def compare(a: Parameter, b: Parameter, *, limit: bool = False) -> Relation:
    """Return the relation of `a`, the script's parameter, to `b`, the field's or the report's.

    `limit` is True for attributes that are limits in themselves (load, capacity, depth, range of a
    radio, highest temperature), where a bare value, "up to" and "max." are the same.

    >>> from consistency.model import Parameter
    >>> compare(Parameter("quantity", value=24, unit="h"), Parameter("quantity", value=1, unit="d")).kind
    'reworded'
    """
    return Relation(*_verdict(a, b, limit))


def _verdict(a: Parameter, b: Parameter, limit: bool) -> Verdict:
    if a.kind == b.kind == "quantity":
        return compare_quantities(a, b, limit)
    if "quantity" not in (a.kind, b.kind):
        return compare_codes(a, b)
    return compare_water(a, b)
