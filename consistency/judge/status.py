"""Claim × field → judgement: the signals are weighed by the forest, the words that decide become the evidence."""

from __future__ import annotations

from math import exp

from consistency.judge.clauses import FieldIndex
from consistency.judge.signals import signals
from consistency.judge.subject import Subject
from consistency.judge.tally import Signals
from consistency.judge.trees import forest
from consistency.judge.words import POLARITY
from consistency.lexicon.functional import role
from consistency.model import PASSING, Evidence, Judgement, Status

# Which signals' evidence carries a status, the strongest first; a name that ends in * stands for all that begin so.
_EVIDENCE: dict[Status, tuple[str, ...]] = {
    "match": (
        "same",
        "number",
        "attribute_parameter",
        "concept_*",
        "verbatim",
        "narrower",
        "attribute0_term",
        "clause",
    ),
    "reworded": ("reworded", "same", "concept_*", "narrower", "attribute0_*", "clause"),
    "conflict": (
        "conflict",
        "other_number",
        "conflict_beside",
        "concept_term_cont*",
        "concept_para_cont*",
        "sibling",
        "concept_*",
        "clause",
    ),
    "vague": (
        "attribute_parameter",
        "partial",
        "topic_alone",
        "topic",
        "attribute0_vague",
        "attribute0_*",
        "broader",
        "concept_*",
        "clause",
    ),
    "missing": (),
}


def judge(subject: Subject, index: FieldIndex) -> tuple[Judgement, Signals]:
    """Judge a claim in a field; the signals are returned besides, for the suggestion and for --explain."""
    found = signals(subject, index)
    if index.empty:
        return Judgement("missing", reason="the field is empty"), found
    ranked, passing = _weigh(found)
    if not found.evidence:  # a status other than missing is read off words of the field
        return Judgement("missing", reason="nothing of it", passing=passing), found
    itself = "verbatim" in found.values and found.values.get("polarity_same", 1.0) == 1.0  # its very words, not denied
    denied = not itself and _denied(subject, found)
    status: Status
    if itself and not subject.graded and not subject.mentions:
        status = "match"  # of a grade the words alone do not suffice, and a number's bound may stand before them
    elif denied:
        status = "conflict"
    else:
        status = next(s for s in ranked if s == "missing" or _supported(s, subject, found))
    if status == "missing" and subject.graded and "attribute_parameter" in found.evidence:
        status = "vague" if subject.vague else "match"  # a field that gives the grade speaks of the attribute
    if status in PASSING and _grade_alone(subject, found) and not _cosmetic(subject, index):
        status = "vague"  # both sides name the grade and neither gives it
    if denied or _ruled(status, subject):
        passing = 0.0
    name, evidence = _evidence(status, found)
    verbatim = status == "match" and "verbatim" in found.values
    if verbatim:
        evidence = found.evidence["verbatim"]
    if evidence is not None and index.field.name != "bullets":
        evidence = Evidence(evidence.text, evidence.start, evidence.end)
    return Judgement(status, verbatim, evidence, name, passing), found


_DENYING = ("concept_term_cont", "concept_para_cont")
_SAYING = ("concept_term_term", "concept_term_para", "concept_para_term", "concept_para_para")


def _denied(subject: Subject, found: Signals) -> bool:
    """Tell whether the field denies what a claim without a parameter asserts by name, and says it nowhere."""
    if subject.polarity or subject.denies or subject.mentions:
        return False
    names = list(found.evidence)
    return any(n.startswith(_DENYING) for n in names) and not any(n.startswith(_SAYING) for n in names)


_NOT_THERE = (POLARITY["without"], POLARITY["absent"])


def _grade_alone(subject: Subject, found: Signals) -> bool:
    """Tell whether a claim is but the word for a graded attribute, and the field does not give the grade."""
    if not subject.graded or subject.polarity in _NOT_THERE or "attribute_parameter" in found.evidence:
        return False
    said = [c for c in subject.assertion.chunks if c.senses and c.text not in role("intensifier")]
    return len(said) == 1 and any(s.sense == "term" and s.concept == subject.attributes[0] for s in said[0].senses)


def _cosmetic(subject: Subject, index: FieldIndex) -> bool:
    """Tell whether a claim is that a cosmetic is waterproof, which has no grade."""
    return subject.attributes[0] == "waterproof" and any("cosmetics" in i.implied for i in (index, *index.siblings))


def _ruled(status: Status, subject: Subject) -> bool:
    """Tell whether a rule bears a status out: another value, or a grade that one side does not give."""
    if subject.mentions:
        return status == "conflict" and subject.mentions[0].parameter.kind != "name"
    return status == "vague" and subject.graded


def _weigh(found: Signals) -> tuple[list[Status], float]:
    """Return the statuses, the likeliest first, and how likely it is that the field passes."""
    model = forest()
    scores = model.scores(found.values)
    top = max(scores)
    shares: dict[Status, float] = {s: exp(x - top) for s, x in zip(model.classes, scores, strict=True)}  # type: ignore[misc]
    ranked = sorted(shares, key=shares.__getitem__, reverse=True)
    return ranked, sum(shares[s] for s in PASSING) / sum(shares.values())


def _supported(status: Status, subject: Subject, found: Signals) -> bool:
    """Tell whether words of the field bear a status out; what is measured matches by its number alone."""
    if status == "match" and len(subject.mentions) == 1 and not _MEETING & found.evidence.keys():
        parameter = subject.mentions[0].parameter
        if parameter.kind == "quantity" and parameter.unit is not None:
            return False
    name, evidence = _evidence(status, found)
    if name == "clause" and subject.han and not found.values.get("cross") and not subject.mentions:
        return found.values.get("clause_any", 0.0) >= _SLIGHT  # a character or two stand in many a word
    return evidence is not None


_SLIGHT = 0.34
"""Which share of a Chinese claim's words a clause has to hold at least to say something of it."""
_MEETING = {"same", "reworded", "number"}


def _evidence(status: Status, found: Signals) -> tuple[str, Evidence | None]:
    for name in _EVIDENCE[status]:
        if name.endswith("*"):
            names = [n for n in found.evidence if n.startswith(name[:-1])]
            if names:
                best = max(names, key=lambda n: found.values[n])
                return best, found.evidence[best]
        elif name in found.evidence:
            return name, found.evidence[name]
    return "nothing of it", None
