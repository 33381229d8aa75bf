"""The workbook opens, holds text as text, and links what belongs together."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from hostiles import FORMULA, clean, empty, hostile
from openpyxl import Workbook, load_workbook

from consistency.errors import TooLarge
from consistency.report import workbook
from consistency.report.checked import Checked

CHECKS = [hostile(), clean(), empty()]
OWN_FORMULAS = 4  # on the summary: what is still open of each check, and in all


def opened(checks: list[Checked], lang: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(workbook.render(checks, lang)))


def heads(sheet: Any) -> list[str]:
    return [cell.value for cell in sheet[1]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_text_is_a_formula_or_a_number(lang: str) -> None:
    book = opened(CHECKS, lang)
    formulas = [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert len(formulas) == OWN_FORMULAS and all(cell.parent is book.worksheets[2] for cell in formulas)
    assert not any(cell.data_type == "e" for sheet in book for row in sheet for cell in row)
    claim = book.worksheets[0]["E2"]
    assert claim.value == FORMULA and claim.data_type == "s" and claim.quotePrefix
    with zipfile.ZipFile(io.BytesIO(workbook.render(CHECKS, lang))) as parts:
        assert sum(parts.read(f"xl/worksheets/sheet{n}.xml").count(b"<f>") for n in range(1, 5)) == OWN_FORMULAS
        written = "".join(
            "".join(ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{n}.xml")).itertext()) for n in (1, 2)
        )
    assert "_x005F_x0041_" in written and not re.search("[\x00-\x08\x0b-\x1f\u202e\ufffe]", written)


def test_findings_can_be_worked_through() -> None:
    sheet = opened(CHECKS)["Findings"]
    assert sheet.max_row == 1 + sum(len(check.result.findings) for check in CHECKS)
    assert sheet.auto_filter.ref == f"A1:O{sheet.max_row}" and sheet.freeze_panes == "F2"
    assert heads(sheet)[-3:] == ["Done", "By", "Note"] and sheet["M2"].value == "open"
    (listed,) = sheet.data_validations.dataValidation
    assert listed.type == "list" and str(listed.sqref) == f"M2:M{sheet.max_row}"
    assert listed.formula1 == '"open,script changed,page changed,claim taken out,report asked for,left as it is"'
    assert [c.start_color.rgb[2:] for c in (sheet["G2"].fill, sheet["G3"].fill)] == ["FFD9D9", "FFB3B3"]
    assert sheet["H2"].font.bold and sheet["H2"].font.color.rgb.endswith("9C0006")
    assert len(sheet.conditional_formatting) == 1


def test_links_lead_to_their_rows() -> None:
    book = opened(CHECKS)
    sheet, claims, rules = book["Findings"], book["Claims"], book["Rules"]
    for row in sheet.iter_rows(min_row=2):
        if row[4].value:
            title, cell = re.fullmatch(r"'(.+)'!A(\d+)", row[4].hyperlink.location).groups()  # type: ignore[union-attr]
            assert book[title][f"E{cell}"].value == row[4].value
        target = int(row[11].hyperlink.location.rpartition("A")[2])
        assert rules[f"A{target}"].value == row[11].value
    assert claims["E2"].hyperlink.location == "'Findings'!A2"
    assert [claims["E13"].value, claims["E13"].hyperlink] == ["5000 mAh", None]
    twice = opened([CHECKS[0], CHECKS[0]])
    assert twice["Findings"]["E50"].hyperlink.location == "'Claims'!A14"


def test_claims_have_their_status_in_each_field() -> None:
    sheet = opened(CHECKS, "zh")["卖点"]
    assert len(set(heads(sheet))) == len(heads(sheet))
    assert heads(sheet)[7:11] == ["标题", "卖点", "描述", "报告"]
    assert [sheet.cell(2, n).value for n in range(8, 12)] == ["没提到", "矛盾", "缺参数", "换了说法"]
    assert [sheet.cell(14, n).value for n in range(8, 12)] == ["一致", "一致", "一致", None]


def test_summary_counts() -> None:
    sheet = opened(CHECKS)["Summary"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[5:10] for row in rows[:4]] == [
        ["fail", 12, 11, 34, 12],
        ["pass", 1, 0, 0, 0],
        ["fail", 0, 0, 1, 0],
        ["1 / 3", 13, 11, 35, 12],
    ]
    assert rows[0][10] == "=COUNTIFS('Findings'!$A$2:$A$48,$A2,'Findings'!$M$2:$M$48,\"open\")"
    assert rows[3][10] == "=SUM(K2:K4)"
    assert rows[6][1:6] == ["not mentioned", 3, 2, 3, 3]


def test_nothing_to_mend_and_nothing_at_all() -> None:
    assert opened([clean()]).sheetnames == ["Findings", "Claims", "Summary"]
    assert opened([])["Summary"]["B2"].value == "Total"


def test_more_than_a_sheet_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 10)
    with pytest.raises(TooLarge, match="more findings than the 10 rows of a sheet"):
        workbook.render(CHECKS, "en")
