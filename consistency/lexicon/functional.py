"""The words of grammar and emphasis."""

from __future__ import annotations

from functools import cache

from consistency.lexicon.tables import rows


@cache
def role(name: str) -> frozenset[str]:
    """Return the words of a role: grammar, intensifier or negation."""
    return frozenset(row["word"] for row in rows("functional.csv") if row["role"] == name)
