"""The claim's words against the field's: its attribute, the features that it names, how much of it stands there."""

from __future__ import annotations

from consistency.extract.page import parameter_scale
from consistency.extract.stream import find_whole
from consistency.extract.terms import Hit
from consistency.judge.clauses import Clause, FieldIndex, Parameter
from consistency.judge.subject import Subject, Unit, Word
from consistency.judge.tally import Signals, evidence_of
from consistency.judge.words import polarity, weight
from consistency.lexicon.concepts import broader, concept
from consistency.model import Evidence


def attribute_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Tell whether the field speaks of the claim's attribute, and how."""
    for rank, attribute in enumerate(subject.attributes[:2]):
        for at, hit, sense in index.senses.get(attribute, ()):
            evidence = evidence_of(at, index.field.readings[at], hit.start, hit.end)
            result.best(f"attribute{rank}_{sense.sense}", 1.0, evidence)
    if subject.graded:
        for other in index.parameters:
            if subject.attributes[0] in other.attributes[:2] or _rated(subject, other):
                evidence = evidence_of(other.index, other.reading, other.mention.start, other.mention.end)
                result.best(
                    "attribute_parameter", 2.0 if other.attributes[:1] == subject.attributes[:1] else 1.0, evidence
                )


def _rated(subject: Subject, other: Parameter) -> bool:
    """Tell whether a rating grades the claim's attribute."""
    mention = other.mention
    return mention.parameter.kind == "rating" and (mention.parameter.scale or "") in _SCALES.get(
        subject.attributes[0], ()
    )


_SCALES = {
    "waterproof": ("ip", "atm"),
    "dustproof": ("ip",),
    "uv_protection": ("spf", "pa", "upf"),
    "resolution": ("resolution",),
    "filtration": ("hepa",),
}


_NOUNS = {"feature": 1.0, "part": 2.0, "material": 3.0, "ingredient": 4.0, "certification": 5.0}


