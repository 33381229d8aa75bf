"""Lay a text out in lines with the place of each, and the stretches that speak of claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from consistency.model import Claim, FieldName
from consistency.report.checked import Text
from consistency.report.spans import Piece, Span, pieces

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_LONG = 60_000  # characters of a report that is shown whole
_AROUND = 3  # lines shown before and after each evidence of a longer one


@dataclass(frozen=True, slots=True)
class Passage:
    """A line: its place ("12", "0:00:05", "p3" for page 3, empty where it is that of the line before) and pieces.

    `left_out` counts the lines that stand here and are not shown; then there is nothing else.
    """

    text: str = ""
    place: str = ""
    pieces: tuple[Piece, ...] = ()
    left_out: int = 0


def evidence_of(claims: Sequence[Claim], field: FieldName) -> Mapping[int | None, list[Span]]:
    """Return the spans of evidence in a field, by the index of the bullet."""
    found: dict[int | None, list[Span]] = {}
    for number, claim in enumerate(claims):
        judged = claim.fields.get(field)
        if judged and judged.evidence:
            one = judged.evidence
            found.setdefault(one.index, []).append(Span(one.start, one.end, number))
    return found


def whole(text: str, spans: Sequence[Span]) -> Iterator[Passage]:
    """Yield the lines of a text that has no places to tell."""
    bounds = list(_bounds(text))
    near = _by_line(bounds, spans)
    for index, (start, end) in enumerate(bounds):
        yield _passage(text, start, end, "", near.get(index, ()))


def lines_of(source: Text, spans: Sequence[Span]) -> Iterator[Passage]:
    """Yield the lines of a script or report; of a very long one, those around what is marked."""
    text = source.text
    bounds = list(_bounds(text))
    near = _by_line(bounds, spans)
    shown = _shown(near, len(bounds)) if len(text) > _LONG else set(range(len(bounds)))
    before, hidden = "", 0
    for index, (start, end) in enumerate(bounds):
        if index not in shown:
            hidden += 1
            continue
        if hidden:
            yield Passage(left_out=hidden)
        hidden = 0
        place = _place(source, start)
        yield _passage(text, start, end, "" if place == before else place, near.get(index, ()))
        before = place
    if hidden:
        yield Passage(left_out=hidden)


def _place(source: Text, offset: int) -> str:
    page = source.page(offset)
    if page is not None:
        return f"p{page}"
    place = source.place(offset)
    return place.removesuffix(":1") if re.fullmatch(r"\d+:1", place) else place


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends, its line end left out; the empty end of a text is no line."""
    for match in _LINE.finditer(text):
        if match[0]:
            yield match.start(), match.start() + len(match[0].rstrip("\r\n"))


def _by_line(bounds: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Mapping[int, Sequence[Span]]:
    """Return the spans of each line that has any."""
    found: dict[int, list[Span]] = {}
    starts = [start for start, _ in bounds]
    for span in spans:
        first = max(bisect_right(starts, span.start) - 1, 0)
        for index in range(first, bisect_right(starts, max(span.end - 1, span.start))):
            found.setdefault(index, []).append(span)
    return found


def _shown(near: Mapping[int, Sequence[Span]], lines: int) -> set[int]:
    kept = set(range(min(_AROUND, lines)))
    for index in near:
        kept.update(range(index - _AROUND, index + _AROUND + 1))
    return kept


def _passage(text: str, start: int, end: int, place: str, spans: Sequence[Span]) -> Passage:
    """Return a line whose pieces count from its start."""
    cut = tuple(Piece(p.start - start, p.end - start, p.claims, p.ending) for p in pieces(start, end, spans))
    return Passage(text[start:end], place, cut)
