"""Write a result as the table that a content person reads: a row a claim, and under it what to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from consistency.extract.fold import fold
from consistency.model import FIELDS, PASSING, Claim, FieldName, Finding, Mention, Result, Status
from consistency.report.checked import Checked
from consistency.report.safe import one_line
from consistency.report.width import clip, lines, pad, width
from consistency.rules import enumerate_fields, fill, lacking, retell, rule, texts

MARKS: dict[Status, str] = {"match": "✓", "reworded": "≈", "vague": "~", "conflict": "✗", "missing": "–"}
_COLOURS = {"✓": "32", "≈": "33", "~": "33;1", "✗": "31;1", "–": "31"}
_CLAIM_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Names:
    """What was checked, as its owner calls it."""

    script: str
    listing: str
    report: str | None = None


def render(checks: Sequence[Checked], lang: str, *, colour: bool = False) -> str:
    """Return the table of each check, under several of them a line that sums them up."""
    tables = []
    for check in checks:
        names = Names(check.script.name, check.listing_name, check.report.name if check.report else None)
        tables.append(check_text(check.result, names, check.script.place, lang, colour=colour))
    if len(checks) != 1:
        tables.append(_total([check.result for check in checks], lang, colour) + "\n")
    return "\n".join(tables)


def _total(results: Sequence[Result], lang: str, colour: bool) -> str:
    findings = [f for result in results for f in result.findings]
    errors = sum(f.severity == "error" for f in findings)
    passed = sum(result.verdict == "pass" for result in results)
    slots = {
        "passed": str(passed),
        "scripts": _count(lang, "scripts", len(results), "text"),
        "mend": str(sum(_wrong(result) for result in results)),
        "claims": _count(lang, "claims", sum(len(result.claims) for result in results)),
        "errors": _count(lang, "errors", errors),
        "warnings": _count(lang, "warnings", len(findings) - errors) if len(findings) > errors else None,
    }
    return _paint("32;1" if passed == len(results) else "31;1", fill(texts(lang)["text"]["total"], slots), colour)


def _wrong(result: Result) -> int:
    """Return how many claims have an error."""
    return len({f.claim for f in result.findings if f.severity == "error" and f.claim is not None})


def _count(lang: str, what: str, number: int, section: str = "table") -> str:
    one, _, many = texts(lang)[section][what].partition("|")
    return fill(one if number == 1 or not many else many, {"n": str(number)})


def _paint(code: str, text: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text


def check_text(result: Result, names: Names, place: Callable[[int], str], lang: str, *, colour: bool = False) -> str:
    """Return the table of one check; `place` tells where in the script an offset stands."""
    return "\n".join(_Table(result, names, place, lang, colour).lines()) + "\n"


class _Table:
    def __init__(self, result: Result, names: Names, place: Callable[[int], str], lang: str, colour: bool) -> None:
        self.result = result
        self.names = names
        self.place = place
        self.lang = lang
        self.colour = colour
        self.words = texts(lang)["table"]
        self.fields: Sequence[FieldName] = FIELDS if names.report else FIELDS[:3]

    def lines(self) -> Iterator[str]:
        slots = {
            "script": self.names.script, "listing": self.names.listing,
            "id": self.result.id, "report": self.names.report,
        }  # fmt: skip
        yield self.paint("1", one_line(fill(self.words["against"], slots)))
        yield ""
        if self.result.claims:
            yield from self.claims()
            yield ""
        for finding in self.result.findings:
            if finding.claim is None:
                yield self.problem(finding, finding.message)
        if self.result.claims:
            yield self.summary()
            legend = [self.words["fields"], *([self.words["report"]] if self.names.report else []), self.words["marks"]]
            yield self.paint("2", "  ".join(legend))

    def claims(self) -> Iterator[str]:
        """Yield the head and, for each claim in the order of the script, its row and problems."""
        letters = list(self.words["letters"])[: len(self.fields)]
        names = [[self.words["place"], self.words["claim"]]]
        names += [[one_line(self.place(c.start)), clip(one_line(c.text), _CLAIM_COLUMNS)] for c in self.result.claims]
        first, second = (max(width(row[i]) for row in names) for i in (0, 1))
        rows = [pad(place, first) + "  " + pad(text, second) for place, text in names]
        yield self.paint("1", "  ".join([rows[0], *letters]))
        for number, (claim, row) in enumerate(zip(self.result.claims, rows[1:], strict=True)):
            yield "  ".join([row, *self.marks(claim, width(letters[0]))]).rstrip()
            for line in self.problems(number, claim):
                yield " " * (first + 2) + line

    def problems(self, number: int, claim: Claim) -> Iterator[str]:
        """Yield a line for each problem of a claim, and the wording to use."""
        own = [f for f in self.result.findings if f.claim == number]
        alike: dict[object, list[Finding]] = {}
        for finding in own:
            alike.setdefault(self.sentence(finding, claim), []).append(finding)
        for together in alike.values():
            fields = [f.field for f in together if f.field]
            text = retell(together[0], claim, self.lang, fields=fields)
            yield self.problem(together[0], text, [f.code for f in together])
        if own and claim.suggestion:
            yield self.paint("36", "→ " + one_line(self.advice(claim)))

    def sentence(self, finding: Finding, claim: Claim) -> object:
        """Return what two findings share that one sentence can tell for both fields."""
        judged = claim.fields.get(finding.field) if finding.field else None
        side = lacking(finding, claim, self.lang)
        evidence = judged.evidence.text.casefold() if judged and judged.evidence and side != "script" else None
        return rule(finding.code).kind, finding.field == "report", side, evidence

    def advice(self, claim: Claim) -> str:
        """Return the wording to use: to write instead of the claim's, or to add where it is missing."""
        differs = fold(claim.suggestion or "").casefold() != fold(claim.text).casefold()
        judged = [j for j in claim.fields.values() if j]
        if not differs and all(j.status in ("missing", "match") for j in judged):
            return fill(self.words["add"], {"suggestion": claim.suggestion})
        report = claim.fields.get("report")
        # Where the claim's own words stay and the report words it otherwise, they are not the report's.
        reports = report and report.evidence and (differs or report.status == "match")
        slots = {
            "suggestion": claim.suggestion,
            "source": enumerate_fields(["report"], self.lang) if reports else None,
            "claim": claim.text if differs else None,
        }
        return fill(self.words["write"], slots)

    def problem(self, finding: Finding, text: str, codes: Sequence[str] = ()) -> str:
        kind = rule(finding.code).kind
        mark = MARKS.get(kind, "✗")  # type: ignore[call-overload]
        return (
            f"{self.paint(_COLOURS[mark], mark)} {one_line(text)}  {self.paint('2', ' '.join(codes or [finding.code]))}"
        )

    def summary(self) -> str:
        errors = sum(f.severity == "error" for f in self.result.findings)
        warnings = len(self.result.findings) - errors
        slots = {
            "claims": _count(self.lang, "claims", len(self.result.claims)),
            "mend": str(_wrong(self.result)),
            "errors": _count(self.lang, "errors", errors),
            "warnings": _count(self.lang, "warnings", warnings) if warnings else None,
            "left": _count(self.lang, "claims", left) if (left := self.left_out()) else None,
        }
        passed = not errors and self.result.verdict == "pass"
        return self.paint("32;1" if passed else "31;1", fill(self.words["passed" if passed else "failed"], slots))

    def left_out(self) -> int:
        """Return how many claims have a mark to mend that no finding tells of."""
        told = {(f.claim, f.field) for f in self.result.findings}
        return sum(
            any(
                judged and judged.status not in PASSING and not told & {(number, name), (None, name)}
                for name, judged in claim.fields.items()
            )
            for number, claim in enumerate(self.result.claims)
        )

    def paint(self, code: str, text: str) -> str:
        return _paint(code, text, self.colour)

    def marks(self, claim: Claim, columns: int) -> Iterator[str]:
        """Yield the mark of each field, `columns` wide."""
        for field in self.fields:
            judged = claim.fields.get(field)
            mark = MARKS[judged.status] if judged else ""
            yield self.paint(_COLOURS.get(mark, ""), mark) + " " * (columns - width(mark))


