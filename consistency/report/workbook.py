"""Write a workbook that a team works through: what to mend, every claim, a summary, the rules behind."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from consistency.errors import TooLarge
from consistency.model import FIELDS, Status
from consistency.report.checked import Checked
from consistency.report.sheets import STATUS_FILLS, Column, Sheet
from consistency.report.table import Row, cell, rows
from consistency.report.words import parameter_text
from consistency.rules import page, rule, texts

if TYPE_CHECKING:
    from openpyxl import Workbook

_ROWS = 1_048_576  # of a sheet, its head among them
_STATUSES: tuple[Status, ...] = ("missing", "conflict", "vague", "reworded", "match")
_WIDTHS = {
    "number": 7, "script": 24, "id": 14, "place": 10, "claim": 28, "field": 14, "status": 17, "severity": 10,
    "code": 8, "message": 52, "evidence": 30, "suggestion": 28, "done": 20, "by": 14, "note": 30, "attribute": 20,
    "parameter": 18, "listing": 24, "report": 24, "verdict": 10,
}  # fmt: skip
_WORK = (
    "number", "script", "id", "place", "claim", "field", "status", "severity", "message", "evidence", "suggestion",
    "code", "done", "by", "note",
)  # fmt: skip


def render(checks: Sequence[Checked], lang: str) -> bytes:
    """Return the XLSX file."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "consistency"
    _Book(book, checks, lang).write()
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class _Book:
    def __init__(self, book: Workbook, checks: Sequence[Checked], lang: str) -> None:
        self.book = book
        self.checks = checks
        self.lang = lang
        self.words: dict[str, Any] = {**texts(lang)["csv"], **texts(lang)["xlsx"]}
        self.statuses: dict[str, str] = texts(lang)["html"]["status"]
        self.work = [(n, row) for n, check in enumerate(checks, 1) for row in rows(check) if row.finding]
        self.all = [(n, claim) for n, check in enumerate(checks, 1) for claim in check.result.claims]
        self.codes = sorted({row.finding.code for _, row in self.work if row.finding})
        if max(len(self.work), len(self.all)) >= _ROWS:
            raise TooLarge(
                f"There are more findings than the {_ROWS:,} rows of a sheet.",
                hint="Check fewer scripts at once, or take --format csv or jsonl.",
            )

    def write(self) -> None:
        self.claim_rows = {(n, id(claim)): at for at, (n, claim) in enumerate(self.all, 2)}
        self.finding_rows: dict[tuple[int, int], int] = {}
        for at, (n, row) in enumerate(self.work, 2):
            self.finding_rows.setdefault((n, id(row.claim)), at)
        self.findings()
        self.claims()
        self.summary()
        if self.codes:
            self.rules()

    def sheet(self, title: str, columns: Sequence[str], *, frozen: int = 0) -> Sheet:
        heads = [Column(str(self.words[name]), _WIDTHS.get(name, 12)) for name in columns]
        return Sheet(self.book, str(self.words[title]), heads, frozen=frozen)

    def findings(self) -> None:
        """Write the list to work through: each row is a finding, with what was done about it."""
        sheet = self.sheet("findings", _WORK, frozen=_WORK.index("claim") + 1)
        for number, row in self.work:
            given: dict[str, str | int] = {
                "number": number,
                "done": str(self.words["choices"][0]),
                "by": "",
                "note": "",
            }
            at = sheet.add([given[name] if name in given else cell(row, name, self.lang) for name in _WORK])
            self.paint(sheet, at, number, row)
        choices, done = self.words["choices"], _WORK.index("done")
        sheet.choose(done, choices, str(self.words["choose"]))
        sheet.grey_unless(done, choices[0])
        sheet.finish()

    def paint(self, sheet: Sheet, at: int, number: int, row: Row) -> None:
        sheet.fill(at, _WORK.index("status"), STATUS_FILLS.get(row.status or "", ""))
        if row.finding:
            sheet.severity(at, _WORK.index("severity"), row.finding.severity)
            sheet.link(at, _WORK.index("code"), str(self.words["rules"]), self.codes.index(row.finding.code) + 2)
        if row.claim:
            sheet.link(at, _WORK.index("claim"), str(self.words["claims"]), self.claim_rows[number, id(row.claim)])

    def claims(self) -> None:
        """Write every claim with its status in each field."""
        first = ("number", "script", "id", "place", "claim", "attribute", "parameter")
        labels = texts(self.lang)["labels"]
        heads = [Column(str(self.words[name]), _WIDTHS[name]) for name in first]
        heads += [Column(str(labels[field]), _WIDTHS["status"]) for field in FIELDS]
        heads.append(Column(str(self.words["suggestion"]), _WIDTHS["suggestion"]))
        sheet = Sheet(self.book, str(self.words["claims"]), heads, frozen=first.index("claim") + 1)
        for number, claim in self.all:
            check = self.checks[number - 1]
            head: list[str | int] = [
                number,
                check.script.name,
                check.result.id or "",
                check.script.place(claim.start),
                claim.text,
            ]
            judged = [claim.fields.get(field) for field in FIELDS]
            words = [self.statuses[j.status] if j else "" for j in judged]
            at = sheet.add([*head, claim.attribute, parameter_text(claim.parameter), *words, claim.suggestion or ""])
            for column, one in enumerate(judged, len(first)):
                sheet.fill(at, column, STATUS_FILLS[one.status] if one else "")
            finding = self.finding_rows.get((number, id(claim)))
            if finding:
                sheet.link(at, first.index("claim"), str(self.words["findings"]), finding)
        sheet.finish()

    def summary(self) -> None:
        """Write a row for each check, their total, and how many claims have each status in each field."""
        counted = ("claims", "mend", "errors", "warnings", "open")
        columns = ("number", "script", "listing", "id", "report", "verdict", *counted)
        sheet = self.sheet("summary", columns, frozen=2)
        for number, check in enumerate(self.checks, 1):
            report = check.report.name if check.report else None
            verdict = self.words[check.result.verdict]
            counts = self.counts(check)
            at = sheet.add([number, check.script.name, check.listing_name, check.result.id, report, verdict, *counts])
            colour = STATUS_FILLS["match" if check.result.verdict == "pass" else "conflict"]
            sheet.fill(at, columns.index("verdict"), colour)
            sheet.formula(at, columns.index("open"), self.still_open(at))
        sheet.finish()
        passed = sum(check.result.verdict == "pass" for check in self.checks)
        totals = [sum(column) for column in zip(*map(self.counts, self.checks), strict=True)] or [0] * 4
        share = f"{passed} / {len(self.checks)}"
        at = sheet.add([None, self.words["total"], None, None, None, share, *totals], bold=True)
        if self.checks:
            sheet.formula(at, columns.index("open"), f"=SUM({sheet.area(columns.index('open'), 2, at - 1)})")
        self.by_status(sheet)

    def counts(self, check: Checked) -> list[int]:
        found = check.result.findings
        errors = sum(f.severity == "error" for f in found)
        wrong = {f.claim for f in found if f.severity == "error" and f.claim is not None}
        return [len(check.result.claims), len(wrong), errors, len(found) - errors]

    def still_open(self, at: int) -> str:
        """Return the formula that counts the findings of a check that nobody has dealt with."""
        title, last = self.words["findings"], max(2, len(self.work) + 1)
        checks, done = (
            f"'{title}'!${letter}$2:${letter}${last}" for letter in ("A", Sheet.letter(_WORK.index("done")))
        )
        return f'=COUNTIFS({checks},$A{at},{done},"{self.words["choices"][0]}")'

    def by_status(self, sheet: Sheet) -> None:
        sheet.add([])
        labels = texts(self.lang)["labels"]
        sheet.add([None, self.words["by_status"], *(labels[field] for field in FIELDS)], bold=True)
        tally = Counter((f, j.status) for _, claim in self.all for f, j in claim.fields.items() if j)
        for status in _STATUSES:
            at = sheet.add([None, self.statuses[status], *(tally[field, status] for field in FIELDS)])
            sheet.fill(at, 1, STATUS_FILLS[status])

    def rules(self) -> None:
        """Write why each rule that was broken matters, and how to mend it."""
        words, heads = texts(self.lang)["table"], texts(self.lang)["headings"]
        names = [words["code"], words["severity"], words["rule"], heads["what"], heads["why"], heads["mend"]]
        widths = (8, 10, 36, 60, 60, 60)
        columns = [Column(str(name), width) for name, width in zip(names, widths, strict=True)]
        sheet = Sheet(self.book, str(self.words["rules"]), columns, frozen=1)
        for code in self.codes:
            found, text = rule(code), page(rule(code), self.lang)
            at = sheet.add([code, heads[found.severity], text.summary, text.what, text.why, text.mend])
            sheet.severity(at, 1, found.severity)
        sheet.finish()
