"""Edits of one field whose effect on one claim is known beforehand: what `benchmarks.metamorphic` tries.

An edit is fair where the field says afterwards what it is meant to say, and says the old thing nowhere
else. So a number or unit is changed only where no other parameter of the field equals it, where the
text as edited reads back as meant, and where no other parameter is read differently; a sentence is
deleted only where neither the claim's words nor its attribute, nor a parameter like its own, stand elsewhere.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import consistency
from consistency.extract.claims import extract
from consistency.lexicon.concepts import concept
from consistency.lexicon.units import unit
from consistency.model import Claim, FieldName, Mention, Parameter, Result

# Unit → the unit that a conversion writes instead, in English and in Chinese.
OTHER = {
    "m": ("ft", "厘米"), "cm": ("in", "毫米"), "mm": ("cm", "厘米"), "in": ("cm", "厘米"), "ft": ("m", "米"),
    "kg": ("lb", "克"), "g": ("oz", "千克"), "lb": ("kg", "千克"), "oz": ("g", "克"), "L": ("mL", "毫升"),
    "mL": ("L", "升"), "fl_oz": ("mL", "毫升"), "h": ("minutes", "分钟"), "min": ("hours", "小时"),
    "d": ("hours", "小时"), "W": ("kW", "千瓦"), "kW": ("W", "瓦"), "mAh": ("Ah", "安时"), "Hz": ("kHz", "千赫兹"),
    "Pa": ("kPa", "千帕"),
}  # fmt: skip
SYMBOLS = {
    "厘米": "cm", "毫米": "mm", "米": "m", "克": "g", "千克": "kg", "毫升": "mL", "升": "L", "分钟": "min",
    "小时": "h", "千瓦": "kW", "瓦": "W", "安时": "Ah", "千赫兹": "kHz", "千帕": "kPa", "minutes": "min", "hours": "h",
}  # fmt: skip
# Warranty, and how many colours and sizes are on offer, are not scored; ages, dates and model numbers are no claims.
_UNSCORED = re.compile(
    r"warrant|guarant|colou?rs|sizes|sku|upc|item #|model|保修|质保|保质期|包换|上市|型号|货号|日期|批准|年龄|周岁",
    re.IGNORECASE,
)
_NAMED = ("feature", "material", "ingredient", "certification")
_MOST = 2  # parameters of one claim: one of more is a table
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CUT = re.compile(r"\n|(?<=[.!?])\s+|[。！？；，]")
_WORD = re.compile(r"[a-z]{2,}")
_HAN = re.compile(r"(?=([一-鿿]{2}))")
_EMPTY = frozenset({
    "of", "to", "in", "is", "it", "an", "as", "at", "be", "by", "on", "or", "so", "up", "we", "no", "if",
    "the", "and", "with", "for", "you", "your", "that", "this", "are",
})  # fmt: skip


@dataclass(frozen=True)
class Text:
    """A field of a listing that is its own script; bullets are joined by line ends."""

    name: FieldName
    field: str
    listing: Mapping[str, Any]

    def edited(self, edit: Edit) -> dict[str, Any]:
        """Return the listing with one field edited."""
        changed = edit.apply(self.field)
        whole = [b for b in changed.split("\n") if b.strip()] if self.name == "bullets" else changed
        return {**self.listing, self.name: whole}

    @cached_property
    def mentions(self) -> list[Mention]:
        """Return the parameters of the field."""
        return consistency.parameters(self.field)

    @cached_property
    def lines(self) -> list[int]:
        """Return where the lines of the field begin."""
        return [0, *(m.end() for m in re.finditer("\n", self.field))]


@dataclass(frozen=True)
class Edit:
    """One stretch of the field written otherwise, and the claim that it is about."""

    claim: Claim
    start: int
    end: int
    new: str

    def apply(self, field: str) -> str:
        """Return the field as edited."""
        return field[: self.start] + self.new + field[self.end :]

    def shown(self, field: str) -> str:
        """Return the edit for people to read."""
        before = field[max(0, self.start - 60) : self.start]
        text = f"{before}[{field[self.start : self.end]} → {self.new}]{field[self.end : self.end + 60]}"
        return repr(text.replace("\n", " / "))


def unconcerned(claim: Claim, text: Text, edit: Edit) -> bool:
    """Tell whether an edit has nothing to do with a claim: neither it nor what decided it stands there."""
    judged = claim.fields[text.name]
    evidence = judged.evidence if judged else None
    if evidence is not None:
        shift = text.lines[evidence.index] if evidence.index is not None else 0
        if evidence.start + shift < edit.end and edit.start < evidence.end + shift:
            return False
    return claim is not edit.claim and not (claim.start < edit.end and edit.start < claim.end)


def edits(kind: str, text: Text, before: Result) -> Iterator[Edit]:
    """Yield the fair edits of one kind, the claims in an order of chance that is the same every time."""
    claims = [c for c in before.claims if _status(c, text) == "match" and _sure(text, c)]
    random.Random(text.field).shuffle(claims)
    for claim in claims:
        if kind.startswith("deleted"):
            if (claim.parameter is None) == (kind == "deleted feature"):
                yield from _deletion(text, claim)
            continue
        for mention in _own(text, claim):
            yield from _number(text, claim, mention) if kind == "number" else _unit(text, claim, mention)


def _status(claim: Claim, text: Text) -> str:
    judged = claim.fields[text.name]
    return judged.status if judged else "none"


def _sure(text: Text, claim: Claim) -> bool:
    """Tell whether a claim is one line's, scored, and has a parameter or names a feature."""
    line = text.field[text.field.rfind("\n", 0, claim.start) + 1 :].partition("\n")[0]
    if "\n" in claim.text or _UNSCORED.search(line):
        return False
    if claim.parameter is not None:
        return sum(claim.start <= m.start and m.end <= claim.end for m in text.mentions) <= _MOST
    return claim.attribute != "feature" and concept(claim.attribute).kind in _NAMED


