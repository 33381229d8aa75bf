"""Read the sheets of an XLSX workbook row by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from consistency.errors import FileUnreadable, TooLarge

LARGEST_UNPACKED = 500 * 1024 * 1024
_HINT = "Open it in a spreadsheet program and save it as .xlsx again."


def sheets(data: bytes, path: Path) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """Yield name and rows of each visible sheet; raise FileUnreadable where the workbook is broken."""
    from openpyxl import load_workbook

    _guard(data, path)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # exports declare a size that is too small
                yield sheet.title, _rows(sheet, path)
    except (FileUnreadable, TooLarge):
        raise
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble on
        raise FileUnreadable(f"{path} is a broken XLSX ({type(error).__name__}).", hint=_HINT) from error


def _rows(sheet: Any, path: Path) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows(values_only=True)
    except Exception as error:  # as above, in the middle of a sheet
        raise FileUnreadable(
            f"{path} is broken in the sheet {sheet.title} ({type(error).__name__}).", hint=_HINT
        ) from error


def _guard(data: bytes, path: Path) -> None:
    """Refuse what is no workbook, and one that would unpack to more than a machine should hold."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = {entry.filename for entry in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        old = data.startswith(b"\xd0\xcf\x11\xe0")
        what = "an old XLS file or protected by a password" if old else "a broken XLSX, or another kind of file"
        raise FileUnreadable(f"{path} is {what}.", hint=_HINT) from error
    if unpacked > LARGEST_UNPACKED:
        raise TooLarge(
            f"{path} unpacks to {unpacked / 1e6:,.0f} MB; up to {LARGEST_UNPACKED / 1e6:,.0f} MB are read.",
            hint="Split the workbook.",
        )
    if "xl/workbook.xml" not in names:
        raise FileUnreadable(f"{path} is no XLSX workbook.", hint=_HINT)
