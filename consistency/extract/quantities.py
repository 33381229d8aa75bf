"""Read quantities: a number or a range or a list of them, with unit, tolerance and qualifier.

`quantities` finds the numbers first, reads the unit of each, and then puts together what belongs
together: 10-15 h, 20 × 30 × 5 cm, 三斤二两, 50 ± 2 g. A range is never averaged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from consistency.extract import bounds
from consistency.extract.measures import scale_at, unit_at
from consistency.extract.numerals import Number, numbers
from consistency.lexicon.units import Unit, convert, registry, unit
from consistency.model import Mention, Parameter, Qualifier


class Term:
    """A number with its unit, before terms are put together."""

    __slots__ = ("bound", "end", "high", "kind", "number_end", "start", "step", "unit", "value")

    def __init__(self, number: Number, measure: Unit | None, end: int) -> None:
        self.start, self.number_end, self.value, self.step, self.high, _, self.bound, self.kind = number
        self.unit = measure
        self.end = end


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
    terms = _terms(folded, found)
    result: list[Mention] = []
    at, floor = 0, 0
    while at < len(terms):
        used, mention = _assemble(text, folded, terms, at, floor)
        if mention is not None:
            result.append(mention)
            floor = mention.end
        at += used
    return result


# --- numbers with their units -------------------------------------------------------------------

_CURRENCY = {"$": "USD", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB", "฿": "THB", "₫": "VND"}
_ARTICLE = re.compile(
    r"(?i)(?:^|[,.;:!?(\n\"-]\s*|(?<![a-z])(?:for|in|within|under|over|about|around|of|than|is|takes?|lasts?|by|to|nearly|almost|only|just|weighs?|holds?|with|gives?|another|and|up to)\s+)(an?)\s"
)
_SPLIT_NAMES = re.compile(r"(?i)(?<![a-z])(iphone|ipad|ipod|galaxy|pixel|series|gen|mark|mk|macbook|xbox|playstation|windows|android|ios|model|no\.?|nr\.?|type|version|ver\.?|chapter|part|item|sku|art\.?|ref\.?|code|isbn|upc|asin|page|step|figure|fig\.?|vol\.?|room|suite|route|highway|day|appendix|question|note|redmi|mate|poco|switch|ps|rtx|gtx|ryzen|core|intel|amd|snapdragon|cat|size|label|iec|iso|en|astm|gb|din|ansi)[ -]?$")
_HAN_NAMES = frozenset("第款型号代版苹果荣耀小米华为周期卷章")
_NUMBERED = re.compile(r"[.)、](?![0-9])")
_LINE_START = re.compile(r"(?:^|\n)[ \t(\[*#>-]*$")


def _terms(folded: str, found: list[Number]) -> list[Term]:
    terms: list[Term] = []
    last_end = -1
    for number in found:
        term = _term(folded, number, last_end)
        if term is not None:
            terms.append(term)
            last_end = term.end
    return terms


def _term(folded: str, number: Number, last_end: int) -> Term | None:
    """Read a number's unit; None where the number is none of a quantity."""
    start, end, value = number[0], number[1], number[2]
    if number.unit is not None:
        measure = unit(number.unit) or Unit(number.unit, number.unit)
        return _signed(folded, Term(number, measure, end))
    prior = folded[start - 1] if start else ""
    if prior.isascii() and prior.isalpha() and start != last_end and not _glued(folded, start, prior):
        return None
    hit = unit_at(folded, end, value)
    if prior == "-" and start > 1 and start - 1 != last_end and folded[start - 2].isascii() and folded[start - 2].isalnum():
        if not folded[start - 2].isdigit() and number.kind in "d/":
            return None
    if prior in _CURRENCY and prior and (hit is None or hit[0].symbol in ("x", "K", "m")):
        scaled = scale_at(folded, end, value)
        term = Term(number, unit(_CURRENCY[prior]), scaled[1] if scaled else end)
        term.start = start - 1
        if scaled:
            term.value, term.step = value * scaled[0], number.step * scaled[0]
        return term
    if hit is not None:
        return _measured(folded, number, hit)
    scaled = scale_at(folded, end, value) if number.kind == "d" else None
    if scaled is not None:
        hit = unit_at(folded, scaled[1], value * scaled[0])
        if hit is not None and hit[0].counts and not folded[scaled[1] : scaled[1] + 1] in (" ", "-"):
            hit = None
        term = Term(number, hit[0] if hit else None, hit[1] if hit else scaled[1])
        term.value, term.step = value * scaled[0], number.step * scaled[0]
        return _signed(folded, term)
    return _bare(folded, number)


