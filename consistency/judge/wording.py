"""The claim's words against the field's: its attribute, the features that it names, how much of it stands there."""

from __future__ import annotations

from collections.abc import Set

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
            result.best(f"attribute{rank}_{sense.sense}", 1.0, index.stretch(at, hit))
    if subject.graded:
        for other in index.parameters:
            if subject.attributes[0] in other.attributes[:2] or _rated(subject, other):
                sure = 2.0 if other.attributes[:1] == subject.attributes[:1] else 1.0
                result.best("attribute_parameter", sure, other.stretch)


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
            same = reading.stream.text.startswith(chunk.text, reading.stream.at[hit.first])
            result.values["noun"] = _NOUNS.get(concept(ours.concept).kind, 0.0)
            name = f"concept_{ours.sense[:4]}_{theirs.sense[:4]}" + (
                "_same" if same else "_lang" if theirs.lang != ours.lang else ""
            )
            result.best(name, 1.0, index.stretch(at, hit))
        result.values.setdefault(f"sense_{ours.sense}", 1.0)
        _relatives(subject, ours.concept, index, result)


def _within(at: int, hit: Hit, other_at: int, other: Hit) -> bool:
    return at == other_at and other.first <= hit.first and hit.last <= other.last


def _relatives(subject: Subject, id: str, index: FieldIndex, result: Signals) -> None:
    """Look for what implies a concept, what it implies, and what stands in its place."""
    if id in index.implied:
        at, hit, _ = index.implied[id]
        result.best("narrower", 1.0, index.stretch(at, hit))
    up = broader(id)
    said = up & index.senses.keys()
    for other in (one for one in index.senses if one in said) if said else ():  # in the field's order, not a set's
        at, hit, theirs = index.senses[other][0]
        if theirs.sense in ("term", "paraphrase"):
            result.best("broader", 1.0, index.stretch(at, hit))
    if concept(id).kind == "material":
        _rival_materials(subject, id, up, index, result)
    group = concept(id).group
    for at, hit, theirs in index.groups.get(group, ()) if group else ():
        if theirs.concept != id and theirs.concept not in up and id not in broader(theirs.concept):
            clause = index.clause_at(at, hit.first)
            shared = len(subject.near & clause.keys) if clause else 0
            result.best("sibling", 1.0 + min(shared, 3), index.stretch(at, hit))


def _rival_materials(subject: Subject, id: str, up: frozenset[str], index: FieldIndex, result: Signals) -> None:
    """Look for another material, best where the field says it of what the claim is about."""
    for at, hit, theirs in index.materials:
        if theirs.concept != id and theirs.concept not in up and id not in broader(theirs.concept):
            clause = index.clause_at(at, hit.first)
            shared = len(subject.heads & clause.keys) if clause else 0
            result.best("material", 1.0 + min(shared, 2), index.stretch(at, hit))


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
    top = wide = _NOTHING
    sentences: dict[int, list[tuple[Clause, Cover]]] = {}
    for clause, keys in index.holding(subject.keys):
        cover = _cover(subject.units, keys, clause.standard)
        sentences.setdefault(clause.sentence, []).append((clause, cover))
        if best is None or sum(cover) > sum(top):
            top, best = cover, clause
    for parts in sentences.values():
        cover = parts[0][1]
        if len(parts) > 1:
            together = frozenset().union(*(c.keys for c, _ in parts))
            cover = _cover(subject.units, together, frozenset().union(*(c.standard for c, _ in parts)))
        wide = max(wide, cover, key=sum)
    whole = _whole_cover(subject, index)
    others = [_whole_cover(subject, other) for other in index.siblings]
    for number, name in enumerate(("literal", "standard", "any")):
        values[f"clause_{name}"] = top[number] / total
        values[f"sentence_{name}"] = wide[number] / total
        values[f"whole_{name}"] = whole[number] / total
        values[f"elsewhere_{name}"] = max((o[number] for o in others), default=0.0) / total
    values["left"] = total - top[2]
    if best is not None:
        for name, unit in (("first", subject.units[0]), ("last", subject.units[-1])):
            values[name] = _cover((unit,), best.keys, best.standard)[2] / unit.weight
        _about(subject, index, best, result)


