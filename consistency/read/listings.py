"""Read product pages: JSON, CSV, TSV or XLSX, one product or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from consistency.errors import ContentMissing, FormatUnknown, UsageError
from consistency.model import Listing
from consistency.read.columns import as_text, field_of, listing_from
from consistency.read.decode import decode
from consistency.read.files import read_bytes

SUFFIXES = (".json", ".csv", ".tsv", ".xlsx")
_HEADING_ROWS = 10  # a heading may stand under a few rows of notes
_HINT = "Name the columns title, bullets and description (or 标题, 卖点, 描述), and sku for the product's number."


def read_listings(path: Path | str) -> list[Listing]:
    """Read every product of `path`, in order; raise ConsistencyError where there is none."""
    path = Path(path)
    data = read_bytes(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FormatUnknown(
            f"{path} is no listing: {path.suffix or 'a file without an ending'} is not read.",
            hint=f"Listings are {', '.join(SUFFIXES)}: save it as one of these.",
        )
    if not data.strip():
        raise ContentMissing(f"{path} is empty.", hint="Export the product page again.")
    if suffix == ".xlsx":
        from consistency.read.workbook import sheets

        found = _from_sheets(sheets(data, path), path)
    else:
        text, _ = decode(data, path)
        found = _from_json(text, path) if suffix == ".json" else _from_sheets([("", _csv_rows(text, path))], path)
    filled = [listing for listing in found if listing.title or listing.bullets or listing.description]
    if not filled:
        raise ContentMissing(f"{path} holds no product: its fields are all empty.", hint=_HINT)
    return filled


def pick(listings: Sequence[Listing], sku: str | None, path: Path | str) -> Listing:
    """Return the product `sku`, or the only one; raise ConsistencyError where that does not settle it."""
    if sku is None:
        if len(listings) == 1:
            return listings[0]
        raise UsageError(f"{path} holds {len(listings)} products.", hint=f"Say which with --sku: {_names(listings)}.")
    for listing in listings:
        if listing.id is not None and listing.id.casefold() == sku.strip().casefold():
            return listing
    if not any(listing.id for listing in listings):
        raise ContentMissing(f"{path} has no column with product numbers.", hint="Name it sku, or leave --sku out.")
    from difflib import get_close_matches

    close = get_close_matches(sku, [listing.id for listing in listings if listing.id], n=3, cutoff=0.6)
    hint = f"Did you mean {', '.join(close)}?" if close else f"It holds {_names(listings)}."
    raise ContentMissing(f"{path} does not hold the product {sku}.", hint=hint)


def _names(listings: Sequence[Listing]) -> str:
    names = [listing.id for listing in listings if listing.id]
    if not names:
        return "its products have no numbers, so add a column sku"
    return ", ".join(names[:8]) + (f" … ({len(names)} in all)" if len(names) > 8 else "")


def _from_json(text: str, path: Path) -> list[Listing]:
    import json

    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        place = f" at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FormatUnknown(f"{path} is not valid JSON{place}.", hint="Export it again, or mend that place.") from None
    found = list(_products(data))
    if not found:
        keys = ", ".join(map(str, list(data)[:8])) if isinstance(data, dict) else type(data).__name__
        raise FormatUnknown(f"{path} holds no product that is recognised (found: {keys or 'nothing'}).", hint=_HINT)
    return found


def _products(data: Any, depth: int = 0) -> Iterator[Listing]:
    """Yield the products of an object, of a list of objects, or of a list under some key."""
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _products(item, depth + 1)
    elif isinstance(data, dict):
        pairs = [(field, value) for key, value in data.items() if (field := field_of(str(key)))]
        named = {field for field, _ in pairs}
        if named & {"bullets", "description"}:
            yield listing_from(pairs)
            return
        by_number = len(data) > 1 and all(isinstance(value, dict) for value in data.values())
        nested = [
            replace(listing, id=str(key)) if by_number and listing.id is None else listing
            for key, value in data.items()
            for listing in _products(value, depth + 1)
        ]
        yield from nested or ([listing_from(pairs)] if "title" in named else [])


def _csv_rows(text: str, path: Path) -> list[list[str]]:
    """Return the rows of a table in text; its separator is the one that shows the most known columns."""
    import csv
    from io import StringIO

    csv.field_size_limit(2**31 - 1)  # descriptions with HTML are longer than the default of 128 kB
    best: tuple[int, list[list[str]]] = (-1, [])
    for separator in ("\t", ",", ";", "|") if path.suffix.lower() == ".tsv" else (",", "\t", ";", "|"):
        try:
            table = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
        except csv.Error:
            continue
        known = max((len(_known(row)) for row in table[:_HEADING_ROWS]), default=0)
        if known > best[0]:
            best = (known, table)
    return best[1]


def _known(row: Iterable[Any]) -> set[str]:
    return {field for cell in row if (field := field_of(as_text(cell)))}


def _from_sheets(sheets: Iterable[tuple[str, Iterable[Sequence[Any]]]], path: Path) -> list[Listing]:
    """Return the products of the first sheet whose heading is recognised."""
    seen: list[str] = []
    for _, table in sheets:
        rows = iter(table)
        for row, _ in zip(rows, range(_HEADING_ROWS), strict=False):
            known = _known(row)
            if "title" in known and known & {"bullets", "description"}:
                return _rows([field_of(as_text(cell)) for cell in row], rows)
            seen = seen or [as_text(cell) for cell in row if as_text(cell).strip()]
    if not seen:
        raise ContentMissing(f"{path} holds no rows.", hint="Export the product page again.")
    headings = ", ".join(name[:30] for name in seen[:8])
    raise FormatUnknown(f"{path} has no columns that are recognised (found: {headings}).", hint=_HINT)


def _rows(fields: list[str | None], rows: Iterable[Sequence[Any]]) -> list[Listing]:
    """Return one listing a row; rows of one product number (its variants) are one product."""
    found: dict[str, Listing] = {}
    for number, row in enumerate(rows):
        listing = listing_from((field, cell) for field, cell in zip(fields, row, strict=False) if field)
        if listing.title or listing.bullets or listing.description:
            found.setdefault(listing.id or f"\0{number}", listing)
    return list(found.values())
