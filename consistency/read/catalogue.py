"""A table of any format: numbered rows, and the heading row among them with what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from consistency.read.columns import absent, fields_of
from consistency.read.platforms import data_after, is_template, one_language
from consistency.read.row import as_text

HEADING_ROWS = 12
"""A heading may stand under a few rows of notes."""

Cells = Sequence[Any]


class Span(NamedTuple):
    """Merged cells; rows are counted from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their numbers; cells merged downwards hold their text in each row.

    `merged` are the merged cells of the first rows. `strict` is said of a table in text, where a row that is
    longer than its heading tells of a separator that is not quoted.
    """

    name: str
    rows: Iterator[tuple[int, Cells]]
    merged: Sequence[Span] = field(default=())
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """The rows under a heading; `fields` are the columns of each field.

    `by_title` tells that a product whose number is not given is known by its title: in a marketplace's
    template, and where a title is merged over several rows.
    """

    headings: Sequence[str]
    fields: Mapping[str, tuple[int, ...]]
    rows: Iterator[tuple[int, Cells]]
    by_title: bool
    strict: bool


def known_columns(cells: Cells, columns: Mapping[str, str]) -> int:
    """Return how many columns of what may be a heading row are known; 0 where one of `columns` is not there."""
    headings = [as_text(cell) for cell in cells]
    if columns and absent(headings, columns):
        return 0
    return sum(map(len, fields_of(headings, columns).values()))


def body_of(table: Table, columns: Mapping[str, str]) -> Body | list[str]:
    """Return the rows under the heading of `table`; where none is found, the first row that holds something."""
    head = list(islice(table.rows, HEADING_ROWS))
    places = {number: place for place, (number, _) in enumerate(head)}
    headings = {number: _headings(number, cells, table.merged) for number, cells in head}
    declared = _settings(head)
    if declared and declared[0] in headings:
        at, start = declared
    else:
        candidates = [number for number in headings if _is_heading(headings[number], columns)]
        if not candidates:
            return next((named for named in headings.values() if any(map(str.strip, named))), [])
        at = max(candidates, key=lambda number: known_columns(headings[number], columns))
        start = data_after(headings[at], head[places[at] + 1 :]) or (
            max(_bottom(number, table.merged) for number in candidates) + 1
        )
    names = headings[at]
    fields = one_language(names, fields_of(names, columns))
    rest = (pair for pair in _chain(head, table.rows) if pair[0] >= start)
    falls = any(span.bottom > span.top > at and span.left in fields.get("title", ()) for span in table.merged)
    return Body(names, fields, rest, is_template(names) or falls, table.strict)


def _chain(head: list[tuple[int, Cells]], rows: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    yield from head
    head.clear()
    yield from rows


def _headings(number: int, cells: Cells, merged: Sequence[Span]) -> list[str]:
    """Return the headings of a row; merged ones stand over each of their columns."""
    names = [as_text(cell).strip() for cell in cells]
    for span in merged:
        if span.top <= number <= span.bottom and span.left < len(names):
            names += [""] * (span.right + 1 - len(names))
            names[span.left : span.right + 1] = [names[span.left]] * (span.right + 1 - span.left)
    return names


def _bottom(number: int, merged: Sequence[Span]) -> int:
    return max([number, *(span.bottom for span in merged if span.top == number)])


def _is_heading(names: Sequence[str], columns: Mapping[str, str]) -> bool:
    if columns:
        return not absent(names, columns)
    known = fields_of(names, columns)
    return "title" in known and ("bullets" in known or "description" in known)


def _settings(head: Sequence[tuple[int, Cells]]) -> tuple[int, int] | None:
    """Return the rows of the attributes and of the first product that an Amazon template declares in its first cell."""
    first = as_text(head[0][1][0]) if head and head[0][1] else ""
    if not re.match(r"settings\s*=", first):
        return None
    declared = parse_qs(first.partition("=")[2].lstrip("?&"))
    try:
        return int(declared["attributeRow"][0]), int(declared["dataRow"][0])
    except (KeyError, ValueError):
        return None
