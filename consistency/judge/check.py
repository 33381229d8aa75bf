"""A script against a listing: the whole way from the texts to the result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consistency.extract.claims import Assertion, assertions, attribute_name
from consistency.extract.page import Page, read_page
from consistency.judge.clauses import FieldIndex, indexes
from consistency.judge.status import judge
from consistency.judge.subject import Subject, subjects
from consistency.judge.suggest import suggestion
from consistency.judge.tally import Signals
from consistency.model import FIELDS, PASSING, Claim, FieldName, Finding, Judgement, Listing, Result
from consistency.rules import Rule, finding_code, message, rule


def check(
    script: str,
    listing: Listing | Mapping[str, Any],
    report: str | None = None,
    *,
    id: str | None = None,
    lang: str = "en",
) -> Result:
    """Check the claims of a script against a listing and, where given, the test report.

    `lang` is the language of the findings' messages ("en" or "zh"). A script without a claim
    passes, with a finding that says so.
    """
    if not isinstance(listing, Listing):
        listing = Listing.from_dict(listing)
    page = read_page(listing, report)
    fields = indexes(page)
    claims: list[Claim] = []
    findings = _of_fields(page, lang)
    for taken in subjects(assertions(script, page)):
        claim, signals = _claim(taken, taken.assertion, fields)
        if _unfounded(taken, claim):
            continue
        number = len(claims)
        claims.append(claim)
        findings += _of_claim(number, claim, signals, page, lang)
        findings += _contradiction(number, claim, lang)
    if not claims:
        findings.append(_finding(rule("no-claims-found"), lang))
    failed = any(j is not None and j.status not in PASSING for c in claims for j in c.fields.values())
    return Result(id if id is not None else listing.id, "fail" if failed else "pass", tuple(claims), tuple(findings))


def check_case(case: Mapping[str, Any]) -> Result:
    """Check a gold-style case: a dictionary with `id`, `script`, `listing` and `report`."""
    report = case.get("report")
    return check(
        case["script"]["text"],
        Listing.from_dict(case["listing"]),
        report["text"] if report else None,
        id=case.get("id"),
    )


def _claim(
    taken: Subject, assertion: Assertion, indexes: Mapping[FieldName, FieldIndex]
) -> tuple[Claim, dict[FieldName, Signals]]:
    judgements: dict[FieldName, Judgement | None] = {}
    signals: dict[FieldName, Signals] = {}
    for name in FIELDS:
        if name in indexes:
            judgements[name], signals[name] = judge(taken, indexes[name])
        else:
            judgements[name] = None
    parameter = taken.mentions[0].parameter if taken.mentions else None
    claim = Claim(
        assertion.text, assertion.start, assertion.end, attribute_name(assertion), parameter, judgements,
        suggestion(taken, judgements, signals),
    )  # fmt: skip
    return claim, signals


def _unfounded(taken: Subject, claim: Claim) -> bool:
    """Tell whether nothing but the tone speaks for a claim: no table knows it, and no field holds anything of it."""
    known = taken.mentions or taken.attributes or taken.senses
    return not known and all(j is None or j.status == "missing" for j in claim.fields.values())


def _of_fields(page: Page, lang: str) -> list[Finding]:
    return [_finding(rule(f"empty-{name}"), lang, field=name) for name, one in page.fields.items() if one.empty]


def _of_claim(number: int, claim: Claim, signals: Mapping[FieldName, Signals], page: Page, lang: str) -> list[Finding]:
    found = []
    for name, judgement in claim.fields.items():
        if judgement is None or judgement.status == "match" or page.fields[name].empty:
            continue
        variant = None
        if judgement.status == "vague":
            variant = "field" if claim.parameter is not None or not signals[name].values["vague"] else "script"
        slots = {
            "claim": claim.text,
            "evidence": judgement.evidence.text if judgement.evidence else None,
            "suggestion": claim.suggestion,
        }
        found.append(_finding(finding_code(judgement.status, name), lang, number, name, variant, slots))
    return found


def _contradiction(number: int, claim: Claim, lang: str) -> list[Finding]:
    """Report a listing of which one field gives the claim's parameter and another field another."""
    if claim.parameter is None:
        return []
    listed = {n: j for n, j in claim.fields.items() if n != "report" and j is not None and j.evidence is not None}
    agreeing = [j.evidence for j in listed.values() if j.status == "match"]
    against = [j.evidence for j in listed.values() if j.status == "conflict"]
    if not agreeing or not against:
        return []
    slots = {"claim": agreeing[0].text, "evidence": against[0].text, "suggestion": None}  # type: ignore[union-attr]
    return [_finding(rule("listing-contradicts-itself"), lang, number, None, None, slots)]


def _finding(
    found: Rule,
    lang: str,
    claim: int | None = None,
    field: FieldName | None = None,
    variant: str | None = None,
    slots: Mapping[str, str | None] | None = None,
) -> Finding:
    text = message(found, lang, variant=variant, **(slots or {}))
    return Finding(found.code, found.severity, text, claim, field)
