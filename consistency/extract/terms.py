"""Find the lexicon's terms in a text: a look-up of its tokens, two at a time.

The terms stand in `terms.txt`, made from the lexicon by `python -m consistency.extract.compile`: one
line for each head (a term's first token, or its first two), with the terms that begin so. A line is
parsed when a text first holds its head, so that start-up does not grow with the lexicon.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from consistency.extract.stream import Stream, is_han


class Sense(NamedTuple):
    """What a term stands for: a concept, how it says it (term, paraphrase, …), in which language."""

    concept: str
    sense: str
    lang: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A term where it stands: tokens `first` to `last` of the stream, `start` to `end` of the text."""

    first: int
    last: int
    start: int
    end: int
    senses: tuple[Sense, ...]

    @property
    def size(self) -> int:
        return self.last - self.first


@cache
def _heads() -> dict[str, str]:
    text = (files("consistency") / "extract" / "terms.txt").read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.split("\n") if line and line[0] != "#")


@cache
def _entries(head: str) -> tuple[tuple[str, tuple[Sense, ...]], ...]:
    """Return the terms that begin with `head`, longest first, with their senses."""
    entries = []
    for part in _heads()[head].split("\t"):
        pattern, *senses = part.split("|")
        entries.append((pattern, tuple(Sense(*sense.split(":")) for sense in senses)))
    return tuple(entries)


def head(first: str, second: str | None) -> str:
    """Return the key under which terms that begin with these tokens stand."""
    if second is None:
        return first
    return first + second if is_han(first) or is_han(second) else f"{first} {second}"


def hits(text: Stream) -> list[Hit]:
    """Return every term in `text`, overlaps included, by where it begins, longest first."""
    heads = _heads()
    tokens, haystack = text.tokens, text.text
    found = []
    for i, token in enumerate(tokens):
        if i + 1 < len(tokens):
            pair = head(token, tokens[i + 1])
            if pair in heads:
                at = text.at[i]
                for pattern, senses in _entries(pair):
                    if haystack.startswith(pattern, at):
                        end = at + len(pattern)
                        if is_han(pattern[-1]) or haystack[end] == " " or is_han(haystack[end]):
                            last = text.token_at(end - 1) + 1
                            found.append(Hit(i, last, text.starts[i], text.ends[last - 1], senses))
        if token in heads:
            senses = _entries(token)[0][1]
            found.append(Hit(i, i + 1, text.starts[i], text.ends[i], senses))
    return found