def _glued(folded: str, start: int, prior: str) -> bool:
    """Tell whether a letter right before a number may stay there: 20x30, x2, RM50, Rp5."""
    before = folded[start - 2 : start - 1]
    return prior in "xX" and (not before or not before.isalnum() or before.isdigit())


def _measured(folded: str, number: Number, hit: tuple[Unit, int]) -> Term | None:
    measure, end = hit
    if number.kind == "1":
        shown = folded[number.start : number.end]
        lone = shown in ("一", "one", "One", "ONE", "半")
        if lone and (measure.counts and shown != "半" and measure.symbol != "in 1" and not (shown.lower() == "one" and measure.symbol == "pcs" and False)):
            return None
        if shown == "一" and measure.symbol in ("deg", "quarter", "bbl", "cup", "turn"):
            return None
        if shown == "half" and measure.counts:
            return None
    if measure.dimension == "ratio" and measure.symbol == "zhe" and folded[end : end + 1] in tuple("伞叠页线断纸"):
        measure = unit("folds") or measure
    term = Term(number, measure, end)
    if measure.symbol == "zhe" and number.kind != "d" and term.value >= 10:
        term.value /= 10
    if measure.symbol == "s" and number.kind in "h1" and folded[end : end + 1] == "钟":
        term.end = end + 1
    return _signed(folded, term)


def _bare(folded: str, number: Number) -> Term | None:
    """Accept a number without a unit, unless it is a code, a year, a name's number or a list's."""
    start, end = number.start, number.end
    following = folded[end : end + 1]
    whole = folded.strip(" -+.,。") == folded[start:end]
    if whole:
        return _signed(folded, Term(number, None, end))
    if following.isalpha() and following.isascii() and not (following in "xX" and folded[end + 1 : end + 3].strip()[:1].isdigit()):
        return None
    if number.kind == "1":
        alone = not folded[start - 1 : start].isalnum() if start else True
        return Term(number, None, end) if alone and not following.isalnum() and folded[start:end] in _CARDINALS and following not in (" ",) else None
    prior = folded[start - 1] if start else ""
    if prior in _HAN_NAMES and prior or following in ("月", "日", "号", "年", "代", "款", "点"):
        return None
    if number.kind == "d":
        length = end - start
        if length >= 9 and folded[start:end].isdigit() or following == "-" and folded[end + 1 : end + 2].isalpha() and folded[end + 1 : end + 2].isupper():
            return None
        if following and following in ".)、" and start <= 40000 and _NUMBERED.match(folded, end) and _LINE_START.search(folded, max(0, start - 8), start) and end + 1 < len(folded):
            return None
        if length == 4 and folded[start:end].isdigit() and 1900 <= number.value <= 2099 and _year(folded, start, end):
            return None
    if prior in " -" and prior and _SPLIT_NAMES.search(folded, max(0, start - 14), start):
        return None
    return _signed(folded, Term(number, None, end))


_CARDINALS = frozenset("二三四五六七八九两十") | {"四五", "五六", "七八"}
_YEAR = re.compile(r"(?i)(?:in|since|©|by|of|from|until|year|est\.?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(?: [0-9]{1,2},)?)[ ]?$")


