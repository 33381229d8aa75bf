"""Read spoken English numbers: "five thousand", "one fifty", "ninety-nine point nine", "one and a half".

`PHRASE` finds the stretches that may be a number; `read` says how many of their words are one and
what it is worth.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from consistency.lexicon.tables import rows

_TABLE = tuple(rows("number_words.csv"))


def _words(kind: str) -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in _TABLE if row["kind"] == kind}


_ONES, _TENS, _ORDINALS, _PARTS = _words("one"), _words("ten"), _words("ordinal"), _words("part")
_SCALES = {word: float(value) for word, value in _words("scale").items()}
_GROUPS = {word: float(value) for word, value in _words("group").items()}
ARTICLE_UNITS = frozenset(_words("article"))
"""Units that "a" or "an" may count: an hour, a pound."""
SCALE_WORDS = frozenset({*_SCALES, *_GROUPS, "hundred"})
"""Words that multiply the digits before them: 3 million, 2 dozen."""

_STRONG = [
    w
    for w in [*_ONES, *_TENS, *_SCALES, *_GROUPS, "hundred"]
    if w not in ("o", "oh", "k", "mil", "cr", "kr", "couple", "pair")
]
_WEAK = ["o", "oh", "k", "cr", "kr", "point", "and", "a", "an", "first", "firsts", *_PARTS]
_FIRST = "|".join(sorted({*_STRONG, "half", "quarter", "point", "minus", "negative"}, key=len, reverse=True))
_REST = "|".join(sorted({*_STRONG, *_WEAK, "over"}, key=len, reverse=True))
PHRASE = (
    rf"(?i)\b(?:{_FIRST}|an? (?:half|hundred|thousand|million|billion|trillion|dozen|couple|pair|quarter|trillionth"
    r"|millionth|twenty|third|fifth|tenth))\b"
    rf"(?:(?:\s+|-|\s-\s)(?:(?:{_REST})\b|[0-9]+\b))*"
    rf"|(?i)\ban? (?:{'|'.join(sorted(ARTICLE_UNITS))})\b"
)
"""RE2 syntax: a number word and what may follow it inside a number."""

_WORD = re.compile(r"[A-Za-z]+|[0-9][0-9,]*(?:\.[0-9]+)?")


class English(NamedTuple):
    """A spoken number: its value, where it ends, the worth of its last digit."""

    value: float
    end: int
    step: float = 1.0
    about: bool = False


@lru_cache(maxsize=8192)
def read(phrase: str) -> English | None:
    """Read the number that `phrase` begins with; None where it begins with none.

    >>> read("one fifty psi").value, read("two and a half").value, read("fifteen hundred").value
    (150.0, 2.5, 1500.0)
    """
    words = [(m.group().lower().replace(",", ""), m.end()) for m in _WORD.finditer(phrase)]
    sign = 1.0
    at = 0
    if words and words[0][0] in ("minus", "negative"):
        sign, at = -1.0, 1
    found = _Reader(words, at).number()
    return None if found is None else found._replace(value=sign * found.value)


class _Reader:
    """Walk over the words of one phrase."""

    def __init__(self, words: list[tuple[str, int]], at: int) -> None:
        self.words = words
        self.at = at
        self.scale = 1.0
        """The last scale read: "two million and three fifths" adds three fifths of a million."""

    def word(self, ahead: int = 0) -> str:
        """Return the word `ahead` of here, empty past the end."""
        place = self.at + ahead
        return self.words[place][0] if place < len(self.words) else ""

    def number(self) -> English | None:
        """Read one number, None where none begins here."""
        if self.word() in ("a", "an") and self.compound_part(1):
            self.at += 1
            return self.done(*self.tail(1.0))
        if self.word() in ("a", "an"):
            if self.word(1) in _PARTS:
                self.at += 1
                return self.done(self.part(1.0), step=0.5)
            if self.word(1) in _GROUPS or self.word(1) in _SCALES or self.word(1) == "hundred":
                self.at += 1
        if self.word() in ("half", "quarter"):
            return self.fraction_first()
        if self.word() in ("couple", "pair"):
            about = self.word() == "couple"
            self.at += 1
            return self.done(2.0)._replace(about=about)
        value = self.integer()
        if value is None and self.word() != "point":
            return None
        if self.word() == "point":
            return self.decimal(value or 0.0)
        return self.done(*self.tail(value or 0.0))

    def done(self, value: float, step: float = 1.0) -> English:
        """Return `value` as a number that ends with the word read last."""
        return English(value, self.words[self.at - 1][1], step)

    def fraction_first(self) -> English | None:
        """Read "half", "half a dozen", "quarter million"."""
        value = 1.0 / _PARTS[self.word()]
        self.at += 1
        ahead = 1 if self.word() in ("a", "an") else 0
        if self.word(ahead) in _GROUPS or self.word(ahead) in _SCALES:
            scale = _GROUPS.get(self.word(ahead)) or _SCALES[self.word(ahead)]
            self.at += ahead + 1
            return self.done(value * scale)
        return self.done(value, step=value)

    def part(self, top: float) -> float:
        """Read the part that `top` is divided by, and divide."""
        bottom = _PARTS[self.word()]
        self.at += 1
        if self.word() in _PARTS and _PARTS[self.word()] >= 1000:  # "hundred thousand trillionths"
            bottom *= _PARTS[self.word()]
            self.at += 1
        return top / bottom

    def compound_part(self, ahead: int = 0) -> int:
        """Return 25 where "twenty-fifth(s)" comes next, else 0."""
        tens, ones = _TENS.get(self.word(ahead), 0), _ORDINALS.get(self.word(ahead + 1), 0)
        return tens + ones if tens and ones else 0

    def below_hundred(self) -> float | None:
        """Read a number from 0 to 99, or one written in digits; None where none begins here."""
        word = self.word()
        if word in _TENS:
            self.at += 1
            if 1 <= _ONES.get(self.word(), 0) <= 9:
                self.at += 1
                return float(_TENS[word] + _ONES[self.word(-1)])
            return float(_TENS[word])
        if word in _ONES and word not in ("o", "oh"):
            self.at += 1
            return float(_ONES[word])
        if word[:1].isdigit():
            self.at += 1
            return float(word)
        return None

    def below_thousand(self) -> float | None:
        """Read a number up to "nine hundred and ninety-nine"; None where none begins here."""
        if self.word() == "hundred":
            self.at += 1
            value = 100.0
        else:
            found = self.below_hundred()
            if found is None:
                return None
            value = found
            if self.word() == "hundred":
                self.at += 1
                value *= 100
            else:
                return self.short(value)
        ahead = 1 if self.word() == "and" else 0
        if not ahead and self.compound_part():
            return value
        if self.word(ahead) in _TENS or (self.word(ahead) in _ONES and self.word(ahead) not in ("o", "oh")) or (
            ahead and self.word(ahead).isdigit() and len(self.word(ahead)) < 3
        ):  # fmt: skip
            if ahead and self.word(2) == "hundred":  # "3 hundred and 2 hundred" are two numbers
                return value
            self.at += ahead
            value += self.below_hundred() or 0.0
        return value

    def short(self, value: float) -> float:
        """Read the hundreds that speech leaves out: one fifty, three sixteen, three oh four."""
        if not 1 <= value <= 9 or self.words[self.at - 1][0].isdigit():
            return value
        if self.word() in ("o", "oh") and 1 <= _ONES.get(self.word(1), 0) <= 9:
            self.at += 2
            return value * 100 + _ONES[self.word(-1)]
        if self.compound_part():
            return value
        if self.word() in _TENS or 10 <= _ONES.get(self.word(), 0) <= 19:
            return value * 100 + (self.below_hundred() or 0.0)
        return value

    def integer(self) -> float | None:
        """Read thousands, millions and their like in falling order."""
        total, least = 0.0, float("inf")
        seen = False
        while True:
            mark = self.at
            if seen and self.word() == "and":
                if (
                    self.word(1) in ("a", "an")
                    or self.word(2) in _PARTS
                    or (self.word(1) in _TENS and self.word(3) in _PARTS)
                ):
                    break
                self.at += 1
            value = self.below_thousand()
            bare = (self.word() in _SCALES and self.word() not in ("k", "cr", "kr", "mil")) or self.word() in _GROUPS
            if value is None and bare and not seen:
                value = 1.0
            if value is None:
                self.at = mark
                break
            scale = 1.0
            while self.word() in _SCALES:
                scale *= _SCALES[self.word()]
                self.at += 1
            if self.word() in _GROUPS and self.word() not in ("couple", "pair"):
                total, scale = (total + value * scale) * _GROUPS[self.word()], 0.0
                self.at += 1
            if scale >= least:
                self.at = mark
                break
            total += value * scale
            seen, least = True, scale
            self.scale = max(scale, 1.0) if scale >= 1e6 else 1.0
            if scale <= 1.0:
                break
        return total if seen else None

    def decimal(self, whole: float) -> English | None:
        """Read "point nine nine", "point o one", "point two five thousand"."""
        mark = self.at
        self.at += 1
        digits = ""
        while True:
            word = self.word()
            if word in _TENS:
                digits += str(int(self.below_hundred() or 0))
            elif word in _ONES:
                digits += str(_ONES[word])
                self.at += 1
            elif word.isdigit():
                digits += word
                self.at += 1
            else:
                break
        if not digits:
            self.at = mark
            return self.done(whole) if mark else None
        value, scale = float(f"{whole:.0f}.{digits}"), 1.0
        while self.word() in _SCALES:
            scale *= _SCALES[self.word()]
            self.at += 1
        return self.done(value * scale, scale / 10 ** len(digits))

    def tail(self, value: float) -> tuple[float, float]:
        """Read what makes a whole number a fraction: "two thirds", "and a half", "over three"."""
        if self.word() == "over" and self.word(1) and self.word(1) not in ("a", "an", "and"):
            mark = self.at
            self.at += 1
            under = self.integer()
            if under:
                return value / under, 1.0 / under
            self.at = mark
        bottom = self.compound_part()
        if bottom:
            self.at += 2
            return value / bottom, 1.0 / bottom
        if self.word() in _PARTS and not (self.word().endswith(("th", "rd", "third")) and value != 1):
            bottom = _PARTS[self.word()]
            return self.part(value), 1.0 / bottom
        if self.word() == "and":
            ahead = 2 if self.word(1) in ("a", "an") else 1
            if self.word(ahead) in _PARTS:
                self.at += ahead
                bottom = _PARTS[self.word()]
                rest = self.part(1.0)
                if self.word() in _SCALES:
                    scale = _SCALES[self.word()]
                    self.at += 1
                    return (value + rest * scale if value >= scale else (value + rest) * scale), 1.0
                return value + rest * self.scale, 1.0 / bottom
            wide = 3 if self.word(1) in _TENS and self.word(2) in _ONES else 2
            if self.word(wide) in _PARTS and (self.word(1) in _ONES or wide == 3):
                top = float(_ONES[self.word(wide - 1)] + (_TENS[self.word(1)] if wide == 3 else 0))
                self.at += wide
                bottom = _PARTS[self.word()]
                return value + self.part(top) * self.scale, 1.0 / bottom
        return value, 1.0