def _own(text: Text, claim: Claim) -> list[Mention]:
    """Return the claim's measured parameters that the field holds once only."""
    own = [m for m in text.mentions if claim.start <= m.start and m.end <= claim.end]
    return [m for m in own if _measured(m.parameter) and not any(_equal(m, o) for o in text.mentions if o is not m)]


def _measured(parameter: Parameter) -> bool:
    return parameter.kind == "quantity" and parameter.unit is not None


def _equal(one: Mention, other: Mention) -> bool:
    """Tell whether two parameters state one value, or one is a part of the other."""
    if consistency.compare(one.parameter, other.parameter).kind in ("same", "reworded"):
        return True
    return one.parameter.unit == other.parameter.unit and bool(_values(one.parameter) & _values(other.parameter))


def _values(parameter: Parameter) -> set[float]:
    return {v for v in (parameter.value, parameter.low, parameter.high, *parameter.values) if v is not None}


def _number(text: Text, claim: Claim, mention: Mention) -> Iterator[Edit]:
    """Write another number of as many digits, one that the field holds nowhere."""
    found = _NUMBER.search(mention.text)
    if found is None:
        return
    old = found.group()
    held = {n.group() for n in _NUMBER.finditer(text.field)}
    for new in _others(old, mention.parameter.low is not None):
        if new not in held:
            edit = Edit(claim, mention.start + found.start(), mention.start + found.end(), new)
            if _reads(text, edit, mention, lambda p: p.unit == mention.parameter.unit and p != mention.parameter):
                yield edit
            return


def _others(old: str, low: bool) -> Iterator[str]:
    """Yield numbers written as `old` is, a quarter and more away from it; smaller ones for the low end of a range."""
    digits = len(old.partition(".")[2])
    value = float(old.replace(",", ""))
    for factor in (0.7, 0.6, 0.5, 0.4) if low else (0.7, 1.4, 0.6, 1.6, 0.5, 2.0, 3.0):
        new = f"{value * factor:{',' if ',' in old else ''}.{digits}f}"
        if float(new.replace(",", "")) > 0 and abs(float(new.replace(",", "")) / value - 1) > 0.25:
            yield new


def _unit(text: Text, claim: Claim, mention: Mention) -> Iterator[Edit]:
    """Write a single value in another unit, to four digits."""
    parameter = mention.parameter
    numbers = list(_NUMBER.finditer(mention.text))
    if parameter.value is None or parameter.tolerance is not None or len(numbers) != 1 or parameter.unit not in OTHER:
        return
    spelt = re.match(r"\s*-?\s*([A-Za-z]+\.?|[\"″”]|[一-鿿]+)", mention.text[numbers[0].end() :])
    if spelt is None:
        return
    name = OTHER[parameter.unit]["一" <= spelt.group(1)[0] <= "鿿"]
    old, new = unit(parameter.unit), unit(SYMBOLS.get(name, name))
    assert old is not None and new is not None
    value = float(f"{parameter.value * old.factor / new.factor:.4g}")
    if not 0.01 <= value < 1e5:
        return
    begin = mention.start + numbers[0].start()
    edit = Edit(claim, begin, mention.start + numbers[0].end() + spelt.end(), f"{value:.10g} {name}")
    if _reads(text, edit, mention, lambda p: p.unit == new.symbol and p.qualifier == parameter.qualifier):
        yield edit


def _reads(text: Text, edit: Edit, mention: Mention, meant: Any) -> bool:
    """Tell whether the edited field reads as meant: this parameter otherwise, every other as before."""
    after = consistency.parameters(edit.apply(text.field))
    if len(after) != len(text.mentions):
        return False
    return all(
        meant(new.parameter) if old is mention else old.parameter == new.parameter
        for old, new in zip(text.mentions, after, strict=True)
    )


def _deletion(text: Text, claim: Claim) -> Iterator[Edit]:
    """Delete the sentence of a claim of which the rest of the field says nothing."""
    cuts = [0, *(m.end() for m in _CUT.finditer(text.field)), len(text.field)]
    start = cuts[bisect_right(cuts, claim.start) - 1]
    end = next(cut for cut in cuts if cut >= claim.end)
    rest = text.field[:start] + text.field[end:]
    if len(rest.strip()) < len(text.field) / 2 or _words(claim.text) & _words(rest):
        return
    left = [c.attribute for c in extract(rest)]
    if claim.attribute in left or (_material(claim.attribute) and any(map(_material, left))):
        return
    own = [m.parameter for m in text.mentions if claim.start <= m.start and m.end <= claim.end]
    if any(_alike(p, m.parameter) for p in own for m in consistency.parameters(rest)):
        return
    yield Edit(claim, start, end, "")


def _material(attribute: str) -> bool:
    return attribute != "feature" and concept(attribute).kind == "material"


def _alike(one: Parameter, other: Parameter) -> bool:
    """Tell whether two parameters are of one dimension or one scale."""
    if one.kind != other.kind:
        return False
    units = unit(one.unit or ""), unit(other.unit or "")
    return one.scale == other.scale and (units[0] and units[0].dimension) == (units[1] and units[1].dimension)


def _words(text: str) -> set[str]:
    """Return the stems of the words that carry something; every two characters of Chinese."""
    low = text.lower()
    return {w[:5] for w in _WORD.findall(low) if w not in _EMPTY} | set(_HAN.findall(low))


__all__: Sequence[str] = ("Edit", "Text", "edits", "unconcerned")
