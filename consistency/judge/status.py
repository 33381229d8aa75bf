"""Claim × field → judgement: the signals are weighed by the forest, the words that decide become the evidence."""

from __future__ import annotations

from dataclasses import replace

from consistency.judge.clauses import FieldIndex
from consistency.judge.signals import signals
from consistency.judge.subject import Subject
from consistency.judge.tally import Signals
from consistency.judge.trees import forest
from consistency.model import Evidence, Judgement, Status

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
    if index.field.empty:
        return Judgement("missing", reason="the field is empty"), found
    if not found.evidence:  # a status other than missing is read off words of the field
        return Judgement("missing", reason="nothing of it"), found
    itself = "verbatim" in found.values and found.values.get("polarity_same", 1.0) == 1.0  # its very words, not denied
    status: Status
    if itself and not subject.graded and not subject.mentions:
        status = "match"  # of a grade the words alone do not suffice, and a number's bound may stand before them
    elif not itself and _denied(subject, found):
        status = "conflict"
    else:
        status = _weigh(found)
    if status == "missing" and subject.graded and "attribute_parameter" in found.evidence:
        status = "vague" if subject.vague else "match"  # a field that gives the grade speaks of the attribute
    name, evidence = _evidence(status, found)
    verbatim = status == "match" and "verbatim" in found.values
    if verbatim:
        evidence = found.evidence["verbatim"]
    if evidence is not None and index.field.name != "bullets":
        evidence = replace(evidence, index=None)
    return Judgement(status, verbatim, evidence, name), found


_DENYING = ("concept_term_cont", "concept_para_cont")
_SAYING = ("concept_term_term", "concept_term_para", "concept_para_term", "concept_para_para")


def _denied(subject: Subject, found: Signals) -> bool:
    """Tell whether the field denies what a claim without a parameter asserts by name, and says it nowhere."""
    if subject.polarity or subject.denies or subject.mentions:
        return False
    names = list(found.evidence)
    return any(n.startswith(_DENYING) for n in names) and not any(n.startswith(_SAYING) for n in names)


def _weigh(found: Signals) -> Status:
    model = forest()
    scores = model.scores(found.values)
    return model.classes[max(range(len(scores)), key=scores.__getitem__)]  # type: ignore[return-value]


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
