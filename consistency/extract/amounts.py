"""Read amounts: a number with its sign and its unit, or a number that stands bare.

Numbers that are part of a name, a list's numbering, a year or a code are dropped here.
"""

from __future__ import annotations

import re
from functools import cache

from consistency.extract.classifiers import sense
from consistency.extract.digits import Number, prefixed
from consistency.extract.letters import scale_at
from consistency.extract.measures import unit_at
from consistency.extract.signs import signed
from consistency.lexicon.tables import rows
from consistency.lexicon.units import Unit, registry, unit

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Amount:
    """A number with its unit, open to change while amounts are put together."""

    __slots__ = ("bound", "end", "high", "kind", "start", "step", "unit", "value")

    def __init__(self, number: Number, measure: Unit | None, end: int) -> None:
        self.start, _, self.value, self.step, self.high, _, self.bound, self.kind = number
        self.unit = measure
        self.end = end


_CURRENCY = {
    "$": "USD", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB",
    "฿": "THB", "₫": "VND",
}  # fmt: skip
_HAN_NAMES = frozenset("第款型号代版苹果荣耀小米华为期卷章")
_NOT_AFTER = frozenset("月日号年代款点世")
_NUMBERED = re.compile(r"[.)、](?![0-9])")
_LINE_START = re.compile(r"(?:^|\n)[ \t(\[*#>-]*$")
_CARDINALS = frozenset("二三四五六七八九两十")
_YEAR = re.compile(
    r"(?i)(?:in|since|©|by|of|from|until|year|est\.?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(?: [0-9]{1,2},)?)[ ]?$"
)
_OF = re.compile(r"(?i)[ -](?:of )?(?:an? |the )?(?=[a-z])")
_OF_A = re.compile(r"(?i) of an? (?=[a-z])")
_PART = re.compile(r"(?i)(?<![a-z])(?:than|over|nearly|almost|about) (?:a |one )?$")
_PLUS_OR = re.compile(r"(?i)(?<![a-z])plus(?: or |-or-|/| / |-| )$")
"""What makes the "minus" of a spoken number the half of a tolerance."""
_OLDER = re.compile(r"(?i)[ -]?(?:and|or|&) (?:older|up(?![a-z])|above)")
"""What follows years that are an age."""
_SET_OF = re.compile(r"(?i)(?<![a-z])(?:set|pack|box|case|bag|packet|bundle|carton|lot|pair|quantity)s? of $")
_RATE = re.compile(r"每(小时|分钟|秒钟|秒|分|天)$")
_SPEED = re.compile(r"时速(?:最高|可达|高达|最高可达|达到?|约|是|为|[:]|超过)?$")
_EACH_MINUTE = re.compile(r"每分钟?[\u4e00-\u9fff]{0,4}$")
_RATE_UNITS = {"小时": "h", "分钟": "min", "分": "min", "秒": "s", "秒钟": "s", "天": "d"}


def amounts(folded: str, found: list[Number]) -> list[Amount]:
    """Return the amounts that the numbers `found` begin, in order."""
    result: list[Amount] = []
    last: Amount | None = None
    for number in found:
        if last is not None and number.start < last.end:
            continue
        amount = _amount(folded, number, last)
        if amount is not None:
            result.append(amount)
            last = amount
    return result


