"""Find the lexicon's terms in a text: a look-up of its tokens, two at a time.

The terms stand in `terms.txt`, made from the lexicon by `python -m consistency.extract.compile`: two
lines for each head (a term's first token, or its first two), the head and the terms that begin so.
An entry is parsed when a text first holds its head, so that start-up does not grow with the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from consistency.extract.stream import Stream, is_han

Meaning = TypeVar("Meaning")
_WORD = re.compile("[\u3400-\ufaff]+|[^\u3400-\ufaff ]+")


class Sense(NamedTuple):
    """What a term stands for: a concept, how it says it (term, paraphrase, …), in which language."""

    concept: str
    sense: str
    lang: str


class Hit(NamedTuple):
    """A term where it stands: tokens `first` to `last` of the stream, `start` to `end` of the text."""

    first: int
    last: int
    start: int
    end: int
    senses: tuple[Sense, ...]

    @property
    def size(self) -> int:
        return self.last - self.first


class Entry(NamedTuple, Generic[Meaning]):
    """A pattern as it stands in a stream, up to the space after a Latin word; its tokens; its meanings."""

    pattern: str
    size: int
    meanings: tuple[Meaning, ...]


class Table(Generic[Meaning]):
    """A compiled table: patterns of the stream, each with its meanings, found by their first two tokens."""

    def __init__(self, name: str, parse: Callable[[str], Meaning]) -> None:
        lines = Path(__file__).with_name(name).read_text("utf-8").split("\n")
        self._unparsed = dict(zip(lines[1::2], lines[2::2], strict=False))  # line 0 says what the file is
        self._parsed: dict[str, tuple[Entry[Meaning], ...]] = {}
        self._parse = parse

    def change(self, head: str, pattern: str, meanings: Callable[[list[str]], list[str]]) -> None:
        """Let `meanings` give a pattern, which begins with `head`, other meanings than it has; none takes it out."""
        known = {name: own for name, *own in (part.split("|") for part in self._unparsed.get(head, "").split("\t"))}
        known[pattern] = meanings(known.get(pattern, []))
        kept = [name for name in known if known[name]]
        if kept:
            kept.sort(key=lambda name: (-len(name), name))
            self._unparsed[head] = "\t".join("|".join([name, *known[name]]) for name in kept)
        else:
            self._unparsed.pop(head, None)
        self._parsed.pop(head, None)

    def entries(self, head: str) -> tuple[Entry[Meaning], ...]:
        """Return the patterns that begin with `head`, longest first."""
        found = self._parsed.get(head)
        if found is None:
            parts = [part.split("|") for part in self._unparsed[head].split("\t")]
            found = tuple(_entry(pattern, tuple(map(self._parse, meanings))) for pattern, *meanings in parts)
            self._parsed[head] = found
        return found

    def find(self, text: Stream) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
        """Yield every pattern in `text` as (first token, last token, meanings), by where it begins, longest first."""
        heads, haystack, tokens, at = self._unparsed, text.text, text.tokens, text.at
        ends = [start + len(token) for start, token in zip(at, tokens, strict=True)]
        pairs = [haystack[start:end] for start, end in zip(at, ends[1:], strict=False)]
        for i, (token, pair) in enumerate(zip(tokens, [*pairs, ""], strict=False)):
            if pair in heads:
                start = at[i]
                for pattern, size, meanings in self.entries(pair):
                    if haystack.startswith(pattern, start):
                        yield i, i + size, meanings
            if token in heads:
                yield i, i + 1, self.entries(token)[0].meanings


def _entry(pattern: str, meanings: tuple[Meaning, ...]) -> Entry[Meaning]:
    size = sum(len(word) if is_han(word) else 1 for word in _WORD.findall(pattern))
    return Entry(pattern if is_han(pattern[-1]) else pattern + " ", size, meanings)


def _sense(text: str) -> Sense:
    return Sense(*text.split(":"))


@cache
def table() -> Table[Sense]:
    """Load the lexicon's terms."""
    return Table("terms.txt", _sense)


def hits(text: Stream) -> list[Hit]:
    """Return every term in `text`, overlaps included, by where it begins, longest first."""
    starts, ends = text.starts, text.ends
    return [Hit(first, last, starts[first], ends[last - 1], senses) for first, last, senses in table().find(text)]
