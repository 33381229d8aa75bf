"""Read Chinese numerals: 两万, 一千五, 1.8万, 二点五, 百分之八十, 四五, 十多万, 三又二分之一.

`read` takes one stretch of numeral signs, already folded and without spaces, and gives its value.
Where the value stands in the text is the caller's business.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")}
_DIGITS |= {sign: n for n, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")} | {"两": 2, "参": 3, "幺": 1}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_SHORT = {"廿": "二十", "卅": "三十", "卌": "四十"}

SIGNS = "零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿卅卌幺参"
_TOKEN = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|.")
_PAIR = re.compile(
    r"(?<![一二两三四五六七八九0-9点.])([一二两三四五六七八])([二两三四五六七八九])(?![零〇一二两三四五六七八九0-9点.])"
)


class Han(NamedTuple):
    """A numeral's value; `high` is set where it says "four or five" (四五), `step` is its last digit's worth."""

    value: float
    high: float | None = None
    step: float = 1.0
    percent: float | None = None
    """100 for 百分之, 1000 for 千分之: the value is a part of that."""
    more: bool = False
    """Something is added that is not said: 十多, 五百余."""


@lru_cache(maxsize=8192)
def read(text: str) -> Han | None:
    """Return the value of the numeral `text`, or None where it is no numeral.

    >>> read("一千五").value, read("1.8万").value, read("四五").high
    (1500.0, 18000.0, 5.0)
    """
    sign = 1
    while text[:1] == "负":
        sign, text = -sign, text[1:].removeprefix("的")
    found = _ratio(text) if "分" in text else _approximate(text)
    if found is None or sign == 1:
        return found
    return found._replace(value=-found.value, high=None if found.high is None else -found.high)


def _ratio(text: str) -> Han | None:
    """Read A分之B, 百分之B and C又A分之B."""
    whole, _, part = text.rpartition("又")
    bottom, found, top = part.partition("分之")
    if not found:
        bottom, _, top = part.partition("分")
    over = read(top.removeprefix("负")) if top else None
    hundred = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10000}.get(bottom)
    under = Han(hundred) if hundred else _approximate(bottom)
    if top in ("百", "佰"):
        over = Han(100)
    if over is None or under is None or under.value == 0:
        return None
    if hundred:
        return over._replace(percent=hundred)
    value = over.value / under.value * (-1 if top.startswith("负") else 1)
    if whole:
        base = _approximate(whole)
        if base is None:
            return None
        value += base.value
    return Han(value, step=1 / under.value)


def _approximate(text: str) -> Han | None:
    """Read a numeral that may name two neighbours: 四五, 十五六, 三五千, 七百三四十."""
    more = False
    for sign in "多余几来":
        if sign in text[1:]:
            text, more = text[0] + text[1:].replace(sign, ""), True
    pair = None if "点" in text else _PAIR.search(text)
    if pair and (_one(pair[2]) - _one(pair[1]) == 1 or pair.group() == "三五"):
        low = _plain(text[: pair.start(2)] + text[pair.end(2) :])
        high = _plain(text[: pair.start(1)] + text[pair.end(1) :])
        return Han(low, high) if low is not None and high is not None and low < high else None
    value = _plain(text)
    return None if value is None else Han(value, None, _step(text), None, more)


def _one(sign: str) -> int:
    return _DIGITS[sign]


def _step(text: str) -> float:
    """Return the worth of the last digit shown: 1000 for 1.8万, 0.1 for 二点五, 1 for 两万."""
    point = max(text.find("."), text.find("点"))
    if point < 0:
        return 1.0
    decimals, scale = 0, 1.0
    for sign in text[point + 1 :]:
        if sign.isdecimal() or sign in _DIGITS:
            decimals += 1
        else:
            scale *= _SMALL.get(sign) or _BIG.get(sign) or 1
    return scale / float(10**decimals)


def _plain(text: str) -> float | None:
    """Return the value of an integer or decimal numeral, digits of either kind mixed."""
    for short, long in _SHORT.items():
        text = text.replace(short, long)
    whole, point, decimals = text.partition("点")
    if not point:
        return _integer(text)
    value = _integer(whole) if whole else 0.0
    if value is None:
        return None
    digits, scale = "", 1.0
    for sign in decimals:
        if sign in _DIGITS or sign.isdecimal():
            digits += str(_DIGITS.get(sign, sign))
            if scale != 1.0:
                return None
        else:
            scale *= _SMALL.get(sign) or _BIG.get(sign) or 0
    if not digits or not scale:
        return None
    return float(f"{value:.0f}.{digits}") * scale


def _integer(text: str) -> float | None:
    """Add up the sections of a numeral: 一亿 五千万 零 六千."""
    done = section = 0.0
    digits: float | None = None
    last, zero, positional = 1, False, ""
    for token in _TOKEN.findall(text):
        if token in _DIGITS:
            positional += str(_DIGITS[token])
            digits = float(positional)
            zero = zero or (_DIGITS[token] == 0 and len(positional) == 1)
        elif token[0].isdecimal():
            positional += token.replace(",", "")
            digits = float(positional)
            zero = zero or token[0] == "0"
        elif token in _SMALL:
            last = _SMALL[token]
            section += (1.0 if digits is None or (digits == 0 and zero) else digits) * last
            digits, positional, zero = None, "", False
        elif token in _BIG:
            section += digits or 0.0
            last = _BIG[token]
            if done and (not section or done < last):
                done = (done + section) * last
            else:
                done += (section or 1.0) * last
            section, digits, positional, zero = 0.0, None, "", False
        else:
            return None
    if digits is None:
        return done + section
    if last >= 100 and not zero and len(positional) == 1:
        digits *= last / 10
    return done + section + digits
