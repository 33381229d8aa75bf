"""The claim's parameters against the field's: which relation, and whether they are of the same thing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from consistency.extract.attributes import candidates
from consistency.extract.chunks import Reading
from consistency.extract.page import parameter_scale
from consistency.judge.clauses import FieldIndex, Parameter
from consistency.judge.compare import Relation, compare
from consistency.judge.measures import in_unit_of
from consistency.judge.subject import Amount, Subject
from consistency.judge.tally import Signals
from consistency.lexicon.concepts import concept
from consistency.lexicon.units import convert, unit
from consistency.model import Parameter as Value

_BARE = ("number", "other_number")
"""Pairs that the number alone makes, which the words about them must bear out."""
_DEGREES = ("Cel", "degF")
_CURRENT = ("mA", "A", "mAh", "Ah")
_SHORT = {
    "oz": ("fl_oz",),
    "mm": ("mmHg", "mmH2O"),
    "m": ("m/s",),
    "mA": ("mAh",),
    "A": ("Ah",),
    "MB": ("MB/s",),
    "Mbit": ("Mbps",),
    "Gbit": ("Gbps",),
}
"""What speech shortens: ounces of a drink are fluid ounces."""
_FAMILIES = ("time", "length", "mass", "volume", "power", "ratio", "angle", "count", "name", "")
_SENSES = {"term": 3.0, "vague": 3.0, "weaker": 2.0, "paraphrase": 2.0, "contrary": 2.0, "cue": 1.0}


@dataclass(frozen=True, slots=True)
class Pair:
    """A parameter of the claim and one of the field that can be compared."""

    name: str
    """The relation; "taken" for a conflict with another claim's parameter or one beside ours elsewhere on the page."""
    other: Parameter
    relation: Relation
    gap: float
    """How far the values are apart: 0 the same, 1 and more nothing alike."""
    attribute: float
    """2 the same attribute, 1 one in common, 0 unknown, -1 another."""
    own: float
    """How many of the claim's own words stand about the field's parameter, the common ones counting less."""
    beside: float
    """Whether the content words next to the two parameters agree (1), one side has none (0.5), or not (0)."""
    around: float
    """The same for the words about the claim, and about its parameter elsewhere on the page."""

    @property
    def score(self) -> float:
        """Return how surely the two are parameters of one thing."""
        return 1.5 + 0.5 * self.attribute + 0.6 * min(self.own, 2.0) + 0.25 * min(self.around, 2.0) + 0.4 * self.beside


