"""Every format takes every text: hostile ones, several checks, none."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hostiles import COMMAND, CONTROL, FORMULA, HOSTILE, SCRIPTED, clean, empty, hostile
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import UsageError
from consistency.report.formats import FORMATS, render
from consistency.report.safe import guard, one_line, visible
from consistency.report.table import COLUMNS
from consistency.rules import LANGUAGES

CHECKS = [hostile(), clean(), empty()]


def written(name: str, lang: str = "en", checks: list = CHECKS) -> str:  # type: ignore[type-arg]
    report = render(name, checks, lang)
    assert isinstance(report, str)
    return report


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_what_utf8_can_hold(name: str, lang: str) -> None:
    for checks in (CHECKS, CHECKS[:1], CHECKS[1:2], []):
        report = render(name, checks, lang)
        assert isinstance(report, bytes if name in ("xlsx", "csv") else str)
        if isinstance(report, str):
            report.encode()
    assert (render(name, CHECKS, "zh") == render(name, CHECKS, "en")) == (name in ("json", "jsonl", "github", "gitlab"))


def test_a_format_loads_only_what_it_needs() -> None:
    code = """
import sys
from hostiles import clean
from consistency.report.formats import FORMATS, render
assert "json" not in sys.modules and "consistency.report.text" not in sys.modules
for name in FORMATS:
    if name != "xlsx":
        render(name, [clean()], "en")
print([name for name in ("openpyxl", "pandas", "spacy", "numpy") if name in sys.modules])
"""
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_unknown_format_is_told() -> None:
    with pytest.raises(UsageError, match=r"no format “pdf”. There are text, json, .*gitlab"):
        render("pdf", CHECKS, "en")


def test_text_sums_up_and_gives_the_terminal_no_orders() -> None:
    text = written("text")
    assert text.endswith("1 of 3 scripts passed: 11 of 13 claims to mend (35 errors, 12 warnings).\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", text)
    assert "good.txt against listing.json\n" in text
    assert "3 个脚本中 1 个通过：13 处卖点中有 11 处要改（35 个错误，12 个提醒）。" in written("text", "zh")
    assert "scripts passed" not in written("text", checks=CHECKS[:1])
    coloured = render("text", CHECKS, "en", colour=True)
    assert isinstance(coloured, str) and re.sub(r"\x1b\[[\d;]*m", "", coloured) == text


def table(lang: str = "en") -> list[dict[str, str]]:
    report = render("csv", CHECKS, lang)
    assert isinstance(report, bytes) and report.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(report.decode("utf-8-sig"), newline=""), strict=True))
    assert all(len(line) == len(COLUMNS) for line in lines)
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines]


def test_csv_has_a_row_a_finding_and_no_formula() -> None:
    head, *rows = table("zh")
    assert head["claim"] == "脚本说法" and len(set(head.values())) == len(head) and head["message"] == "要改什么"
    assert len(rows) == sum(len(check.result.findings) for check in CHECKS) + 2  # two claims without a finding
    assert not any(re.match(r"\s*[=+\-@\t\r＝＋－＠]", value) for row in rows for value in row.values())
    assert not any(re.search("[\x00\x0b\x1b\u202e]", value) for row in rows for value in row.values())
    assert rows[0]["claim"] == "'" + FORMULA and rows[0]["id"] == "'=1+1" and rows[0]["status"] == "没提到"
    assert rows[0]["line"] == "1" and rows[0]["place"] == "1:1" and rows[0]["field"] == "标题"
    fine = next(row for row in rows if row["claim"] == "5000 mAh")
    assert (fine["status"], fine["code"], fine["suggestion"]) == ("一致", "", "")
    assert rows[-1]["code"] == "C501" and rows[-1]["claim"] == ""


def test_junit_has_a_case_a_claim() -> None:
    root = ElementTree.fromstring(written("junit"))
    assert root.tag == "testsuites" and [suite.tag for suite in root] == ["testsuite"] * 3
    first, good, none = root
    assert first.attrib.items() >= {"tests": "14", "failures": "12", "errors": "0", "skipped": "0"}.items()
    assert first.attrib["name"].startswith("scripts/a b,c:%.txt against pages/<b>,list:ing.json (=1+1), lab.pdf")
    assert [case.find("failure") is None for case in first] == [False] * 11 + [True, False, True]
    cases = first.findall("testcase")
    assert cases[1].attrib["name"] == f"2:1 {SCRIPTED}" and cases[1].attrib["line"] == "2"
    failure, printed = cases[1].find("failure"), cases[1].find("system-out")
    assert failure is not None and failure.attrib["type"] == "C201 C302 C104" and SCRIPTED in failure.attrib["message"]
    assert printed is not None and printed.text and printed.text.startswith("C403 ")
    assert cases[4].attrib["name"].endswith("a␀b␋␛[2Jc��� _x0041_ {0} [a](1)".replace("���", "\ufffd\ufffd"))
    assert good.attrib["failures"] == "0" and none.attrib["tests"] == "1" and "line" not in none[0].attrib
    assert root.attrib.items() >= {"tests": "16", "failures": "13"}.items()


def unescaped(text: str) -> str:
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_github_has_a_command_a_line() -> None:
    lines = written("github").splitlines()
    assert len(lines) == sum(len(check.result.findings) for check in CHECKS)
    parts = [re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line) for line in lines]
    assert all(parts)
    properties = [dict(p.split("=", 1) for p in m[2].split(",")) for m in parts if m]
    assert lines[0].startswith(
        "::error file=scripts/a b%2Cc%3A%25.txt,line=1,endLine=1,col=1,endColumn=19,title=C101 missing-in-title::“=cmd"
    )
    assert unescaped(properties[0]["file"]) == "scripts/a b,c:%.txt"
    several = next(p for p in properties if p["line"] != p["endLine"])
    assert several.keys() == {"file", "line", "endLine", "title"}  # the claim with a line end: no columns
    assert properties[-1] == {"file": "none.txt", "title": "C501 no-claims-found"}
    assert unescaped(properties[-3]["file"]) == "pages/<b>,list:ing.json"
    assert any("%250A" in line for line in lines) and "::error file=x" in unescaped("\n".join(lines))


@given(st.text())
def test_visible_text_can_stand_in_xml_and_on_a_terminal(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown and len(shown) <= len(text)
    ElementTree.fromstring("<a>" + shown.replace("&", "").replace("<", "") + "</a>")
    assert "\r" not in shown and "\n" not in one_line(text)
    assert guard(text).lstrip()[:1] not in tuple("=+-@＝＋－＠")


def test_what_is_left_alone() -> None:
    for text in (FORMULA, SCRIPTED, "防水 🔋\u200d é\n\tx"):
        assert visible(text) == text
    assert visible(COMMAND) == COMMAND.replace("\r\n", "\n") and visible(CONTROL) != CONTROL
    assert [guard(text) == text for text in HOSTILE[4:]] == [False, False, False, False, False, False, True]
