"""The claim's words against the field's: its attribute, the features that it names, how much of it stands there."""

from __future__ import annotations

from consistency.extract.page import parameter_scale
from consistency.extract.terms import Hit
from consistency.judge.clauses import Clause, FieldIndex, Parameter
from consistency.judge.subject import Subject, Unit
from consistency.judge.tally import Signals, evidence_of
from consistency.lexicon.concepts import broader, concept


def attribute_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Tell whether the field speaks of the claim's attribute, and how."""
    for rank, attribute in enumerate(subject.attributes[:2]):
        for at, hit, sense in index.senses.get(attribute, ()):
            evidence = evidence_of(at, index.field.readings[at], hit.start, hit.end)
            result.best(f"attribute{rank}_{sense.sense}", 1.0, evidence)
    if subject.graded:
        for other in index.parameters:
            if subject.attributes[0] in other.attributes[:2] or _rated(subject, other):
                mention = other.reading.chunks[other.chunk].mention
                assert mention is not None
                evidence = evidence_of(other.index, other.reading, mention.start, mention.end)
                result.best(
                    "attribute_parameter", 2.0 if other.attributes[:1] == subject.attributes[:1] else 1.0, evidence
                )


def _rated(subject: Subject, other: Parameter) -> bool:
    """Tell whether a rating grades the claim's attribute."""
    mention = other.reading.chunks[other.chunk].mention
    return (
        mention is not None
        and mention.parameter.kind == "rating"
        and (mention.parameter.scale or "") in _SCALES.get(subject.attributes[0], ())
    )


_SCALES = {
    "waterproof": ("ip", "atm"),
    "dustproof": ("ip",),
    "uv_protection": ("spf", "pa", "upf"),
    "resolution": ("resolution",),
    "filtration": ("hepa",),
}


def concept_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Look for the features, parts, materials that the claim names: the same, narrower, broader, of one group."""
    for chunk, ours in subject.senses:
        lang = ours.lang
        for at, hit, theirs in index.senses.get(ours.concept, ()):
            reading = index.field.readings[at]
            evidence = evidence_of(at, reading, hit.start, hit.end)
            same = reading.stream.text[reading.stream.at[hit.first] :].startswith(chunk.text)
            name = f"concept_{ours.sense[:4]}_{theirs.sense[:4]}" + (
                "_same" if same else "_lang" if theirs.lang != lang else ""
            )
            result.best(name, 1.0, evidence)
        result.values.setdefault(f"sense_{ours.sense}", 1.0)
        group = concept(ours.concept).group
        up = broader(ours.concept)
        for other, places in index.senses.items():
            if other == ours.concept:
                continue
            at, hit, theirs = places[0]
            evidence = evidence_of(at, index.field.readings[at], hit.start, hit.end)
            if theirs.sense in ("term", "paraphrase"):
                if ours.concept in broader(other):
                    result.best("narrower", 1.0, evidence)
                elif other in up:
                    result.best("broader", 1.0, evidence)
                elif group and concept(other).group == group:
                    shared = len(subject.near & _keys_at(index, at, hit))
                    result.best("sibling", 1.0 + min(shared, 3), evidence)


def _keys_at(index: FieldIndex, at: int, hit: Hit) -> frozenset[str]:
    for clause in index.clauses:
        if clause.index == at and clause.reading.chunks[clause.first].first <= hit.first:
            last = clause.reading.chunks[clause.last - 1].last if clause.last > clause.first else 0
            if hit.last <= last:
                return clause.keys
    return frozenset()


def coverage_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Tell how much of the claim's content one clause, one sentence and the whole field hold."""
    total = sum(u.weight for u in subject.units)
    if not total:
        return
    best: Clause | None = None
    sentences: dict[int, set[str]] = {}
    for clause in index.clauses:
        score = _covered(subject.units, clause.keys) / total
        literal = _literal(subject.units, clause.keys) / total
        sentences.setdefault(clause.sentence, set()).update(clause.keys)
        if score > result.values.get("clause", 0.0) + 1e-9:
            result.values["clause"] = score
            result.values["clause_literal"] = literal
            result.values["clause_negation"] = float(clause.negated != subject.negated)
            best = clause
    result.values["sentence"] = (
        max((_covered(subject.units, frozenset(k)) for k in sentences.values()), default=0.0) / total
    )
    result.values["whole"] = _covered(subject.units, index.keys) / total
    if best is not None:
        chunks = best.reading.chunks
        start, end = chunks[best.first].start, chunks[best.last - 1].end
        result.evidence["clause"] = evidence_of(best.index, best.reading, start, end)
    if subject.mentions and best is not None:
        scales = {parameter_scale(m.parameter) for m in subject.mentions}
        inside = [c.mention for c in best.reading.chunks[best.first : best.last] if c.mention is not None]
        result.values["clause_parameter"] = float(any(parameter_scale(m.parameter) in scales for m in inside))


def _covered(units: tuple[Unit, ...], keys: frozenset[str]) -> float:
    score = 0.0
    for unit in units:
        if unit.keys & keys:
            score += unit.weight
        elif unit.parts:
            score += unit.weight * sum(bool(part & keys) for part in unit.parts) / len(unit.parts)
    return score


def _literal(units: tuple[Unit, ...], keys: frozenset[str]) -> float:
    return sum(unit.weight for unit in units if unit.text in keys)


def verbatim_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Look for the claim's own words in the field, in one piece."""
    for at, reading in enumerate(index.field.readings):
        text = reading.stream.text
        start = text.find(subject.stream)
        if start >= 0:
            end = start + len(subject.stream)
            _, _, begin, finish = reading.stream.span(start, end)
            result.best("verbatim", 1.0, evidence_of(at, reading, begin, finish))
            return