def parameter_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Compare the claim's parameters with the field's: by relation, and by whether they are of the same thing."""
    best: list[dict[str, Pair]] = []
    for amount in subject.amounts[:3]:
        pairs = list(_pairs(subject, amount, index))
        best.append(_best(pairs))
        result.best("rivals", float(min(4, sum(p.other.key[0] == amount.key[0] for p in pairs))))
    result.values[f"scale_{_family(subject.mentions[0].parameter)}"] = 1.0
    _sum_up(best, result)
    _topic(subject, index, result)


def _family(parameter: Value) -> str:
    """Return a coarse name for what a parameter measures."""
    scale = parameter_scale(parameter).partition(".")[0]
    return scale if scale in _FAMILIES else "other"


def _pairs(subject: Subject, amount: Amount, index: FieldIndex) -> Iterable[Pair]:
    parameter, scale = amount.parameter, amount.key[0]
    others = [p for p in index.parameters if p.key[0] == scale or not _apart(parameter, p.mention.parameter)]
    if not others:
        return
    ours = set(subject.attributes)
    echoes = index.echoes(amount.key)
    around = (subject.near | echoes.near) - subject.own
    decided = subject.attributes[:1] or echoes.attributes[:1]
    for other in others:
        theirs = other.mention.parameter
        limit = any(concept(a).limit for a in decided or other.attributes[:1])
        name, relation = _compare(parameter, theirs, limit)
        if not name or (name in _BARE and not subject.own & other.near):
            continue
        key = other.key
        if name == "conflict" and (key in subject.others or key in echoes.keys):
            name = "taken"
        yield Pair(
            name,
            other,
            relation,
            _gap(parameter, theirs),
            _attribute(decided, ours, other.attributes),
            math.fsum(index.rarity(k) for k in subject.own & other.near),
            _agreement(amount.beside, other.beside),
            math.fsum(index.rarity(k) for k in around & other.near),
        )


def _apart(ours: Value, theirs: Value) -> bool:
    """Tell whether two quantities of different dimensions cannot be one, however they are spoken."""
    if ours.kind != "quantity" or theirs.kind != "quantity" or ours.unit is None or theirs.unit is None:
        return False
    return not _alike(ours.unit, theirs.unit)


@lru_cache(maxsize=4096)
def _alike(ours: str, theirs: str) -> bool:
    """Tell whether speech may use one unit for the other."""
    if ours in _CURRENT and theirs in _CURRENT:
        return True
    return (_counting(ours) and _counting(theirs)) or bool(_longer(ours, theirs))


@lru_cache(maxsize=4096)
def _compare(ours: Value, theirs: Value, limit: bool) -> tuple[str, Relation]:
    """Compare two parameters; return what the pair is called among the signals, "" where it says nothing.

    A unit that speech left out or cut short ("400 degrees" against 400 °F) is the field's. What else cannot
    be compared but is a number on both sides ("32 with the case", "three heads" against "3 blades") is left
    to the words about them.
    """
    relation = compare(ours, theirs, limit=limit)
    if relation.kind != "undecided":
        return relation.kind, relation
    if relation.order is not None:
        return "partial", relation
    if ours.kind != "quantity" or theirs.kind != "quantity":
        return "", relation
    for one, other in _longer(ours.unit, theirs.unit):
        full = compare(replace(ours, unit=one), replace(theirs, unit=other), limit=limit)
        if full.kind in ("same", "reworded") or ours.unit == "deg":
            relation = full
        if full.kind in ("same", "reworded"):
            break
    if relation.kind != "undecided":
        return relation.kind, relation
    if ours.value is None or theirs.value is None or not _loose(ours, theirs):
        return "", relation
    return "number" if ours.value == theirs.value else "other_number", relation


def _longer(ours: str | None, theirs: str | None) -> list[tuple[str, str]]:
    """Return the pairs of units that convert, of those that ours and theirs may stand for in speech."""
    if not ours or not theirs:
        return []
    if ours == "deg" and theirs in _DEGREES:
        return [(unit, theirs) for unit in _DEGREES]
    if theirs.startswith(ours + "/"):
        return [(theirs, theirs)]
    full = [(one, other) for one in (ours, *_SHORT.get(ours, ())) for other in (theirs, *_SHORT.get(theirs, ()))]
    return [pair for pair in full[1:] if convert(1.0, *pair) is not None]


def _loose(ours: Value, theirs: Value) -> bool:
    return ours.unit is None or theirs.unit is None or (_counts(ours) and _counts(theirs))


def _counts(parameter: Value) -> bool:
    return parameter.kind == "quantity" and (parameter.unit is None or _counting(parameter.unit))


def _counting(symbol: str) -> bool:
    found = unit(symbol)
    return symbol == "x" or (found.dimension if found else symbol).startswith("count.")


def _agreement(ours: frozenset[str], theirs: frozenset[str]) -> float:
    if not ours or not theirs:
        return 0.5
    return 1.0 if ours & theirs else 0.0


def _gap(ours: Value, theirs: Value) -> float:
    if ours.value is None or theirs.value is None:
        return 1.0
    mine = in_unit_of(ours.value, ours, theirs)
    return min(abs(mine - theirs.value) / (max(abs(mine), abs(theirs.value)) or 1.0), 1.0)


def _attribute(decided: tuple[str, ...], ours: set[str], theirs: tuple[str, ...]) -> float:
    if not decided or not theirs:
        return 0.0
    if decided[0] == theirs[0]:
        return 2.0
    return 1.0 if decided[0] in theirs or theirs[0] in ours else 0.0 if ours & set(theirs) else -1.0


def _best(pairs: Iterable[Pair]) -> dict[str, Pair]:
    """Return the best pair of each relation; conflicts with what is another claim's apart."""
    best: dict[str, Pair] = {}
    for pair in pairs:
        if pair.name not in best or pair.score > best[pair.name].score:
            best[pair.name] = pair
    return best


