"""Checks for the tests of the reporters: one in which every text is hostile, one with nothing to mend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from consistency.model import FIELDS, Claim, Evidence, FieldName, Finding, Judgement, Listing, Result, Status
from consistency.report.checked import Checked
from consistency.rules import finding_code, message, rule

FORMULA = "=cmd|' /C calc'!A0"
SCRIPTED = "<script>alert(1)</script>]]>"
COMMAND = "IPX8\n::error file=x::gone\r\n%0A"
TURNED = "\u202efdp.exe\u2028\x85"
CONTROL = "a\x00b\x0b\x1b[2Jc\ufffe\ud800 _x0041_ {0} [a](1)"
HOSTILE = (FORMULA, SCRIPTED, COMMAND, TURNED, CONTROL, "@SUM(A1)", "-20 ℃", "+1", "\t=1", "＝1+1", "#N/A")


@dataclass(frozen=True)
class Script:
    """A text that stands in a file as it is."""

    path: Path
    text: str
    part: str = ""

    @property
    def name(self) -> str:
        return f"{self.path} [{self.part}]" if self.part else str(self.path)

    def position(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset].split("\n")
        return len(before), len(before[-1]) + 1

    def place(self, offset: int) -> str:
        return "{}:{}".format(*self.position(offset))

    def page(self, offset: int) -> int | None:
        return None


def judgement(status: Status, evidence: str) -> Judgement:
    return Judgement(status, False, None if status == "missing" else Evidence(evidence, 0, len(evidence), None))


def hostile(lang: str = "en", path: str = "scripts/a b,c:%.txt", before: str = "") -> Checked:
    """Return a check whose script, page, product and suggestions are all made to do harm."""
    text, claims = before, []
    statuses: tuple[Status, ...] = ("missing", "conflict", "vague", "reworded")
    for number, words in enumerate(HOSTILE):
        fields: dict[FieldName, Judgement | None] = {
            field: judgement(statuses[(number + i) % 4], words) for i, field in enumerate(FIELDS)
        }
        claims.append(Claim(words, len(text), len(text) + len(words), "waterproof", None, fields, words))
        text += words + "\n"
    claims.append(Claim("5000 mAh", len(text), len(text) + 8, "capacity", None, dict.fromkeys(FIELDS, good())))
    findings = [*judged(claims, lang), Finding("C502", "error", message(rule("C502"), lang), None, "title")]
    findings.append(Finding("C506", "warning", message(rule("C506"), lang, claim="a]]>", evidence="b"), None, None))
    result = Result("=1+1", "fail", tuple(claims), tuple(findings))
    report = Script(Path("lab.pdf"), FORMULA)
    return Checked(result, Script(Path(path), text + "5000 mAh"), Listing(), "pages/<b>,list:ing.json", report)


def judged(claims: list[Claim], lang: str) -> list[Finding]:
    findings = []
    for number, claim in enumerate(claims):
        for field, one in claim.fields.items():
            if one and one.status != "match":
                found = finding_code(one.status, field)
                slots = {"claim": claim.text, "evidence": one.evidence and one.evidence.text, "suggestion": "x"}
                findings.append(Finding(found.code, found.severity, message(found, lang, **slots), number, field))
    return findings


def good() -> Judgement:
    return Judgement("match", True, Evidence("5000 mAh", 0, 8, 0))


def clean(path: str = "good.txt") -> Checked:
    """Return a check that found nothing to mend."""
    claim = Claim("5000 mAh", 0, 8, "capacity", None, {**dict.fromkeys(FIELDS, good()), "report": None})
    return Checked(Result(None, "pass", (claim,), ()), Script(Path(path), "5000 mAh"), Listing(), "listing.json")


def empty() -> Checked:
    """Return a check of a script in which no claim was found."""
    finding = Finding("C501", "error", message(rule("C501")), None, None)
    return Checked(Result(None, "fail", (), (finding,)), Script(Path("none.txt"), "Hi!"), Listing(), "listing.json")
