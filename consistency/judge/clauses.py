"""A field cut into clauses, each with the keys by which a claim's words can be found in it."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from consistency.extract.attributes import attributes
from consistency.extract.chunks import CLAUSE_ENDS, SENTENCE_ENDS, Chunk, Reading
from consistency.extract.page import Field, Page, parameter_key, parameter_scale
from consistency.extract.stream import is_han
from consistency.extract.terms import Hit, Sense
from consistency.judge.stated import stated
from consistency.judge.tally import Stretch
from consistency.judge.words import canonical, denied, literal_keys
from consistency.lexicon.concepts import broader, concept
from consistency.lexicon.functional import role
from consistency.model import FieldName, Mention

_BREAKS = ("and", "or", "plus", "和", "与", "及")


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `begin` to `finish` of a field's reading number `index`, with what can be found there."""

    index: int
    begin: int
    finish: int
    sentence: int
    keys: frozenset[str]
    """Canonical tokens, pairs of neighbours, and concepts as "#id", save those that are denied."""
    standard: frozenset[str]
    """The concepts that are named by a standard term, as "#id"."""


@dataclass(frozen=True, eq=False)
class Parameter:
    """A parameter of a field; what its surroundings tell of it is read off them when first asked for."""

    index: int
    reading: Reading
    chunk: int
    mention: Mention
    key: tuple[str, ...]
    """The mention's scale and value."""

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that its surroundings give it."""
        return attributes(self.reading, self.chunk, self.chunk + 1)

    @cached_property
    def near(self) -> frozenset[str]:
        """Keys of the words about it: those of its sentence within a few chunks."""
        return near(self.reading, self.chunk, self.chunk + 1)

    @cached_property
    def beside(self) -> frozenset[str]:
        """Keys of the words next to it."""
        return beside(self.reading, self.chunk)

    @property
    def stretch(self) -> Stretch:
        """Where it stands."""
        return self.index, self.reading, self.mention.start, self.mention.end


@dataclass(frozen=True, slots=True)
class Echoes:
    """What the page's other fields say about a parameter that they hold too."""

    count: int
    near: frozenset[str]
    attributes: tuple[str, ...]
    keys: frozenset[tuple[str, ...]]
    """Keys of the other parameters in those fields."""


Place = tuple[int, Hit, Sense]
"""Where a concept is said: the reading's index, the hit and its sense."""


