"""Find the numbers of a text, in digits of any style, Chinese numerals and spoken English.

Phone numbers, dates, times of day, time codes, versions and the numbers of lists are looked past.
Offsets are into the folded text, which are offsets into the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import re2

from consistency.extract import english, han

VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 1 / 10,
}  # fmt: skip
_VULGAR = "".join(VULGAR)

_CHUNK = re.compile(rf"[0-9{_VULGAR}][0-9{_VULGAR}.,:/]*")
_HAN = re.compile(rf"[{han.SIGNS}半]")
_D = "零〇一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖参"
_M = "十百千万亿兆拾佰仟廿卅卌"
_WHOLE = rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[{_D}{_M}])(?: *[{_D}{_M}]|(?<=[{_M}])[0-9]+(?:\.[0-9]+)?|(?<=[{_M}]) ?[多余几来](?![0-9]))*"
_DECIMAL = rf"{_WHOLE}(?: *点 *(?:[{_D}]|[0-9])(?: *[{_D}]|[0-9])*(?: *[{_M}])*)?"
_HAN_NUMBER = re.compile(
    rf"(?:{_DECIMAL} *又 *)?(?:{_DECIMAL} *分 *之 *负?{_DECIMAL}|百分百|三分一|二分一|四分一)|{_DECIMAL}"
)
_HAN_LEFT = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?:分之|点|又)?$")
_ENGLISH = re2.compile(english.PHRASE)

_DATE = re.compile(r"(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])|[0-9]{1,2}([-/.])[0-9]{1,2}\2(?:19|20)[0-9]{2}(?![0-9])")
_PHONE = re.compile(r"[0-9]{3,4}[-. ][0-9]{3,4}[-. ][0-9]{4}(?![0-9])|[0-9]{3,4}-[0-9]{7,8}(?![0-9])|1?[-. ]?\(?[0-9]{3}\)[-. ]?[0-9]{3}[-. ][0-9]{4}(?![0-9])")
_TIME = re.compile(r"[0-9]{1,2}(?::[0-5][0-9]){1,2}(?:[.,][0-9]{1,3})?(?![0-9])")
_RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?):([0-9]+(?:\.[0-9]+)?)$")
_SPACED = re.compile(r"(?: [0-9]{3})+(?:\.[0-9]+)?(?![0-9.,/]|[ -][0-9])")
_MIXED = re.compile(r"([ -])([0-9]{1,2})/([0-9]{1,3})(?![0-9/])")
_POWER = re.compile(r"\^([+-]*)([0-9]+)|[eE]([+-]?[0-9]+)(?![0-9A-Za-z])| ?[xX×] ?10\^([+-]?[0-9]+)")
_EUROPEAN = re.compile(
    r"(?i)[0-9],[0-9]{1,2}(?![0-9])|(?<![a-z])(?:de|para|con|und|mit|der|avec|pour|dan|dengan|untuk|com|het|een|il|per la|và|của)(?![a-z])"
)
_HALVES = {2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100, 1000}


class Number(NamedTuple):
    """A number where it stands: `value`, or from `value` to `high` (四五); `step` is its last digit's worth."""

    start: int
    end: int
    value: float
    step: float = 1.0
    high: float | None = None
    unit: str | None = None
    """The unit that the numeral itself carries: % for 百分之八十, ratio for 16:9."""
    bound: str | None = None
    """"more than" for 十多, "about" for "a couple"."""
    kind: str = "d"
    """d digits, h Chinese, e English, 1 a lone sign that counts only before a unit, / the part after a slash."""


