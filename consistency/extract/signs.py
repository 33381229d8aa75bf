"""Read the sign before a number: -20, minus 20, 零下20度, 20 below zero, and the scale that Chinese puts there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from consistency.lexicon.units import unit

if TYPE_CHECKING:
    from consistency.extract.amounts import Amount

_BELOW = re.compile(r"(?i) ?(?:degrees? )?below (?:zero|freezing)")
_MINUS = re.compile(
    r"(?i)(?<![a-z])(?<!plus or )(?<!plus-or-)(?<!plus )(?<!plus/)(?<!plus-)(?:minus|negative) $"
    r"|(?:(零下)|负|负的)(?:摄氏|华氏)? ?$|(?:华氏|摄氏)(?:零下|负) ?$"
)
_SCALE = re.compile(r"(华氏|摄氏)(?:温度|度)?(?:零下|负)? ?$|(?:零下|负)(?:华氏|摄氏) ?$")
_RANGE_OF_DEGREES = re.compile(r" ?(?:[~到至-]|to) ?[-+]?[0-9]{1,3}(?:\.[0-9])? ?(?:℃|℉|° ?[CF]|摄氏|华氏|度)")
_HAN = "\u2e80"
"""The first of the signs after which a hyphen is no joint of a word."""
_SIGNED = frozenset(["temperature", "angle", "sound", "signal", "voltage", "current", "optic", "antennagain"])
_MORE = re.compile(r"[^\w\n]{0,2}[^\W\d]")
"""A word that goes on with the line."""
_SIGN_ENDS = frozenset("负的下氏度")
_SIGN_WORDS = frozenset(["minus", "ative"])


def signed(folded: str, amount: Amount) -> Amount:
    """Put the sign before the number, and the temperature scale that Chinese puts there, into the amount."""
    start = amount.start
    if start:
        prior = folded[start - 1]
        if prior == "-":
            _hyphen_sign(folded, amount, start - 1)
        elif prior == " " and start > 1 and folded[start - 2] == "-":
            _spaced_sign(folded, amount, start - 2)
        elif prior in _SIGN_ENDS or (
            prior == " "
            and start > 1
            and (
                folded[start - 2] in _SIGN_ENDS
                or (folded[start - 2] in "sSeE" and folded[start - 6 : start - 1].lower() in _SIGN_WORDS)
            )
        ):
            _worded_sign(folded, amount)
    if folded.startswith((" below ", " degrees below "), amount.end):
        below = _BELOW.match(folded, amount.end)
        if below:
            amount.value, amount.end = -amount.value, below.end()
            amount.unit = amount.unit or unit("deg")
    return amount


def _hyphen_sign(folded: str, amount: Amount, at: int) -> None:
    """Take a hyphen right before a number as its sign where nothing stands before it that it could join."""
    before = folded[at - 1] if at else ""
    if before > _HAN and _thermal(amount, folded):
        _negate(amount, at)
        return
    if before and (before.isalnum() or before in "°%\"'″′℃℉)+-~"[:-1]):
        return
    if before in ("", "\n") and _bullet(folded, amount):
        return
    if before == " ":
        earlier = folded[: at - 1].rstrip(" ")[-1:]
        if earlier and (earlier.isdigit() or earlier in '°%"″℃℉'):
            return
    _negate(amount, at)


def _bullet(folded: str, amount: Amount) -> bool:
    """Tell whether a hyphen that opens a line is a bullet ("-100% cotton", "-3 modes") of what cannot fall below 0."""
    if amount.unit is None or amount.unit.dimension in _SIGNED:
        return False
    return amount.unit.counts or _MORE.match(folded, amount.end) is not None


def _thermal(amount: Amount, folded: str) -> bool:
    """Tell whether a number has a unit of temperature, itself or by the end of its range: 适用-20~60℃."""
    if amount.unit is None:
        return _RANGE_OF_DEGREES.match(folded, amount.end) is not None
    return amount.unit.dimension == "temperature" or folded[amount.end - 1] == "度"


def _spaced_sign(folded: str, amount: Amount, at: int) -> None:
    """Take "- 20 degrees" as negative; most hyphens before a space are bullets or dashes."""
    before = folded[max(0, at - 40) : at].rstrip(" ")
    if (
        not before
        and at == len(folded[:at]) - len(before)
        and amount.unit is None
        and not any(c.isalpha() for c in folded[amount.end :])
    ):
        _negate(amount, at)
    elif amount.unit is not None and amount.unit.dimension in ("temperature", "angle"):
        joined = before and before[-1].isalpha() and folded[at - 1] == " "
        if joined:
            _negate(amount, at)


def _negate(amount: Amount, start: int) -> None:
    amount.start, amount.value = start, -amount.value
    if amount.high is not None:
        amount.high = -amount.high


def _worded_sign(folded: str, amount: Amount) -> None:
    start = amount.start
    scale = _SCALE.search(folded, max(0, start - 8), start)
    if scale and (amount.unit is None or amount.unit.dimension in ("angle", "temperature")):
        amount.unit = unit("degF" if "华氏" in scale.group() else "Cel")
    word = _MINUS.search(folded, max(0, start - 10), start)
    if word:
        _negate(amount, word.start())
        chinese = not word.group().isascii()
        if (amount.unit is None and word[1]) or (chinese and amount.unit is not None and amount.unit.symbol == "deg"):
            amount.unit = unit("Cel")
    elif scale and amount.unit is not None and amount.unit.dimension == "temperature":
        amount.start = scale.start()