def concept_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Look for the features, parts, materials that the claim names: the same, narrower, broader, of one group."""
    said = [place for _, ours in subject.senses for place in index.senses.get(ours.concept, ())]
    denials = [(at, hit) for at, hit, theirs in said if theirs.sense == "contrary"]
    for chunk, ours in subject.senses:
        for at, hit, theirs in index.senses.get(ours.concept, ()):
            if theirs.sense != "contrary" and any(_within(at, hit, *one) for one in denials):
                continue  # the "foldable" of "not foldable"
            reading = index.field.readings[at]
            evidence = evidence_of(at, reading, hit.start, hit.end)
            same = reading.stream.text.startswith(chunk.text, reading.stream.at[hit.first])
            result.values["noun"] = _NOUNS.get(concept(ours.concept).kind, 0.0)
            name = f"concept_{ours.sense[:4]}_{theirs.sense[:4]}" + (
                "_same" if same else "_lang" if theirs.lang != ours.lang else ""
            )
            result.best(name, 1.0, evidence)
        result.values.setdefault(f"sense_{ours.sense}", 1.0)
        _relatives(subject, ours.concept, index, result)


def _within(at: int, hit: Hit, other_at: int, other: Hit) -> bool:
    return at == other_at and other.first <= hit.first and hit.last <= other.last


def _relatives(subject: Subject, id: str, index: FieldIndex, result: Signals) -> None:
    """Look for what implies a concept, what it implies, and what stands in its place."""
    if id in index.implied:
        at, hit, _ = index.implied[id]
        result.best("narrower", 1.0, evidence_of(at, index.field.readings[at], hit.start, hit.end))
    up = broader(id)
    for other in (one for one in index.senses if one in up):  # in the field's order, not a set's
        at, hit, theirs = index.senses[other][0]
        if theirs.sense in ("term", "paraphrase"):
            result.best("broader", 1.0, evidence_of(at, index.field.readings[at], hit.start, hit.end))
    if concept(id).kind == "material":
        _rival_materials(subject, id, up, index, result)
    group = concept(id).group
    for at, hit, theirs in index.groups.get(group, ()) if group else ():
        if theirs.concept != id and theirs.concept not in up and id not in broader(theirs.concept):
            clause = index.clause_at(at, hit.first)
            shared = len(subject.near & clause.keys) if clause else 0
            evidence = evidence_of(at, index.field.readings[at], hit.start, hit.end)
            result.best("sibling", 1.0 + min(shared, 3), evidence)


def _rival_materials(subject: Subject, id: str, up: frozenset[str], index: FieldIndex, result: Signals) -> None:
    """Look for another material, best where the field says it of what the claim is about."""
    about = {w.text for u in subject.units for w in u.words if w.weight >= 0.5}
    for at, hit, theirs in index.materials:
        if theirs.concept != id and theirs.concept not in up and id not in broader(theirs.concept):
            clause = index.clause_at(at, hit.first)
            shared = len(about & clause.keys) if clause else 0
            evidence = evidence_of(at, index.field.readings[at], hit.start, hit.end)
            result.best("material", 1.0 + min(shared, 2), evidence)


def coverage_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Tell how much of the claim's content one clause, one sentence and the whole field hold.

    `literal` counts the same words, `standard` the standard terms of the same concepts besides,
    `any` every term of them and halves of terms.
    """
    total = sum(u.weight for u in subject.units)
    if not total:
        return
    values = result.values
    values["cross"] = float(subject.han != index.han)
    values["polarity"] = subject.polarity
    values["denies"] = float(subject.denies)
    values["admits"] = float(subject.admits)
    if values["cross"]:
        _gloss(subject, index, total, result)
    best: Clause | None = None
    top = (0.0, 0.0, 0.0)
    sentences: dict[int, list[Clause]] = {}
    for clause in index.clauses:
        if clause.keys.isdisjoint(subject.keys):
            continue
        sentences.setdefault(clause.sentence, []).append(clause)
        cover = _cover(subject.units, clause.keys, clause.standard)
        if best is None or sum(cover) > sum(top):
            top, best = cover, clause
    for name, score in zip(("literal", "standard", "any"), top, strict=True):
        values[f"clause_{name}"] = score / total
    values["left"] = total - top[2]
    wide = (0.0, 0.0, 0.0)
    for clauses in sentences.values():
        keys = frozenset().union(*(c.keys for c in clauses))
        wide = max(wide, _cover(subject.units, keys, frozenset().union(*(c.standard for c in clauses))), key=sum)
    whole = _cover(subject.units, index.keys, index.standard)
    for name, score in zip(("literal", "standard", "any"), wide, strict=True):
        values[f"sentence_{name}"] = score / total
    for name, score in zip(("literal", "standard", "any"), whole, strict=True):
        values[f"whole_{name}"] = score / total
    others = [_cover(subject.units, other.keys, other.standard) for other in index.siblings if not other.field.empty]
    for number, name in enumerate(("literal", "standard", "any")):
        values[f"elsewhere_{name}"] = max((o[number] for o in others), default=0.0) / total
    if best is not None:
        for name, unit in (("first", subject.units[0]), ("last", subject.units[-1])):
            values[name] = _cover((unit,), best.keys, best.standard)[2] / unit.weight
        _about(subject, index, best, result)


def _gloss(subject: Subject, index: FieldIndex, total: float, result: Signals) -> None:
    """Tell how much of the claim is rendered, word by word, in one clause and in the whole field."""
    words = [w for u in subject.units for w in u.words]
    result.values["whole_gloss"] = _rendered(words, index.keys) / total
    best = max(index.clauses, key=lambda c: _rendered(words, c.keys), default=None)
    if best is None:
        return
    score = _rendered(words, best.keys) / total
    result.values["clause_gloss"] = score
    if score:
        result.evidence["gloss"] = _whole(best, index)


def _rendered(words: list[Word], keys: frozenset[str]) -> float:
    score = 0.0
    for word in words:
        if word.text in keys:
            score += word.weight
        elif not keys.isdisjoint(word.glosses):
            score += word.weight * max(word.glosses[g] for g in keys & word.glosses.keys())
    return score


def _whole(clause: Clause, index: FieldIndex) -> Evidence:
    reading = index.field.readings[clause.index]
    tokens = reading.stream
    return evidence_of(clause.index, reading, tokens.starts[clause.begin], tokens.ends[clause.finish - 1])


Cover = tuple[float, float, float]


