"""Tell what a clause is about: a rival, the past, a question, a price … (after ConText for clinical text).

The cues are a table (`scope.csv`); a sentence's cues and its end mark are what the tagger weighs.
"""

from __future__ import annotations

from functools import cache

from consistency.extract.stream import Stream
from consistency.extract.terms import Table


@cache
def _table() -> Table[str]:
    return Table("cues.txt", str)


def scopes(text: Stream) -> list[tuple[int, int, str]]:
    """Return the scope cues of a stream as (first token, last token, scope)."""
    return [(first, last, names[0]) for first, last, names in _table().find(text)]
