"""A field cut into clauses, each with the keys by which a claim's words can be found in it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from consistency.extract.attributes import attributes
from consistency.extract.chunks import CLAUSE_ENDS, SENTENCE_ENDS, Chunk, Reading
from consistency.extract.page import Field
from consistency.extract.stream import is_han
from consistency.extract.terms import Hit, Sense
from consistency.lexicon.functional import role


@dataclass(frozen=True, slots=True)
class Clause:
    """Chunks `first` to `last` of a field's reading number `index`; `keys` are concepts, stems and Han pairs."""

    index: int
    reading: Reading
    first: int
    last: int
    sentence: int
    keys: frozenset[str]
    negated: bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a field with the attributes that its surroundings give it."""

    index: int
    reading: Reading
    chunk: int
    attributes: tuple[str, ...]
    near: frozenset[str]
    """Keys of the words about it: those of its sentence within a few chunks."""


@dataclass
class FieldIndex:
    """What the judge asks of a field, made once whatever the number of claims."""

    field: Field
    clauses: list[Clause] = dataclasses.field(default_factory=list)

    def __post_init__(self) -> None:
        sentence = 0
        for index, reading in enumerate(self.field.readings):
            first = 0
            chunks = reading.chunks
            for i, chunk in enumerate(chunks):
                end = chunk.kind == "sign" and chunk.text in CLAUSE_ENDS
                if end or i == len(chunks) - 1:
                    if i > first or not end:
                        self.clauses.append(_clause(index, reading, first, i + (not end), sentence))
                    first = i + 1
                    sentence += end and chunk.text in SENTENCE_ENDS
            sentence += 1

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of the field."""
        return frozenset().union(*(c.keys for c in self.clauses))

    @cached_property
    def senses(self) -> dict[str, list[tuple[int, Hit, Sense]]]:
        """Concept → where it is said: the reading's index, the hit and its sense."""
        table: dict[str, list[tuple[int, Hit, Sense]]] = {}
        for index, reading in enumerate(self.field.readings):
            for hit in reading.hits:
                for sense in hit.senses:
                    table.setdefault(sense.concept, []).append((index, hit, sense))
        return table

    @cached_property
    def parameters(self) -> list[Parameter]:
        """Every parameter of the field, in order."""
        return [
            Parameter(index, reading, i, attributes(reading, i, i + 1), near(reading, i, i + 1))
            for index, reading in enumerate(self.field.readings)
            for i, chunk in enumerate(reading.chunks)
            if chunk.mention is not None
        ]


def _clause(index: int, reading: Reading, first: int, last: int, sentence: int) -> Clause:
    keys = keys_of(reading, first, last)
    negated = any(c.text in role("negation") for c in reading.chunks[first:last])
    return Clause(index, reading, first, last, sentence, keys, negated)


def keys_of(reading: Reading, first: int, last: int) -> frozenset[str]:
    """Return the concepts (as "#id"), stems, Han characters in pairs, and parameters of a stretch of chunks."""
    chunks = reading.chunks[first:last]
    if not chunks:
        return frozenset()
    begin, finish = chunks[0].first, chunks[-1].last
    keys = {f"#{s.concept}" for h in reading.hits if h.first >= begin and h.last <= finish for s in h.senses}
    tokens = reading.stream.tokens[begin:finish]
    keys.update(tokens)
    keys.update(a + b for a, b in pairwise(tokens) if is_han(a) and is_han(b))
    return frozenset(keys)


def near(reading: Reading, first: int, last: int, reach: int = 5) -> frozenset[str]:
    """Return the keys of the words about a stretch, in its sentence, parameters left out."""
    chunks = reading.chunks
    found: set[str] = set()
    for step, i in ((-1, first - 1), (1, last)):
        for _ in range(reach):
            if not 0 <= i < len(chunks) or (chunks[i].kind == "sign" and chunks[i].text in SENTENCE_ENDS):
                break
            found |= content(chunks[i])
            i += step
    return frozenset(found)


def content(chunk: Chunk) -> set[str]:
    """Return the keys of a chunk that carries content: its concepts and its text; none for grammar, signs, numbers."""
    if chunk.mention is not None or chunk.kind in ("sign", "number") or chunk.text in role("grammar"):
        return set()
    return {f"#{s.concept}" for s in chunk.senses} | {chunk.text}
