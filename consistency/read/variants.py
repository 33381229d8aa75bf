"""Join the rows of one product, its variants, while they stream by; tell a product that comes back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace

from consistency.read.row import Row


def joined(rows: Iterable[Row], *, by_title: bool = False) -> Iterator[Row]:
    """Yield one row a product of rows that follow each other; a later row fills what earlier ones leave empty.

    Rows of one product share its number; in a file that numbers variants alone (`by_title`), its title.
    A row whose product stood further up already is yielded with an error that names the place.
    """
    seen = Seen()
    first: Row | None = None
    for row in rows:
        if first is not None and not row.error and _key(row, by_title) == _key(first, by_title) is not None:
            first = _join(first, row)
            continue
        if first is not None:
            yield _checked(first, seen)
            first = None
        if row.error:
            yield row
        elif row.empty:
            if row.id:
                yield replace(row, error=f"row {row.row} has no title, bullet points or description")
        else:
            first = row
    if first is not None:
        yield _checked(first, seen)


def _key(row: Row, by_title: bool) -> str | None:
    return row.listing.title if by_title and row.id in (None, *row.skus) and row.listing.title else row.id


def _join(first: Row, row: Row) -> Row:
    old, new = first.listing, row.listing
    bullets = old.bullets
    if new.description in ("", old.description) or not old.bullets:
        bullets = tuple(dict.fromkeys((*bullets, *new.bullets)))
    listing = replace(
        old,
        title=old.title or new.title,
        bullets=bullets,
        description=old.description or new.description,
        lang=old.lang or new.lang,
    )
    skus = tuple(dict.fromkeys((*first.skus, *row.skus)))
    return replace(
        first, listing=listing, skus=skus, script=first.script or row.script, category=first.category or row.category
    )


def _checked(row: Row, seen: Seen) -> Row:
    if row.id is None:
        return row
    before = seen.add(row.id, row.row)
    return replace(row, error=f"row {row.row}: product {row.id} stands in row {before} already") if before else row


class Seen:
    """The numbers of the products that went by and their rows, in sixteen to thirty-two bytes each.

    A number is kept as a hash of 64 bits: that two of a million differ and share one has a chance of
    one in thirty million.
    """

    def __init__(self) -> None:
        self._hashes = array("Q", bytes(8 * 1024))
        self._rows = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, number: str, row: int) -> int | None:
        """Remember `number`; return the row in which it came before, None where it did not."""
        key = (hash(number) & 0xFFFF_FFFF_FFFF_FFFF) or 1
        place = self._place(key)
        if self._hashes[place]:
            return self._rows[place]
        self._hashes[place], self._rows[place] = key, row
        self._count += 1
        if self._count * 2 > len(self._hashes):
            self._grow()
        return None

    def _place(self, key: int) -> int:
        mask = len(self._hashes) - 1
        place = (key ^ key >> 32) & mask
        while self._hashes[place] not in (0, key):
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        hashes, rows = self._hashes, self._rows
        self._hashes, self._rows = (array("Q", bytes(16 * len(hashes))) for _ in range(2))
        for key, row in zip(hashes, rows, strict=True):
            if key:
                place = self._place(key)
                self._hashes[place], self._rows[place] = key, row
