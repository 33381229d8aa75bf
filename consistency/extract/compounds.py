"""Add up what is said in parts: 三斤二两, 5 ft 3 in, 1 h 30 min, an hour and a half, 三米九."""

from __future__ import annotations

import re

from consistency.extract.amounts import Amount
from consistency.extract.reading import Joined, Reading
from consistency.lexicon.units import Unit, unit

JOINTS = frozenset(["", "、", ",", "and", "零", "又", "外加", "加", ", and", "&"])
"""What may stand between the parts of one quantity."""

COMPOUND = frozenset(["time", "length", "mass", "volume", "money", "money.cny", "age"])
_METRIC = frozenset(["m", "km", "dm", "cm", "mm", "g", "kg", "mg", "t", "L", "mL"])
IMPERIAL = frozenset(["in", "ft", "yd", "mi", "lb", "oz", "gal", "qt", "pt", "cup", "tbsp", "tsp", "fl_oz"])


def _system(measure: Unit) -> int:
    return 1 if measure.symbol in _METRIC else 2 if measure.symbol in IMPERIAL else 0


def _worth(measure: Unit, smallest: Unit) -> float:
    """Return how many of `smallest` one `measure` is; a year has twelve months."""
    return 12.0 if (measure.symbol, smallest.symbol) == ("a", "mo") else measure.factor / smallest.factor


def compound(reading: Reading, at: int) -> Joined | None:
    """Add up 三斤二两, 5 ft 3 in, 1 h 30 min, "an hour and 45 minutes" in the smallest unit named."""
    first = reading.amounts[at]
    if first.unit is None or first.unit.dimension not in COMPOUND or first.high is not None:
        return None
    members = [first]
    while at + len(members) < len(reading.amounts):
        previous, following = members[-1], reading.amounts[at + len(members)]
        larger, smaller = previous.unit, following.unit
        between = reading.between(at + len(members) - 1)
        if larger is None or between.strip(" ").lower() not in JOINTS or following.high is not None:
            break
        if _bare_rest(reading.folded, larger, following, between):
            following.unit = smaller = unit("min" if larger.symbol == "h" else "cent")
        if smaller is None or smaller.dimension != larger.dimension or smaller.factor >= larger.factor:
            break
        if following.value < 0 or (
            following.value * smaller.factor >= larger.factor * 10 and smaller.dimension != "length"
        ):
            break
        if _system(larger) != _system(smaller):
            break
        if "," in between and not _NAMED.search(reading.folded, previous.start, previous.end):
            break
        members.append(following)
    smallest = members[-1].unit
    if len(members) < 2 or smallest is None:
        return None
    value = sum(m.value * _worth(m.unit, smallest) for m in members if m.unit is not None)
    return len(members), reading.mention(first, members[-1], smallest, members[-1].step, value=round(value, 9))


_NAMED = re.compile(r"[A-Za-z]{3}")
"""A comma joins the parts of one quantity where the unit is named (2 years, 3 months); "2 m, 50 cm" are two."""


def _bare_rest(folded: str, larger: Unit, amount: Amount, between: str) -> bool:
    """Tell whether a number after hours is minutes, after dollars cents: "1 hour thirty", "a buck fifty", 1h50m."""
    if larger.symbol not in ("h", "USD") or not folded[amount.start - len(between) - 1].isalnum():
        return False
    if larger.symbol == "USD" and not folded[amount.start - len(between) - 1].isalpha():
        return False
    if amount.unit is not None and (between or amount.unit.symbol != "m" or amount.value >= 60):
        return False
    if amount.unit is not None:
        return larger.symbol == "h"
    ends = not folded[amount.end : amount.end + 2].strip(" .,;!?)")
    glued = between == "" and folded[amount.end : amount.end + 1] in ("m", " ", ",", ".", "", ")")
    return ends and (glued or between in (" ", " and ")) and 5 <= amount.value < 60 and amount.step == 1


_HALF = re.compile(r"(?i) (?:and )?(?:an? |one )?(half|quarter)(?: of)?(?![a-z])(?! (?:an?|the|of|[a-z]+s)\b)")
_TENTHS = re.compile(r"(?:([一二三四五六七八九]{1,2})|([0-9]{1,2}))(?![\w.%°]|到)")


def add_rest(folded: str, amount: Amount) -> None:
    """Read what follows the unit and adds to it: 三斤半, 三米九, an hour and a half."""
    measure, end = amount.unit, amount.end
    if measure is None or measure.counts or end >= len(folded) or amount.high is not None:
        return
    sign = folded[end]
    if sign == "半":
        if amount.step >= 1 and folded[end + 1 : end + 2] not in ("自", "透", "身", "价", "折"):
            amount.value += 0.5 if amount.value >= 0 else -0.5
            amount.step, amount.end = 0.5, end + 1 + (folded[end + 1 : end + 2] == "钟")
    elif sign == " " and folded[end + 1 : end + 2] in ("a", "h", "q", "A", "H"):
        found = _HALF.match(folded, end)
        if found and amount.step >= 1 and measure.dimension in COMPOUND:
            amount.value += 0.5 if found[1].lower() == "half" else 0.25
            amount.step, amount.end = 0.5, found.end()
    elif measure.symbol == "m" and folded[end - 1] == "米" and amount.step >= 1:
        found = _TENTHS.match(folded, end)
        if found:
            shown = found[2] or "".join(str("零一二三四五六七八九".index(c)) for c in found[1])
            amount.value = float(f"{amount.value:.0f}.{shown}")
            amount.step, amount.end = 10.0 ** -len(shown), found.end()
