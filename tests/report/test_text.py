"""The tables are what a person reads: aligned, in both languages, plain in a pipe."""

from __future__ import annotations

import re

import pytest

from consistency.model import FIELDS, Claim, Evidence, FieldName, Finding, Judgement, Parameter, Result, Status
from consistency.report.text import Names, check_text, claims_text, page_text, rules_text
from consistency.report.width import clip, lines, pad, width
from consistency.report.words import parameter_text
from consistency.rules import all_rules, finding_code, message, rule


def judgement(status: Status, evidence: str | None = None) -> Judgement:
    return Judgement(status, False, Evidence(evidence, 0, len(evidence)) if evidence else None)


def claim(text: str, start: int, statuses: list[tuple[Status, str | None]], suggestion: str | None) -> Claim:
    fields: dict[FieldName, Judgement | None] = {
        name: judgement(*one) for name, one in zip(FIELDS, statuses, strict=False)
    }
    return Claim(text, start, start + len(text), "waterproof", None, {"report": None, **fields}, suggestion)


def result(lang: str = "en") -> Result:
    claims = (
        claim(
            "超深防水", 10, [("vague", "IPX8"), ("vague", "IPX8"), ("missing", None), ("match", "IPX8")], "IPX8 防水"
        ),
        claim(
            "5000mAh", 20, [("missing", None), ("missing", None), ("missing", None), ("match", "5000mAh")], "5000mAh"
        ),
        claim("24小时", 30, [("conflict", "up to 24 h"), ("match", None), ("reworded", "a full day")], "最长24小时"),
        claim("蓝牙5.3", 40, [("match", None)] * 3, None),
    )
    findings = []
    for number, one in enumerate(claims):
        for field, judged in one.fields.items():
            if judged and judged.status != "match":
                found = finding_code(judged.status, field)
                evidence = judged.evidence.text if judged.evidence else None
                slots = {"claim": one.text, "evidence": evidence, "suggestion": one.suggestion}
                variant = "script" if judged.status == "vague" else None
                text = message(found, lang, variant=variant, **slots)
                findings.append(Finding(found.code, found.severity, text, number, field))
    empty = rule("empty-description")
    findings.append(Finding(empty.code, empty.severity, message(empty, lang), None, "description"))
    return Result("SPK-1", "fail", claims, tuple(findings))


NAMES = Names("script.txt", "listing.json", "lab.pdf")
ENGLISH = """\
script.txt against listing.json (SPK-1), lab.pdf

Place  Claim     T  B  D  R
1:11   超深防水  ~  ~  –  ✓
       ~ “超深防水” gives no parameter, so it cannot match the title and the bullet points (“IPX8”)  C301 C302
       – “超深防水” is missing from the description  C103
       → write “IPX8 防水” as in the test report, not “超深防水”
1:21   5000mAh   –  –  –  ✓
       – “5000mAh” is missing from the title, the bullet points and the description  C101 C102 C103
       → add “5000mAh”
1:31   24小时    ✗  ✓  ≈
       ✗ the script says “24小时”, but in the title it is “up to 24 h”  C201
       ≈ “24小时” is worded otherwise in the description: “a full day”  C403
       → write “最长24小时”, not “24小时”
1:41   蓝牙5.3   ✓  ✓  ✓

✗ the description is empty: no claim can be in it  C504
Fail: 3 of 4 claims to mend (8 errors, 1 warning). `consistency explain CODE` tells why and how.
T title  B bullet points  D description  R test report  ✓ same  ≈ other words  ~ parameter lacking  ✗ contradiction  – not mentioned
"""  # noqa: E501


def place(offset: int) -> str:
    return f"1:{offset + 1}"


def test_table() -> None:
    assert check_text(result(), NAMES, place, "en") == ENGLISH


def test_colours_change_nothing_but_colour() -> None:
    coloured = check_text(result(), NAMES, place, "en", colour=True)
    assert "\x1b[31;1m✗\x1b[0m" in coloured
    assert all(line.rstrip() == line for line in ENGLISH.splitlines())
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == ENGLISH


def test_chinese_table_without_report() -> None:
    text = check_text(result("zh"), Names("脚本.txt", "商品.csv"), place, "zh")
    assert "位置  卖点      题  点  述\n" in text
    assert "脚本的“超深防水”没有参数，与标题和卖点“IPX8”对不上  C301 C302" in text
    assert "→ 请写“IPX8 防水”（同测试报告），不写“超深防水”" in text
    assert "不通过：4 处卖点中有 3 处要改（8 个错误，1 个提醒）" in text
    assert "测 测试报告" not in text