def _cover(units: tuple[Unit, ...], keys: frozenset[str], standard: frozenset[str]) -> Cover:
    """Return the weight that is met literally, by standard terms too, and in any way."""
    literal = terms = anyhow = 0.0
    for unit in units:
        same = sum(w.weight * _met(w, keys) for w in unit.words)
        by_term = by_any = 0.0
        if unit.standard & standard:
            by_term = unit.weight
        elif unit.parts:
            by_term = unit.weight * sum(bool(p.standard & standard) for p in unit.parts) / len(unit.parts)
        if unit.named & keys:
            by_any = unit.weight
        elif unit.parts:
            by_any = unit.weight * sum(bool(p.keys & keys) for p in unit.parts) / len(unit.parts)
        literal += same
        terms += max(same, by_term)
        anyhow += max(same, by_term, by_any)
    return literal, terms, anyhow


def _met(word: Word, keys: frozenset[str]) -> float:
    """Return how surely a word stands among the keys: a Han character alone may belong to another word."""
    if word.weight > 0.5 or not word.pairs:
        return float(word.text in keys or bool(word.pairs & keys))
    if word.pairs & keys:
        return 1.0
    return 0.5 if word.text in keys else 0.0


_SURE = 0.3
"""How surely a word of the other language must render ours to count as its place."""


def _about(subject: Subject, index: FieldIndex, clause: Clause, result: Signals) -> None:
    """Look at the words that are met in a clause and about them: denials, other numbers, parameters."""
    reading = index.field.readings[clause.index]
    tokens = index.tokens[clause.index]
    words = {w.text for u in subject.units for w in u.words if w.weight >= 0.5}
    named = {k for u in subject.units for k in u.named or {k for p in u.parts for k in p.keys}}
    if subject.han != index.han:
        words |= {g for u in subject.units for w in u.words for g, share in w.glosses.items() if share >= _SURE}
    places = [i for i in range(clause.begin, clause.finish) if tokens[i] in words]
    for id in sorted(k for k in named & clause.keys if k[0] == "#"):
        for at, hit, _ in index.senses.get(id[1:], ()):
            if at == clause.index and clause.begin <= hit.first < clause.finish:
                places += (hit.first, hit.last - 1)
    result.evidence["clause"] = _whole(clause, index)
    if not places:
        return
    first, last = min(places), max(places) + 1
    result.values["spread"] = min((last - first) / len(set(places)), 6.0)
    end = min(len(tokens), last + 5)
    begin = clause.begin if subject.polarity != 1 else max(0, clause.begin - 12)
    theirs = polarity(tokens, first, last, begin, end, 3 if subject.polarity != 1 else 12)
    result.values["polarity_field"] = theirs
    result.values["polarity_same"] = float(theirs == subject.polarity)
    _before_head(subject, tokens, clause, words, result)
    numbers = {t for t in tokens[clause.begin : clause.finish] if t.isdigit()}
    if subject.numbers:
        result.values["numbers"] = 1.0 if subject.numbers & numbers else 2.0 if numbers else 3.0
    if subject.mentions:
        scales = {parameter_scale(m.parameter) for m in subject.mentions}
        inside = [c.mention for c in reading.chunks if clause.begin <= c.first < clause.finish and c.mention]
        result.values["clause_parameter"] = float(any(parameter_scale(m.parameter) in scales for m in inside))


def _before_head(subject: Subject, tokens: list[str], clause: Clause, words: set[str], result: Signals) -> None:
    """Tell what stands before the claim's last word in the field: a word of the claim, another one, none."""
    head = next((w for w in reversed(subject.units[-1].words) if w.weight >= 0.5), None)
    if head is None:
        return
    for i in range(clause.begin, clause.finish):
        if tokens[i] == head.text:
            before = next((t for t in reversed(tokens[clause.begin : i]) if t), "")
            value = 3.0 if before in words else 1.0 if not weight(before) else 2.0
            result.best("before_head", value)


def verbatim_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Look for the claim's own words in the field, in one piece."""
    for at, reading in enumerate(index.field.readings):
        text = reading.stream.text
        start = find_whole(text, subject.stream)
        if start >= 0:
            end = start + len(subject.stream)
            _, _, begin, finish = reading.stream.span(start, end)
            result.best("verbatim", 1.0, evidence_of(at, reading, begin, finish))
            return