def _year(folded: str, start: int, end: int) -> bool:
    return bool(_YEAR.search(folded, max(0, start - 12), start)) or folded[end : end + 1] in "年新版款" and end < len(folded)


_ZERO_BELOW = re.compile(r"(?i) ?(?:degrees? )?below (?:zero|freezing)")
_MINUS_WORD = re.compile(r"(?i)(?<![a-z])(minus|negative) $|(负|零下|负的|零下摄氏|零下华氏|华氏零下|摄氏零下|零下华氏度) ?$")
_SCALE_BEFORE = re.compile(r"(华氏|摄氏)(?:温度|度)?(零下|负)? ?$|零下(华氏|摄氏) ?$")


def _signed(folded: str, term: Term) -> Term:
    """Put the sign before the number, and the temperature scale that Chinese puts there, into the term."""
    start = term.start
    if start == 0:
        below = _ZERO_BELOW.match(folded, term.end) if folded[term.end : term.end + 1] == " " else None
        if below:
            term.value, term.end = -term.value, below.end()
            term.unit = term.unit or unit("deg")
        return term
    prior = folded[start - 1]
    if prior == "-" or prior == " " and folded[start - 2 : start - 1] == "-":
        _minus(folded, term, start - 1 if prior == "-" else start - 2)
    elif prior in "负的下氏度 " or prior in "sе":
        _worded_sign(folded, term)
    if term.end < len(folded) and folded[term.end] == " " and folded.startswith("below", term.end + 1):
        below = _ZERO_BELOW.match(folded, term.end)
        if below:
            term.value, term.end = -term.value, below.end()
            term.unit = term.unit or unit("deg")
    return term


def _minus(folded: str, term: Term, at: int) -> None:
    """Take a hyphen before a number as its sign where nothing stands before it that it could join."""
    spaced = at + 1 != term.start
    before = folded[at - 1] if at else ""
    if spaced:
        line = folded[:at].rstrip(" ")
        temperature = term.unit is not None and term.unit.dimension in ("temperature", "angle") and line != "" and line[-1] != "\n"
        if not (temperature and before == " " and not line[-1].isdigit()) and (line or any(c.isalpha() for c in folded[term.end :]) or term.unit is not None):
            return
    elif before and (before.isalnum() or before in "°%\"'″′℃℉)+-"):
        return
    elif before == " ":
        earlier = folded[: at - 1].rstrip(" ")[-1:]
        if earlier.isdigit() or earlier in "°%\"″℃℉" and earlier:
            return
    term.start = at
    term.value = -term.value
    if term.high is not None:
        term.high = -term.high


def _worded_sign(folded: str, term: Term) -> None:
    start = term.start
    scale = _SCALE_BEFORE.search(folded, max(0, start - 8), start)
    negative = False
    if scale:
        named = "degF" if "华氏" in scale.group() else "Cel"
        if term.unit is None or term.unit.dimension in ("angle", "temperature"):
            term.unit = unit(named)
            term.start = start = scale.start()
            negative = "零下" in scale.group() or "负" in scale.group()
    word = _MINUS_WORD.search(folded, max(0, start - 10), start)
    if word:
        negative = True
        term.start = word.start()
        if "零下" in word.group() or word[2] and term.unit is not None and term.unit.symbol == "deg":
            if term.unit is None or term.unit.symbol == "deg":
                term.unit = unit("Cel")
    if negative:
        term.value = -term.value
        term.high = None if term.high is None else -term.high


# --- terms put together -------------------------------------------------------------------------

_RANGE = frozenset(["-", "--", "~", "to", "至", "到", "through", "...", "…", "~~", "and", "or", "和", "与", "或", "-~", "至少", "to about", "and about", "~约"])
_TIMES = frozenset(["x", "X", "×", "*", "by", "乘", "乘以", "x ", "xx"])
_PLUS_MINUS = re.compile(r" ?(?:±|\+ ?/ ?-|\+-|正负|plus or minus|plus-minus) ?$")
_JOIN = frozenset(["", ",", "and", "零", "又", "外加", "加", "又零", ", and", "&"])
_LABEL = re.compile(r"(?i)^ ?(?:[whldt]|dia|long|wide|high|tall|deep|长|宽|高|厚|深)\.? ?(?=[x×*]|by)")