def test_the_same_in_several_fields_is_told_once() -> None:
    one = claim("24小时", 0, [("conflict", "Up to 24 h"), ("conflict", "up to 24 h"), ("conflict", "12 h")], None)
    findings = []
    for number, field in enumerate(FIELDS[:3], 201):
        judged = one.fields[field]
        assert judged and judged.evidence
        text = message(rule(f"C{number}"), claim=one.text, evidence=judged.evidence.text)
        findings.append(Finding(f"C{number}", "error", text, 0, field))
    table = check_text(Result(None, "fail", (one,), tuple(findings)), Names("a.txt", "b.json"), place, "en")
    assert "but in the title and the bullet points it is “Up to 24 h”  C201 C202\n" in table
    assert "but in the description it is “12 h”  C203\n" in table


def test_words_that_the_report_does_not_use_are_not_said_to_be_its_own() -> None:
    one = claim("十米内", 0, [("missing", None), ("missing", None), ("missing", None), ("reworded", "10 m")], "十米内")
    finding = Finding("C404", "warning", "x", 0, "report")
    table = check_text(Result(None, "pass", (one,), (finding,)), NAMES, place, "en")
    assert "→ write “十米内”\n" in table


def test_clean_script_and_script_without_claims() -> None:
    clean = Result(None, "pass", result().claims[3:], ())
    text = check_text(clean, Names("a.txt", "b.json"), place, "en")
    assert text.startswith("a.txt against b.json\n") and "Pass: 1 claim, nothing to mend.\n" in text
    warned = Result(None, "pass", clean.claims, (Finding("C401", "warning", "x", 0, "title"),))
    assert "Pass: 1 claim, nothing to mend. 1 warning." in check_text(warned, NAMES, place, "en")
    left_out = Result(None, "pass", result().claims, ())
    text = check_text(left_out, NAMES, place, "en")
    assert "nothing to mend. Left out by options, settings, suppressions or the baseline: problems of 3 claims." in text
    text = check_text(left_out, NAMES, place, "zh")
    assert "无需修改。另有 3 处卖点的问题已按选项、设置、忽略注释或基线略去。" in text
    empty = Result(None, "pass", result().claims[1:2], tuple(Finding("C502", "warning", "x", None, f) for f in FIELDS))
    assert "Left out" not in check_text(empty, NAMES, place, "en")
    nothing = Result(None, "pass", (), (Finding("C501", "error", message(rule("C501")), None, None),))
    text = check_text(nothing, NAMES, place, "en")
    assert "✗ no claim was found in the script, so nothing was compared  C501" in text
    assert "Pass" not in text


def test_claims_table() -> None:
    up_to = Parameter("quantity", value=24.0, unit="h", qualifier="up to")
    claims = (Claim("续航最长24小时", 3, 11, "battery_life", up_to),)
    assert claims_text(claims, "a.txt", place, "zh").splitlines() == [
        "位置  卖点            属性          参数",
        "1:4   续航最长24小时  battery_life  up to 24 h",
    ]
    assert claims_text((), "a.txt", place, "en") == "No claim was found in a.txt.\n"


@pytest.mark.parametrize(
    ("parameter", "words"),
    [
        (None, ""),
        (Parameter("rating", code="IPX8"), "IPX8"),
        (Parameter("name", name="304 stainless steel"), "304 stainless steel"),
        (Parameter("quantity", values=(20.0, 30.5, 5.0), unit="cm"), "20 × 30.5 × 5 cm"),
        (Parameter("quantity", low=-20.0, high=60.0, unit="Cel"), "-20–60 °C"),
        (Parameter("quantity", value=0.1, unit=None), "0.1"),
        (Parameter("quantity", value=5.0, unit="mm", tolerance=0.1), "5 ± 0.1 mm"),
    ],
)
def test_parameters_in_words(parameter: Parameter | None, words: str) -> None:
    assert parameter_text(parameter) == words


def test_width() -> None:
    assert [width(t) for t in ("", "abc", "防水a", "ＩＰ", "é", "e\u0301", "🔋", "a\u200db")] == [
        0,
        3,
        5,
        4,
        1,
        1,
        2,
        2,
    ]
    assert pad("防", 4) == "防  " and pad("防水", 3) == "防水"
    assert clip("防水防水", 5) == "防水…" and clip("a\nb  c", 9) == "a b c"
    assert lines([["防水", "x"], ["a", "y"]]) == ["防水  x", "a     y"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_and_list_of_rules(lang: str) -> None:
    listed = rules_text(lang)
    for one in all_rules():
        assert f"{one.code}  {one.name} " in listed
        assert page_text(one.code, lang).startswith(f"{one.code} {one.name} (")
