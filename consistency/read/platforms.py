"""What marketplaces put into their tables: rows of labels and help under the keys, a column a language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from consistency.read.columns import plain
from consistency.read.row import as_text

_VERSION = re.compile(r"V\d+(?:\.\d+)*")
_TIKTOK_ROWS = 5  # keys, version, labels, whether mandatory, help
_TIKTOK = frozenset({"productname", "productdescription"}), frozenset({"parcelweight", "skuid", "propertyvalue1"})
_FIGURES = frozenset({"price", "quantity", "psprice", "psstock"})
_FIGURE = re.compile(r"\s*\d[\d.,]*\s*")
_LANGUAGE = re.compile(r"\[language_tag=([^\]]+)\]")
_MARKETPLACE = re.compile(r"\[marketplace_id=([^\]]+)\]")


def is_template(headings: Sequence[str]) -> bool:
    """Tell whether headings are the keys of a TikTok Shop or Shopee file: a row a variant, no column for bullets."""
    keys = {plain(heading) for heading in headings if len(heading) < 100}
    needed, one_of = _TIKTOK
    return (needed <= keys and bool(one_of & keys)) or any(key.startswith("psproductname") for key in keys)


def data_after(headings: Sequence[str], under: Sequence[tuple[int, Sequence[Any]]]) -> int | None:
    """Return the number of the first row of data under the keys of a template; None where no help stands there.

    A row of TikTok Shop's template that names its version fixes the place; else the data begins where
    the columns for price and stock hold figures.
    """
    if not is_template(headings) or not under:
        return None
    figures = [at for at, heading in enumerate(headings) if plain(heading.partition("|")[0]) in _FIGURES]
    for number, cells in under:
        if any(at < len(cells) and _FIGURE.fullmatch(as_text(cells[at])) for at in figures):
            return number
        if number == under[0][0] and any(_VERSION.fullmatch(as_text(cell).strip()) for cell in cells):
            return number - 1 + _TIKTOK_ROWS
    return None


def one_language(headings: Sequence[str], fields: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Keep of columns that repeat a language or marketplace each those of the first title's."""
    titles = fields.get("title", ())
    kept = dict(fields)
    for mark in (_LANGUAGE, _MARKETPLACE):
        wanted = next((found[1] for at in titles if (found := mark.search(headings[at]))), None)
        if wanted is not None:
            kept = {
                field: tuple(at for at in places if not (tag := mark.search(headings[at])) or tag[1] == wanted)
                for field, places in kept.items()
            }
    return {field: places for field, places in kept.items() if places or field == "bullets"}
