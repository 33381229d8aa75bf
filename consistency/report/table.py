"""Write findings as CSV that Excel opens: a row for each finding, and one for each claim without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.model import Claim, Finding, Judgement, Status
from consistency.report.checked import Checked
from consistency.report.safe import guard
from consistency.report.words import parameter_text
from consistency.rules import texts

COLUMNS = (
    "script", "id", "place", "line", "claim", "attribute", "parameter", "field", "status", "severity", "code",
    "message", "evidence", "bullet", "suggestion", "listing", "report",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with all that belongs to it, or a claim with nothing to mend."""

    check: Checked
    finding: Finding | None
    claim: Claim | None

    @property
    def judged(self) -> Judgement | None:
        if self.finding is None or self.finding.field is None or self.claim is None:
            return None
        return self.claim.fields.get(self.finding.field)

    @property
    def status(self) -> Status | None:
        """Return the status that the finding is about; "match" of a claim with nothing to mend."""
        if self.finding is None:
            return "match"
        return self.judged.status if self.judged else None


def rows(check: Checked) -> Iterator[Row]:
    """Yield what a table of one check lists: the claims in order, each with its findings, then what has no claim."""
    for number, claim in enumerate(check.result.claims):
        own: list[Finding | None] = [f for f in check.result.findings if f.claim == number]
        yield from (Row(check, finding, claim) for finding in own or [None])
    yield from (Row(check, finding, None) for finding in check.result.findings if finding.claim is None)


def cell(row: Row, column: str, lang: str) -> str | int:
    """Return what stands in a column of COLUMNS."""
    value: str | int | None = _of_check(row, column) if column in ("script", "id", "listing", "report") else None
    if value is None and row.claim is not None:
        value = _of_claim(row, row.claim, column)
    if value is None and row.finding is not None:
        value = _of_finding(row, row.finding, column, lang)
    if value is None and column == "status" and row.status:
        value = texts(lang)["html"]["status"][row.status]
    return "" if value is None else value


def _of_check(row: Row, column: str) -> str | None:
    if column == "script":
        return row.check.script.name
    if column == "listing":
        return row.check.listing_name
    if column == "id":
        return row.check.result.id
    return row.check.report.name if row.check.report else None


def _of_claim(row: Row, claim: Claim, column: str) -> str | int | None:
    if column == "place":
        return row.check.script.place(claim.start)
    if column == "line":
        return row.check.script.position(claim.start)[0]
    if column == "claim":
        return claim.text
    if column == "attribute":
        return claim.attribute
    if column == "parameter":
        return parameter_text(claim.parameter)
    return claim.suggestion if column == "suggestion" and row.finding else None


def _of_finding(row: Row, finding: Finding, column: str, lang: str) -> str | int | None:
    if column == "field" and finding.field:
        return str(texts(lang)["labels"][finding.field])
    if column == "severity":
        return str(texts(lang)["headings"][finding.severity])
    if column == "code":
        return finding.code
    if column == "message":
        return finding.message
    evidence = row.judged.evidence if row.judged else None
    if column == "evidence" and evidence:
        return evidence.text
    return evidence.index + 1 if column == "bullet" and evidence and evidence.index is not None else None


def render(checks: Sequence[Checked], lang: str) -> bytes:
    """Return the table as UTF-8 with a signature, by which Excel knows Chinese; no cell can be a formula."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([texts(lang)["csv"][column] for column in COLUMNS])
    for check in checks:
        for row in rows(check):
            values = (cell(row, column, lang) for column in COLUMNS)
            writer.writerow([guard(v) if isinstance(v, str) else v for v in values])
    return written.getvalue().encode("utf-8-sig")
