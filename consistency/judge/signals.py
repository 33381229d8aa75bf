"""What speaks for each status of a claim in a field, as numbers, and the words that decide it."""

from __future__ import annotations

from consistency.judge.clauses import FieldIndex
from consistency.judge.subject import Subject
from consistency.judge.tally import Signals
from consistency.judge.values import parameter_signals
from consistency.judge.wording import attribute_signals, concept_signals, coverage_signals, verbatim_signals
from consistency.model import FieldName

FIELD_NUMBER: dict[FieldName, int] = {"title": 0, "bullets": 1, "description": 2, "report": 3}


def signals(subject: Subject, index: FieldIndex) -> Signals:
    """Weigh a claim against a field."""
    result = Signals()
    result.values.update(
        field=float(FIELD_NUMBER[index.field.name]),
        mentions=float(min(len(subject.mentions), 3)),
        kind=_kind(subject),
        graded=float(subject.graded),
        vague=float(subject.vague),
        polarity=subject.polarity,
        senses=float(min(len(subject.senses), 3)),
        words=float(min(len(subject.units), 6)),
        named=float(bool(subject.attributes)),
    )
    if subject.mentions:
        parameter_signals(subject, index, result)
    attribute_signals(subject, index, result)
    concept_signals(subject, index, result)
    coverage_signals(subject, index, result)
    verbatim_signals(subject, index, result)
    return result


def _kind(subject: Subject) -> float:
    if not subject.mentions:
        return 0.0
    parameter = subject.mentions[0].parameter
    if parameter.kind == "quantity":
        return 1.0 if parameter.unit is not None else 2.0
    return 3.0 if parameter.kind == "rating" else 4.0
