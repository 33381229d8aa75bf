"""Tell what a heading means: the field of a listing that a column or key holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from consistency.errors import UsageError
from consistency.extract.fold import fold, lower
from consistency.lexicon.tables import rows

FIELDS = ("title", "bullets", "description", "sku", "id", "script", "lang", "category")
"""What `columns` may name; "sku" is the number of a product or of its variant."""

_IGNORED = re.compile(r"[\s_\-–—.:*#/\[\]()（）【】]+")
_ATTRIBUTE = re.compile(
    r"(\w+)((?:\[[^\]]*\])*)#\d+\.value", re.IGNORECASE
)  # Amazon: bullet_point[language_tag=en]#1.value
_SHOPEE = re.compile(r"\|\d+\|\d+\s*\Z")  # ps_product_name|1|0
_NOTE = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]\s*\Z")  # Title (required)
_NUMBERED = re.compile(r"(?:\d+|[一二三四五六七八九十])\Z")


class Meaning(NamedTuple):
    """What a heading stands for: `rank` orders the headings of one field, `variant` is said of an id."""

    field: str
    rank: int
    variant: bool


@cache
def _headings() -> dict[str, Meaning]:
    known: dict[str, Meaning] = {}
    for rank, row in enumerate(rows("columns.csv")):
        known.setdefault(plain(row["heading"]), Meaning(row["field"], rank, row["of"] == "variant"))
    return known


def plain(heading: str) -> str:
    """Return a heading without what does not matter: capitals, blanks, width, brackets."""
    return _IGNORED.sub("", lower(fold(heading)))


def meaning_of(heading: str) -> Meaning | None:
    """Return what a heading means, as a person or a marketplace writes it; None where it is not known."""
    if len(heading) > 300:
        return None
    attribute = _ATTRIBUTE.fullmatch(heading.strip())
    heading = attribute[1] if attribute else _SHOPEE.sub("", heading)
    known = _headings()
    for form in (heading, _NOTE.sub("", heading)):
        key = plain(form)
        found = known.get(key) or known.get(_NUMBERED.sub("", key))
        if found:
            return found
    return None


def field_of(heading: str) -> str | None:
    """Return the field that a heading names ("Bullet Point 3" → "bullets"), or None."""
    meaning = meaning_of(heading)
    return meaning.field if meaning else None


def parse_columns(text: str) -> dict[str, str]:
    """Return the columns that `title=Name,bullets=F1+F2` names; raise UsageError where it is something else."""
    parts = re.split(rf",(?=\s*(?:{'|'.join(FIELDS)})\s*=)", text)
    columns: dict[str, str] = {}
    for part in parts:
        field, mark, heading = part.partition("=")
        if not mark or not heading.strip():
            raise UsageError(f"--columns {text} is not understood at {part!r}.", hint=_form())
        columns[field.strip()] = heading.strip()
    return check_columns(columns)


def check_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """Return `columns`, empty where there are none; raise UsageError for a field that a listing lacks."""
    unknown = [field for field in columns or {} if field not in FIELDS]
    if unknown:
        raise UsageError(f"A listing has no field {unknown[0]!r}.", hint=f"Its fields are {', '.join(FIELDS)}.")
    return {field: heading for field, heading in (columns or {}).items() if heading.strip()}


def _form() -> str:
    return "Write --columns title=…,bullets=…,description=… with the headings of the file."


def fields_of(headings: Sequence[str], columns: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Return which columns hold which field, the one that counts most first; bullets in the order of the table.

    The fields are those of `columns` and "product" and "variant", the ids.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    named = _named(headings, columns)
    taken = {at for places in named.values() for at in places}
    for at, heading in enumerate(headings):
        meaning = meaning_of(heading) if heading and at not in taken else None
        if meaning:
            field = meaning.field if meaning.field != "id" else "variant" if meaning.variant else "product"
            if field not in named:
                found.setdefault(field, []).append((0 if field == "bullets" else meaning.rank, at))
    result = {field: tuple(at for _, at in sorted(places)) for field, places in found.items()}
    return result | named


def _named(headings: Sequence[str], columns: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Return the columns that the user named, without those that are not there."""
    places: dict[str, list[int]] = {}
    for at, heading in enumerate(headings):
        if heading:
            places.setdefault(plain(heading) or heading.strip(), []).append(at)
    result: dict[str, tuple[int, ...]] = {}
    for field, value in columns.items():
        found = [place for name in names_in(value, places) for place in places.get(plain(name) or name, [])]
        if found:
            result[{"sku": "variant", "id": "product"}.get(field, field)] = tuple(found)
    return result


def names_in(value: str, known: Iterable[str]) -> list[str]:
    """Return the headings that a value of `columns` names: "F1+F2" are two unless a heading is called so."""
    whole = plain(value) or value.strip()
    return [value.strip()] if whole in known else [name.strip() for name in value.split("+") if name.strip()]


def absent(headings: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """Return the names in `columns` that are none of the headings."""
    known = {plain(heading) or heading.strip() for heading in headings if heading}
    return [name for value in columns.values() for name in names_in(value, known) if (plain(name) or name) not in known]
