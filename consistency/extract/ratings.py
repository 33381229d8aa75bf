"""Find the typed codes in a text, and the stretches of it in which no number may be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from consistency.lexicon.ratings import Rating, pattern, resolve
from consistency.lexicon.units import named
from consistency.model import Mention, Parameter

Span = tuple[int, int]

_ASCII_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_DIGITS = frozenset("0123456789")
_FRAMES = re.compile(r"[0-9]{2,3}(?: ?(?:帧|fps|hz)|(?![\w.]))", re.IGNORECASE)  # 4K60帧, 1080p60
_SUN = re.compile(r"PA ?\+", re.IGNORECASE)  # SPF30PA++
_AFTER = re.compile(r'[ -]?([A-Za-z]{2,12}(?![A-Za-z+])|["″%°℃]|[\u4e00-\u9fff]{1,2})')


def ratings(text: str, folded: str) -> tuple[list[Mention], list[Span]]:
    """Return the codes that `text` names, in order, and the stretches reserved besides.

    `folded` is `fold(text)`, of the same length. A reserved stretch is a URL, a date, a telephone
    number, a time code, a model name or a part number; it neither overlaps a code nor another.
    """
    data = folded.encode("utf-8", "replace")
    mentions: list[Mention] = []
    reserved: list[Span] = []
    at = 0
    for start, end in _candidates(folded, data):
        if start < at:
            continue
        at = end
        start, end = _trim(folded, start, end)
        found = folded[start:end]
        rating = resolve(found) or resolve(found, "reserved.csv")
        if rating is None or not _stands_alone(folded, start, end):
            continue
        if rating.kind == "reserved":
            reserved.append((start, end))
        else:
            mentions.append(Mention(text[start:end], start, end, parameter(rating)))
    taken = sorted([(m.start, m.end) for m in mentions] + reserved)
    for start, end in _spans(pattern("models.csv"), folded, data):
        start, end = _trim(folded, start, end)
        model = resolve(folded[start:end], "models.csv")
        if model is not None and model.kind == "reserved" and _stands_alone(folded, start, end):
            reserved.extend(_free((start, end), taken, folded))
    reserved.sort()
    return mentions, reserved


def parameter(rating: Rating) -> Parameter:
    """Return the parameter that a rating is: a name where its row says so, a code otherwise."""
    if rating.kind == "name":
        return Parameter("name", name=rating.code, scale=rating.scale)
    return Parameter("rating", code=rating.code, scale=rating.scale)


def _candidates(folded: str, data: bytes) -> list[Span]:
    """Return where a code or a reserved stretch may be, leftmost and longest first.

    Two passes, because an address that may begin at any letter would double the states of one.
    """
    found = [span for table in ("ratings.csv", "reserved.csv") for span in _spans(pattern(table), folded, data)]
    return sorted(found, key=lambda span: (span[0], -span[1]))


def _spans(expression: Any, folded: str, data: bytes) -> Iterator[Span]:
    """Yield where `expression` matches, in code points of `folded` (`data` in UTF-8)."""
    found = (match.span() for match in expression.finditer(data))
    if len(data) == len(folded):
        yield from found
        return
    at, count = 0, 0
    for start, end in found:
        count += len(data[at:start].decode())
        length = len(data[start:end].decode())
        yield count, count + length
        at, count = end, count + length


def _trim(folded: str, start: int, end: int) -> Span:
    """Leave out what an optional gap of a pattern took at either edge."""
    while start < end and folded[start] in " -":
        start += 1
    while start < end and folded[end - 1] in " -":
        end -= 1
    return start, end


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit is glued to either side ("1.5ATM" is not 5 ATM).

    Nor is a short code read at the end of a part number ("FM6901BK-CE"), nor is a number with its
    unit the end of a name ("18650 mAh" is no battery size, "iPad Pro 11 inch" no iPad Pro 11).
    """
    first, last = folded[start], folded[end - 1]
    if start and first in _ASCII_WORD:
        before = folded[start - 1]
        if before in _ASCII_WORD and not (before in _DIGITS and _SUN.match(folded, start)):
            return False
        if before == "-" and end - start <= 3 and start > 1 and folded[start - 2] in _ASCII_WORD:
            return False
        if before in ".," and first in _DIGITS and start > 1 and folded[start - 2] in _DIGITS:
            return False
    if end < len(folded) and last in _ASCII_WORD:
        after = folded[end]
        if after in _ASCII_WORD:
            goes_on = _FRAMES if last in "KkPp" else _SUN if last in _DIGITS else None
            return goes_on is not None and goes_on.match(folded, end) is not None
        if last in _DIGITS and _measured(folded, start, end):
            return False
        if after == "." and last in _DIGITS and folded[end + 1 : end + 2] in _DIGITS:
            return False
    return True


def _measured(folded: str, start: int, end: int) -> bool:
    """Tell whether the stretch ends in a number of its own that a unit of measure follows."""
    number = folded[start:end].split(" ")[-1]
    if not number.replace(".", "").isdigit():
        return False
    after = _AFTER.match(folded, end)
    if after is None or after[1].lower() == "in":
        return False
    first = after[1][0]  # of Han characters the first may be the unit: 18650毫安; the "a" of "and" is none
    unit = named(after[1]) or (None if first.isascii() else named(first))
    return unit is not None and not unit.counts


def _free(span: Span, taken: list[Span], folded: str) -> Iterator[Span]:
    """Yield the pieces of `span` outside `taken` that hold a digit."""
    start, end = span
    index = max(0, bisect_right(taken, (start, start)) - 1)
    while index < len(taken) and taken[index][0] < end:
        low, high = taken[index]
        if high > start:
            if low > start and not _DIGITS.isdisjoint(folded[start:low]):
                yield start, low
            start = max(start, high)
        index += 1
    if start < end and not _DIGITS.isdisjoint(folded[start:end]):
        yield start, end
