"""Tell what a heading means: the field of a listing that a column or key holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from consistency.extract.fold import fold, lower
from consistency.lexicon.tables import rows
from consistency.model import Listing

_IGNORED = re.compile(r"[\s_\-–—.:*#/\[\]()（）【】]+")


@cache
def _headings() -> dict[str, str]:
    return {_plain(row["heading"]): row["field"] for row in rows("columns.csv")}


def _plain(heading: str) -> str:
    return _IGNORED.sub("", lower(fold(heading)))


def field_of(heading: str) -> str | None:
    """Return the field that a heading names ("Bullet Point 3" → "bullets"), or None."""
    plain = _plain(heading)
    known = _headings()
    return known.get(plain) or known.get(re.sub(r"(?:\d+|[一二三四五六七八九十])$", "", plain))


def listing_from(pairs: Iterable[tuple[str, Any]]) -> Listing:
    """Build a listing from (field, value) pairs; bullets add up, of another field the first filled one counts."""
    found: dict[str, str] = {}
    bullets: list[str] = []
    for field, value in pairs:
        if field == "bullets":
            bullets.extend(_bullets(value))
        elif field not in found and (text := as_text(value).strip()):
            found[field] = text
    return Listing(
        title=found.get("title", ""),
        bullets=tuple(bullets),
        description=found.get("description", ""),
        id=found.get("id"),
        lang=found.get("lang"),
    )


def _bullets(value: Any) -> list[str]:
    """Return the bullets of a cell or key: a list, or text with one bullet a line."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [text for item in value for text in _bullets(item)]
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _bullets(item)]
    return [line.strip() for line in as_text(value).splitlines() if line.strip()]


def as_text(value: Any) -> str:
    """Return a cell's value as a person sees it: 5000, not 5000.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list | tuple):
        return "\n".join(as_text(item) for item in value)
    return str(value)
