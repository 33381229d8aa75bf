"""Read CSV, TSV and their kin row by row, whatever the separator, the encoding and the size of the file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from consistency.errors import FileUnreadable, TooLarge
from consistency.read.catalogue import HEADING_ROWS, Table
from consistency.read.decode import encoding_of

_HEAD = 256 * 1024  # characters from which the separator is told
_LARGEST_FIELD = 16 * 1024 * 1024
_SEPARATORS = ",\t;|"


def delimited(path: Path, known: Callable[[Sequence[Any]], int]) -> Iterator[Table]:
    """Yield the table of a text file; its separator is the one that shows the most columns that are `known`."""
    encoding = encoding_of(path)
    separator = _separator(path, encoding, known)
    yield Table("", _rows(path, encoding, separator), strict=True)


def _separator(path: Path, encoding: str, known: Callable[[Sequence[Any]], int]) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = file.read(_HEAD)
    # The first line counts with its whole length, so that a heading of a thousand columns is seen.
    order = _SEPARATORS if path.suffix.lower() != ".tsv" else "\t,;|"
    best = (-1, order[0])
    for separator in order:
        try:
            rows = list(islice(csv.reader(StringIO(head, newline=""), delimiter=separator), HEADING_ROWS))
        except csv.Error:
            continue
        found = max(map(known, rows), default=0)
        if found > best[0]:
            best = (found, separator)
    return best[1]


def _rows(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    before = csv.field_size_limit(_LARGEST_FIELD)
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=separator)
            while True:
                csv.field_size_limit(_LARGEST_FIELD)  # it is of the whole program, and others may have set it
                row = next(reader, None)
                if row is None:
                    return
                number += 1
                yield number, row
    except UnicodeError:
        raise FileUnreadable(
            f"{path} is {encoding} up to row {number} and something else after it.",
            hint="Save it as UTF-8 text.",
        ) from None
    except csv.Error as error:
        if "field limit" not in str(error):
            raise FileUnreadable(f"{path} is no table after row {number} ({error}).", hint="Export it again.") from None
        raise TooLarge(
            f"{path} has a cell of more than {_LARGEST_FIELD / 1e6:,.0f} MB in row {number + 1}.",
            hint="A quotation mark may be missing there: export the table again.",
        ) from None
    finally:
        csv.field_size_limit(before)