def _assemble(text: str, folded: str, terms: list[Term], at: int, floor: int) -> tuple[int, Mention | None]:
    """Make one mention of the terms from `at` on; return how many it takes."""
    term = terms[at]
    if term.high is not None and term.unit is not None and term.unit.symbol == "ratio":
        parameter = Parameter("quantity", values=(term.value, term.high), unit="ratio", step=1.0)
        return 1, Mention(text[term.start : term.end], term.start, term.end, parameter)
    if at + 1 < len(terms):
        following = terms[at + 1]
        gap = following.start - term.end
        if gap <= 18:
            joined = _joined(text, folded, terms, at, floor)
            if joined is not None:
                return joined
    return 1, _single(text, folded, term, floor)


def _joined(text: str, folded: str, terms: list[Term], at: int, floor: int) -> tuple[int, Mention | None] | None:
    term, following = terms[at], terms[at + 1]
    between = folded[term.end : following.start]
    if "\n" in between:
        return None
    word = between.strip(" ").lower()
    if word not in _RANGE and word not in _TIMES and word not in _JOIN and word != "/" and word != "+":
        tolerance = _tolerance(folded, terms, at)
        if tolerance is not None:
            return 2, _single(text, folded, term, floor, tolerance, following)
        label = _LABEL.match(between)
        if not label:
            return None
        word = between[label.end() :].strip(" ").lower()
        if word not in _TIMES:
            return None
    if word in _TIMES:
        return _list(text, folded, terms, at, floor)
    if word == "/":
        return _slash_list(text, folded, terms, at, floor)
    if word == "+":
        if term.unit is None and following.unit is not None and following.unit.counts and not between.startswith(" "):
            return 2, _mention(text, folded, term, following, floor, values=(term.value, following.value), unit=following.unit)
        return None
    if word in _RANGE:
        ranged = _range(text, folded, terms, at, floor, word)
        if ranged is not None:
            return ranged
    if word in _JOIN:
        return _compound(text, folded, terms, at, floor)
    return None


def _range(text: str, folded: str, terms: list[Term], at: int, floor: int, word: str) -> tuple[int, Mention | None] | None:
    low, high = terms[at], terms[at + 1]
    start = low.start
    lead = ""
    if word in ("and", "or", "和", "与", "或", "-"):
        lead = folded[max(0, start - 14) : start].lower()
    if word in ("and", "和", "与") and not re.search(r"(?:between|介于|在|from)(?: about| around)? ?$", lead):
        return None
    if word in ("or", "或"):
        return None
    if low.high is not None or high.high is not None:
        return None
    one, other = low.unit, high.unit
    if one is not None and other is None and high.kind != "1":
        if folded[low.end : high.start].strip() == "-":
            return None
        other = one
    if one is None:
        one = other
    if one is None and other is None and word == "-" and " " in folded[low.end : high.start] and low.value >= high.value:
        return None
    if one is not None and other is not None and one.symbol != other.symbol:
        if one.symbol == "deg" and other.dimension == "temperature":
            one = other
        converted = convert(low.value, one.symbol, other.symbol)
        if converted is None:
            return None
        bottom = converted
    else:
        bottom = low.value
    top = high.value
    if low.value < 0 and word == "-" and high.value < 0 and low.unit is None:
        return None
    if bottom >= top:
        if bottom < 0 and top < 0 and bottom != top:
            bottom, top = top, bottom
        elif word in ("~", "to", "至", "到") and other is not None and other.dimension in ("temperature",):
            bottom, top = top, bottom
        else:
            return None
    first = re.search(r"(?i)(?<![a-z])(?:between|from|range from)(?: about| around)? $|从 ?$|介于 ?$", folded[max(floor, start - 18) : start])
    if first:
        low.start = max(floor, start - 18) + first.start()
    return 2, _mention(text, folded, low, high, floor, low=bottom, high=top, unit=other or one, step=max(low.step, high.step))