def numbers(text: str, folded: str, taken: Sequence[tuple[int, int]] = ()) -> list[Number]:
    """Return the numbers of `text` in order, none of which starts inside a stretch of `taken`."""
    found: list[Number] = []
    if not folded.isascii():
        found = _chinese(folded)
    spans = [(n.start, n.end) for n in found]
    digits = _digits(text, folded, spans)
    if found and digits:
        found = sorted([*found, *digits])
    elif digits:
        found = digits
    spoken = _spoken(folded)
    if spoken:
        found = _merge(found, spoken)
    if taken and found:
        found = _outside(found, taken)
    return found


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
            found = english.read(phrase)
            if found is None:
                break
            end = start + found.end
            digits = _leading_digits(folded, start, phrase)
            if digits is not None:
                result.append(digits._replace(end=max(digits.end, start)))
            else:
                first = phrase[: found.end].lower()
                kind = "1" if first in ("one", "half", "quarter", "a half", "a quarter", "zero", "a third", "o") else "e"
                result.append(Number(start, end, found.value, found.step, None, None, "about" if found.about else None, kind))
            start = max(end, result[-1].end)
            again = _ENGLISH.search(folded[start:stop].encode("ascii", "replace"))
            if again is None:
                break
            start += again.start()
    return result


_DIGITS_BEFORE = re.compile(r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)[ -]?$")


def _leading_digits(folded: str, start: int, phrase: str) -> Number | None:
    """Read "3 million", "5 thousand", "3 hundred and 21" from the digits before the scale word."""
    word = re.match(r"[A-Za-z]+", phrase)
    if word is None or word.group().lower() in ("a", "an", "minus", "negative", "half", "quarter", "couple", "pair", "point"):
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
    for match in _HAN.finditer(folded):
        start = match.start()
        if start < done:
            continue
        if folded[start] == "半":
            if folded[start - 1 : start] not in ("一", "多", "过", "大", "后", "前", "上", "下", "各", "对") or start == 0:
                result.append(Number(start, start + 1, 0.5, 0.5, kind="1"))
            continue
        left = _HAN_LEFT.search(folded, max(0, start - 16, done), start)
        found = _HAN_NUMBER.match(folded, left.start() if left else start)
        if found is None or found.end() <= start:
            continue
        number = _han_number(folded, found.start(), found.end())
        if number is not None:
            result.append(number)
            done = number.end
        else:
            done = max(done, found.end() if left is None else start + 1)
    return result


_LONE_MULTIPLIERS = frozenset("百千万亿兆佰仟拾") | {"千万", "万万", "百万", "万千", "千百", "亿万", "百千", "成千"}


def _han_number(folded: str, start: int, end: int) -> Number | None:
    """Read the numeral between `start` and `end`; a unit that begins with 千, 兆 or 两 keeps its sign."""
    token = folded[start:end]
    shown = token.rstrip("多余几来 ")
    tail = token[len(shown) :].strip()
    if shown[-1:] == "两" and len(shown) > 1 and not folded[end : end + 1] in ("个", "天", "年", "次", "周", "小"):
        shown = shown[:-1].rstrip()
    elif shown[-1:] == "千" and (len(shown) == 2 or shown[-2:-1] not in "一二两三四五六七八九百") and folded[end : end + 1] in tuple("克瓦卡赫帕焦伏米字"):
        if folded[end : end + 1] != "米" or shown[:1].isdecimal():
            shown = shown[:-1]
    elif shown[-1:] == "千" and len(shown) > 1 and folded[end : end + 1] in tuple("克瓦卡") and shown[-3:-2] in "十百千万":
        shown = shown[:-1]
    elif shown[-1:] == "兆" and (folded[end : end + 1] in tuple("赫瓦帕字欧比位") or shown[:-1].replace(".", "").isdecimal()):
        shown = shown[:-1]
    compact = shown.replace(" ", "")
    if not compact or compact in _LONE_MULTIPLIERS:
        return None
    if " " in shown and not any(sign in compact for sign in _M + "点分"):
        compact = shown = shown.split(" ")[0]
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
    lone = len(compact) == 1 or (value.high is not None) or compact.strip(_D) == "" and len(compact) == 2
    amount, high, unit, step = value.value, value.high, None, value.step
    if value.percent:
        unit, scale = "%", 100 / value.percent
        amount, step = amount * scale, step * scale
        high = None if high is None else high * scale
    return Number(start, stop, amount, step, high, unit, bound, "1" if lone and not unit else "h")


