"""Put amounts together: ranges, lists, alternatives, sums and tolerances."""

from __future__ import annotations

import re

from consistency.extract.amounts import Amount
from consistency.extract.compounds import IMPERIAL, JOINTS, add_rest, compound
from consistency.extract.reading import Joined, Reading
from consistency.lexicon.units import convert, unit

_RANGE = frozenset(
    [
        "-",
        "--",
        "~",
        "to",
        "至",
        "到",
        "through",
        "...",
        "…",
        "~~",
        "and",
        "和",
        "与",
        "to about",
        "and about",
        "~约",
        "or",
        "或",
        "打到",
        "充到",
        "升到",
        "升至",
        "~+",
        "to +",
        "至+",
        "到+",
    ]
)
_AGES = {"a": "year_old", "mo": "month_old", "wk": "week_old", "d": "day_old"}
"""What a time is where "aged" stands before it."""
_TIMES = frozenset(["x", "×", "*", "by", "乘", "乘以", "xx"])
_LINKS = _RANGE | _TIMES | JOINTS | {"/", "+"}
_OPENERS = frozenset("±+正pwhldt长宽高厚深")
"""What a tolerance or the label of a dimension begins with; looked at first, for speed."""
_PLUS_MINUS = re.compile(r" ?(?:±|\+ ?/ ?-|\+-|正负|plus(?: or |-or-| ?/ ?|-| )minus) ?$")
_LABEL = re.compile(r"(?i) ?(?:[whldt]|dia|long|wide|high|tall|deep|长|宽|高|厚|深)\.? ?(?=[x×*]|by)")
_BETWEEN = re.compile(r"(?i)(?<![a-z])(?:between|from|ranges? from)(?: about| around)? $|(?:从|介于) ?$")


def joined(reading: Reading, at: int) -> Joined | None:
    """Put the amount `at` together with those after it; return how many it takes, or None."""
    between = reading.between(at)
    word = between.strip(" ").lower()
    if word not in _LINKS:
        if "\n" in between:
            return None
        if word[:1] not in _OPENERS:
            return None
        tolerance = _tolerance(reading, at)
        if tolerance is not None:
            first, last = reading.amounts[at : at + 2]
            return 2, reading.mention(first, last, first.unit, first.step, value=first.value, tolerance=tolerance)
        label = _LABEL.match(between)
        if not label or between[label.end() :].strip(" ").lower() not in _TIMES:
            return None
        return _list(reading, at)
    if word in _TIMES:
        return _list(reading, at)
    if word == "/":
        return _alternatives(reading, at)
    if word == "+":
        return _sum(reading, at)
    listed = _choice(reading, at) if word in _CHOICE else None
    if listed is not None:
        return listed
    ranged = _range(reading, at, word) if word in _RANGE else None
    if ranged is None and word in JOINTS:
        return compound(reading, at)
    return ranged


def _sum(reading: Reading, at: int) -> Joined | None:
    """Read 25+1 levels as a list of two."""
    first, last = reading.amounts[at : at + 2]
    if first.unit is None and last.unit is not None and last.unit.counts and reading.between(at) == "+":
        return 2, reading.mention(first, last, last.unit, 1.0, values=(first.value, last.value))
    return None


def _range(reading: Reading, at: int, word: str) -> Joined | None:
    low, high = reading.amounts[at : at + 2]
    folded, start = reading.folded, low.start
    if low.high is not None or high.high is not None or high.kind == "?":
        return None
    lead = _BETWEEN.search(folded, max(reading.floor, start - 20), start)
    if word in ("or", "或") or (word in ("and", "和", "与", "and about") and not lead):
        return None
    measure = high.unit
    if measure is None and low.unit is not None:
        ahead = folded[low.end - 1].isdigit()  # the unit stands before: ages 3-8, $5-10
        if not ahead and (word == "-" or (low.unit.counts and word in ("to", "到", "至"))):
            return None
        measure = low.unit
    if low.unit is not None and measure is not None and low.unit.symbol == "year_old" and measure.symbol in _AGES:
        low.unit = measure = unit(_AGES[measure.symbol])
    bottom: float | None = low.value
    if low.unit is not None and measure is not None and low.unit.symbol != measure.symbol:
        bottom = low.value if low.unit.symbol == "deg" else convert(low.value, low.unit.symbol, measure.symbol)
    if low.unit is None and measure is None and word == "-" and " " in reading.between(at):
        return None
    high = _finished(reading, high)
    top = high.value
    if bottom is None or bottom == top:
        return None
    if bottom > top:
        falling = measure is not None and measure.dimension in ("temperature", "angle") and (bottom <= 0 or top < 0)
        if not falling:
            return None
        bottom, top = top, bottom
    if lead:
        low.start = lead.start()
    return 2, reading.mention(low, high, measure, max(low.step, high.step), low=bottom, high=top)