def _sum_up(best: list[dict[str, Pair]], result: Signals) -> None:
    """Put the claim's parameters together: all of them must be met, one that is not can conflict."""
    met = [_met(b) for b in best]
    result.values["met"] = sum(m is not None for m in met) / len(best)
    result.values["met_some"] = float(any(met) and not all(met))
    if all(m is not None for m in met):
        worst = min((m for m in met if m is not None), key=lambda p: p.score)
        name = "reworded" if any(m is not None and m.relation.kind == "reworded" for m in met) else "same"
        _tell(name, worst, result)
        places = [(m.other.index, m.other.chunk) for m in met if m is not None]
        result.values["apart"] = float(len({p[0] for p in places}) > 1 or max(places)[1] - min(places)[1] > 12)
    for b, m in zip(best, met, strict=True):
        if m is not None and (rival := max((b[n].score for n in ("conflict", "taken") if n in b), default=0.0)):
            result.best("beaten", max(rival - m.score, 0.0))
            result.best("leads", max(m.score - rival, 0.0))
        for name in ("conflict", "taken", "partial", "number", "other_number"):
            if name in b:
                _tell(name if m is None else name + "_beside", b[name], result)


def _met(best: dict[str, Pair]) -> Pair | None:
    same, reworded = best.get("same"), best.get("reworded")
    if same is None or reworded is None:
        return same or reworded
    return same if same.score >= reworded.score - 0.5 else reworded


def _tell(name: str, pair: Pair, result: Signals) -> None:
    if pair.score <= result.values.get(name, 0.0):
        return
    result.best(name, pair.score, pair.other.stretch)
    result.values[name + "_attribute"] = 2.0 + pair.attribute
    result.values[name + "_own"] = pair.own
    result.values[name + "_around"] = pair.around
    result.values[name + "_beside"] = pair.beside
    if name == "conflict":
        result.values["conflict_gap"] = pair.gap
        result.values["conflict_most"] = float(pair.other.mention.parameter.qualifier == "less than")
    if name in ("conflict", "partial", "reworded"):
        result.values[name + "_order"] = {"better": 1.0, "worse": 2.0, "includes": 3.0, "included": 4.0}.get(
            pair.relation.order or "", 0.0
        )


def _topic(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Tell whether the field speaks of what the parameter is a parameter of."""
    first = subject.amounts[0]
    echoes = index.echoes(first.key)
    result.values["echo"] = float(min(echoes.count, 3))
    for name, attributes in (
        ("topic", subject.attributes[:1]),
        ("topic_echo", echoes.attributes[:1]),
        ("topic_loose", () if subject.attributes else tuple(candidates(first.parameter))),
    ):
        for attribute in attributes:
            for at, i, sense in index.named_attributes.get(attribute, ()):
                reading = index.field.readings[at]
                chunk = reading.chunks[i]
                stretch = (at, reading, chunk.start, chunk.end)
                result.best(name, _SENSES[sense.sense], stretch)
                if not _numbered(reading, i):
                    result.best(name + "_alone", _SENSES[sense.sense], stretch)
    if echoes.near:
        wanted = echoes.near - subject.own
        result.values["echo_words"] = max((len(k) for _, k in index.holding(wanted)), default=0) / len(wanted or " ")


def _numbered(reading: Reading, chunk: int) -> bool:
    """Tell whether a parameter stands within two chunks."""
    return any(c.mention is not None for c in reading.chunks[max(chunk - 2, 0) : chunk + 3])
