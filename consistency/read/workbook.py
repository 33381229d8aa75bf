"""Read the sheets of an XLSX workbook row by row, as a person sees them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import Any

from consistency.errors import FileUnreadable, TooLarge
from consistency.read.archive import LARGEST_UNPACKED, OLD
from consistency.read.catalogue import HEADING_ROWS, Span, Table
from consistency.read.shown import shown
from consistency.read.strings import open_workbook

_HINT = "Open it in a spreadsheet program and save it as .xlsx again."
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384  # of Excel
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 100_000
_STEP = 1024 * 1024


def sheets(data: bytes | Path, path: Path) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """Yield name and rows of each visible sheet; raise FileUnreadable where the workbook is broken."""
    for table in tables(data, path):
        yield table.name, _without_gaps(table.rows)


def _without_gaps(rows: Iterator[tuple[int, Sequence[Any]]]) -> Iterator[tuple[Any, ...]]:
    expected = 1
    for number, cells in rows:
        yield from repeat((), number - expected)
        yield tuple(cells)
        expected = number + 1


def tables(data: bytes | Path, path: Path) -> Iterator[Table]:
    """Yield each visible sheet of a workbook, its rows as they are asked for.

    The size that a sheet declares is not looked at: exports declare one that is too small.
    """
    _guard(data, path)
    book: Any = None
    try:
        source = BytesIO(data) if isinstance(data, bytes) else data
        book = open_workbook(source)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                spans = _spans(book._archive, sheet._worksheet_path)
                top = [span for span in spans if span.top <= HEADING_ROWS]
                yield Table(sheet.title, _rows(sheet, spans, path), top)
    except (FileUnreadable, TooLarge):
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble on
        raise FileUnreadable(f"{path} is a broken XLSX ({type(error).__name__}).", hint=_HINT) from error
    finally:
        if book is not None:
            book.close()


def _rows(sheet: Any, spans: list[Span], path: Path) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows that the sheet holds with their numbers; what is merged downwards stands in each of its rows."""
    falling = iter(sorted(span for span in spans if span.bottom > span.top))
    coming = next(falling, None)
    open_spans: list[tuple[Span, Any]] = []
    try:
        for number, cells in _cells(sheet, path):
            open_spans = [(span, value) for span, value in open_spans if span.bottom >= number]
            while coming and coming.top <= number:
                if coming.top == number and coming.left < len(cells):
                    open_spans.append((coming, cells[coming.left]))
                coming = next(falling, None)
            for span, value in open_spans:
                cells += [None] * (span.left + 1 - len(cells))
                cells[span.left] = value
            yield number, cells
    except (FileUnreadable, TooLarge):
        raise
    except Exception as error:  # as above, in the middle of a sheet
        raise FileUnreadable(
            f"{path} is broken in the sheet {sheet.title} ({type(error).__name__}).", hint=_HINT
        ) from error


def _cells(sheet: Any, path: Path) -> Iterator[tuple[int, list[Any]]]:
    """Yield each row's number and what its cells show.

    The parser of openpyxl is asked itself: above it every row that is left out is made up, a million of
    them where a sheet says so.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(  # type: ignore[no-untyped-call, unused-ignore]
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        formats: dict[int, str] = {}
        for number, row in parser.parse():
            parser.row_dimensions.clear()
            last = row[-1]["column"] if row else 0
            if number > _LAST_ROW or last > _LAST_COLUMN:
                raise TooLarge(f"{path} has more rows or columns than a sheet can have in {sheet.title}.", hint=_HINT)
            cells: list[Any] = [None] * last
            for cell in row:
                if cell["value"] is not None and 0 < cell["column"] <= last:
                    style = cell["style_id"]
                    if style not in formats:
                        formats[style] = _number_format(book, style)
                    cells[cell["column"] - 1] = shown(cell["value"], formats[style])
            yield number, cells


def _number_format(book: Any, style: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    number = book._cell_styles[style].numFmtId
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return BUILTIN_FORMATS.get(number, "General")
    return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])


def _spans(archive: zipfile.ZipFile, name: str) -> list[Span]:
    """Return the merged cells of a sheet; a reader in one pass would meet them after all rows."""
    from openpyxl.utils import column_index_from_string

    found: list[Span] = []
    with archive.open(name) as part:
        rest = b""
        while block := part.read(_STEP):
            block = rest + block
            if b"mergeCell" in block:
                for left, top, right, bottom in _MERGED.findall(block):
                    columns = column_index_from_string(left.decode()) - 1, column_index_from_string(right.decode()) - 1
                    found.append(Span(int(top), columns[0], int(bottom), columns[1]))
                    if len(found) > _MOST_MERGED:
                        return found
            cut = block.rfind(b"<")
            rest = block[cut:] if cut >= 0 and len(block) - cut < 1000 else b""
    return found


def _guard(data: bytes | Path, path: Path) -> None:
    """Refuse what is no workbook, what would unpack to more than a machine should hold, and XML with entities."""
    try:
        with zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = {entry.filename for entry in archive.infolist()}
            if unpacked <= LARGEST_UNPACKED:
                entities = [name for name in names if _declares(archive, name)]
    except Exception as error:  # zipfile raises whatever a broken archive makes it stumble on
        what = (
            "an old XLS file or protected by a password" if _is_old(data) else "a broken XLSX, or another kind of file"
        )
        raise FileUnreadable(f"{path} is {what}.", hint=_HINT) from error
    if unpacked > LARGEST_UNPACKED:
        raise TooLarge(
            f"{path} unpacks to {unpacked / 1e6:,.0f} MB; up to {LARGEST_UNPACKED / 1e6:,.0f} MB are read.",
            hint="Split the workbook, or save it as .csv.",
        )
    if "xl/workbook.xml" not in names:
        raise FileUnreadable(f"{path} is no XLSX workbook.", hint=_HINT)
    if entities:
        raise FileUnreadable(f"{path} declares entities of its own, as no spreadsheet program does.", hint=_HINT)


def _declares(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        return b"<!DOCTYPE" in part.read(4096).replace(b"\0", b"").upper()


def _is_old(data: bytes | Path) -> bool:
    if isinstance(data, bytes):
        return data.startswith(OLD)
    with data.open("rb") as file:
        return file.read(len(OLD)) == OLD
