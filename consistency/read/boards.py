"""Read storyboards that are tables of their own: the sheets of a workbook, CSV and TSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from consistency.errors import FormatUnknown
from consistency.read.headings import header
from consistency.read.source import Piece
from consistency.read.storyboard import HEADING_ROWS, HINT, MOST_COLUMNS, Row, storyboard
from consistency.read.workbook import sheets


def workbook_storyboards(data: bytes, path: Path) -> list[tuple[str, list[Piece]]]:
    """Return name and words of every sheet that is a storyboard; the name is empty where only one is."""
    found: list[tuple[str, list[Piece]]] = []
    seen: list[str] = []
    for title, table in sheets(data, path):
        head = [_texts(row) for row in islice(table, HEADING_ROWS)]
        seen += [cell for row in head for cell in row if cell.strip()][:8]
        if any(header(row) for row in head) and (pieces := storyboard(_rows(head, table), path)) is not None:
            found.append((title, pieces))
    if not found:
        raise _unknown(path, seen)
    found = [(title, pieces) for title, pieces in found if pieces]
    return [("", found[0][1])] if len(found) == 1 else found


def text_storyboard(text: str, path: Path) -> list[Piece]:
    """Return the words of a storyboard in CSV or TSV; its separator is the one that shows its heading."""
    csv.field_size_limit(2**31 - 1)
    best, most = "", 0
    seen: list[str] = []
    for separator in ("\t", ",", ";", "|") if path.suffix.lower() == ".tsv" else (",", "\t", ";", "|"):
        try:
            head = [row.cells for row in islice(_lines(text, separator), HEADING_ROWS)]
        except csv.Error:
            continue
        known = max((sum(1 for column in header(cells) or () if column.kind) for cells in head), default=0)
        if known > most:
            best, most = separator, known
        first = [cell for cells in head[:5] for cell in cells if cell.strip()]
        seen = first if len(first) > len(seen) else seen
    try:
        pieces = storyboard(_lines(text, best), path) if best else None
    except csv.Error as error:
        raise FormatUnknown(f"{path} is a broken table ({error}).", hint="Export it again.") from None
    if pieces is None:
        raise _unknown(path, seen)
    return pieces


def _texts(cells: Sequence[Any]) -> list[str]:
    """Return the cells of a row as a person sees them: 5000, not 5000.0."""
    return ["" if c is None else f"{c:.12g}" if isinstance(c, float) else str(c) for c in cells[:MOST_COLUMNS]]


def _rows(head: Iterable[Sequence[str]], rest: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """Yield the rows of a sheet; what is merged over several rows stands in the first of them."""
    above: Sequence[str] = ()
    for number, cells in enumerate(chain(head, map(_texts, rest)), 1):
        fresh = ["" if i < len(above) and cell == above[i] else cell for i, cell in enumerate(cells)]
        yield Row(fresh, number, number)
        above = cells


def _lines(text: str, separator: str) -> Iterator[Row]:
    """Yield the rows of a table in text, each with the line that it begins in."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    line = 1
    for number, cells in enumerate(reader, 1):
        yield Row(cells, number, line)
        line = reader.line_num + 1


def _unknown(path: Path, seen: Sequence[str]) -> FormatUnknown:
    headings = ", ".join(" ".join(name.split())[:30] for name in seen[:8])
    return FormatUnknown(f"{path} is no storyboard that is recognised (found: {headings or 'nothing'}).", hint=HINT)
