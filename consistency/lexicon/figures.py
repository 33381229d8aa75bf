"""The small numbers inside codes: "eight", "fifty", "five point three", 五十, 五点三."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_HAN = "零一二三四五六七八九"

_WORDS = {word: n for n, word in enumerate(_ONES + _TEENS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_WORDS |= {"oh": 0, "o": 0}
_DIGITS = {sign: n for n, sign in enumerate(_HAN)} | {"〇": 0, "两": 2}

_ONE = "|".join(_ONES[1:])
_WHOLE_WORDS = rf"(?:(?:{_ONE}|a)\shundred|(?:{'|'.join(_TENS)})(?:[ -](?:{_ONE}))?|{'|'.join(_TEENS)}|{_ONE})"
_WHOLE_HAN = "[零〇一二两三四五六七八九十百]{1,5}"


class _Figures(NamedTuple):
    digit: str
    whole: str
    version: str


FIGURES = _Figures(
    digit=f"[0-9]|{'|'.join(_ONES)}|oh|[零〇一二三四五六七八九]",
    whole=f"[0-9]{{1,4}}|{_WHOLE_WORDS}|{_WHOLE_HAN}",
    version=(
        r"[0-9]{1,2}(?:\.[0-9]{1,2})?"
        rf"|(?:{_WHOLE_WORDS})(?:\s(?:point|dot)\s(?:{'|'.join(_ONES)}|oh|o))?"
        rf"|[一二三四五六七八九十]{{1,3}}(?:点[零〇一二三四五六七八九]{{1,2}})?"
    ),
)
"""What a macro of `ratings.csv` reads: one digit, a whole number, a version such as 5.3."""


@lru_cache(maxsize=4096)
def figures(text: str) -> str:
    """Return a number written out, or anything else, in digits and capitals.

    >>> figures("five point three"), figures("五十"), figures("ninety-nine"), figures("x")
    ('5.3', '50', '99', 'X')
    """
    text = text.strip().lower()
    head, point, tail = re.sub(r"\s?(?:point|dot|点)\s?", ".", text).partition(".")
    if point and head and tail:
        return f"{figures(head)}.{figures(tail)}"
    if text and all(sign in _DIGITS or sign in "十百" for sign in text):
        return _han(text)
    words = re.split(r"[ -]+", text)
    if words[-1] in _WORDS or words[-1] == "hundred":
        return _english(words)
    return text.upper()


def _english(words: list[str]) -> str:
    total = 0
    for word in words:
        total = total * 100 if word == "hundred" else total + (1 if word == "a" else _WORDS.get(word, 0))
    return str(total)


def _han(text: str) -> str:
    if "十" not in text and "百" not in text:
        return "".join(str(_DIGITS[sign]) for sign in text)
    total, digit = 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += (digit or 1) * (100 if sign == "百" else 10)
            digit = 0
    return str(total + digit)
