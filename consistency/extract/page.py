"""The product page as the extractor and the judge see it: every field read once, and an index over them."""

from __future__ import annotations

from dataclasses import dataclass, field

from consistency.extract.chunks import CLAUSE_ENDS, Chunk, Reading, read
from consistency.extract.stream import is_han
from consistency.lexicon.units import unit as unit_of
from consistency.model import FieldName, Listing, Parameter

Places = dict[int, FieldName]
"""The numbers of clauses, each with its field."""


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

    The index tells where things stand: clauses are numbered through all fields, and a thing's entry
    maps the numbers of the clauses that hold it to their fields.
    """

    fields: dict[FieldName, Field]
    texts: dict[FieldName, str]
    """The streams of each field's readings, a line each."""
    text: str
    """The lines of all fields."""
    concepts: dict[str, Places] = field(default_factory=dict)
    words: dict[str, Places] = field(default_factory=dict)
    """By the text of a whole chunk."""
    parameters: dict[tuple[str, ...], Places] = field(default_factory=dict)
    """By the parameter's key."""
    scales: set[str] = field(default_factory=set)
    clauses: int = 0

    def at(self, chunk: Chunk) -> set[int]:
        """Return the numbers of the clauses in which the chunk's parameter, concepts or very words stand."""
        if chunk.mention is not None:
            return set(self.parameters.get(parameter_key(chunk.mention.parameter), ()))
        found = set(self.words.get(chunk.text, ()))
        for sense in chunk.senses:
            found.update(self.concepts.get(sense.concept, ()))
        return found

    def holds(self, chunk: Chunk) -> set[FieldName]:
        """Return the fields in which the chunk's concepts or its very word (a pair of Han characters) stand."""
        found: set[FieldName] = set()
        for sense in chunk.senses:
            found.update(self.concepts.get(sense.concept, {}).values())
        word = _word(chunk)
        if word:
            found.update(name for name, text in self.texts.items() if word in text)
        return found


def _word(chunk: Chunk) -> str:
    """Return what stands in a stream's text where the chunk, a word or a pair of Han characters, does; else ""."""
    if is_han(chunk.text):
        return chunk.text if len(chunk.text) == 2 else ""
    return f" {chunk.text} " if chunk.last - chunk.first == 1 else ""


def read_page(listing: Listing, report: str | None = None) -> Page:
    """Read a listing's fields and the report, if there is one."""
    texts: dict[FieldName, tuple[str, ...]] = {
        "title": (listing.title,),
        "bullets": listing.bullets,
        "description": (listing.description,),
    }
    if report is not None:
        texts["report"] = (report,)
    fields = {name: Field(name, tuple(read(t) for t in parts)) for name, parts in texts.items()}
    streams = {name: "\n".join(r.stream.text for r in one.readings) for name, one in fields.items()}
    page = Page(fields, streams, "\n".join(streams.values()))
    for name, one in page.fields.items():
        for reading in one.readings:
            _index(page, name, reading)
    return page


def _index(page: Page, name: FieldName, reading: Reading) -> None:
    clause = page.clauses
    numbers = []  # of each token's clause
    for chunk in reading.chunks:
        numbers += [clause] * (chunk.last - chunk.first)
        if chunk.mention is not None:
            key = parameter_key(chunk.mention.parameter)
            page.parameters.setdefault(key, {})[clause] = name
            page.scales.add(parameter_scale(chunk.mention.parameter))
        elif chunk.kind != "sign":
            page.words.setdefault(chunk.text, {})[clause] = name
        elif chunk.text in CLAUSE_ENDS:
            clause += 1
    page.clauses = clause + 1
    for hit in reading.hits:
        clause = numbers[hit.first]
        for sense in hit.senses:
            page.concepts.setdefault(sense.concept, {})[clause] = name


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
