"""Write results as JUnit XML: a suite for each check, a test case for each claim and for each problem of a file."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from consistency.model import Finding
from consistency.report.checked import Checked
from consistency.report.safe import one_line
from consistency.report.where import Spot, claim_spot, relative, spot
from consistency.rules import fill, page, rule, texts


def render(checks: Sequence[Checked], lang: str) -> str:
    """Return the XML document."""
    suites = [_suite(check, lang) for check in checks]
    root = Element("testsuites", {"name": "consistency", **_totals(suites)})
    root.extend(suites)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _totals(elements: Sequence[Element]) -> dict[str, str]:
    counts = {name: sum(int(e.get(name, "0")) for e in elements) for name in ("tests", "failures", "errors", "skipped")}
    return {name: str(count) for name, count in counts.items()}


def _suite(check: Checked, lang: str) -> Element:
    result = check.result
    slots = {
        "script": check.script.name, "listing": check.listing_name,
        "id": result.id, "report": check.report.name if check.report else None,
    }  # fmt: skip
    suite = Element("testsuite", name=one_line(fill(texts(lang)["table"]["against"], slots)))
    for number, claim in enumerate(result.claims):
        name = f"{check.script.place(claim.start)} {claim.text}"
        own = [f for f in result.findings if f.claim == number]
        suite.append(_case(check, name, claim_spot(check, claim), own))
    for finding in result.findings:
        if finding.claim is None:
            suite.append(_case(check, page(rule(finding.code), lang).summary, spot(check, finding), [finding]))
    failures = sum(case.find("failure") is not None for case in suite)
    suite.attrib |= {"tests": str(len(suite)), "failures": str(failures), "errors": "0", "skipped": "0"}
    return suite


def _case(check: Checked, name: str, place: Spot, findings: Sequence[Finding]) -> Element:
    """Return a test case: failed by errors, while warnings are printed on it."""
    case = Element("testcase", name=one_line(name), classname=one_line(check.script.name))
    case.set("file", one_line(relative(place.file)))
    if place.line is not None:
        case.set("line", str(place.line))
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        failure = SubElement(case, "failure", message=one_line(errors[0].message))
        failure.set("type", " ".join(f.code for f in errors))
        failure.text = _lines(errors)
    warnings = [f for f in findings if f.severity == "warning"]
    if warnings:
        SubElement(case, "system-out").text = _lines(warnings)
    return case


def _lines(findings: Sequence[Finding]) -> str:
    return "\n".join(f"{f.code} {one_line(f.message)}" for f in findings)
