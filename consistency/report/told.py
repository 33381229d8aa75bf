"""Tell the findings of a claim in any language, those that say the same of several fields together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consistency.extract.fold import fold
from consistency.model import Claim, Finding, Severity
from consistency.rules import LANGUAGES, lacking, message, retell, rule


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence about a claim, or about script or listing as a whole."""

    kind: str
    severity: Severity
    codes: tuple[str, ...]
    sentences: dict[str, str]
    """Language → the sentence, without the wording to use."""


def told(findings: Sequence[Finding], claim: Claim) -> list[Told]:
    """Return the findings of one claim, those of several fields that one sentence can tell together."""
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_alike(finding, claim), []).append(finding)
    return [_together(group, claim) for group in alike.values()]


def told_of_all(finding: Finding) -> Told:
    """Return a finding that is about no single claim."""
    found = rule(finding.code)
    sentences = {lang: message(found, lang) for lang in LANGUAGES}
    if finding.message not in sentences.values():  # it names something that is known where it was made alone
        sentences = dict.fromkeys(LANGUAGES, finding.message)
    return Told(found.kind, finding.severity, (found.code,), sentences)


def adds(claim: Claim) -> bool:
    """Tell whether the suggestion is the claim's own words, which fields lack: to add, not to write instead."""
    same = fold(claim.suggestion or "").casefold() == fold(claim.text).casefold()
    return same and all(j is None or j.status in ("missing", "match") for j in claim.fields.values())


def _together(group: Sequence[Finding], claim: Claim) -> Told:
    first = group[0]
    fields = [f.field for f in group if f.field]
    sentences = {
        lang: retell(_translated(first, claim, lang), claim, lang, fields=fields)
        if fields
        else _translated(first, claim, lang).message
        for lang in LANGUAGES
    }
    return Told(rule(first.code).kind, first.severity, tuple(f.code for f in group), sentences)


def _translated(finding: Finding, claim: Claim, lang: str) -> Finding:
    """Return the finding with its message in `lang`, whichever language it was made in."""
    if finding.field is None:
        slots = _at_odds(claim)
        return replace(finding, message=message(rule(finding.code), lang, **slots))
    text = message(rule(finding.code), lang, variant=_lacking(finding, claim), **_slots(finding, claim))
    return replace(finding, message=text)


def _slots(finding: Finding, claim: Claim) -> dict[str, str | None]:
    judged = claim.fields.get(finding.field) if finding.field else None
    evidence = judged.evidence.text if judged and judged.evidence else None
    return {"claim": claim.text, "evidence": evidence, "suggestion": claim.suggestion}


def _at_odds(claim: Claim) -> dict[str, str | None]:
    """Return the words of two fields of the listing that contradict each other."""
    listed = [j for name, j in claim.fields.items() if name != "report" and j and j.evidence]
    agreeing = next((j.evidence.text for j in listed if j.status == "match" and j.evidence), claim.text)
    against = next((j.evidence.text for j in listed if j.status == "conflict" and j.evidence), None)
    return {"claim": agreeing, "evidence": against}


def _lacking(finding: Finding, claim: Claim) -> str | None:
    if rule(finding.code).kind not in ("vague", "reworded"):  # the only kinds with several messages
        return None
    return next((side for lang in LANGUAGES if (side := lacking(finding, claim, lang))), None)


def _alike(finding: Finding, claim: Claim) -> object:
    """Return what findings share that one sentence can tell."""
    judged = claim.fields.get(finding.field) if finding.field else None
    side = _lacking(finding, claim)
    evidence = judged.evidence.text.casefold() if judged and judged.evidence and side != "script" else None
    return rule(finding.code).kind, finding.severity, finding.field == "report", side, evidence
