"""Compare two quantities of whatever shape: single values, ranges and lists."""

from __future__ import annotations

from math import inf

from consistency.judge.codes import Verdict
from consistency.judge.measures import Agreement, agree, comparable, compare_values, in_unit_of
from consistency.lexicon.units import unit
from consistency.model import Parameter

FLOORS = ("at least", "more than")


def compare_quantities(a: Parameter, b: Parameter, limit: bool) -> Verdict:
    """Return the verdict on two quantities."""
    if not comparable(a, b):
        return "undecided", None, f"{a.unit} and {b.unit} measure different things"
    verdict = _shapes(a, b, limit)
    if (a.unit is None) != (b.unit is None) and verdict[0] != "same":
        return "undecided", None, "one side gives no unit"
    return verdict


def _shapes(a: Parameter, b: Parameter, limit: bool) -> Verdict:
    if a.values or b.values:
        return _lists(a, b)
    if a.value is None or b.value is None:
        return _ranges(a, b, limit)
    return compare_values(a, b, limit)


def _ends(p: Parameter) -> tuple[float, float]:
    """Return the interval that a quantity speaks of."""
    if p.value is None:
        return (-inf if p.low is None else p.low, inf if p.high is None else p.high)
    if p.qualifier in ("up to", "less than"):
        return -inf, p.value
    if p.qualifier in FLOORS:
        return p.value, inf
    return p.value, p.value


def _end_agrees(x: float, y: float, a: Parameter, b: Parameter) -> Agreement | None:
    if inf in (abs(x), abs(y)):
        return "same" if x == y else None
    return agree(x, y, a, b)


def _ranges(a: Parameter, b: Parameter, limit: bool) -> Verdict:
    """Compare where at least one side is a range."""
    (low_a, high_a), (low_b, high_b) = _ends(a), _ends(b)
    low, high = _end_agrees(low_a, low_b, a, b), _end_agrees(high_a, high_b, a, b)
    if low and high:
        if a.value is None and b.value is None and low == high == "same" and a.qualifier == b.qualifier:
            return "same", "equal", "the same range"
        return "reworded", "equal", "the same range in another notation or unit"
    inside = (low is not None or in_unit_of(low_a, a, b) >= low_b) and (
        high is not None or in_unit_of(high_a, a, b) <= high_b
    )
    if a.value is not None:
        above = low is not None or in_unit_of(a.value, a, b) <= low_b
        return _value_in_range(a, high is not None, above if a.qualifier in FLOORS else inside, limit)
    if b.value is None and inside:
        return "conflict", "included", "the script's range is within the field's"
    around = (low is not None or in_unit_of(low_a, a, b) <= low_b) and (
        high is not None or in_unit_of(high_a, a, b) >= high_b
    )
    if around:
        return "conflict", "includes", "the script's range is wider"
    return "conflict", None, "another range"


def _value_in_range(a: Parameter, at_top: bool, inside: bool, limit: bool) -> Verdict:
    """Compare a script's single value or bound with a field's range."""
    if a.qualifier in ("up to", "less than"):
        if at_top:
            return "reworded", "included", "the field's range ends there"
        return "conflict", None, "the field's range ends elsewhere"
    if not inside:
        return "conflict", None, "out of the field's range"
    if a.qualifier in FLOORS:
        return "reworded", "included", "the field's range begins there or above"
    if at_top and not limit:
        return "conflict", "better", "the script states the field's greatest value as a matter of course"
    return "reworded", "included", "the value is in the field's range"


def _numbers(p: Parameter) -> tuple[float, ...] | None:
    if p.values:
        return p.values
    return (p.value,) if p.value is not None else None


def _lists(a: Parameter, b: Parameter) -> Verdict:
    """Compare lists, such as dimensions, whatever the order of their numbers."""
    mine, theirs = _numbers(a), _numbers(b)
    if mine is None or theirs is None:
        return "undecided", None, "a list and a range"
    if len(theirs) < len(mine):
        if _pair_off(sorted(theirs), sorted(mine), b, a):
            return "undecided", "includes", "the field gives only a part"
        return "conflict", None, "other numbers"
    found = _pair_off(sorted(mine), sorted(theirs), a, b)
    if found is None:
        return "conflict", None, "other numbers"
    if len(mine) == 1 and len(theirs) > 1 and found == "same" and a.qualifier == b.qualifier and _settings(b):
        return "same", "included", "one of the field's settings"
    if len(mine) < len(theirs):
        return "reworded", "included", "the field gives these numbers and more"
    if found == "same":
        return "same", "equal", "the same numbers"
    return "reworded", "equal", "the same numbers in another unit"


def _settings(p: Parameter) -> bool:
    """Tell whether a list gives the settings of one thing (50/60 Hz) and no sides, sums or proportions."""
    measure = unit(p.unit) if p.unit else None
    return measure is not None and not measure.counts and measure.dimension not in ("length", "pixel", "ratio")


def _pair_off(few: list[float], many: list[float], a: Parameter, b: Parameter) -> Agreement | None:
    """Return how each number of `few` (of `a`) meets one of its own in `many` (of `b`), in order."""
    result: Agreement = "same"
    at = 0
    for x in few:
        while at < len(many) and agree(x, many[at], a, b) is None:
            at += 1
        if at == len(many):
            return None
        if agree(x, many[at], a, b) == "converted":
            result = "converted"
        at += 1
    return result