def _digits(text: str, folded: str, spans: list[tuple[int, int]]) -> list[Number]:
    """Read every number that is written in digits, outside `spans`."""
    result: list[Number] = []
    add = result.append
    at, done = 0, 0
    for match in _CHUNK.finditer(folded):
        start, end = match.span()
        if start < done:
            continue
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] < end and start < spans[at][1]:
            continue
        token = match.group()
        if token[-1] in ".,:/":
            token = token.rstrip(".,:/")
            end = start + len(token)
        following = folded[end : end + 1]
        if token.isdigit():
            if following in " -^eExX×" + _VULGAR and following:
                number = _extended(text, folded, start, end, token)
                if number is None:
                    done = _skipped(folded, start, end)
                    continue
                done = number.end
                add(number)
            elif start and folded[start - 1] == "." and not folded[start - 2 : start - 1].isalnum():
                add(Number(start - 1, end, float("." + token), 10.0 ** -len(token)))
            elif start and folded[start - 1] in "@#_\\":
                continue
            else:
                add(Number(start, end, float(token)))
        else:
            done = _complex(text, folded, start, end, token, result)
    return result


def _skipped(folded: str, start: int, end: int) -> int:
    found = _DATE.match(folded, start) or _PHONE.match(folded, start)
    return found.end() if found else end


def _extended(text: str, folded: str, start: int, end: int, token: str) -> Number | None:
    """Read what may follow plain digits: a fraction, digits in groups, a power, the rest of a date or phone."""
    following = folded[end]
    value, step = float(token), 1.0
    if start and folded[start - 1] == "." and not folded[start - 2 : start - 1].isalnum():
        start, value, step = start - 1, float("." + token), 10.0 ** -len(token)
    elif start and folded[start - 1] in "@#_\\":
        return None
    if following in VULGAR:
        return Number(start, end + 1, value + VULGAR[following], _vulgar_step(following))
    after = folded[end + 1 : end + 2]
    if following in " -":
        if after in VULGAR and after:
            return Number(start, end + 2, value + VULGAR[after], _vulgar_step(after))
        if not after.isdigit():
            return Number(start, end, value, step)
        mixed = _MIXED.match(folded, end)
        if mixed and int(mixed[3]) in _HALVES and (int(mixed[2]) < int(mixed[3]) or following == " " and len(token) == 1):
            return Number(start, mixed.end(), value + int(mixed[2]) / int(mixed[3]), 1 / int(mixed[3]))
        if len(token) <= 4 and (_DATE.match(folded, start) or len(token) > 2 and _PHONE.match(folded, start)):
            return None
        spaced = _SPACED.match(folded, end) if following == " " and len(token) <= 3 else None
        if spaced and _grouped(text[end : spaced.end()], spaced.group()):
            shown = spaced.group().replace(" ", "")
            return Number(start, spaced.end(), float(token + shown), _step(shown))
        return Number(start, end, value, step)
    return _power(folded, start, end, value, step)


def _grouped(given: str, folded: str) -> bool:
    """Tell whether a space groups digits: a narrow or no-break one does, a plain one before 000 or in a row of groups."""
    return " " not in given or folded.startswith(" 000") or folded.count(" ") > 1


def _vulgar_step(sign: str) -> float:
    return min(VULGAR[sign], 1 - VULGAR[sign], 0.5)


def _step(shown: str) -> float:
    decimals = len(shown.partition(".")[2])
    return 1.0 if not decimals else 10.0**-decimals