def _amount(folded: str, number: Number, last: Amount | None) -> Amount | None:
    if number.value < 0 and _PLUS_OR.search(folded, max(0, number.start - 9), number.start):
        number = number._replace(start=number.start + len("minus "), value=-number.value)
    start, end, value = number[0], number[1], number[2]
    if number.unit is not None:
        return signed(folded, Amount(number, unit(number.unit) or Unit(number.unit, number.unit), end))
    prior = folded[start - 1] if start else ""
    if prior == "第":
        return None
    glued = last is not None and (last.end == start or (last.end == start - 1 and prior == "-"))
    if prior in _LETTERS and not glued and number.kind in "d/" and not _may_stand(folded, start, prior):
        return None
    if prior == "-" and not glued and number.kind in "d/" and _hyphenated(folded, start):
        return None
    if folded[end : end + 1] == "个" and folded[end + 1 : end + 2] == "半" and value >= 1:
        number = number._replace(value=value + 0.5, end=end + 2, step=0.5, kind="h")
        end, value = number[1], number[2]
        if folded[end : end + 1] == "月":
            return Amount(number, unit("mo"), end + 1)
    hit = unit_at(folded, end, value)
    paid = prior if prior != " " else folded[start - 2] if start > 1 else ""
    if paid and paid in _CURRENCY and (hit is None or hit[0].symbol in ("x", "K", "m", "mm", "GB")):
        return _price(folded, number, _CURRENCY[paid])
    if hit is None and number.kind in "1ed" and number.step < 1 and folded[end : end + 1] in (" ", "-"):
        link = (_OF if number.kind != "d" else _OF_A).match(folded, end)
        hit = unit_at(folded, link.end(), value) if link else None
        if hit is not None and (hit[0].counts or link is None):
            hit = None
    if hit is not None:
        return _measured(folded, number, hit)
    if number.kind == "d" and folded[end : end + 1] in _SCALE_SIGNS:
        scaled = scale_at(folded, end)
        if scaled is not None:
            return _scaled(folded, number, *scaled)
    return _bare(folded, number, last)


def _may_stand(folded: str, start: int, prior: str) -> bool:
    """Tell whether a letter right before a number may stay there: 20x30, x2, DC12V."""
    if prefixed(folded, start):
        return True
    before = folded[start - 2 : start - 1] if start > 1 else ""
    return prior in "xX" and (not before or not before.isalnum() or before.isdigit())


def _hyphenated(folded: str, start: int) -> bool:
    """Tell whether a hyphen ties a number to a word before it, as in a code: A-123, USB-3."""
    before = folded[start - 2 : start - 1] if start > 1 else ""
    return before.isascii() and before.isalpha() and not prefixed(folded, start)


def _price(folded: str, number: Number, currency: str) -> Amount:
    scaled = scale_at(folded, number.end)
    amount = Amount(number, unit(currency), scaled[1] if scaled else number.end)
    amount.start -= 1 if folded[amount.start - 1] != " " else 2
    if scaled:
        amount.value, amount.step = number.value * scaled[0], number.step * scaled[0]
    return amount


_SCALE_SIGNS = frozenset(" kKM")


def _scaled(folded: str, number: Number, scale: float, end: int) -> Amount:
    """Read 7.2K RPM, 10k, 1.2M users."""
    hit = unit_at(folded, end, number.value * scale)
    if hit is not None and hit[0].counts and folded[end : end + 1] not in (" ", "-"):
        hit = None
    amount = Amount(number, hit[0] if hit else None, hit[1] if hit else end)
    amount.value, amount.step = number.value * scale, number.step * scale
    return signed(folded, amount)


def _measured(folded: str, number: Number, hit: tuple[Unit, int]) -> Amount | None:
    end = hit[1]
    measure = sense(folded, number.start, end, hit[0])
    shown = folded[number.start : number.end].lower()
    if number.kind in "1a":
        if shown == "half" and measure.counts:
            return _bare(folded, number, None)
        if (shown in ("一", "a", "an", "一半") and measure.counts) or (
            shown == "one" and measure.counts and measure.symbol == "times"
        ):
            return None
        bare = number.start == 0 or folded[number.start - 1] not in "负±"
        if shown == "一" and measure.symbol in ("deg", "quarter", "bbl", "cup", "turn") and bare:
            return None
    if measure.symbol == "d" and number.start and folded[number.start - 1] == "月":
        return None
    if measure.symbol == "stars" and shown == "三" and folded[end : end + 1] != "级":  # a brand
        return None
    if (
        measure.symbol == "a"
        and number.kind == "d"
        and 1900 <= number.value < 2100
        and folded[number.end : end].strip(" ") == "年"
    ):
        return None
    if measure.counts and number.kind == "d" and _season(folded, number, end):
        return None
    amount = Amount(number, measure, end)
    if measure.symbol == "turn" and number.value in (90, 180, 270, 360):  # 360 rotation
        amount.unit = unit("deg")
    elif measure.symbol == "zhe":
        if folded[end : end + 1] in tuple("伞叠页线断纸"):
            amount.unit = unit("folds")
        elif amount.value >= 10 and number.kind != "d":
            amount.value /= 10
    elif measure.symbol == "cheng":
        _tenths(folded, amount)
    elif measure.symbol in ("km", "mi") and _SPEED.search(folded, max(0, number.start - 6), number.start):
        amount.unit = unit("km/h" if measure.symbol == "km" else "mph")
    elif measure.symbol == "times" and _EACH_MINUTE.search(folded, max(0, number.start - 8), number.start):
        amount.unit = unit("/min")
    elif number.start > 1 and folded[number.start - 1] in "时钟秒分天" and measure.dimension in ("length", "volume"):
        rate = _RATE.search(folded, max(0, number.start - 3), number.start)
        if rate:
            amount.unit = unit(f"{measure.symbol}/{_RATE_UNITS[rate[1]]}")
            amount.start = rate.start()
            return amount
    if measure.symbol == "a" and _OLDER.match(folded, end):
        amount.unit = unit("year_old")
    if measure.dimension == "money.cny":
        _change(folded, amount)
    return signed(folded, amount)


