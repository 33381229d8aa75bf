"""Text → the stream in which terms are matched: lower case, stems for English words, Han as it is.

"Folds flat!" and "folding it flat" both become " fold flat ". Words that carry no meaning of
their own ("the", "is", 的) are left out, so that a term meets its own variations. Each token keeps
where it stands in the text, so every hit in the stream has its stretch of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from consistency.extract.fold import fold, lower
from consistency.lexicon.tables import rows


def is_han(token: str) -> bool:
    """Tell whether a token is a Han character; Latin words and numbers are not."""
    return "\u3400" <= token[0] <= "\ufaff"


HAN = "\u3400-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"[a-z\u00c0-\u024f]+(?:'[a-z]+)?|[0-9]+(?:[.,][0-9]+)*|[{HAN}]|[^\s\w]|\w")

_ENGLISH = """
a an the is are was were be been being am it's it its they they're he she do does did will would can could
's your you you're my our their his her this that these those there which very really just also too even
totally completely fully super so quite pretty proper properly truly actually literally
"""
DROPPED = frozenset(_ENGLISH.split())
LETTERED = (["vitamin"], ["usb"], ["type"], ["class"], ["grad"], ["hepatitis"])
_PARTICLES = "毛呢 呢料 呢绒 呢大 吧台 呼啦 啦圈 就寝 就餐 都市 了解 目的"
WORDS_OF_PARTICLES = frozenset(_PARTICLES.split())
LEFT_OUT = frozenset("的了也都就很啊呢吧嘛呀哦喔啦-'\"®™·")

_NEGATIONS = """
not don't doesn't didn't won't wouldn't isn't aren't wasn't can't cannot couldn't never ain't dont doesnt wont isnt
cant arent didnt hasn't haven't hasnt havent
"""
_NEGATED = frozenset(_NEGATIONS.split())


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["stem"] for row in rows("irregular.csv")}


@cache
def stem(word: str) -> str:
    """Return what the inflected forms of an English word share; "" for a word that says nothing.

    >>> stem("folding"), stem("foldable"), stem("batteries"), stem("colour"), stem("won't")
    ('fold', 'fold', 'battery', 'color', 'not')
    """
    if word in DROPPED:
        return ""
    if word in _NEGATED:
        return "not"
    word = word.removesuffix("'s").removesuffix("'")
    irregular = _irregular().get(word)
    if irregular is not None:
        return irregular
    root = _strip(word)
    return root[:-3] + "or" if len(root) > 4 and root.endswith("our") else root


_SUFFIXES = ("ization", "isation", "ingly", "edly", "ability", "ibility", "able", "ible", "ation", "ing", "ed", "ly")


def _strip(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in _SUFFIXES:
        root = word[: -len(suffix)]
        if word.endswith(suffix) and len(root) >= 3 and re.search("[aeiouy]", root):
            if suffix in ("ization", "isation"):
                return root + "iz"
            if suffix in ("able", "ible", "ability", "ibility") and len(root) < 4:
                break
            word = root
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if word.endswith("ise") and len(word) > 5:
        word = word[:-3] + "ize"
    if word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("i") and len(word) > 3:
        word = word[:-1] + "y"
    return word


class Stream(NamedTuple):
    """A text's stream: `text` is matched, token i stands at `at[i]` in it and at `starts[i]:ends[i]` of the source.

    Latin and digit tokens are set off by spaces, Han characters are not; `text` begins and ends
    with a space.
    """

    text: str
    tokens: tuple[str, ...]
    at: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def token_at(self, position: int) -> int:
        """Return the index of the token that holds stream position `position`."""
        return bisect_right(self.at, position) - 1

    def span(self, start: int, end: int) -> tuple[int, int, int, int]:
        """Return first token, last token (exclusive), start and end in the source of a stretch of the stream."""
        first, last = self.token_at(start), self.token_at(end - 1)
        return first, last + 1, self.starts[first], self.ends[last]


def _is_letter(text: str, at: int, tokens: list[str]) -> bool:
    """Tell whether an "a" is a letter and no article: A4, USB-A, A类, vitamin A, B P A."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    spelt = bool(tokens) and len(tokens[-1]) == 1 and tokens[-1].isalpha() and tokens[-1].isascii()
    return spelt or any(c in "-." or c.isdigit() or is_han(c) for c in around) or tokens[-1:] in LETTERED


def stream(text: str, folded: str | None = None) -> Stream:
    """Tokenise and stem `text`; `folded` is `fold(text)`, for callers that have it already."""
    tokens: list[str] = []
    at: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    parts: list[str] = [" "]
    position = 1
    spaced = True
    lowered = lower(fold(text) if folded is None else folded)
    for match in TOKEN.finditer(lowered):
        token = match[0]
        wide = False
        if "a" <= (first := token[0]) <= "z" or "\u00c0" <= first <= "\u024f":
            token = stem(token)
            if not token:
                if match[0] != "a" or not _is_letter(lowered, match.start(), tokens):
                    continue
                token = "a"
        elif token in LEFT_OUT:
            pairs = lowered[match.start() - 1 : match.end()], lowered[match.start() : match.end() + 1]
            if WORDS_OF_PARTICLES.isdisjoint(pairs):
                continue
            wide = True
        elif "\u3400" <= first <= "\ufaff":
            wide = True
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        tokens.append(token)
        if wide:
            at.append(position)
            parts.append(token)
            position += 1
            spaced = False
            continue
        if not spaced:
            parts.append(" ")
            position += 1
            spaced = True
        at.append(position)
        parts.append(token)
        parts.append(" ")
        position += len(token) + 1
    if not spaced:
        parts.append(" ")
    return Stream("".join(parts), tuple(tokens), tuple(at), tuple(starts), tuple(ends))


def find_whole(stream: str, piece: str) -> int:
    """Return where `piece` stands in a stream's text as whole tokens, -1 where it does not."""
    at = stream.find(piece)
    while at >= 0:
        end = at + len(piece)
        if (is_han(piece[0]) or stream[at - 1] == " ") and (is_han(piece[-1]) or stream[end] == " "):
            return at
        at = stream.find(piece, at + 1)
    return -1
