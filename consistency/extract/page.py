"""The product page as the extractor and the judge see it: every field read once, and an index over them."""

from __future__ import annotations

from dataclasses import dataclass, field

from consistency.extract.chunks import CLAUSE_ENDS, Chunk, Reading, read
from consistency.extract.stream import is_han
from consistency.lexicon.units import unit as unit_of
from consistency.model import FieldName, Listing, Parameter


@dataclass(frozen=True, slots=True)
class Field:
    """One field's readings: a bullet each for the bullets, else one."""

    name: FieldName
    readings: tuple[Reading, ...]

    @property
    def empty(self) -> bool:
        return not any(r.text.strip() for r in self.readings)


@dataclass(slots=True)
class Page:
    """A listing and its report, read; `report` is absent where there is none.

    `words` holds the stems and pairs of Han characters, `concepts` the concepts, each with the
    fields that hold it; `parameters` and `scales` the keys of every parameter and of its scale.
    """

    fields: dict[FieldName, Field]
    words: dict[str, set[FieldName]] = field(default_factory=dict)
    concepts: dict[str, set[FieldName]] = field(default_factory=dict)
    parameters: set[tuple[str, ...]] = field(default_factory=set)
    scales: set[str] = field(default_factory=set)
    clauses: int = 0
    places: dict[str | tuple[str, ...], set[int]] = field(default_factory=dict)
    """Concept ("#id"), word or parameter key → the numbers of the clauses that hold it, through all fields."""

    def at(self, chunk: Chunk) -> set[int]:
        """Return the numbers of the clauses in which the chunk's parameter, concepts or very words stand."""
        if chunk.mention is not None:
            return self.places.get(parameter_key(chunk.mention.parameter), set())
        found = set(self.places.get(chunk.text, ()))
        for sense in chunk.senses:
            found |= self.places.get(f"#{sense.concept}", set())
        return found

    def holds(self, chunk: Chunk) -> set[FieldName]:
        """Return the fields in which the chunk's concepts or its very words stand."""
        found: set[FieldName] = set()
        for sense in chunk.senses:
            found |= self.concepts.get(sense.concept, set())
        return found | self.words.get(chunk.text, set())


def read_page(listing: Listing, report: str | None = None) -> Page:
    """Read a listing's fields and the report, if there is one."""
    texts: dict[FieldName, tuple[str, ...]] = {
        "title": (listing.title,),
        "bullets": listing.bullets,
        "description": (listing.description,),
    }
    if report is not None:
        texts["report"] = (report,)
    page = Page({name: Field(name, tuple(read(t) for t in parts)) for name, parts in texts.items()})
    for name, one in page.fields.items():
        for reading in one.readings:
            _index(page, name, reading)
    return page


def _index(page: Page, name: FieldName, reading: Reading) -> None:
    previous = ""
    for token in reading.stream.tokens:
        if is_han(token):
            if previous:
                page.words.setdefault(previous + token, set()).add(name)
            previous = token
        else:
            previous = ""
            page.words.setdefault(token, set()).add(name)
    clause = page.clauses
    numbers = []
    for chunk in reading.chunks:
        numbers += [clause] * (chunk.last - chunk.first)
        if chunk.mention is not None:
            key = parameter_key(chunk.mention.parameter)
            page.parameters.add(key)
            page.scales.add(parameter_scale(chunk.mention.parameter))
            page.places.setdefault(key, set()).add(clause)
        elif chunk.kind != "sign":
            page.places.setdefault(chunk.text, set()).add(clause)
        elif chunk.text in CLAUSE_ENDS:
            clause += 1
    page.clauses = clause + 1
    for hit in reading.hits:
        for sense in hit.senses:
            page.concepts.setdefault(sense.concept, set()).add(name)
            page.places.setdefault(f"#{sense.concept}", set()).add(numbers[hit.first])


def parameter_scale(parameter: Parameter) -> str:
    """Return what a parameter measures: its unit's dimension or the unit, its rating's scale, or "name"."""
    if parameter.kind == "rating":
        return parameter.scale or "rating"
    if parameter.kind == "name":
        return "name"
    if parameter.unit is None:
        return ""
    found = unit_of(parameter.unit)
    return found.dimension if found else parameter.unit


def parameter_key(parameter: Parameter) -> tuple[str, ...]:
    """Return what equal parameters share, whatever their units: the scale and the value to three digits."""
    scale = parameter_scale(parameter)
    if parameter.kind != "quantity":
        return scale, (parameter.code or parameter.name or "").lower()
    numbers = parameter.values or tuple(n for n in (parameter.value, parameter.low, parameter.high) if n is not None)
    return scale, *(f"{_base(n, parameter.unit):.3g}" for n in numbers)


def _base(number: float, unit: str | None) -> float:
    """Return `number` in the base unit of its dimension."""
    found = None if unit is None else unit_of(unit)
    return number if found is None else number * found.factor + found.offset