def _gloss(subject: Subject, index: FieldIndex, total: float, result: Signals) -> None:
    """Tell how much of the claim is rendered, word by word, in one clause and in the whole field."""
    words = [w for u in subject.units for w in u.words]
    result.values["whole_gloss"] = _rendered(words, index.keys) / total
    score, best = 0.0, None
    for clause, keys in index.holding({w.text for w in words}.union(*(w.glosses for w in words))):
        found = _rendered(words, keys)
        if found > score:
            score, best = found, clause
    result.values["clause_gloss"] = score / total
    if best is not None:
        result.evidence["gloss"] = _whole(best, index)


def _rendered(words: list[Word], keys: Set[str]) -> float:
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
_NOTHING: Cover = (0.0, 0.0, 0.0)


def _whole_cover(subject: Subject, index: FieldIndex) -> Cover:
    """Return what the whole field holds of a claim; that of the last claim is kept, its other fields ask for it."""
    found = index.covered
    if found is None or found[0] is not subject:
        found = index.covered = subject, _cover(subject.units, index.keys, index.standard)
    return found[1]  # of `found`, for another thread may have put its claim there


def _cover(units: tuple[Unit, ...], keys: Set[str], standard: Set[str]) -> Cover:
    """Return the weight that is met literally, by standard terms (whose keys `keys` has too), and in any way."""
    literal = terms = anyhow = 0.0
    for unit in units:
        if unit.keys.isdisjoint(keys):
            continue
        same = by_term = by_any = 0.0
        for word in unit.words:
            same += word.weight * _met(word, keys)
        if not unit.standard.isdisjoint(standard):
            by_term = unit.weight
        elif unit.parts:
            by_term = unit.weight * sum([not p.standard.isdisjoint(standard) for p in unit.parts]) / len(unit.parts)
        if not unit.named.isdisjoint(keys):
            by_any = unit.weight
        elif unit.parts:
            by_any = unit.weight * sum([not p.keys.isdisjoint(keys) for p in unit.parts]) / len(unit.parts)
        by_term = max(same, by_term)
        literal += same
        terms += by_term
        anyhow += max(by_term, by_any)
    return literal, terms, anyhow


def _met(word: Word, keys: Set[str]) -> float:
    """Return how surely a word stands among the keys: a Han character alone may belong to another word."""
    if not word.pairs.isdisjoint(keys):
        return 1.0
    if word.text not in keys:
        return 0.0
    return 1.0 if word.weight > 0.5 or not word.pairs else 0.5


_SURE = 0.3
"""How surely a word of the other language must render ours to count as its place."""


def _about(subject: Subject, index: FieldIndex, clause: Clause, result: Signals) -> None:
    """Look at the words that are met in a clause and about them: denials, other numbers, parameters."""
    tokens = index.tokens[clause.index]
    words = subject.heads
    if subject.han != index.han:
        words |= {g for u in subject.units for w in u.words for g, share in w.glosses.items() if share >= _SURE}
    places = [i for i in range(clause.begin, clause.finish) if tokens[i] in words]
    for id in sorted(k for k in subject.named & clause.keys if k[0] == "#"):
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
        scales = {a.key[0] for a in subject.amounts}
        inside = {s for at, i, s in index.measured if at == clause.index and clause.begin <= i < clause.finish}
        result.values["clause_parameter"] = float(not scales.isdisjoint(inside))


def _before_head(subject: Subject, tokens: list[str], clause: Clause, words: Set[str], result: Signals) -> None:
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
            result.best("verbatim", 1.0, (at, reading, begin, finish))
            return