def _finished(reading: Reading, amount: Amount) -> Amount:
    if amount.unit is not None:
        add_rest(reading.folded, amount)
    return amount


def _list(reading: Reading, at: int) -> Joined | None:
    """Read dimensions: 20×30×5 cm, 8.5" x 11", 36"W x 24"D; 2 × 3000 mAh is a multiple and no list."""
    members = [reading.amounts[at]]
    while at + len(members) < len(reading.amounts):
        between = reading.between(at + len(members) - 1)
        if between.strip(" ").lower() not in _TIMES:
            label = _LABEL.match(between)
            if label is None or between[label.end() :].strip(" ").lower() not in _TIMES:
                break
        members.append(reading.amounts[at + len(members)])
    units = {m.unit.symbol: m.unit for m in members if m.unit is not None and m.unit.symbol != "x"}
    last = members[-1].unit
    multiple = len(members) == 2 and members[0].unit is None and last is not None and not last.counts
    if multiple and last is not None and last.dimension not in ("length", "pixel", "angle", "time"):
        times = members[0]
        return 1, reading.mention(times, times, unit("x"), times.step, value=times.value)
    if len(units) > 1 or any(m.high is not None for m in members):
        return None
    measure = next(iter(units.values()), None)
    values = tuple(m.value for m in members)
    return len(members), reading.mention(members[0], members[-1], measure, max(m.step for m in members), values=values)


def _alternatives(reading: Reading, at: int) -> Joined | None:
    """Read 50/60 Hz, 100/200/300 ml as a list; 5V/3A stays two quantities."""
    members = [reading.amounts[at]]
    while at + len(members) < len(reading.amounts) and members[-1].unit is None:
        if reading.between(at + len(members) - 1).strip(" ") != "/":
            break
        members.append(reading.amounts[at + len(members)])
    if len(members) < 2:
        return None
    if all(m.kind == "h" for m in members) and members[-1].unit is None and len(members) == 2 and members[1].value:
        value = members[0].value / members[1].value
        return 2, reading.mention(members[0], members[1], None, 1 / members[1].value, value=value)
    top, bottom, measure = members[0].value, members[-1].value, members[-1].unit
    if len(members) == 2 and measure is not None and measure.symbol in IMPERIAL and top < bottom and bottom in _EIGHTHS:
        return 2, reading.mention(members[0], members[1], measure, 1 / bottom, value=top / bottom)
    values = tuple(m.value for m in members)
    step = max(m.step for m in members)
    return len(members), reading.mention(members[0], members[-1], measure, step, values=values)


_CHOICE = frozenset(["and", "or", "或", "和", ",", "、"])


def _choice(reading: Reading, at: int) -> Joined | None:
    """Read "45, 55 and 65 degrees", "12 or 24 hours": one unit, said once, at the end."""
    members, last = [reading.amounts[at]], ""
    while members[-1].unit is None and members[-1].high is None and at + len(members) < len(reading.amounts):
        last = reading.between(at + len(members) - 1).strip(" ")
        if last not in _CHOICE:
            return None
        members.append(reading.amounts[at + len(members)])
    measure = members[-1].unit
    if len(members) < 2 or measure is None or measure.counts or last == "," or measure.dimension.startswith("money"):
        return None
    if _BETWEEN.search(reading.folded, max(reading.floor, members[0].start - 20), members[0].start):
        return None
    values = tuple(m.value for m in members)
    if min(values) * 50 < max(values) or members[-1].high is not None:
        return None
    return len(members), reading.mention(members[0], members[-1], measure, max(m.step for m in members), values=values)


_EIGHTHS = frozenset([2, 3, 4, 8, 16, 32, 64])


def _tolerance(reading: Reading, at: int) -> float | None:
    """Return the tolerance that the next amount gives this one, in this one's unit."""
    amount, following = reading.amounts[at : at + 2]
    if not _PLUS_MINUS.match(reading.between(at)):
        return None
    if amount.unit is None:
        amount.unit = following.unit
    if amount.unit is None or following.unit is None or amount.unit.symbol == following.unit.symbol:
        return abs(following.value)
    if following.unit.symbol == "%":
        return abs(amount.value * following.value / 100)
    return convert(following.value, following.unit.symbol, amount.unit.symbol)
