"""Read the sheets of an XLSX workbook row by row, as a person sees them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from consistency.errors import FileUnreadable, TooLarge
from consistency.read.catalogue import HEADING_ROWS, Span, Table
from consistency.read.shown import shown

LARGEST_UNPACKED = 500 * 1024 * 1024
_HINT = "Open it in a spreadsheet program and save it as .xlsx again."
_LAST_ROW = 1_048_576  # of Excel
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MOST_MERGED = 100_000
_STEP = 1024 * 1024


def sheets(data: bytes | Path, path: Path) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """Yield name and rows of each visible sheet; raise FileUnreadable where the workbook is broken."""
    for table in tables(data, path):
        yield table.name, (tuple(cells) for _, cells in table.rows)


def tables(data: bytes | Path, path: Path) -> Iterator[Table]:
    """Yield each visible sheet of a workbook, its rows as they are asked for."""
    from openpyxl import load_workbook

    _guard(data, path)
    book: Any = None
    try:
        source = BytesIO(data) if isinstance(data, bytes) else data
        book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # exports declare a size that is too small
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
    """Yield the rows with their numbers; what is merged downwards stands in each of its rows."""
    falling = iter(sorted(span for span in spans if span.bottom > span.top))
    coming = next(falling, None)
    open_spans: list[tuple[Span, Any]] = []
    try:
        for number, row in enumerate(sheet.iter_rows(), 1):
            if number > _LAST_ROW:
                raise TooLarge(f"{path} has more than {_LAST_ROW:,} rows in the sheet {sheet.title}.", hint=_HINT)
            cells = [shown(cell.value, cell.number_format) if cell.value is not None else None for cell in row]
            open_spans = [(span, value) for span, value in open_spans if span.bottom >= number]
            while coming and coming.top <= number:
                if coming.top == number and coming.left < len(cells):
                    open_spans.append((coming, cells[coming.left]))
                coming = next(falling, None)
            for span, value in open_spans:
                if span.left >= len(cells):
                    cells += [None] * (span.left + 1 - len(cells))
                cells[span.left] = value
            yield number, cells
    except (FileUnreadable, TooLarge):
        raise
    except Exception as error:  # as above, in the middle of a sheet
        raise FileUnreadable(
            f"{path} is broken in the sheet {sheet.title} ({type(error).__name__}).", hint=_HINT
        ) from error


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
                entities = [name for name in names if name.endswith((".xml", ".rels")) and _declares(archive, name)]
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
    mark = b"\xd0\xcf\x11\xe0"
    if isinstance(data, bytes):
        return data.startswith(mark)
    with data.open("rb") as file:
        return file.read(4) == mark