def _list(text: str, folded: str, terms: list[Term], at: int, floor: int) -> tuple[int, Mention | None] | None:
    """Read dimensions: 20×30×5 cm, 8.5" x 11", 36"W x 24"D."""
    members = [terms[at]]
    while at + len(members) < len(terms):
        following = terms[at + len(members)]
        between = folded[members[-1].end : following.start]
        word = between.strip(" ").lower()
        if word not in _TIMES:
            label = _LABEL.match(between)
            if label is None or between[label.end() :].strip(" ").lower() not in _TIMES:
                break
        members.append(following)
    if len(members) < 2:
        return None
    units = {m.unit.symbol for m in members if m.unit is not None}
    last = members[-1].unit
    if len(units) > 1 or last is not None and last.symbol not in ("pcs",) and last.dimension not in ("length", "pixel", "angle") and not last.counts and members[0].unit is None and len(members) == 2:
        term = members[0]
        if len(members) == 2 and term.unit is None and last is not None:
            term.unit = unit("x")
            return 1, _single(text, folded, term, floor)
        return None
    symbol = units.pop() if units else None
    measure = next((m.unit for m in members if m.unit is not None and m.unit.symbol == symbol), None)
    values = tuple(m.value for m in members)
    return len(members), _mention(text, folded, members[0], members[-1], floor, values=values, unit=measure, step=max(m.step for m in members))


def _slash_list(text: str, folded: str, terms: list[Term], at: int, floor: int) -> tuple[int, Mention | None] | None:
    members = [terms[at]]
    while at + len(members) < len(terms) and members[-1].unit is None:
        following = terms[at + len(members)]
        if folded[members[-1].end : following.start].strip(" ") != "/":
            break
        members.append(following)
    measure = members[-1].unit
    if len(members) < 2 or measure is None and terms[at].kind not in "d/":
        return None
    values = tuple(m.value for m in members)
    return len(members), _mention(text, folded, members[0], members[-1], floor, values=values, unit=measure, step=max(m.step for m in members))


_MINUTES = re.compile(r"分(?!贝|之|米|钟)|分钟")
_COMPOUND_DIMENSIONS = frozenset(["time", "length", "mass", "volume", "area", "money.cny", "age"])


def _compound(text: str, folded: str, terms: list[Term], at: int, floor: int) -> tuple[int, Mention | None] | None:
    """Add up 三斤二两, 5 ft 3 in, 1 h 30 min, "an hour and 45 minutes" in the smallest unit named."""
    first = terms[at]
    if first.unit is None or first.unit.dimension not in _COMPOUND_DIMENSIONS or first.high is not None:
        return None
    members = [first]
    while at + len(members) < len(terms):
        following, previous = terms[at + len(members)], members[-1]
        between = folded[previous.end : following.start]
        measure, larger = following.unit, previous.unit
        assert larger is not None
        if between.strip(" ").lower() not in _JOIN or measure is None or measure.dimension != larger.dimension:
            break
        if measure.factor >= larger.factor or following.high is not None or following.value < 0:
            break
        if following.value * measure.factor >= larger.factor * 10 and measure.dimension != "length":
            break
        if _system(larger) != _system(measure):
            break
        members.append(following)
    if len(members) < 2:
        return None
    smallest = members[-1].unit
    assert smallest is not None
    value = sum(m.value * m.unit.factor / smallest.factor for m in members if m.unit is not None)
    return len(members), _mention(text, folded, first, members[-1], floor, value=round(value, 9), unit=smallest, step=members[-1].step)


_METRIC = frozenset(["m", "km", "dm", "cm", "mm", "g", "kg", "mg", "t", "L", "mL", "m2"])
_IMPERIAL = frozenset(["in", "ft", "yd", "mi", "lb", "oz", "gal", "qt", "pt", "cup", "tbsp", "tsp", "fl_oz", "st"])