def _power(folded: str, start: int, end: int, value: float, step: float) -> Number:
    found = _POWER.match(folded, end)
    if found is None:
        return Number(start, end, value, step)
    if found[2]:
        negative = start > 0 and folded[start - 1] == "-"
        exponent = int(found[2]) * (-1 if found[1].count("-") % 2 else 1)
        if exponent > 300 or (value == 0 and exponent < 0) or (value > 1 and exponent > 60):
            return Number(start, end, value, step)
        power = value**exponent if not negative or exponent % 2 or True else value**exponent
        return Number(start, found.end(), power, step)
    exponent = int(found[3] or found[4])
    if abs(exponent) > 30:
        return Number(start, end, value, step)
    return Number(start, found.end(), value * 10.0**exponent, step * 10.0**exponent)


_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?$")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$")
_DOTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?$")
_PLAIN = re.compile(r"[0-9]+\.[0-9]+$")
_COMMA_DECIMAL = re.compile(r"[0-9]+,[0-9]{1,2}$")
_FRACTION = re.compile(r"([0-9]+)/([0-9]+(?:\.[0-9]+)?)$")


def _complex(text: str, folded: str, start: int, end: int, token: str, result: list[Number]) -> int:
    """Read digits with signs among them; return where reading goes on."""
    if folded[start - 1 : start] in ("@", "#", "_", "\\") and start:
        return end
    for skip in (_DATE, _TIME, _PHONE) if ":" in token or token.count("/") > 1 or token.count(".") > 1 else ():
        found = skip.match(folded, start)
        if found and not (skip is _TIME and token in ("16:10", "21:10", "3:10")):
            return max(end, found.end())
    if token in VULGAR:
        result.append(Number(start, end, VULGAR[token], _vulgar_step(token)))
        return end
    if token[-1] in VULGAR and token[:-1].isdigit():
        result.append(Number(start, end, float(token[:-1]) + VULGAR[token[-1]], _vulgar_step(token[-1])))
        return end
    if ":" in token:
        ratio = _RATIO.match(token)
        if ratio:
            result.append(Number(start, end, float(ratio[1]), 1.0, float(ratio[2]), "ratio"))
        return end
    if "/" in token:
        _slashes(start, end, token, folded, result)
        return end
    number = _separated(folded, start, end, token)
    if number is not None:
        found = _power(folded, start, end, number.value, number.step) if folded[end : end + 1] in "^eExX× " else number
        result.append(found)
        return found.end
    if token.count(".") > 1 and "," not in token:
        return end  # a version, an address
    place = start
    for part in token.split(","):
        if part and part.replace(".", "", 1).isdigit():
            result.append(Number(place, place + len(part), float(part), _step(part)))
        place += len(part) + 1
    return end


def _separated(folded: str, start: int, end: int, token: str) -> Number | None:
    """Read one number with commas or full stops in it."""
    if _PLAIN.match(token):
        if _DOTS.match(token) and _EUROPEAN.search(folded) and not token.startswith("0"):
            return Number(start, end, float(token.replace(".", "")))
        return Number(start, end, float(token), _step(token))
    if _COMMAS.match(token) or _INDIAN.match(token):
        shown = token.replace(",", "")
        return Number(start, end, float(shown), _step(shown))
    if _DOTS.match(token) or _COMMA_DECIMAL.match(token):
        shown = token.replace(".", "").replace(",", ".")
        return Number(start, end, float(shown), _step(shown))
    return None


def _slashes(start: int, end: int, token: str, folded: str, result: list[Number]) -> None:
    """Read a fraction (3/4) or the numbers of a list (50/60)."""
    found = _FRACTION.match(token)
    if found:
        top, bottom = float(found[1]), float(found[2])
        listed = top >= 10 and bottom >= 10 and bottom not in (16, 32, 64, 100, 1000)
        if bottom and not (listed and folded.strip() != token) and (top < bottom or folded.strip(" -") == token) and token != "24/7":
            result.append(Number(start, end, top / bottom, 1 / bottom))
            return
        if token == "24/7":
            return
    place = start
    for part in token.split("/"):
        if part.replace(".", "", 1).replace(",", "").isdigit():
            result.append(Number(place, place + len(part), float(part.replace(",", "")), _step(part), kind="d" if place == start else "/"))
        place += len(part) + 1
