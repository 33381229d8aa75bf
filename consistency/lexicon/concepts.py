"""The concepts and their terms: what the checker knows by name, in every language."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from consistency.lexicon.tables import lines, rows, text

LANGUAGES = ("en", "zh")
KINDS = ("attribute", "feature", "part", "material", "ingredient", "certification", "product", "word")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a page can say of a product.

    `group` names a set of alternatives of which a product normally has one; `broader` lists the
    concepts that this one implies. `graded`, `limit` and `dimensions` are an attribute's: stated
    by a parameter in the trade, a limit in itself, and the dimensions of its units; `usual` are those
    of which a value speaks of this attribute where nothing beside it tells.
    """

    id: str
    kind: str
    group: str = ""
    broader: tuple[str, ...] = ()
    graded: bool = False
    limit: bool = False
    usual: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()


class Term(NamedTuple):
    """A wording of a concept; `sense` is term, paraphrase, weaker, contrary, vague or cue."""

    concept: str
    sense: str
    text: str
    lang: str


_own_lines: dict[str, str] = {}
_own_wordings: dict[tuple[str, str], str] = {}


def extend(concepts: Mapping[str, str], wordings: Mapping[tuple[str, str], str]) -> None:
    """Take a team's own concepts (id → a line of concepts.csv) and wordings to recommend, in place of those before."""
    for own, given in ((_own_lines, concepts), (_own_wordings, wordings)):
        own.clear()
        own.update(given)  # type: ignore[arg-type]
    for kept in (_lines, concept, wording, broader):
        kept.cache_clear()


@cache
def _lines() -> dict[str, str]:
    return {line.partition(",")[0]: line for line in lines("concepts.csv")[1:]} | _own_lines


@cache
def concept(id: str) -> Concept:
    """Return a concept by its id; raise KeyError where there is none. Its row is parsed when first asked for."""
    id, kind, group, broader, graded, limit, usual, dimensions = _lines()[id].split(",")
    flags = graded == "1", limit == "1"
    return Concept(id, kind, group, tuple(broader.split()), *flags, tuple(usual.split()), tuple(dimensions.split()))


def ids() -> list[str]:
    """Return the ids of all concepts."""
    return list(_lines())


def is_concept(id: str) -> bool:
    """Tell whether there is a concept of this id."""
    return id in _lines()


def attributes() -> list[Concept]:
    """Return the concepts that are attributes."""
    return [concept(id) for id, line in _lines().items() if line.startswith(f"{id},attribute,")]


def terms() -> list[Term]:
    """Return every term of every language."""
    return [Term(r["concept"], r["sense"], r["term"], lang) for lang in LANGUAGES for r in rows(f"terms/{lang}.csv")]


@cache
def _table(lang: str) -> str:
    return text(f"terms/{lang}.csv")


@cache
def wording(id: str, lang: str) -> str | None:
    """Return the wording of a concept to recommend in `lang`: its first standard term.

    The table is searched, not parsed: one wording is wanted of ten thousands.
    """
    if (id, lang) in _own_wordings:
        return _own_wordings[id, lang]
    table = _table(lang)
    _, found, row = table.partition(f"\n{id},term,")
    if not found:
        return None
    (term,) = next(csv.reader([row.partition("\n")[0]]))
    return term.strip()


@cache
def broader(id: str) -> frozenset[str]:
    """Return the ids of all concepts that `id` implies, itself left out."""
    found: set[str] = set()
    todo = list(concept(id).broader)
    while todo:
        parent = todo.pop()
        if parent not in found and is_concept(parent):
            found.add(parent)
            todo.extend(concept(parent).broader)
    return frozenset(found)
