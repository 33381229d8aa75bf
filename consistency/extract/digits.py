"""Read numbers in digits: 5,000 · 5 000 · 5.000,50 · 1/2 · 7 7/8 · 2½ · 1.3x10^6.

Phone numbers, dates, times of day, time codes and versions are looked past.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from consistency.extract import english

VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅐": 1 / 7, "⅑": 1 / 9, "⅒": 1 / 10,
}  # fmt: skip
_VULGAR = "".join(VULGAR)

_EXTENDS = frozenset(" -^eExX×" + _VULGAR)
_POWERS = frozenset("^eExX× ")
_CHUNK = re.compile(rf"[0-9{_VULGAR}][0-9{_VULGAR}.,:/]*")
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])|[0-9]{1,2}([-/.])[0-9]{1,2}\2(?:19|20)[0-9]{2}(?![0-9])"
)
_PHONE = re.compile(r"[0-9]{3,4}[-. ][0-9]{3,4}[-. ][0-9]{4}(?![0-9])|[0-9]{3,4}-[0-9]{7,8}(?![0-9])")
_AREA_CODE = re.compile(r"[0-9]{3,4}\)[-. ]?[0-9]{3,4}[-. ]?[0-9]{4}(?![0-9])")
_TIME = re.compile(r"[0-9]{1,2}(?::[0-5][0-9]){1,2}(?:[.,][0-9]{1,3})?(?![0-9])")
_RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?):([0-9]+(?:\.[0-9]+)?)$")
_SPACED = re.compile(r"(?: [0-9]{3})+(?:\.[0-9]+)?(?![0-9.,/]|[ -][0-9])")
_MIXED = re.compile(r"( {1,2}|-)([0-9]{1,2}) ?/ ?([0-9]{1,3})(?![0-9/])")
_POWER = re.compile(r"\^([+-]*)([0-9]+)|[eE]([+-]?[0-9]+)(?![0-9A-Za-z])| ?[xX×] ?10\^([+-]?[0-9]+)")
_EUROPEAN = re.compile(
    r"(?i)[0-9],[0-9]{1,2}(?![0-9])"
    r"|(?<![a-z])(?:de|para|con|und|mit|der|avec|pour|dan|dengan|untuk|com|het|een|il|per la|và|của)(?![a-z])"
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


def read(text: str, folded: str, spans: list[tuple[int, int]]) -> list[Number]:
    """Read every number that is written in digits, outside `spans`."""
    result: list[Number] = []
    add, make, size = result.append, tuple.__new__, len(folded)
    at, done = 0, 0
    for match in _CHUNK.finditer(folded):
        start, end = match.span()
        if start < done:
            continue
        if at < len(spans):
            while at < len(spans) and spans[at][1] <= start:
                at += 1
            if at < len(spans) and spans[at][0] < end and start < spans[at][1]:
                continue
        prior = folded[start - 1] if start else " "
        if prior in _LETTERS and not (result and start - result[-1][1] <= 6) and not prefixed(folded, start):
            continue  # inside a word: B08XYZ, iPhone15; but 5V3A, 1h30min, DC12V, 4K60
        token = match.group()
        if token[-1] in ".,:/":
            token = token.rstrip(".,:/")
            end = start + len(token)
        if not token.isdigit():
            done = _complex(folded, start, end, token, result)
            continue
        following = folded[end] if end < size else ""
        if following == " " and prior not in _GLUE and end + 1 < size and folded[end + 1] in _PLAIN_AFTER:
            following = ""
        if following in _SLOW or prior in _GLUE:
            done = _whole(text, folded, start, end, token, result)
        else:  # the common case, without the detour over the class's own constructor
            add(make(Number, (start, end, float(token), 1.0, None, None, None, "d")))
    return result


_AT = re.compile(r"(?<![A-Za-z@._-])[0-9]+[A-Za-z%]{0,3}@$")
"""What stands before an @ that means "at": 4K@60Hz, 12V@2A."""
_PREFIX = re.compile(r"(?:(?<![A-Za-z])(?:[AD]C|PD|QC|MAX|Max|max)-?|[0-9][KkPp])$")
_PREFIX_ENDS = frozenset("CDXxKkPp-")


def prefixed(folded: str, start: int) -> bool:
    """Tell whether the letters right before a number leave it one: DC12V, PD65W, 4K60, 1080p60."""
    return folded[start - 1] in _PREFIX_ENDS and _PREFIX.search(folded, max(0, start - 5), start) is not None


_LETTERS = frozenset("abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ")
_GLUE = frozenset("@#_\\.")
_SLOW = frozenset({*_EXTENDS, ")", "点"})
_PLAIN_AFTER = frozenset("abcdefghijklmnpqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ")


def _whole(text: str, folded: str, start: int, end: int, token: str, result: list[Number]) -> int:
    """Read plain digits that something beside them may change; return where reading goes on."""
    prior = folded[start - 1] if start else ""
    following = folded[end : end + 1]
    if prior and prior in "@#_\\" and not (prior == "@" and _AT.search(folded, max(0, start - 8), start)):
        return end
    tenths = _SPOKEN_POINT.match(folded, end) if following == "点" else None
    if tenths:
        shown = tenths.group()[1:]
        result.append(Number(start, tenths.end(), float(f"{token}.{shown}"), _step("." + shown)))
        return tenths.end()
    phone = _AREA_CODE.match(folded, start) if following == ")" and prior == "(" else None
    if phone:
        return phone.end()
    if following and following in _EXTENDS:
        number = _extended(text, folded, start, end, token)
        if number is None:
            return _skipped(folded, start, end)
    elif prior == "." and not folded[start - 2 : start - 1].isalnum():
        number = Number(start - 1, end, float("." + token), 10.0 ** -len(token))
    else:
        number = Number(start, end, float(token))
    result.append(number)
    return number.end


_SPOKEN_POINT = re.compile(r"点[0-9]{1,2}(?![0-9点时])(?!分(?![贝米钟]))|(?<=评分[0-9])点[0-9](?=分)")


def _skipped(folded: str, start: int, end: int) -> int:
    found = _DATE.match(folded, start) or _PHONE.match(folded, start)
    return found.end() if found else end


def _extended(text: str, folded: str, start: int, end: int, token: str) -> Number | None:
    """Read what may follow plain digits: a fraction, digits in groups, a power, the rest of a date or phone."""
    following = folded[end]
    value, step = float(token), 1.0
    if start and folded[start - 1] == "." and not folded[start - 2 : start - 1].isalnum():
        start, value, step = start - 1, float("." + token), 10.0 ** -len(token)
    if following in VULGAR:
        return Number(start, end + 1, value + VULGAR[following], _vulgar_step(following))
    after = folded[end + 1 : end + 2]
    if following in " -":
        if after in VULGAR and after:
            return Number(start, end + 2, value + VULGAR[after], _vulgar_step(after))
        if not after.isdigit():
            if (
                after == "o"
                and len(token) < 3
                and folded.startswith(" over ", end)
                and folded[start - 1 : start] != "$"
            ):
                over = english.read(folded[start : end + 60])
                if over is not None and start + over.end > end and over.value < 1:
                    return Number(start, start + over.end, over.value, over.step)
            if after != " " or not folded[end + 2 : end + 3].isdigit():
                return Number(start, end, value, step)
        mixed = _MIXED.match(folded, end)
        if (
            mixed
            and int(mixed[3]) in _HALVES
            and (int(mixed[2]) < int(mixed[3]) or (following == " " and len(token) == 1))
        ):
            return Number(start, mixed.end(), value + int(mixed[2]) / int(mixed[3]), 1 / int(mixed[3]))
        if len(token) <= 4 and (_DATE.match(folded, start) or (len(token) > 2 and _PHONE.match(folded, start))):
            return None
        spaced = _SPACED.match(folded, end) if following == " " and len(token) <= 3 else None
        if spaced and _grouped(text[end : spaced.end()], spaced.group()):
            shown = spaced.group().replace(" ", "")
            return Number(start, spaced.end(), float(token + shown), _step(shown))
        return Number(start, end, value, step)
    return _power(folded, start, end, value, step)


def _grouped(given: str, folded: str) -> bool:
    """Tell whether a space groups digits: a narrow or no-break one does, a plain one before 000 or among groups."""
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
        exponent = int(found[2]) * (-1 if found[1].count("-") % 2 else 1)
        if exponent > 300 or (value == 0 and exponent < 0) or (value > 1 and exponent > 60):
            return Number(start, end, value, step)
        return Number(start, found.end(), value**exponent, step)
    exponent = int(found[3] or found[4])
    if abs(exponent) > 30:
        return Number(start, end, value, step)
    return Number(start, found.end(), value * 10.0**exponent, step * 10.0**exponent)


_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?$")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]+)?$")
_DOTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?$")
_PLAIN = re.compile(r"[0-9]+\.[0-9]+$")
_COMMA_DECIMAL = re.compile(r"[0-9]+,[0-9]{1,2}$")
_FRACTION = re.compile(r"([0-9]+)/([0-9]+(?:\.[0-9]+)?)$")


def _complex(folded: str, start: int, end: int, token: str, result: list[Number]) -> int:
    """Read digits with signs among them; return where reading goes on."""
    if folded[start - 1 : start] in ("@", "#", "_", "\\") and start:
        return end
    for skip in (_DATE, _TIME, _PHONE) if ":" in token or token.count("/") > 1 or token.count(".") > 1 else ():
        skipped = skip.match(folded, start)
        if skipped and not (skip is _TIME and token in ("16:10", "21:10", "3:10")):
            return max(end, skipped.end())
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
        if folded[end : end + 1] in _POWERS:
            number = _power(folded, start, end, number.value, number.step)
        result.append(number)
        return number.end
    if token.count(".") > 1 and "," not in token:
        return end  # a version, an address
    place = start
    for part in token.split(","):
        if part and part.replace(".", "", 1).isdigit():
            result.append(Number(place, place + len(part), float(part), _step(part)))
        place += len(part) + 1
    return end


@lru_cache(maxsize=4)
def _european(folded: str) -> bool:
    """Tell whether a text writes 5.000 for five thousand: it has decimal commas or is in such a language."""
    return _EUROPEAN.search(folded) is not None


def _separated(folded: str, start: int, end: int, token: str) -> Number | None:
    """Read one number with commas or full stops in it."""
    if _PLAIN.match(token):
        if _DOTS.match(token) and not token.startswith("0") and _european(folded):
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
        if (
            bottom
            and not (listed and folded.strip() != token)
            and (top < bottom or folded.strip(" -") == token)
            and token != "24/7"
        ):
            result.append(Number(start, end, top / bottom, 1 / bottom))
            return
        if token == "24/7":
            return
    place = start
    for part in token.split("/"):
        if part.replace(".", "", 1).replace(",", "").isdigit():
            result.append(
                Number(
                    place,
                    place + len(part),
                    float(part.replace(",", "")),
                    _step(part),
                    kind="d" if place == start else "/",
                )
            )
        place += len(part) + 1
