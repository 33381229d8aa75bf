"""Put a team's own terms over those of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consistency.extract import attributes, chunks, terms
from consistency.extract.compile import head_of
from consistency.lexicon import concepts
from consistency.lexicon.concepts import Term

REMOVE = "remove"
"""The sense of a row that takes a term out: of one concept, or of all where it names none."""


def use(own: Sequence[Term], new: Mapping[str, str]) -> None:
    """Take the terms `own` and the concepts `new` (id → a line of concepts.csv), in place of those taken before.

    A term replaces the lexicon's where it stands for the same concept; the first standard term of a
    concept is the wording to recommend.
    """
    wordings: dict[tuple[str, str], str] = {}
    for term in own:
        if term.sense == "term":
            wordings.setdefault((term.concept, term.lang), term.text)
    concepts.extend(new, wordings)
    for kept in (terms.table, chunks.read, attributes._by_dimension, attributes._usual):
        kept.cache_clear()
    for term in own:
        _change(term)


def _change(term: Term) -> None:
    head, pattern = head_of(term.text)
    if not pattern:
        return
    key = f"{term.concept}:"

    def meanings(before: list[str]) -> list[str]:
        if term.sense == REMOVE:
            return [one for one in before if term.concept and not one.startswith(key)]
        return [f"{key}{term.sense}:{term.lang}", *(one for one in before if not one.startswith(key))]

    terms.table().change(head, pattern, meanings)
