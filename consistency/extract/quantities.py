"""Read quantities: a number or a range or a list of them, with unit, tolerance and qualifier.

`quantities` finds the numbers first, reads the unit of each, and then puts together what belongs
together: 10-15 h, 20 × 30 × 5 cm, 三斤二两, 50 ± 2 g. A range is never averaged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from consistency.extract import bounds
from consistency.extract.amounts import Amount, amounts
from consistency.extract.numerals import numbers
from consistency.lexicon.units import Unit, convert, unit
from consistency.model import Mention, Parameter, Qualifier

_RANGE = frozenset(["-", "--", "~", "to", "至", "到", "through", "...", "…", "~~", "and", "和", "与", "to about", "and about", "~约", "or", "或"])
_TIMES = frozenset(["x", "×", "*", "by", "乘", "乘以", "xx"])
_JOIN = frozenset(["", "、", ",", "and", "零", "又", "外加", "加", ", and", "&"])
_LINKS = _RANGE | _TIMES | _JOIN | {"/", "+"}
_PLUS_MINUS = re.compile(r" ?(?:±|\+ ?/ ?-|\+-|正负|plus or minus|plus-minus) ?$")
_LABEL = re.compile(r"(?i) ?(?:[whldt]|dia|long|wide|high|tall|deep|长|宽|高|厚|深)\.? ?(?=[x×*]|by)")
_BETWEEN = re.compile(r"(?i)(?<![a-z])(?:between|from|ranges? from)(?: about| around)? $|(?:从|介于) ?$")


class _Reading:
    """One text while its amounts are put together."""

    __slots__ = ("amounts", "floor", "folded", "text")

    def __init__(self, text: str, folded: str, found: list[Amount]) -> None:
        self.text, self.folded, self.amounts = text, folded, found
        self.floor = 0
        """Where the last mention ends: no qualifier reaches before it."""

    def between(self, at: int) -> str:
        return self.folded[self.amounts[at].end : self.amounts[at + 1].start]

    def mention(
        self,
        first: Amount,
        last: Amount,
        measure: Unit | None,
        step: float,
        *,
        value: float | None = None,
        low: float | None = None,
        high: float | None = None,
        values: tuple[float, ...] = (),
        tolerance: float | None = None,
    ) -> Mention:
        """Add the qualifiers on both sides and give the mention its stretch of the text as given."""
        start, end = first.start, last.end
        qualifier: Qualifier | None = first.bound or last.bound  # type: ignore[assignment]
        ahead = bounds.before(self.folded, start, self.floor)
        if ahead is not None:
            qualifier, start = bounds.merge(ahead[0], qualifier), ahead[1]
        behind = bounds.after(self.folded, end)
        if behind is not None:
            qualifier, end = bounds.merge(qualifier, behind[0]), behind[1]
        symbol = measure.symbol if measure is not None else None
        parameter = _parameter(value, low, high, values, symbol, qualifier, tolerance, step)
        return Mention(self.text[start:end], start, end, parameter)


@lru_cache(maxsize=1 << 16)
def _parameter(
    value: float | None,
    low: float | None,
    high: float | None,
    values: tuple[float, ...],
    symbol: str | None,
    qualifier: Qualifier | None,
    tolerance: float | None,
    step: float,
) -> Parameter:
    """Return the parameter; the same one is used wherever a text says the same (they cannot change)."""
    return Parameter("quantity", value, low, high, values, symbol, qualifier, tolerance, step)


def quantities(text: str, folded: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """Return the quantities of `text` in order.

    `folded` is the folded text, of the same length; no number starts inside a stretch of `taken`,
    which are sorted.

    >>> [m.text for m in quantities("up to 24 hours, 10-15 W", "up to 24 hours, 10-15 W")]
    ['up to 24 hours', '10-15 W']
    """
    found = numbers(text, folded, taken)
    if not found:
        return []
    reading = _Reading(text, folded, amounts(folded, found))
    result: list[Mention] = []
    at = 0
    count = len(reading.amounts)
    while at < count:
        amount = reading.amounts[at]
        if amount.start < reading.floor:
            at += 1
            continue
        joined = None
        if at + 1 < count and reading.amounts[at + 1].start - amount.end <= 18:
            joined = _joined(reading, at)
        if joined is None:
            joined = 1, None if amount.kind == "?" else _single(reading, amount)
        if joined[1] is not None:
            result.append(joined[1])
            reading.floor = joined[1].end
        at += joined[0]
    return result


_Joined = tuple[int, Mention | None]


def _joined(reading: _Reading, at: int) -> _Joined | None:
    """Put the amount `at` together with those after it; return how many it takes, or None."""
    between = reading.between(at)
    word = between.strip(" ").lower()
    if word not in _LINKS:
        if "\n" in between:
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
    if ranged is None and word in _JOIN:
        return _compound(reading, at)
    return ranged


def _sum(reading: _Reading, at: int) -> _Joined | None:
    """Read 25+1 levels as a list of two."""
    first, last = reading.amounts[at : at + 2]
    if first.unit is None and last.unit is not None and last.unit.counts and reading.between(at) == "+":
        return 2, reading.mention(first, last, last.unit, 1.0, values=(first.value, last.value))
    return None


def _range(reading: _Reading, at: int, word: str) -> _Joined | None:
    low, high = reading.amounts[at : at + 2]
    folded, start = reading.folded, low.start
    if low.high is not None or high.high is not None or high.kind == "?":
        return None
    lead = _BETWEEN.search(folded, max(reading.floor, start - 20), start)
    if word in ("or", "或") or word in ("and", "和", "与", "and about") and not lead:
        return None
    measure = high.unit
    if measure is None and low.unit is not None:
        if word == "-" or low.unit.counts and word in ("to", "到", "至"):
            return None
        measure = low.unit
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


def _finished(reading: _Reading, amount: Amount) -> Amount:
    if amount.unit is not None:
        _add_rest(reading.folded, amount)
    return amount


def _list(reading: _Reading, at: int) -> _Joined | None:
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
    if len(members) == 2 and members[0].unit is None and last is not None:
        if last.dimension not in ("length", "pixel", "angle", "time") and not last.counts:
            members[0].unit = unit("x")
            return 1, _single(reading, members[0])
    if len(units) > 1 or any(m.high is not None for m in members):
        return None
    measure = next(iter(units.values()), None)
    values = tuple(m.value for m in members)
    return len(members), reading.mention(members[0], members[-1], measure, max(m.step for m in members), values=values)


def _alternatives(reading: _Reading, at: int) -> _Joined | None:
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
    if len(members) == 2 and measure is not None and measure.symbol in _IMPERIAL and top < bottom and bottom in _EIGHTHS:
        return 2, reading.mention(members[0], members[1], measure, 1 / bottom, value=top / bottom)
    values = tuple(m.value for m in members)
    step = max(m.step for m in members)
    return len(members), reading.mention(members[0], members[-1], measure, step, values=values)


_CHOICE = frozenset(["and", "or", "或", "和", ",", "、"])


def _choice(reading: _Reading, at: int) -> _Joined | None:
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
_COMPOUND = frozenset(["time", "length", "mass", "volume", "money.cny", "age"])
_METRIC = frozenset(["m", "km", "dm", "cm", "mm", "g", "kg", "mg", "t", "L", "mL"])
_IMPERIAL = frozenset(["in", "ft", "yd", "mi", "lb", "oz", "gal", "qt", "pt", "cup", "tbsp", "tsp", "fl_oz"])


def _system(measure: Unit) -> int:
    return 1 if measure.symbol in _METRIC else 2 if measure.symbol in _IMPERIAL else 0


def _worth(measure: Unit, smallest: Unit) -> float:
    """Return how many of `smallest` one `measure` is; a year has twelve months."""
    return 12.0 if (measure.symbol, smallest.symbol) == ("a", "mo") else measure.factor / smallest.factor


def _compound(reading: _Reading, at: int) -> _Joined | None:
    """Add up 三斤二两, 5 ft 3 in, 1 h 30 min, "an hour and 45 minutes" in the smallest unit named."""
    first = reading.amounts[at]
    if first.unit is None or first.unit.dimension not in _COMPOUND or first.high is not None:
        return None
    members = [first]
    while at + len(members) < len(reading.amounts):
        previous, following = members[-1], reading.amounts[at + len(members)]
        larger, smaller = previous.unit, following.unit
        between = reading.between(at + len(members) - 1)
        if larger is None or between.strip(" ").lower() not in _JOIN or following.high is not None:
            break
        if smaller is None and larger.symbol == "h" and _bare_minutes(reading.folded, following, between):
            following.unit = smaller = unit("min")
        if smaller is None or smaller.dimension != larger.dimension or smaller.factor >= larger.factor:
            break
        if following.value < 0 or following.value * smaller.factor >= larger.factor * 10 and smaller.dimension != "length":
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


def _bare_minutes(folded: str, amount: Amount, between: str) -> bool:
    """Tell whether a number after hours is minutes: "1 hour thirty", "2 hours ten"."""
    ends = not folded[amount.end : amount.end + 2].strip(" .,;!?")
    return ends and between in (" ", " and ") and 5 <= amount.value < 60 and amount.step == 1


def _tolerance(reading: _Reading, at: int) -> float | None:
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


_ALONE = re.compile(r"(?:±|\+ ?/ ?-|\+-|正负) ?$")


def _single(reading: _Reading, amount: Amount) -> Mention:
    """Make a mention of one amount; ±0.1 mm alone is a tolerance and its own value."""
    folded, tolerance = reading.folded, None
    start = amount.start
    prior = folded[start - 1] if start else ""
    if prior == " ":
        prior = folded[start - 2] if start > 1 else ""
    if prior and prior in "±-负" or folded[start] in "-负":
        at = start + (1 if amount.value < 0 and folded[start] in "-负" else 0)
        alone = _ALONE.search(folded, max(reading.floor, at - 5), at)
        if alone:
            amount.start, amount.value = alone.start(), abs(amount.value)
            tolerance = amount.value
    if amount.unit is not None and amount.unit.symbol == "ratio" and amount.high is not None:
        return reading.mention(amount, amount, amount.unit, amount.step, values=(amount.value, amount.high))
    if amount.high is not None:
        return reading.mention(amount, amount, amount.unit, amount.step, low=amount.value, high=amount.high)
    _add_rest(folded, amount)
    return reading.mention(amount, amount, amount.unit, amount.step, value=amount.value, tolerance=tolerance)


_HALF = re.compile(r"(?i) (?:and )?(?:an? |one )?(half|quarter)(?: of)?(?![a-z])(?! (?:an?|the|of|[a-z]+s)\b)")
_TENTHS = re.compile(r"(?:([一二三四五六七八九]{1,2})|([0-9]{1,2}))(?![\w.%°]|到)")


def _add_rest(folded: str, amount: Amount) -> None:
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
        if found and amount.step >= 1 and measure.dimension in _COMPOUND:
            amount.value += 0.5 if found[1].lower() == "half" else 0.25
            amount.step, amount.end = 0.5, found.end()
    elif measure.symbol == "m" and folded[end - 1] == "米" and amount.step >= 1:
        found = _TENTHS.match(folded, end)
        if found:
            shown = found[2] or "".join(str("零一二三四五六七八九".index(c)) for c in found[1])
            amount.value = float(f"{amount.value:.0f}.{shown}")
            amount.step, amount.end = 10.0 ** -len(shown), found.end()
