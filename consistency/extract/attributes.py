"""Bind a parameter to what it is a parameter of: the unit narrows the attributes, the nearest cue picks one."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from consistency.extract.chunks import CLAUSE_ENDS, SENTENCE_ENDS, Reading
from consistency.extract.page import parameter_scale
from consistency.lexicon.concepts import attributes as all_attributes
from consistency.lexicon.concepts import concept
from consistency.model import Parameter

REACH = 7
"""How many chunks away a cue may stand."""
_WEIGHT = {"term": 3.0, "vague": 3.0, "weaker": 2.5, "cue": 1.5, "paraphrase": 2.5, "contrary": 2.0}


@cache
def _by_dimension() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = defaultdict(list)
    for one in all_attributes():
        for name in one.dimensions:
            table[name].append(one.id)
    return {name: tuple(ids) for name, ids in table.items()}


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    """Return for each dimension the attributes that a value speaks of where nothing beside it tells."""
    table: dict[str, list[str]] = defaultdict(list)
    for one in all_attributes():
        for name in one.usual:
            table[name].append(one.id)
    return {name: tuple(ids) for name, ids in table.items()}


def candidates(parameter: Parameter) -> frozenset[str]:
    """Return the attributes whose values have this parameter's dimension, or whose grades are on its scale."""
    scale = parameter_scale(parameter) if parameter.kind == "quantity" else parameter.scale or ""
    return frozenset(_by_dimension().get(scale, ()))


def attributes(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """Return the attributes that chunks `first` to `last` speak of, the likeliest first.

    With a parameter among them, only attributes that its unit fits, and where no cue stands the usual
    one; cues inside the stretch weigh most, then those of the clause, then those of the
    sentence, the nearer the more.
    """
    chunks = reading.chunks
    mention = next((c.mention for c in chunks[first:last] if c.mention is not None), None)
    fits = candidates(mention.parameter) if mention else None
    scores: dict[str, float] = defaultdict(float)
    for i, factor in _around(reading, first, last, wide=mention is not None):
        for sense in chunks[i].senses:
            one = concept(sense.concept)
            if one.kind == "attribute" and (fits is None or one.id in fits) and (mention or sense.sense != "cue"):
                scores[one.id] = max(scores[one.id], _WEIGHT[sense.sense] * factor)
    if fits is not None and not scores:
        return tuple(fits) if len(fits) == 1 else _usual().get(parameter_scale(mention.parameter), ())  # type: ignore[union-attr]
    return tuple(sorted(scores, key=lambda a: (-scores[a], a)))


def _around(reading: Reading, first: int, last: int, wide: bool) -> list[tuple[int, float]]:
    """Return chunk indexes in and about the stretch with how much a cue there counts."""
    chunks = reading.chunks
    result = [(i, 1.0) for i in range(first, last)]
    if not wide:
        return result
    for step, begin in ((-1, first - 1), (1, last)):
        factor = 0.8
        i = begin
        while 0 <= i < len(chunks) and abs(i - begin) < REACH:
            sign = chunks[i].kind == "sign"
            if sign and chunks[i].text in SENTENCE_ENDS:
                break
            if sign and chunks[i].text in CLAUSE_ENDS:
                factor *= 0.5
            result.append((i, factor / (1 + 0.15 * abs(i - begin))))
            i += step
    return result