def _season(folded: str, number: Number, end: int) -> bool:
    """Tell whether a number is the year of what follows in the singular: 2024 model, 2025 spring collection."""
    digits = number.end - number.start == 4 and 2010 <= number.value <= 2039
    return digits and folded[end - 1].isascii() and folded[end - 1] not in "sS"


def _tenths(folded: str, amount: Amount) -> None:
    """Read 八成 as 80 %, 七成六 as 76 %."""
    amount.value, amount.step, amount.unit = amount.value * 10, amount.step * 10, unit("%")
    amount.high = None if amount.high is None else amount.high * 10
    more = re.compile(r" ?([一二三四五六七八九])(?![\w])").match(folded, amount.end)
    if more:
        amount.value += "零一二三四五六七八九".index(more[1])
        amount.step, amount.end = 1.0, more.end()


_HAN_DIGITS = {sign: float(n) for n, sign in enumerate("零一二三四五六七八九")} | {
    sign: float(n) for n, sign in enumerate("零壹贰叁肆伍陆柒捌玖")
}
_D = "[一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_CHANGE = re.compile(rf"零?(?:({_D}|[0-9])[毛角])?零?(?:({_D}|[0-9])分|({_D})(?![\w]))?")


def _change(folded: str, amount: Amount) -> None:
    """Read the tenths and hundredths of yuan after it: 九十九块九, 两块九毛九, 九元零九分."""
    found = _CHANGE.match(folded, amount.end)
    if found is None or found.end() == amount.end:
        _tenth_glued(folded, amount)
        return
    tenth, cent, last = (
        0.0 if g is None else _HAN_DIGITS.get(g) or (2.0 if g == "两" else float(g)) for g in found.groups()
    )
    amount.value = round(amount.value + tenth / 10 + cent / 100 + last / (100 if tenth else 10), 2)
    amount.step, amount.end = 0.01, found.end()


def _tenth_glued(folded: str, amount: Amount) -> None:
    """Read 9块9包邮 as 9.9 yuan; 10块3个 is ten yuan for three."""
    end = amount.end
    tenth = folded[end : end + 1]
    if folded[end - 1] != "块" or not tenth.isdecimal() or folded[end + 1 : end + 2] in tuple("0123456789.,"):
        return
    if unit_at(folded, end + 1, float(tenth)) is None:
        amount.value, amount.step, amount.end = amount.value + float(tenth) / 10, 0.1, end + 1


