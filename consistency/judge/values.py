"""The claim's parameters against the field's: which relation, and whether they are of the same thing."""

from __future__ import annotations

from consistency.extract.page import parameter_scale
from consistency.judge.clauses import FieldIndex, Parameter
from consistency.judge.compare import compare
from consistency.judge.subject import Subject
from consistency.judge.tally import Signals, evidence_of
from consistency.lexicon.concepts import concept


def parameter_signals(subject: Subject, index: FieldIndex, result: Signals) -> None:
    """Compare the claim's parameters with the field's: by relation, and by whether they are of the same thing."""
    met = 0
    for mention in subject.mentions:
        scale = parameter_scale(mention.parameter)
        found = False
        for other in index.parameters:
            theirs = other.reading.chunks[other.chunk].mention
            assert theirs is not None
            limit = any(concept(a).limit for a in subject.attributes[:1])
            relation = compare(mention.parameter, theirs.parameter, limit=limit)
            if relation.kind == "undecided":
                continue
            agreement = _agreement(subject, other)
            evidence = evidence_of(other.index, other.reading, theirs.start, theirs.end)
            result.best(relation.kind, agreement, evidence)
            if relation.order == "better" or relation.order == "includes":
                result.best("order_up", 1.0)
            if relation.order == "worse" or relation.order == "included":
                result.best("order_down", 1.0)
            if parameter_scale(theirs.parameter) == scale:
                result.values["rivals"] = min(result.values.get("rivals", 0.0) + 1, 4.0)
            found = found or relation.kind in ("same", "reworded")
        met += found
    result.values["met"] = met / len(subject.mentions)


def _agreement(subject: Subject, other: Parameter) -> float:
    """Return how surely the parameter is of what the claim is about, from 0.2 (against) to 3 and more (for)."""
    ours, theirs = subject.attributes, other.attributes
    score = 1.0
    if ours and theirs:
        if ours[0] == theirs[0]:
            score += 1.0
        elif ours[0] in theirs or theirs[0] in ours:
            score += 0.5
        elif set(ours) & set(theirs):
            score += 0.25
        else:
            score -= 0.6
    return score + 0.5 * min(len(_shared(subject.near, other.near)), 3)


def _shared(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """Return what two sets of keys share, a concept and its word counted once."""
    both = a & b
    named = frozenset(k for k in both if k.startswith("#"))
    return named or both
