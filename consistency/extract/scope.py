"""Tell what a clause is about: a rival, the past, a question, a price … (after ConText for clinical text).

The cues are a table (`scope.csv`); a sentence's cues and its end mark are what the tagger weighs.
"""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick

from consistency.extract.stream import Stream, stream
from consistency.lexicon.tables import rows


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    table: dict[str, str] = {}
    for row in rows("scope.csv"):
        pattern = stream(row["cue"]).text.strip()
        if pattern:
            table.setdefault(pattern, row["scope"])
    return AhoCorasick(list(table)), list(table.values())


def scopes(text: Stream) -> list[tuple[int, int, str]]:
    """Return the scope cues of a stream as (first token, last token, scope)."""
    automaton, names = _automaton()
    found = []
    haystack = text.text
    for index, start, end in automaton.find_matches_as_indexes(haystack, overlapping=True):
        if haystack[start] < "\u3400" and haystack[start - 1] != " ":
            continue
        if haystack[end - 1] < "\u3400" and haystack[end] != " ":
            continue
        first, last, _, _ = text.span(start, end)
        found.append((first, last, names[index]))
    return found
