"""Read product pages: JSON, JSON Lines, CSV, TSV, XLSX or Parquet, one product or millions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from consistency.errors import ContentMissing, FormatUnknown
from consistency.model import Listing
from consistency.read.catalogue import Body, Table, body_of, known_columns
from consistency.read.choose import pick
from consistency.read.columns import check_columns
from consistency.read.decode import decode, encoding_of
from consistency.read.files import read_bytes
from consistency.read.products import products
from consistency.read.row import Row, row_from
from consistency.read.variants import joined

__all__ = ["SUFFIXES", "Listings", "Row", "iter_listings", "pick", "read_listings"]

SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx", ".parquet")
_HINT = (
    "Name the columns title, bullets and description (or 标题, 卖点, 描述), and sku for the product's number; "
    "or say which they are: --columns title=…,bullets=…,description=…,sku=…"
)
_LARGEST_LINE = 16 * 1024 * 1024


class Listings(list[Listing]):
    """The products of a file; `rows` tell where each stands, its variants' numbers, and what could not be read."""

    def __init__(self, listings: Iterable[Listing], rows: Sequence[Row]) -> None:
        super().__init__(listings)
        self.rows = tuple(rows)


def read_listings(path: Path | str, columns: Mapping[str, str] | None = None) -> list[Listing]:
    """Read every product of `path`, in order; raise ConsistencyError where there is none.

    A product that comes back with the same page counts once. Rows that cannot be read are left out;
    the list's `rows` hold them with their errors.
    """
    path = Path(path)
    rows = list(iter_listings(path, columns))
    listings: list[Listing] = []
    for row in rows:
        if not row.empty and not (row.error and row.listing in listings):
            listings.append(row.listing)
    if not listings:
        wrong = next((row.error for row in rows if row.error), None)
        reason = f"{wrong}" if wrong else "its fields are all empty"
        raise ContentMissing(f"{path} holds no product: {reason}.", hint=_HINT)
    return Listings(listings, rows)


def iter_listings(path: Path | str, columns: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Yield the products of `path` one by one, in memory that does not grow with the file (but for JSON).

    `columns` names headings that are not recognised: {"title": "Name", "bullets": "F1+F2", "sku": "Art."}.
    Rows of one product that follow each other are one. A row that cannot be read, and a product that
    comes back further down, is yielded with an `error`; what makes the whole file unreadable is raised
    as a ConsistencyError.
    """
    path = Path(path)
    named = check_columns(columns)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        read_bytes(path, largest=2**62) if path.is_dir() or not path.exists() else None
        raise FormatUnknown(
            f"{path} is no listing: {path.suffix or 'a file without an ending'} is not read.",
            hint=f"Listings are {', '.join(SUFFIXES)}: save it as one of these.",
        )
    _refuse_empty(path)
    if suffix == ".json":
        yield from _json(path, named)
    elif suffix in (".jsonl", ".ndjson"):
        yield from joined(_json_lines(path, named))
    else:
        yield from _from_tables(_tables(path, suffix, named), path, named)


def _refuse_empty(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(65536)
    except (OSError, ValueError):
        read_bytes(path)  # says why it cannot be read
        raise
    if len(head) < 65536 and not head.strip():
        raise ContentMissing(f"{path} is empty.", hint="Export the product page again.")


def _tables(path: Path, suffix: str, columns: dict[str, str]) -> Iterator[Table]:
    if suffix == ".xlsx":
        from consistency.read.workbook import tables

        return tables(path, path)
    if suffix == ".parquet":
        from consistency.read.parquet import parquet

        return parquet(path, columns)
    from consistency.read.delimited import delimited

    return delimited(path, lambda cells: known_columns(cells, columns))


def _from_tables(tables: Iterable[Table], path: Path, columns: Mapping[str, str]) -> Iterator[Row]:
    """Yield the products of the first sheet whose heading is recognised."""
    seen: list[str] = []
    for table in tables:
        found = body_of(table, columns)
        if isinstance(found, Body):
            yield from joined(_rows(found), by_title=found.by_title)
            return
        seen = seen or [name for name in found if name.strip()]
    if not seen:
        raise ContentMissing(f"{path} holds no rows.", hint="Export the product page again.")
    headings = ", ".join(name[:30] for name in seen[:12]) + (f" … {len(seen)} in all" if len(seen) > 12 else "")
    what = "not all the columns that --columns names" if columns else "no columns that are recognised"
    raise FormatUnknown(f"{path} has {what} (found: {headings}).", hint=_HINT)


def _rows(body: Body) -> Iterator[Row]:
    width = len(body.headings)
    for number, cells in body.rows:
        error = None
        if body.strict and len(cells) > width and any(cell.strip() for cell in cells[width:]):
            error = (
                f"row {number} has {len(cells)} cells under {width} headings: "
                "a text with the separator in it may lack quotation marks"
            )
        values = {field: [cells[at] for at in places if at < len(cells)] for field, places in body.fields.items()}
        yield row_from(number, values, error)


def _json(path: Path, columns: Mapping[str, str]) -> Iterator[Row]:
    text, _ = decode(read_bytes(path), path)
    try:
        data = json.loads(text)
    except RecursionError:
        raise FormatUnknown(f"{path} is not valid JSON: it is nested too deeply.", hint="Export it again.") from None
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data" and _is_json(text.split("\n", 1)[0]):
            yield from joined(_json_lines(path, columns))
            return
        place = f" at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FormatUnknown(f"{path} is not valid JSON{place}.", hint="Export it again, or mend that place.") from None
    try:
        found = [row_from(number, values) for number, values in enumerate(products(data, columns), 1)]
    except RecursionError:
        raise FormatUnknown(f"{path} is nested too deeply.", hint="Give a list of products.") from None
    if not found:
        keys = ", ".join(map(str, list(data)[:8])) if isinstance(data, dict) else type(data).__name__
        raise FormatUnknown(f"{path} holds no product that is recognised (found: {keys or 'nothing'}).", hint=_HINT)
    yield from joined(found)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(path: Path, columns: Mapping[str, str]) -> Iterator[Row]:
    """Yield the products of each line; a line that is broken is a row with an error."""
    encoding = encoding_of(path)
    number, whole = 0, True
    with path.open(encoding=encoding, errors="replace", newline="\n") as file:
        while line := file.readline(_LARGEST_LINE):
            ends = line.endswith("\n")
            if not whole:
                whole = ends
                continue
            number += 1
            whole = ends or len(line) < _LARGEST_LINE
            if not whole:
                yield _wrong(number, f"line {number} has more than {_LARGEST_LINE / 1e6:,.0f} MB")
            elif line.strip():
                yield from _of_line(number, line, columns)


def _of_line(number: int, line: str, columns: Mapping[str, str]) -> Iterator[Row]:
    try:
        found = [row_from(number, values) for values in products(json.loads(line), columns)]
    except json.JSONDecodeError as error:
        found = [_wrong(number, f"line {number} is not valid JSON at column {error.colno}")]
    except (ValueError, RecursionError):
        found = [_wrong(number, f"line {number} is not JSON that can be read")]
    yield from found or [_wrong(number, f"line {number} holds no product that is recognised")]


def _wrong(number: int, error: str) -> Row:
    return Row(number, Listing(), error=error)
