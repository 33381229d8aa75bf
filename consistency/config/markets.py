"""The markets: how long a title may be, and the language that it has to be in."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from consistency.lexicon.tables import rows


class Market(NamedTuple):
    """What a marketplace asks of a title; None where it asks nothing."""

    limit: int | None
    language: str | None


@cache
def markets() -> dict[str, Market]:
    """Return the markets by their names."""
    return {r["market"]: Market(int(r["title"] or 0) or None, r["language"] or None) for r in rows("markets.csv")}


@cache
def languages() -> dict[str, tuple[str, str, float]]:
    """Return by language its letters, letters that do not belong in it (classes of a regex), and the least share."""
    return {r["language"]: (r["letters"], r["foreign"], float(r["share"] or 0)) for r in rows("title_languages.csv")}
