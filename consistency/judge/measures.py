"""Compare two single values: numbers, units, qualifiers and tolerances."""

from __future__ import annotations

from functools import cache
from math import isclose
from typing import Literal

from consistency.judge.codes import Order, Verdict
from consistency.lexicon.units import convert
from consistency.model import Parameter

Agreement = Literal["same", "converted"]

_NEAR = 0.05
"""No conversion may be further off than this, however coarse the numbers shown."""
_CLOSE = 0.9
"""From which share of a bound on a value is what the bound speaks of: 245 g of "under 250 g"."""
_WATER = 10.0
"""Metres of water that the trade counts to an atmosphere or a bar."""
_ALIKE = {
    frozenset(pair)
    for pair in (("mA", "mAh"), ("A", "Ah"), ("kbit", "kbps"), ("Mbit", "Mbps"), ("Gbit", "Gbps"), ("SPM", "/min"))
}
"""Units that speech confuses: "5000 milliamps" said of a battery, "480 megabits" of a line."""


def comparable(a: Parameter, b: Parameter) -> bool:
    """Tell whether two quantities measure the same thing, as far as their units tell."""
    return _same_unit(a, b) or convert(1.0, a.unit or "", b.unit or "") is not None


def compare_water(a: Parameter, b: Parameter) -> Verdict:
    """Return the verdict on a pressure rating (5 ATM) and a depth or a pressure; on a force of wind and its number."""
    rating, quantity = (a, b) if a.kind == "rating" else (b, a)
    depth = _depth(rating)
    if rating.scale == "wind" and quantity.unit is None and quantity.value == float((rating.code or "0").split()[-1]):
        return "same", "equal", "the same force of wind"
    if depth is None or quantity.value is None:
        return "undecided", None, "a code and a quantity"
    metres = _metres(quantity)
    if metres is None:
        return "undecided", None, "a code and a quantity of something else"
    if isclose(depth, metres, rel_tol=0.02):
        return "reworded", "equal", f"{rating.code} is {depth:g} m of water"
    mine, theirs = (depth, metres) if rating is a else (metres, depth)
    return "conflict", _order(mine, theirs), f"{rating.code} is {depth:g} m of water"


def _depth(rating: Parameter) -> float | None:
    if rating.scale != "atm" or not rating.code:
        return None
    return float(rating.code.split()[0]) * _WATER


def _metres(quantity: Parameter) -> float | None:
    if quantity.value is None or quantity.unit is None:
        return None
    metres = convert(quantity.value, quantity.unit, "m")
    if metres is not None:
        return metres
    bars = convert(quantity.value, quantity.unit, "bar")
    return None if bars is None else bars * _WATER


def _same_unit(a: Parameter, b: Parameter) -> bool:
    return a.unit == b.unit or a.unit is None or b.unit is None or frozenset({a.unit, b.unit}) in _ALIKE


def agree(x: float, y: float, a: Parameter, b: Parameter) -> Agreement | None:
    """Tell whether the number `x` of `a` is the number `y` of `b`, at once or once converted."""
    if _same_unit(a, b):
        return "same" if isclose(x, y, rel_tol=1e-9, abs_tol=1e-12) else None
    assert a.unit is not None and b.unit is not None
    there = convert(x, a.unit, b.unit)
    if there is None:
        return None
    moved = convert(x + _step(x, a), a.unit, b.unit)
    coarse = max(_step(y, b), abs((there if moved is None else moved) - there))
    if min(_rough(x), _rough(y)) >= 10 and not _neat(a.unit, b.unit):  # 300 斤 is 330 lb
        rough = convert(x + _rough(x), a.unit, b.unit)
        coarse = max(coarse, _rough(y), abs((there if rough is None else rough) - there))
    gap = abs(there - y)
    if gap <= 1e-9 * max(abs(there), abs(y)):
        return "converted"
    back = convert(y, b.unit, a.unit)
    near = gap <= _NEAR * abs(y) or (back is not None and abs(back - x) <= _NEAR * abs(x))  # 0.1 °C is 32.2 °F
    return "converted" if near and gap <= coarse / 2 * (1 + 1e-9) else None


def _step(number: float, parameter: Parameter) -> float:
    if parameter.step is not None:
        return parameter.step
    decimals = f"{number:.6f}".rstrip("0").partition(".")[2]
    return 10.0 ** -len(decimals)


def _rough(number: float) -> float:
    """Return the worth of the last digit that a rounded number shows, two digits at least: 10 for 330 and for 300."""
    digits = len(f"{abs(number):.0f}")
    return min(_place(number), 10.0 ** max(digits - 2, 0))


@cache
def _neat(one: str, other: str) -> bool:
    """Tell whether units convert by whole numbers (L and mL, h and min), so that nobody need round."""
    factor = convert(1.0, one, other) or 1.0
    return any(isclose(x, round(x), rel_tol=1e-9) for x in (factor, 1 / factor))


def _order(x: float, y: float) -> Order:
    return "equal" if isclose(x, y, rel_tol=1e-9) else "better" if x > y else "worse"


def in_unit_of(x: float, a: Parameter, b: Parameter) -> float:
    """Return the number `x` of `a` in the unit of `b`."""
    if _same_unit(a, b) or a.unit is None or b.unit is None:
        return x
    there = convert(x, a.unit, b.unit)
    return x if there is None else there


