"""Find the numbers of a text, in digits of any style, Chinese numerals and spoken English.

Phone numbers, dates, times of day, time codes, versions and the numbers of lists are looked past.
Offsets are into the folded text, which are offsets into the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import re2

from consistency.extract import digits, english, han
from consistency.extract.digits import Number
from consistency.lexicon.units import Unit, registry

_HAN = re.compile(rf"[{han.SIGNS}半]")
_D = "零〇一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖参"
_M = "十百千万亿兆拾佰仟廿卅卌"


@cache
def _grammar(gap: str) -> re.Pattern[str]:
    """Return the pattern of a Chinese numeral, `gap` being what may stand between its digits."""
    whole = (
        rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[{_D}{_M}])(?: *[{_M}]|{gap}[{_D}]|(?<=[{_M}零])[0-9]+(?:\.[0-9]+)?"
        rf"|(?<=[{_M}]) ?[多余几来](?![0-9])|(?<=[0-9]) ?[多余](?=[万亿千百]))*"
    )
    decimal = rf"{whole}(?:{gap}点{gap}(?:[{_D}]|[0-9])(?:{gap}[{_D}]|[0-9])*(?: *[{_M}])*)?"
    part = rf"{decimal}{gap}分{gap}之{gap}负?{decimal}|百分百|[二三四]分一|(?<=又)[二三四五六七八九十]+分一"
    return re.compile(rf"(?:{decimal}{gap}又{gap})?(?:{part})|{decimal}")


_SPELLED = re.compile(rf"[{_D}{_M}点又分之负成折个0-9. ]{{1,60}}")
"""A text that holds one numeral and nothing else, such as the cell of a table, may space its signs."""
_HAN_LEFT = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?:分之|点|又|[多余])?$")
_ENGLISH = re2.compile(english.PHRASE)


def numbers(text: str, folded: str, taken: Sequence[tuple[int, int]] = ()) -> list[Number]:
    """Return the numbers of `text` in order, none of which starts inside a stretch of `taken`."""
    found: list[Number] = []
    if not folded.isascii():
        found = _chinese(folded)
    spans = [(n.start, n.end) for n in found]
    written = digits.read(text, folded, spans)
    if found and written:
        found = _apart(sorted([*found, *written]))
    elif written:
        found = written
    spoken = _spoken(folded)
    if spoken:
        found = _merge(found, spoken)
    if taken and found:
        found = _outside(found, taken)
    return found


def _apart(found: list[Number]) -> list[Number]:
    """Leave out the numbers that begin inside the one before."""
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _outside(found: list[Number], taken: Sequence[tuple[int, int]]) -> list[Number]:
    kept, at = [], 0
    for number in found:
        while at < len(taken) and taken[at][1] <= number.start:
            at += 1
        if at == len(taken) or taken[at][0] > number.start:
            kept.append(number)
    return kept


def _merge(found: list[Number], spoken: list[Number]) -> list[Number]:
    """Put spoken numbers among the others; one that holds a number in digits ("3 hundred") replaces it."""
    result = []
    at = 0
    for phrase in spoken:
        while at < len(found) and found[at].end <= phrase.start:
            result.append(found[at])
            at += 1
        if result and result[-1].end >= phrase.end:
            continue
        if at < len(found) and found[at].start < phrase.start and found[at].end >= phrase.end:
            continue
        if at < len(found) and phrase.value <= 0 and found[at].start < phrase.end < found[at].end:
            continue  # "minus 0" of "minus 0.5", whose sign is read with the amount
        while at < len(found) and found[at].start < phrase.end:
            at += 1
        result.append(phrase)
    return result + found[at:]


def _spoken(folded: str) -> list[Number]:
    result = []
    for match in _ENGLISH.finditer(folded.encode("ascii", "replace")):
        start, stop = match.span()
        while start < stop:
            phrase = folded[start:stop]
            article = _article(folded, start, phrase)
            if article is not None:
                result.append(article)
                break
            found = english.read(phrase)
            if found is None and _after_article(phrase):
                start += _after_article(phrase)
                found = english.read(folded[start:stop])
            if found is None:
                break
            end = start + found.end
            mixed = _leading_digits(folded, start, phrase)
            if mixed is not None:
                result.append(mixed)
            else:
                first = phrase[: found.end].lower()
                kind = (
                    "1" if first in ("one", "half", "quarter", "a half", "a quarter", "zero", "a third", "o") else "e"
                )
                result.append(
                    Number(start, end, found.value, found.step, None, None, "about" if found.about else None, kind)
                )
            start = max(end, result[-1].end)
            again = _ENGLISH.search(folded[start:stop].encode("ascii", "replace"))
            if again is None:
                break
            start += again.start()
    return result


def _after_article(phrase: str) -> int:
    """Return where the words begin that follow "a" or "an", 0 where none opens the phrase."""
    return 2 if phrase[:2].lower() == "a " else 3 if phrase[:3].lower() == "an " else 0


_ARTICLE_BEFORE = re.compile(
    r"(?i)(?:^|[,.;:!?(\n\"+=/-] ?|(?<![a-z])(?:for|in|within|under|over|about|around|of|than|is|takes?|lasts?|by"
    r"|to|nearly|almost|only|just|weighs?|holds?|with|gives?|and|gets?|at|like|it's|have|has|needs?|want|fits?|plus"
    r"|after|until) )$"
)


_COMMON = frozenset(["day", "second", "minute", "month", "week", "year", "foot", "yard", "ton", "cup"])
"""Units that are also plain nouns: "a day to remember", "a cup of kindness"."""


def _article(folded: str, start: int, phrase: str) -> Number | None:
    """Read "an hour", "a pound" as one of them, where it is no rate ("miles an hour", "twice a day")."""
    words = phrase.lower().split()
    if words[0] not in ("a", "an") or words[1] not in english.ARTICLE_UNITS:
        return None
    before = _ARTICLE_BEFORE.search(folded, max(0, start - 10), start)
    if before is None:
        return None
    if words[1] in _COMMON and not before.group()[:1].isalpha() and not folded.startswith(" and ", start + len(phrase)):
        return None
    return Number(start, start + len(words[0]), 1.0, kind="a")


_DIGITS_BEFORE = re.compile(r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)[ -]?$")


_AND_HALF = re.compile(r"(?i)(?:an? |one )?(half|quarter)")
_AND_BEFORE = re.compile(r"(?i)(?<![A-Za-z0-9.,])([0-9]+) and $")


def _leading_digits(folded: str, start: int, phrase: str) -> Number | None:
    """Read "3 million", "5 thousand", "3 hundred and 21" from the digits before the scale word."""
    half = _AND_HALF.match(phrase)
    if half:
        whole = _AND_BEFORE.search(folded, max(0, start - 12), start)
        if whole is None:
            return None
        value = float(whole[1]) + (0.5 if half[1].lower() == "half" else 0.25)
        return Number(whole.start(), start + half.end(), value, 0.5, kind="e")
    word = re.match(r"[A-Za-z]+", phrase)
    if word is None or word.group().lower() in (
        "a",
        "an",
        "minus",
        "negative",
        "half",
        "quarter",
        "couple",
        "pair",
        "point",
    ):
        return None
    before = _DIGITS_BEFORE.search(folded, max(0, start - 20), start)
    if before is None or word.group().lower() not in english.SCALE_WORDS:
        return None
    found = english.read(folded[before.start() : start] + phrase)
    if found is None or before.start() + found.end <= start:
        return None
    shown = before.group().rstrip(" -")
    decimals = len(shown.partition(".")[2])
    step = 1.0 if not decimals else found.value / float(shown.replace(",", "")) / 10**decimals
    return Number(before.start(), before.start() + found.end, found.value, step, None, None, None, "e")


def _chinese(folded: str) -> list[Number]:
    result: list[Number] = []
    done = 0
    grammar = _grammar(" *" if len(folded) <= 60 and _SPELLED.fullmatch(folded) else "")
    for match in _HAN.finditer(folded):
        start = match.start()
        if start < done:
            continue
        if folded[start] == "半" or folded.startswith("一半", start):
            half = _half(folded, start if folded[start] == "半" else start + 1)
            if half is not None and half.start >= done:
                result.append(half)
            done = start + 1 if half is None else half.end
            continue
        left = _HAN_LEFT.search(folded, max(0, start - 16, done), start)
        found = grammar.match(folded, left.start() if left else start)
        if found is None or found.end() <= start:
            continue
        number = _han_number(folded, found.start(), found.end())
        if number is not None:
            result.append(number)
            done = number.end
        else:
            done = max(done, found.end() if left is None else start + 1)
    return result


def _half(folded: str, start: int) -> Number | None:
    """Read 半 as one half: 半小时, 半斤, 一半; 半百 is 50, 个半小时 one and a half."""
    prior = folded[start - 1] if start else ""
    following = folded[start + 1 : start + 2]
    if prior == "一":
        return Number(start - 1, start + 1, 0.5, 0.5, kind="1")
    if following == "百":
        return Number(start, start + 2, 50.0, kind="h")
    if prior and prior in "个分":
        if start > 1 and folded[start - 2] in _HAN_DIGITS:
            return None
        if prior == "个" and folded[start + 1 : start + 3] in ("小时", "钟头"):
            return Number(start - 1, start + 1, 1.5, 0.5, kind="h")
        if folded.strip() == "分半":
            return Number(start - 1, start + 1, 1.5, 0.5, None, "min", kind="h")
        return None
    if prior in "多过大后前上下各对" and prior:
        return None
    return Number(start, start + 1, 0.5, 0.5, kind="1")


_HAN_DIGITS = tuple(_D + _M + "0123456789几数")
_DISORDER = re.compile(r"[十拾百佰千仟](?=[百佰千仟])")
"""A greater multiplier right after a smaller one begins something else: 百分之七十 | 百分位, 十 | 千米."""
_LONE_MULTIPLIERS = frozenset("百千万亿兆佰仟拾") | {
    "千万",
    "万万",
    "百万",
    "万千",
    "千百",
    "亿万",
    "百千",
    "万一",
    "千兆",
    "百兆",
    "万兆",
}


_KILO = frozenset(["千克", "千卡"])
"""Units that are read whole after a lone Chinese digit: 三千克 is 3 kg, but 五千帕 is 5000 Pa."""


def _shorter(names: dict[str, Unit], folded: str, place: int) -> bool:
    """Tell whether 克 or 卡 at `place` is no part of a longer unit (克拉, 克/升)."""
    return all(folded[place : place + length] not in names for length in range(2, 7))


def _unit_inside(folded: str, start: int, end: int) -> int:
    """Return where a unit begins that the numeral has swallowed the head of (2 | 千克, 一百 | 千瓦), else 0."""
    names = registry().han
    if folded[end - 1] == "兆" and folded[start : end - 1].replace(".", "", 1).isdecimal():
        return end - 1
    for place in range(start + 1, end):
        sign = folded[place]
        if sign not in "千兆百":
            continue
        prior = folded[place - 1]
        for length in (6, 5, 4, 3, 2):
            name = folded[place : place + length]
            if name not in names or place + length <= end or names[name].counts:
                continue
            lone = name in _KILO and _shorter(names, folded, place + 1)
            if prior.isdecimal() or (sign != "百" and prior in _M) or lone:
                return place
    return 0


def _han_number(folded: str, start: int, end: int) -> Number | None:
    """Read the numeral between `start` and `end`; a unit that begins with 千, 兆 or 两 keeps its sign."""
    token = folded[start:end]
    shown = token.rstrip("多余几来 ")
    tail = token[len(shown) :].strip()
    if shown[-1:] == "两" and len(shown) > 1 and folded[end : end + 1] not in ("个", "天", "年", "次", "周", "小"):
        shown = shown[:-1].rstrip()
    else:
        cut = _unit_inside(folded, start, start + len(shown))
        if cut:
            shown, tail = folded[start:cut].rstrip(), ""
    disorder = _DISORDER.search(shown)
    if disorder:
        shown, tail = shown[: disorder.start() + 1], ""
    compact = shown.replace(" ", "")
    if (
        not compact
        or (compact in _LONE_MULTIPLIERS and folded.strip() != "拾")
        or (compact == "零" and folded[end : end + 1] == "下")
    ):
        return None
    if compact.isdecimal() and not tail:
        return None
    value = han.read(compact)
    if value is None:
        return None
    stop = start + len(shown)
    bound = "more than" if value.more else None
    if tail and stop + len(token) - len(shown) == end and compact[-1] in _M:
        if tail == "几" and folded[end : end + 1] in _D:
            tail = ""
        else:
            stop, bound = end, "about" if tail == "来" else "more than"
    lone = len(compact) == 1 or (value.high is not None) or (compact.strip(_D) == "" and len(compact) == 2)
    amount, high, unit, step = value.value, value.high, None, value.step
    if value.percent:
        unit, scale = "%", 100 / value.percent
        amount, step = amount * scale, step * scale
        high = None if high is None else high * scale
    return Number(start, stop, amount, step, high, unit, bound, "1" if lone and not unit else "h")