def _system(measure: Unit) -> int:
    return 1 if measure.symbol in _METRIC else 2 if measure.symbol in _IMPERIAL else 0


def _tolerance(folded: str, terms: list[Term], at: int) -> float | None:
    """Return the tolerance that the next term gives this one, in this one's unit."""
    term, following = terms[at], terms[at + 1]
    if not _PLUS_MINUS.match(folded[term.end : following.start]):
        return None
    if term.unit is None:
        term.unit = following.unit
    if term.unit is None or following.unit is None or term.unit.symbol == following.unit.symbol:
        return abs(following.value)
    if following.unit.symbol == "%":
        return abs(term.value * following.value / 100)
    return convert(following.value, following.unit.symbol, term.unit.symbol)


# --- mentions -----------------------------------------------------------------------------------

_ALONE_TOLERANCE = re.compile(r"(?:±|\+ ?/ ?-|正负) ?$")


def _single(text: str, folded: str, term: Term, floor: int, tolerance: float | None = None, last: Term | None = None) -> Mention:
    if tolerance is None and term.start and folded[term.start - 1] in "±-负 ":
        alone = _ALONE_TOLERANCE.search(folded, max(floor, term.start - 5), term.start)
        if alone:
            term.start, term.value = alone.start(), abs(term.value)
            tolerance = term.value
    if last is None:
        _halves(folded, term)
    if term.high is not None:
        return _mention(text, folded, term, term, floor, low=term.value, high=term.high, unit=term.unit, step=term.step)
    return _mention(text, folded, term, last or term, floor, value=term.value, unit=term.unit, step=term.step, tolerance=tolerance)


_HALF_AFTER = re.compile(r"半(?:钟|多)?|(?i: and (?:a |one )?(half|quarter)(?: of)?)(?![a-z])| (?:and )?(fifteen|thirty|forty ?five|ten|twenty)(?= *$|[.,;!?])")
_TENTHS = re.compile(r"[一二三四五六七八九](?![零一二三四五六七八九十百千万点]|[个只片]|小时|分钟|天|到)")


def _halves(folded: str, term: Term) -> None:
    """Read what follows the unit and adds to it: 三斤半, 三米九, an hour and a half, 1 hour thirty."""
    measure, end = term.unit, term.end
    if measure is None or measure.counts or end >= len(folded):
        return
    sign = folded[end]
    if sign == "半":
        found = _HALF_AFTER.match(folded, end)
        if found and term.step >= 1 and folded[end + 1 : end + 2] not in ("自", "透", "身"):
            term.value, term.step, term.end = term.value + 0.5, 0.5, found.end()
    elif sign == " ":
        found = _HALF_AFTER.match(folded, end)
        if found and found[1]:
            term.value += 0.5 if found[1].lower() == "half" else 0.25
            term.step, term.end = 0.5, found.end()


def _mention(
    text: str,
    folded: str,
    first: Term,
    last: Term,
    floor: int,
    *,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
    values: tuple[float, ...] = (),
    unit: Unit | None = None,
    step: float = 1.0,
    tolerance: float | None = None,
) -> Mention:
    """Add the qualifiers on both sides and give the mention its stretch of the text as given."""
    start, end = first.start, last.end
    qualifier: Qualifier | None = first.bound or last.bound  # type: ignore[assignment]
    ahead = bounds.before(folded, start, floor)
    if ahead is not None:
        qualifier, start = bounds.merge(ahead[0], qualifier), ahead[1]
    behind = bounds.after(folded, end)
    if behind is not None:
        qualifier, end = bounds.merge(qualifier, behind[0]), behind[1]
    parameter = Parameter(
        "quantity", value, low, high, values, unit.symbol if unit is not None else None, qualifier, tolerance, step
    )
    return Mention(text[start:end], start, end, parameter)