def claims_text(claims: Sequence[Claim], script: str, place: Callable[[int], str], lang: str) -> str:
    """Return the claims of a script as a table."""
    from consistency.report.words import parameter_text

    words = texts(lang)["table"]
    if not claims:
        return one_line(fill(words["nothing"], {"script": script})) + "\n"
    rows = [[words["place"], words["claim"], words["attribute"], words["parameter"]]]
    for claim in claims:
        cells = [place(claim.start), clip(one_line(claim.text), _CLAIM_COLUMNS), claim.attribute]
        rows.append([*map(one_line, cells), one_line(parameter_text(claim.parameter))])
    return "\n".join(lines(rows)) + "\n"


def parameters_text(mentions: Sequence[Mention], name: str, place: Callable[[int], str], lang: str) -> str:
    """Return the parameters of a text as a table."""
    from consistency.report.words import parameter_text

    words = texts(lang)["table"]
    if not mentions:
        return one_line(fill(words["no_parameters"], {"file": name})) + "\n"
    rows = [[words["place"], words["words"], words["parameter"]]]
    for mention in mentions:
        cells = [place(mention.start), clip(one_line(mention.text), _CLAIM_COLUMNS)]
        rows.append([*map(one_line, cells), one_line(parameter_text(mention.parameter))])
    return "\n".join(lines(rows)) + "\n"


def rules_text(lang: str) -> str:
    """Return every rule as a table."""
    from consistency.rules import all_rules, page

    words, severities = texts(lang)["table"], texts(lang)["headings"]
    rows = [[words["code"], words["name"], words["severity"], words["rule"]]]
    rows += [[r.code, r.name, severities[r.severity], page(r, lang).summary] for r in all_rules()]
    return "\n".join([*lines(rows), "", words["see"]]) + "\n"


def page_text(code: str, lang: str) -> str:
    """Return the page of a rule: what, why, a bad and a good example, how to mend."""
    from consistency.rules import page

    found = rule(code)
    text, heads = page(found, lang), texts(lang)["headings"]
    parts = [f"{found.code} {found.name} ({heads[found.severity]})", text.summary]
    for name in ("what", "why", "bad", "good", "mend"):
        body = getattr(text, name)
        if name in ("bad", "good"):
            body = "\n".join("    " + line for line in body.splitlines())
        parts.append(f"{heads[name]}\n{body}")
    return "\n\n".join(parts) + "\n"