def compare_values(a: Parameter, b: Parameter, limit: bool) -> Verdict:
    """Return the verdict on two quantities of one value each."""
    assert a.value is not None and b.value is not None
    agreement = agree(a.value, b.value, a, b)
    if agreement is None and _sweeps(a, b):
        return "reworded", "equal", "the whole angle is twice the angle to either side"
    if agreement is None:
        return _different(a, b)
    kind: Literal["same", "reworded"] = "same" if agreement == "same" else "reworded"
    why = "the same value" if agreement == "same" else "the same value in another unit"
    verdict = _qualifiers(a, b, limit)
    if verdict is not None:
        return verdict
    if a.tolerance != b.tolerance:
        return _tolerances(a, b)
    return kind, "equal", why


def _sweeps(a: Parameter, b: Parameter) -> bool:
    """Tell whether one side gives an angle to either side and the other the whole of it: ±135° is 270°."""
    for half, whole in ((a, b), (b, a)):
        turns = half.unit is not None and half.unit == whole.unit == "deg"
        if turns and half.tolerance == half.value and half.value and whole.tolerance is None and whole.value:
            return isclose(2 * half.value, whole.value)
    return False


def _tolerances(a: Parameter, b: Parameter) -> Verdict:
    if a.tolerance is None or b.tolerance is None:
        return "reworded", "equal", "a tolerance is added or lost"
    if agree(a.tolerance, b.tolerance, a, b) is not None:
        return "reworded", "equal", "the same tolerance in another unit"
    if a.tolerance < in_unit_of(b.tolerance, b, a):
        return "conflict", "better", "the script states a closer tolerance"
    return "reworded", "worse", "the field states a closer tolerance"


def _qualifiers(a: Parameter, b: Parameter, limit: bool) -> Verdict | None:
    """Return what the qualifiers decide where the values agree; None where they agree too."""
    mine, theirs = a.qualifier, b.qualifier
    if mine == theirs:
        return None
    bounds = {None, "up to", "less than"} if limit else set()
    if mine in bounds and theirs in bounds:
        return None
    if (theirs == "about" and mine in (None, "up to", "less than")) or (
        mine == "about" and theirs in (None, "at least")
    ):
        return "reworded", "equal", '"about" is added or lost'
    if theirs in ("up to", "less than"):
        if mine in ("up to", "less than"):
            return "reworded", "equal", "a bound in other words"
        if theirs == "less than" and mine is None:
            return "reworded", "equal", "the value is within the field's bound"
        return "conflict", "better", f'the field says "{theirs}"'
    if mine == "more than":
        return "conflict", "better", 'the script says "more than"'
    if mine == "less than" and theirs is None:
        assert a.value is not None and b.value is not None
        return "reworded", "better", "the field's value is within the script's bound"
    if theirs in ("at least", "more than"):
        if mine in ("up to", "less than"):
            return "conflict", "worse", "the bounds are opposite"
        return "reworded", "worse", f'the field says "{theirs}"'
    if mine in ("up to", "at least"):
        return "reworded", "equal", f'the script says "{mine}"'
    return "reworded", "equal", "a qualifier is added or lost"


def _different(a: Parameter, b: Parameter) -> Verdict:
    """Return the verdict on two values that differ, which a bound or "about" may still reconcile."""
    assert a.value is not None and b.value is not None
    there = in_unit_of(a.value, a, b)
    order = _order(there, b.value)
    why = f"{b.value:g} is not {there:g}" + (f" {b.unit}" if b.unit else "")
    if "about" in (a.qualifier, b.qualifier) and {a.qualifier, b.qualifier} <= {"about", None} and _near(there, b, a):
        return "reworded", order, "about the same value"
    exact = (None, "about")
    satisfied = a.qualifier == ("less than" if order == "better" else "at least") or (
        a.qualifier == "more than" and order == "worse"
    )
    if satisfied and b.qualifier in exact:
        return "reworded", order, f'the field\'s value is "{a.qualifier}" that'
    if b.qualifier == "less than" and a.qualifier in exact and _CLOSE * b.value <= there < b.value:
        return "reworded", order, "the value is within the field's bound"
    return "conflict", order, why


def _near(there: float, b: Parameter, a: Parameter) -> bool:
    """Tell whether two numbers are one, in the digits of the one that is only about right."""
    assert a.value is not None and b.value is not None
    rounds = []
    if a.qualifier == "about":
        rounds.append(abs(in_unit_of(a.value + _place(a.value), a, b) - there))
    if b.qualifier == "about":
        rounds.append(_place(b.value))
    gap = abs(there - b.value)
    return gap <= max(rounds) / 2 * (1 + 1e-9) and gap <= _NEAR * abs(b.value)


def _place(number: float) -> float:
    """Return the worth of the last digit of `number` that is not 0: 10 for 250."""
    digits = f"{abs(number):.6f}".rstrip("0")
    whole, _, decimals = digits.partition(".")
    if decimals:
        return 10.0 ** -len(decimals)
    return 10.0 ** (len(whole) - len(whole.rstrip("0")))
