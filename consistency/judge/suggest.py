"""The wording to use instead: the report's first, else the listing's, fitted to the script's language."""

from __future__ import annotations

from collections.abc import Mapping

from consistency.extract.parameters import parameters
from consistency.extract.stream import is_han
from consistency.judge.spell import spell
from consistency.judge.subject import Subject
from consistency.judge.tally import Signals
from consistency.lexicon.concepts import wording
from consistency.model import PASSING, FieldName, Judgement

AUTHORITY: tuple[FieldName, ...] = ("report", "bullets", "title", "description")


def suggestion(
    subject: Subject, judgements: Mapping[FieldName, Judgement | None], signals: Mapping[FieldName, Signals]
) -> str | None:
    """Return the wording that mends a claim, None where it passes word for word everywhere.

    A vague claim takes the parameter that the report (else the page) gives; a claim that the report
    contradicts, or without a report the whole page, takes the value given there; else the script's
    own wording is what the page should say.
    """
    judged = {name: j for name, j in judgements.items() if j is not None}
    if all(j.status == "match" for j in judged.values()):
        return None
    lang = "zh" if any(is_han(c) for c in subject.assertion.text) else "en"
    if subject.graded:
        value = _first(signals, "attribute_parameter")
        return _with_attribute(value, subject, lang) if value else None
    against = _against(judged)
    if against is None:
        return subject.assertion.text
    return _with_attribute(against, subject, lang) if subject.mentions else against


def _against(judged: Mapping[FieldName, Judgement]) -> str | None:
    """Return the words against the claim: the report's, without one the page's where no field bears it out."""
    report = judged.get("report")
    if report is not None:
        return report.evidence.text if report.status == "conflict" and report.evidence else None
    if any(j.status in PASSING for j in judged.values()):
        return None
    found = (judged[name] for name in AUTHORITY if name in judged)
    return next((j.evidence.text for j in found if j.status == "conflict" and j.evidence), None)


def _first(signals: Mapping[FieldName, Signals], name: str) -> str | None:
    """Return the evidence of a signal in the field of the highest authority that has it."""
    for field in AUTHORITY:
        if field in signals and name in signals[field].evidence:
            return signals[field].evidence[name].text
    return None


def _with_attribute(value: str, subject: Subject, lang: str) -> str:
    """Return a value with its attribute's name, both in the script's language: "IPX8 防水"."""
    found = parameters(value)
    if len(found) == 1 and found[0].text.strip() == value.strip():
        rating = found[0].parameter.code
        value = rating if rating is not None else spell(value, found[0].parameter, lang)
    if not subject.attributes:
        return value
    name = wording(subject.attributes[0], lang)
    if name is None or name.lower() in value.lower():
        return value
    glued = lang == "zh" and is_han(value[-1])
    return f"{value}{name}" if glued else f"{value} {name}"
