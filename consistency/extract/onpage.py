"""What the page says of a script's chunks: which fields hold them, how their values compare, what stands together."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.extract.chunks import Chunk, Reading
from consistency.extract.page import Page, parameter_key, parameter_scale
from consistency.extract.stream import find_whole
from consistency.lexicon.functional import role

COMMON = 8
"""What stands in more clauses of the page than this tells nothing by standing there."""


def shared(chunk: Chunk, page: Page) -> str:
    """Tell which fields hold the chunk, by their first letters, or how its parameter compares with the page's."""
    if chunk.mention is not None:
        parameter = chunk.mention.parameter
        if parameter_key(parameter) in page.parameters:
            return "p="
        return "p~" if parameter_scale(parameter) in page.scales else "p0"
    return "".join(sorted(name[0] for name in page.holds(chunk) if name != "report")) or "0"


def joined(reading: Reading, page: Page) -> list[int]:
    """Return for each chunk how long a run of chunks around it the page holds in one piece, up to 4."""
    chunks, tokens, text = reading.chunks, reading.stream, reading.stream.text
    begins = [tokens.at[c.first] for c in chunks]
    ends = [tokens.at[c.last - 1] + len(tokens.tokens[c.last - 1]) for c in chunks]
    lengths = [0] * len(chunks)
    j = 0
    for i, chunk in enumerate(chunks):
        if chunk.kind == "sign":
            continue
        j = max(i, j)  # what the page holds from the chunk before, it holds from this one too
        while j < min(i + 5, len(chunks)) and chunks[j].kind != "sign":
            if find_whole(page.text, text[begins[i] : ends[j]]) < 0:
                break
            j += 1
        length = min(j - i, 4)
        for x in range(i, j):
            lengths[x] = max(lengths[x], length)
    return lengths


def together(chunks: Sequence[Chunk], page: Page) -> list[tuple[int, int] | None]:
    """Return how near on the left and on the right a chunk stands that a clause of the page holds with this one.

    That is up to 3 chunks, 0 for none; None for chunks that the page does not hold, for signs, grammar
    and what stands everywhere.
    """
    places = [_places(chunk, page) for chunk in chunks]
    return [(_nearest(places, i, -1), _nearest(places, i, 1)) if own else None for i, own in enumerate(places)]


def _places(chunk: Chunk, page: Page) -> set[int]:
    if chunk.kind == "sign" or chunk.text in role("grammar"):
        return set()
    found = page.at(chunk)
    return found if len(found) <= COMMON else set()


def _nearest(places: Sequence[set[int]], i: int, step: int) -> int:
    own = places[i]
    for distance in (1, 2, 3):
        j = i + step * distance
        if 0 <= j < len(places) and not own.isdisjoint(places[j]):
            return distance
    return 0