def _bare(folded: str, number: Number, last: Amount | None) -> Amount | None:
    """Accept a number without a unit, unless it is a code, a year, a name's number or a list's."""
    start, end = number.start, number.end
    following = folded[end : end + 1]
    if end - start + 8 > len(folded) and folded.strip(" -+.,。负") == folded[start:end]:
        return signed(folded, Amount(number, None, end))
    if number.kind == "a":
        return None
    if following == "分" or folded.startswith(" 分", end):
        return _minutes(folded, number, last)
    if (
        following.isalpha()
        and following.isascii()
        and not (following in "xX" and folded[end + 1 : end + 3].strip()[:1].isdigit())
    ):
        return None
    prior = folded[start - 1] if start else ""
    if number.kind == "1" and folded[start:end].lower() == "half":
        return Amount(number, None, end) if _PART.search(folded, max(0, start - 12), start) else None
    before = _named_before(folded, number)
    if before is None and prior in ("K", "k", "P", "p") and prefixed(folded, start):
        before = unit("fps") if following != "/" else None
    if before is None and prior == " " and _SET_OF.search(folded, max(0, start - 12), start):
        before = unit("pcs")
    if before is not None:
        return Amount(number, before, end)
    if number.kind == "1":
        return _lone(folded, number, prior, following)
    if (prior and prior in _HAN_NAMES) or (following and following in _NOT_AFTER):
        return None
    if number.kind == "d":
        length = end - start
        if length > 1 and folded[start] == "0" and folded[start:end].isdigit():
            return None
        if length >= 9 and folded[start:end].isdigit():
            return None
        if following == "-" and folded[end + 1 : end + 2].isascii() and folded[end + 1 : end + 2].isupper():
            return None
        if length < 3 and following and following in ".)、" and _numbering(folded, start, end):
            return None
        if length == 4 and 1900 <= number.value <= 2099 and _year(folded, start, end):
            return None
    if prior in (" ", "-") and start > 2 and _last_word(folded, start - 1) in _names():
        return None
    return signed(folded, Amount(number, None, end))


def _numbering(folded: str, start: int, end: int) -> bool:
    """Tell whether a number opens a line and numbers it: "1. ", "2) ", "3、"."""
    if end + 1 >= len(folded) or not _NUMBERED.match(folded, end):
        return False
    return _LINE_START.search(folded, max(0, start - 8), start) is not None


@cache
def _names() -> frozenset[str]:
    """Return the words whose number is a name."""
    return frozenset(row["word"] for row in rows("numbered.csv"))


def _last_word(folded: str, end: int) -> str:
    """Return the word that ends at `end`, in lower case, cut at fourteen signs."""
    return folded[max(0, end - 14) : end].rpartition(" ")[2].rpartition("\n")[2].lower().lstrip("([\"'")


def _named_before(folded: str, number: Number) -> Unit | None:
    """Return the unit that a name before the number gives it: pH 5.5, 蓬松度700."""
    tail = folded[max(0, number.start - 16) : number.start].lower().rstrip(" :=≥为是约达在")
    if tail.endswith(" is"):
        tail = tail[:-3]
    if not tail.endswith(tuple(registry().before)):
        return None
    name = max((n for n in registry().before if tail.endswith(n)), key=len)
    glued = tail[-len(name) - 1 : -len(name)]
    return None if name[0].isascii() and glued.isascii() and glued.isalpha() else registry().before[name]


def _lone(folded: str, number: Number, prior: str, following: str) -> Amount | None:
    """Accept a lone sign or "one" where nothing is glued to it, or where a range goes on from it."""
    start, end = number.start, number.end
    amount = Amount(number, None, end)
    if folded[start:end].lower() in ("one", "zero") and folded.startswith((" to ", " or ", "-to-"), end):
        amount.kind = "?"
        return amount
    if following and following in "到至~-" and number.high is None and folded[start:end] != "半":
        amount.kind = "?"
        return amount
    if prior == "是" and folded[start:end] in _CARDINALS | {"一"} and (not following or following in "不而却,。这"):
        return amount
    if (
        number.high is None
        and folded[start:end] in _CARDINALS
        and not prior.isalnum()
        and following in ("", ",", "。", ";")
    ):
        return amount
    return None


_SCORE = re.compile(r"(?:评分|得分|打分)(?:是|为|超过|高达|达)?$")


def _minutes(folded: str, number: Number, last: Amount | None) -> Amount | None:
    """Read 分 as minutes beside hours or seconds (3小时05分, 5分30秒, 一分半), or as points of a score."""
    start, end = number.start, number.end + 1 + (folded[number.end] == " ")
    if _SCORE.search(folded, max(0, start - 6), start):
        return Amount(number, unit("score"), end)
    beside = last is not None and last.unit is not None and last.unit.symbol == "h" and start - last.end <= 1
    if beside or re.compile(r"半(?![\w])|半钟| ?[0-9零一二三四五六七八九十]{1,3} ?秒").match(folded, end):
        return Amount(number, unit("min"), end)
    return None


def _year(folded: str, start: int, end: int) -> bool:
    following = folded[end : end + 1]
    return bool(_YEAR.search(folded, max(0, start - 12), start)) or (bool(following) and following in "年新版款")