@dataclass
class FieldIndex:
    """What the judge asks of a field, made once whatever the number of claims."""

    field: Field
    clauses: list[Clause] = dataclasses.field(default_factory=list)
    tokens: list[list[str]] = dataclasses.field(default_factory=list)
    """The canonical tokens of each reading."""
    senses: dict[str, list[Place]] = dataclasses.field(default_factory=dict)
    """Concept → where it is said."""
    siblings: tuple[FieldIndex, ...] = ()
    """The page's other fields."""

    covered: tuple[object, tuple[float, float, float]] | None = None
    """The claim that the field was last asked about as a whole, with the answer."""

    def __post_init__(self) -> None:
        self.empty = self.field.empty
        sentence = 0
        for index, reading in enumerate(self.field.readings):
            tokens = canonical(reading.stream.tokens)
            self.tokens.append(tokens)
            names = self._names(index, reading, tokens)
            at = 0
            for begin, finish, ends in _stretches(reading):
                keys, standard = literal_keys(tokens[begin:finish]), set()
                while at < len(names) and names[at][0] < finish:
                    first, key, term = names[at]
                    if first >= begin:
                        keys.add(key)
                        if term:
                            standard.add(key)
                    at += 1
                self.clauses.append(Clause(index, begin, finish, sentence, frozenset(keys), frozenset(standard)))
                sentence += ends
            sentence += 1

    def _names(self, index: int, reading: Reading, tokens: list[str]) -> list[tuple[int, str, bool]]:
        """Enter what a reading names; return first token, key and "is a standard term" of all that is not denied."""
        names = []
        for hit in reading.hits:
            for sense in hit.senses:
                kept = sense.sense != "contrary"
                if not kept and denied(tokens, hit.first, hit.last):
                    sense, kept = sense._replace(sense="denied"), True
                self.senses.setdefault(sense.concept, []).append((index, hit, sense))
                if kept:
                    names.append((hit.first, f"#{sense.concept}", sense.sense == "term"))
        return names

    def holding(self, keys: Set[str]) -> Iterator[tuple[Clause, Set[str]]]:
        """Yield the clauses that hold some of the keys, in order, each with those that it holds."""
        keys = self.keys & keys
        if keys:
            for clause in self.clauses:
                if not clause.keys.isdisjoint(keys):
                    yield clause, clause.keys & keys

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of the field."""
        return frozenset().union(*(c.keys for c in self.clauses))

    @cached_property
    def standard(self) -> frozenset[str]:
        """Every concept that the field names by a standard term."""
        return frozenset().union(*(c.standard for c in self.clauses))

    def stretch(self, index: int, hit: Hit) -> Stretch:
        """Return where a hit stands in reading number `index`."""
        return index, self.field.readings[index], hit.start, hit.end

    @cached_property
    def han(self) -> bool:
        """Tell whether the field is Chinese."""
        tokens = [t for reading in self.field.readings for t in reading.stream.tokens]
        return 3 * sum(map(is_han, tokens)) > len(tokens)

    @cached_property
    def implied(self) -> dict[str, Place]:
        """Concept → the first place that names something narrower."""
        table: dict[str, Place] = {}
        for id, places in self.senses.items():
            asserted = next((p for p in places if p[2].sense in ("term", "paraphrase")), None)
            if asserted is not None:
                for parent in broader(id):
                    table.setdefault(parent, asserted)
        return table

    @cached_property
    def groups(self) -> dict[str, list[Place]]:
        """Set of alternatives → the places that name one of them."""
        table: dict[str, list[Place]] = {}
        for id, places in self.senses.items():
            group = concept(id).group
            if group:
                table.setdefault(group, []).extend(p for p in places if p[2].sense in ("term", "paraphrase"))
        return table

    @cached_property
    def materials(self) -> list[Place]:
        """The places that name a material."""
        return [
            place
            for id, places in self.senses.items()
            if concept(id).kind == "material"
            for place in places
            if place[2].sense in ("term", "paraphrase")
        ]

    def clause_at(self, index: int, token: int) -> Clause | None:
        """Return the clause that holds a token of a reading."""
        number = bisect_right(self._begins, (index, token)) - 1
        if number < 0:
            return None
        clause = self.clauses[number]
        return clause if clause.index == index and token < clause.finish else None

    @cached_property
    def _begins(self) -> list[tuple[int, int]]:
        return [(c.index, c.begin) for c in self.clauses]

    @cached_property
    def parameters(self) -> list[Parameter]:
        """Every parameter of the field, in order."""
        return [
            Parameter(index, reading, i, mention, parameter_key(mention.parameter))
            for index, reading in enumerate(self.field.readings)
            for i, chunk in enumerate(reading.chunks)
            if (chunk.mention or chunk.inner) and (mention := stated(reading, i)) is not None
        ]

    @cached_property
    def measured(self) -> list[tuple[int, int, str]]:
        """The readings, first tokens and scales of the parameters that are no part of a term."""
        return [
            (index, chunk.first, parameter_scale(chunk.mention.parameter))
            for index, reading in enumerate(self.field.readings)
            for chunk in reading.chunks
            if chunk.mention is not None
        ]

    @cached_property
    def named_attributes(self) -> dict[str, list[tuple[int, int, Sense]]]:
        """Attribute → the readings and chunks that name it, words inside longer terms left out."""
        table: dict[str, list[tuple[int, int, Sense]]] = {}
        for index, reading in enumerate(self.field.readings):
            for i, chunk in enumerate(reading.chunks):
                if chunk.kind == "attribute":
                    for sense in chunk.senses:
                        table.setdefault(sense.concept, []).append((index, i, sense))
        return table

    @cached_property
    def by_key(self) -> dict[tuple[str, ...], list[Parameter]]:
        """The field's parameters by scale and value."""
        table: dict[tuple[str, ...], list[Parameter]] = {}
        for one in self.parameters:
            table.setdefault(one.key, []).append(one)
        return table

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(key for one in self.parameters for key in one.near)

    def rarity(self, key: str) -> float:
        """Return how well a word tells one of the field's parameters from the others, from 0 to 1."""
        return 1.0 / max(self._counts[key], 1)

    def echoes(self, key: tuple[str, ...]) -> Echoes:
        """Return what the other fields say of a parameter; what is asked once is kept."""
        found = self._echoes.get(key)
        if found is None:
            holders = [s for s in self.siblings if key in s.by_key]
            same = [p for s in holders for p in s.by_key[key]]
            near_ = frozenset().union(*(p.near for p in same))
            attributes_ = tuple(dict.fromkeys(a for p in same for a in p.attributes[:1]))
            keys = frozenset(k for s in holders for k in s.by_key if k != key)
            found = self._echoes[key] = Echoes(len(holders), near_, attributes_, keys)
        return found

    @cached_property
    def _echoes(self) -> dict[tuple[str, ...], Echoes]:
        return {}


def indexes(page: Page) -> dict[FieldName, FieldIndex]:
    """Index the fields of a page, each with the others beside it."""
    result = {name: FieldIndex(one) for name, one in page.fields.items()}
    for name, index in result.items():
        index.siblings = tuple(other for key, other in result.items() if key != name)
    return result


def _stretches(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Yield each clause as its first token, its last (exclusive), and whether a sentence ends there."""
    first = 0
    for chunk in reading.chunks:
        if chunk.kind == "sign" and chunk.text in CLAUSE_ENDS:
            if chunk.first > first:
                yield first, chunk.first, chunk.text in SENTENCE_ENDS
            first = chunk.last
    if first < len(reading.stream.tokens):
        yield first, len(reading.stream.tokens), True


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
    keys = {f"#{s.concept}" for s in chunk.senses}
    keys.add(chunk.text)
    return keys


def beside(reading: Reading, place: int) -> frozenset[str]:
    """Return the keys of the content words next to a parameter: up to two chunks away, nothing in between."""
    chunks = reading.chunks
    found: set[str] = set()
    for step in (-1, 1):
        for i in (place + step, place + 2 * step):
            if not 0 <= i < len(chunks) or chunks[i].mention is not None or chunks[i].text in _BREAKS:
                break
            if chunks[i].kind == "sign" and chunks[i].text not in ":(":
                break
            found |= content(chunks[i])
    return frozenset(found)
