"""Read a text as a row of chunks: parameters, terms, and the words and signs between them.

Script, fields and report are all read this way, so that what is equal in the texts is equal in
what is made of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from consistency.extract.fold import fold
from consistency.extract.markup import blank, end_lines
from consistency.extract.parameters import parameters
from consistency.extract.stream import Stream, is_han, stream
from consistency.extract.terms import Hit, Sense, hits
from consistency.lexicon.concepts import KINDS, concept
from consistency.model import Mention

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
SENTENCE_ENDS = frozenset(".!?。;\n…")
CLAUSE_ENDS = SENTENCE_ENDS | frozenset(",、:()[]")


class Chunk(NamedTuple):
    """A stretch of a text: `kind` is parameter, a concept's kind, latin, han, number or sign."""

    kind: str
    start: int
    end: int
    text: str
    """The stretch in the stream: stems and Han characters."""
    first: int
    last: int
    """The stretch's tokens in the stream, end exclusive."""
    senses: tuple[Sense, ...] = ()
    mention: Mention | None = None
    inner: Mention | None = None
    """The parameter inside a term: the 9H of "9H tempered glass", the 3 of "3-in-1"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its stream, its chunks in order, and every term hit, overlaps included."""

    text: str
    stream: Stream
    chunks: tuple[Chunk, ...]
    hits: tuple[Hit, ...]


@lru_cache(maxsize=256)
def read(text: str) -> Reading:
    """Read `text`; the readings of the last few hundred texts are kept, for bullets recur from page to page."""
    folded = fold(blank(text))
    tokens = stream(text, end_lines(folded))
    found = hits(tokens)
    taken = _tokens_of(tokens, parameters(text, folded))
    return Reading(text, tokens, tuple(_chunks(tokens, found, taken)), tuple(found))


def _tokens_of(tokens: Stream, mentions: list[Mention]) -> dict[int, tuple[int, Mention]]:
    """Return first token → (last token, mention) for each parameter that holds a token."""
    table = {}
    index = 0
    count = len(tokens.starts)
    for mention in mentions:
        while index < count and tokens.ends[index] <= mention.start:
            index += 1
        first = index
        while index < count and tokens.starts[index] < mention.end:
            index += 1
        if index > first:
            table[first] = (index, mention)
    return table


def _chunks(tokens: Stream, found: list[Hit], taken: dict[int, tuple[int, Mention]]) -> list[Chunk]:
    by_first: dict[int, list[Hit]] = {}
    for hit in found:
        by_first.setdefault(hit.first, []).append(hit)
    count = len(tokens.tokens)
    walls = [*sorted(taken), count]
    result = []
    index, upcoming = 0, 0
    while index < count:
        while walls[upcoming] < index:
            upcoming += 1
        best = _best(by_first[index], walls[upcoming], taken) if index in by_first else None
        if best is not None:
            senses = best.senses
            kind = concept(senses[0].concept).kind
            for sense in senses[1:]:
                other = concept(sense.concept).kind
                if _RANK[other] < _RANK[kind]:
                    kind = other
            inner = taken[walls[upcoming]][1] if walls[upcoming] < best.last else None
            result.append(_chunk(kind, tokens, index, best.last, senses, inner=inner))
            index = best.last
        elif index in taken:
            last, mention = taken[index]
            senses = tuple(s for h in by_first.get(index, ()) if h.last == last for s in h.senses)
            result.append(_chunk("parameter", tokens, index, last, senses, mention))
            index = last
        else:
            token = tokens.tokens[index]
            start, end = tokens.starts[index], tokens.ends[index]
            result.append(Chunk(_plain_kind(token), start, end, token, index, index + 1))
            index += 1
    return result


def _best(options: list[Hit], wall: int, taken: dict[int, tuple[int, Mention]]) -> Hit | None:
    """Return the longest hit here that runs over no parameter, or holds one that is a mere number or count."""
    for hit in options:  # longest first
        if hit.first < wall and hit.last <= wall:
            return hit
        if wall in taken:
            last, mention = taken[wall]
            bare = mention.parameter.kind == "quantity" and mention.parameter.unit is None
            named = mention.parameter.kind != "quantity"
            if hit.last >= last and hit.last - hit.first > last - wall and (bare or named):
                return hit
    return None


def _plain_kind(token: str) -> str:
    if token[0].isdigit():
        return "number"
    if is_han(token):
        return "han"
    return "latin" if token[0].isalpha() else "sign"


def _chunk(
    kind: str,
    tokens: Stream,
    first: int,
    last: int,
    senses: tuple[Sense, ...] = (),
    mention: Mention | None = None,
    inner: Mention | None = None,
) -> Chunk:
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if mention is not None:
        start, end = min(start, mention.start), max(end, mention.end)
    begin = tokens.at[first]
    text = tokens.text[begin : tokens.at[last - 1] + len(tokens.tokens[last - 1])]
    return Chunk(kind, start, end, text, first, last, senses, mention, inner)
