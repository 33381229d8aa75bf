"""A script against a listing: the whole way from the texts to the result."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from consistency.extract.claims import assertions, attribute_name
from consistency.extract.page import Page, read_page
from consistency.extract.terms import Sense, Table, table
from consistency.judge.clauses import FieldIndex, indexes
from consistency.judge.doubt import settle
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
    page, fields = _indexed(listing, report, table())
    judged = [one for taken in subjects(assertions(script, page)) if not _unfounded(one := _judged(taken, fields))]
    settle([(one.subject, one.judgements) for one in judged])
    claims: list[Claim] = []
    findings = _of_fields(page, lang)
    for number, one in enumerate(judged):
        claim = _claim(one)
        claims.append(claim)
        findings += _of_claim(number, claim, one.signals, page, lang)
        findings += _contradiction(number, claim, lang)
    if not claims:
        findings.append(_finding(rule("no-claims-found"), lang))
    failed = any(j is not None and j.status not in PASSING for c in claims for j in c.fields.values())
    return Result(id if id is not None else listing.id, "fail" if failed else "pass", tuple(claims), tuple(findings))


@lru_cache(maxsize=8)
def _indexed(listing: Listing, report: str | None, terms: Table[Sense]) -> tuple[Page, Mapping[FieldName, FieldIndex]]:
    """Read and index a page under the terms in use; the last few are kept, for a listing has many scripts."""
    page = read_page(listing, report)
    return page, indexes(page)


def check_case(case: Mapping[str, Any]) -> Result:
    """Check a gold-style case: a dictionary with `id`, `script`, `listing` and `report`."""
    report = case.get("report")
    return check(
        case["script"]["text"],
        Listing.from_dict(case["listing"]),
        report["text"] if report else None,
        id=case.get("id"),
    )


class _Judged(NamedTuple):
    """A claim with what each field says of it, and the signals that say so."""

    subject: Subject
    judgements: dict[FieldName, Judgement | None]
    signals: dict[FieldName, Signals]


def _judged(subject: Subject, indexes: Mapping[FieldName, FieldIndex]) -> _Judged:
    judgements: dict[FieldName, Judgement | None] = dict.fromkeys(FIELDS)
    signals: dict[FieldName, Signals] = {}
    for name in FIELDS:
        if name in indexes:
            judgements[name], signals[name] = judge(subject, indexes[name])
    return _Judged(subject, judgements, signals)


def _claim(judged: _Judged) -> Claim:
    subject, assertion = judged.subject, judged.subject.assertion
    parameter = subject.mentions[0].parameter if subject.mentions else None
    return Claim(
        assertion.text, assertion.start, assertion.end, attribute_name(assertion), parameter, judged.judgements,
        suggestion(subject, judged.judgements, judged.signals),
    )  # fmt: skip


def _unfounded(judged: _Judged) -> bool:
    """Tell whether nothing but the tone speaks for a claim: no table knows it, and no field holds anything of it."""
    known = judged.subject.mentions or judged.subject.attributes or judged.subject.senses
    return not known and all(j is None or j.status == "missing" for j in judged.judgements.values())


def _of_fields(page: Page, lang: str) -> list[Finding]:
    return [_finding(rule(f"empty-{name}"), lang, field=name) for name, one in page.fields.items() if one.empty]


def _of_claim(number: int, claim: Claim, signals: Mapping[FieldName, Signals], page: Page, lang: str) -> list[Finding]:
    found = []
    for name, judgement in claim.fields.items():
        if judgement is None or judgement.status == "match" or page.fields[name].empty:
            continue
        variant = "unsure" if judgement.status == "reworded" and judgement.evidence is None else None
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
