"""One product as a row of a catalogue: its listing, its numbers, where it stands, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consistency.model import Listing
from consistency.read.htmltext import prose

LARGEST_CELL = 1_000_000
"""Characters that a cell may have: a page's text is far below it, a picture pasted as data is above."""

Values = Mapping[str, Sequence[Any]]
"""By field, the values of its columns; a field is a key where the file has a column for it, filled or not."""


@dataclass(frozen=True, slots=True)
class Row:
    """One product of a file: `row` is the first row, line or place in which it stands, counted from 1.

    `id` is the number of the product and `skus` are those of its variants. `script` is what its video
    says and `category` what kind of goods it is, where the file tells. `error` says in a sentence why
    the row is not to be judged: `listing` is what could be read of it.
    """

    row: int
    listing: Listing
    id: str | None = None
    skus: tuple[str, ...] = ()
    script: str | None = None
    error: str | None = None
    category: str | None = None

    @property
    def empty(self) -> bool:
        """Tell whether title, bullets and description are all empty."""
        return not (self.listing.title or self.listing.bullets or self.listing.description)

    def named(self, number: str) -> bool:
        """Tell whether `number` is that of the product or of one of its variants, capitals aside."""
        wanted = number.strip().casefold()
        return any(own.casefold() == wanted for own in (self.id, *self.skus) if own)


def row_from(number: int, values: Values, error: str | None = None) -> Row:
    """Build a row from what its columns hold.

    Bullets add up; of another field the first filled column counts. Where the file has no column for
    bullets the points of the description are the bullets, as the marketplaces without one show it:
    list items and lines that begin with a mark. They stay part of the description.
    """
    large = next((field for field, cells in values.items() if any(_is_large(cell) for cell in cells)), None)
    if large:
        error = f"row {number} has a {large} of more than {LARGEST_CELL:,} characters"
        values = {field: cells for field, cells in values.items() if field in ("product", "variant") and field != large}
    description = prose(_first(values.get("description", ())))
    bullets = description.points if "bullets" not in values else tuple(_bullets(values["bullets"]))
    skus = tuple(dict.fromkeys(text for cell in values.get("variant", ()) for text in _lines(cell)))
    product = " ".join(_first(values.get("product", ())).split()) or None
    listing = Listing(
        title=" ".join(prose(_first(values.get("title", ()))).text.splitlines()).strip(),
        bullets=bullets,
        description=description.text.strip(),
        id=product or (skus[0] if skus else None),
        lang=_first(values.get("lang", ())) or None,
    )
    return Row(number, listing, listing.id, skus, _first(values.get("script", ())) or None, error,
               " ".join(_first(values.get("category", ())).split()) or None)  # fmt: skip


def _is_large(cell: Any) -> bool:
    return isinstance(cell, str | Sequence) and len(cell) > LARGEST_CELL


def _first(cells: Iterable[Any]) -> str:
    return next((text for cell in cells if (text := as_text(cell).strip())), "")


def _lines(cell: Any) -> list[str]:
    return [line.strip() for line in as_text(cell).splitlines() if line.strip()]


def _bullets(cells: Iterable[Any]) -> list[str]:
    """Return the bullets of cells or keys, each once: lists, HTML, or text with one bullet a line."""
    return list(dict.fromkeys(text for cell in cells for text in _bullets_of(cell)))


def _bullets_of(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _bullets_of(item)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [text for item in value for text in _bullets_of(item)]
    text = as_text(value).strip()
    if text.startswith("[") and text.endswith("]") and (items := _json_list(text)):
        return _bullets_of(items)
    if "<" not in text:
        return _lines(prose(text).text)
    found = prose(text)
    return list(found.points) if "<li" in text.lower() else _lines(found.text)


def _json_list(text: str) -> list[str] | None:
    """Return the texts of a JSON list that stands in a cell."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return items if isinstance(items, list) and all(isinstance(item, str) for item in items) else None


def as_text(value: Any) -> str:
    """Return a cell's value as a person sees it: 5000, not 5000.0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        if value != value:
            return ""  # NaN is how tables in binary formats say that a cell is empty
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, list | tuple):
        return "\n".join(as_text(item) for item in value)
    if isinstance(value, Mapping):
        return "\n".join(as_text(item) for item in value.values())
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
