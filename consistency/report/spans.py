"""Mark stretches of a text that may overlap, and show what a file holds without letting it act."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# What turns or hides text: controls, bidirectional embeddings and isolates, lone surrogates, invisible spaces.
_ACTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that speaks of the claim numbered `claim`."""

    start: int
    end: int
    claim: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that the same claims cover from end to end; `ending` are those whose last piece it is."""

    start: int
    end: int
    claims: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()


def pieces(start: int, end: int, spans: Iterable[Span]) -> Iterator[Piece]:
    """Cut `start` to `end` wherever a span begins or ends; spans that reach outside are clipped.

    >>> [(p.start, p.end, p.claims) for p in pieces(0, 9, [Span(1, 6, 0), Span(4, 8, 1)])]
    [(0, 1, ()), (1, 4, (0,)), (4, 6, (0, 1)), (6, 8, (1,)), (8, 9, ())]
    """
    inside = [s for s in spans if s.start < end and s.end > start and s.start < s.end]
    cuts = sorted({start, end, *(min(max(x, start), end) for s in inside for x in (s.start, s.end))})
    for left, right in pairwise(cuts):
        covering = [s for s in inside if s.start <= left and s.end >= right]
        claims = tuple(dict.fromkeys(s.claim for s in covering))
        ending = tuple(dict.fromkeys(s.claim for s in covering if s.end == right))
        yield Piece(left, right, claims, ending)


def spelt_out(text: str) -> str:
    """Return text with every character that acts instead of showing spelt out: "⟦U+202E⟧".

    >>> spelt_out("a\\u202eb")
    'a⟦U+202E⟧b'
    """
    return _ACTS.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", text)


def escaped(text: str) -> str:
    """Return a text from a file as HTML that only shows."""
    return html.escape(spelt_out(text))
