"""Choose one product of many: by its number, or by that of any of its variants."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from consistency.errors import ContentMissing, UsageError, nearest
from consistency.model import Listing
from consistency.read.row import Row


def pick(listings: Sequence[Listing | Row], sku: str | None, path: Path | str) -> Listing:
    """Return the product `sku`, or the only one; raise ConsistencyError where that does not settle it.

    `listings` is what `read_listings` or `iter_listings` gave: it tells the numbers of variants and
    the rows in which a product stands twice.
    """
    if sku is None:
        only = [one.listing if isinstance(one, Row) else one for one in listings]
        if len(only) == 1:
            return only[0]
        names = _names(_rows(listings))
        raise UsageError(f"{path} holds {len(only)} products.", hint=f"Say which with --sku: {names}.")
    rows = _rows(listings)
    found = [row for row in rows if row.named(sku)]
    readable = [row for row in found if not row.empty]
    if len({row.listing for row in readable}) > 1:
        places = _places(readable)
        raise UsageError(
            f"{path} holds the product {sku} in the rows {places}, which differ.", hint="Keep one of them."
        )
    if readable:
        return readable[0].listing
    if found:
        raise ContentMissing(f"{path}: {found[0].error}.", hint="Mend that row.")
    raise _absent(rows, sku, path)


def _rows(listings: Sequence[Listing | Row]) -> Sequence[Row]:
    rows: Sequence[Row] | None = getattr(listings, "rows", None)
    if rows is not None:
        return rows
    return [one if isinstance(one, Row) else Row(number, one, one.id) for number, one in enumerate(listings, 1)]


def _absent(rows: Sequence[Row], sku: str, path: Path | str) -> ContentMissing:
    numbers = list(dict.fromkeys(number for row in rows for number in (row.id, *row.skus) if number))
    if not numbers:
        return ContentMissing(f"{path} has no column with product numbers.", hint="Name it sku, or leave --sku out.")
    close = nearest(sku, islice(numbers, 20_000), count=3)
    hint = f"Did you mean {', '.join(close)}?" if close else f"It holds {_names(rows)}."
    wrong = [row.error for row in rows if row.error and row.empty]
    if wrong:
        hint += f" Or is it in what could not be read: {wrong[0]}."
    return ContentMissing(f"{path} does not hold the product {sku}.", hint=hint)


def _places(rows: Sequence[Row]) -> str:
    numbers = [f"{row.row}" for row in rows]
    return ", ".join(numbers[:8]) if len(numbers) > 2 else " and ".join(numbers)


def _names(rows: Sequence[Row]) -> str:
    names = list(dict.fromkeys(row.id for row in rows if row.id))
    if not names:
        return "its products have no numbers, so add a column sku"
    return ", ".join(names[:8]) + (f" … ({len(names)} in all)" if len(names) > 8 else "")
