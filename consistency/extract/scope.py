"""Tell what a clause is about: a rival, the past, a question, a price … (after ConText for clinical text).

The cues are a table (`scope.csv`); a sentence's cues and its end mark are what the tagger weighs.
"""

from __future__ import annotations

from functools import cache, lru_cache

from consistency.extract.stream import Stream
from consistency.extract.terms import Table


@cache
def _table() -> Table[str]:
    return Table("cues.txt", str)


@lru_cache(maxsize=256)
def scopes(text: Stream) -> tuple[tuple[int, int, str], ...]:
    """Return the scope cues of a stream as (first token, last token, scope); those of the last streams are kept."""
    return tuple((first, last, names[0]) for first, last, names in _table().find(text))
