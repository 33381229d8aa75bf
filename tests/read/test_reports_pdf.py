"""A row of a table in a PDF is one line, however its cells wrap and whichever program made it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from consistency.errors import ConsistencyError
from consistency.read.reports import read_report

ROWS = [
    ["Item", "Requirement", "Result", "Verdict"],
    ["Cell capacity", "≥ 4900 mAh", "5000 mAh", "Pass"],
    ["Ingress protection (immersion in fresh water, IEC 60529)", "3 m, 30 min, no water inside", "IPX8", "Pass"],
    ["电池额定容量", "10000 mAh", "试验后外壳内部无进水现象，功能正常，外观无异常", "合格"],
]


def table(path: Path, align: str, *, grid: bool = True) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10, leading=13, wordWrap="CJK")
    cells = [[Paragraph(text, style) for text in row] for row in ROWS]
    looks = [("VALIGN", (0, 0), (-1, -1), align), *([("GRID", (0, 0), (-1, -1), 0.5, colors.black)] * grid)]
    SimpleDocTemplate(str(path), pagesize=A4).build([Table(cells, colWidths=[110, 100, 120, 60], style=looks)])
    return path


@pytest.mark.parametrize("align", ["TOP", "MIDDLE", "BOTTOM"])
def test_a_ruled_row_is_a_line(tmp_path: Path, align: str) -> None:
    text = read_report(table(tmp_path / "a.pdf", align)).text
    assert [[cell for cell in line.split("  ") if cell] for line in text.splitlines()] == ROWS


def test_a_row_without_rules_begins_with_its_label(tmp_path: Path) -> None:
    found = read_report(table(tmp_path / "a.pdf", "TOP", grid=False)).text.splitlines()
    assert found[1] == "Cell capacity  ≥ 4900 mAh  5000 mAh  Pass"
    assert found[2].startswith("Ingress protection") and found[2].endswith("IPX8  Pass")


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_reads_as_it_is_seen(tmp_path: Path, turned: int) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.translate(*{0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[turned])
    canvas.rotate(turned)
    for number, line in enumerate(["Rated capacity ........: 5000 mAh", "IPX8", "3 m, 30 min"]):
        canvas.drawString(60, 500 - 20 * number, line)
        canvas.drawString(400, 500 - 20 * number, "Pass")
    canvas.save()
    page = PdfReader(tmp_path / "a.pdf").pages[0]
    page.rotate(turned)
    writer.add_page(page)
    writer.write(tmp_path / "b.pdf")
    text = read_report(tmp_path / "b.pdf").text
    assert text == "Rated capacity ........: 5000 mAh  Pass\nIPX8  Pass\n3 m, 30 min  Pass"


def test_two_columns_of_running_text_are_read_in_turn(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    left = [f"{n} the sample was kept in water for half an hour then dried" for n in range(8)]
    right = [f"{n} it was opened and looked at by two persons of the lab" for n in range(8)]
    canvas.setFont("Helvetica", 9)
    for number, pair in enumerate(zip(left, right, strict=True)):
        canvas.drawString(60, 700 - 12 * number, pair[0])
        canvas.drawString(310, 700 - 12 * number, pair[1])
    canvas.save()
    assert read_report(tmp_path / "a.pdf").text.splitlines() == left + right


def test_a_frame_around_a_page_is_no_cell(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.rect(30, 30, 535, 780)
    for number, line in enumerate(["TEST REPORT", "Capacity: 5000 mAh", "IPX8"]):
        canvas.drawString(60, 700 - 20 * number, line)
    canvas.save()
    assert read_report(tmp_path / "a.pdf").text == "TEST REPORT\nCapacity: 5000 mAh\nIPX8"


def test_a_page_with_too_much_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.pdf.MOST_CHARACTERS", 10)
    with pytest.raises(ConsistencyError, match=r"a.pdf, page 1, has more than 10 characters"):
        read_report(table(tmp_path / "a.pdf", "TOP"))


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.pdf.LARGEST_STREAM", 100_000)
    monkeypatch.setattr("reportlab.rl_config.useA85", 0)
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4, pageCompression=1)
    canvas._code.extend(["0 0 m 9 9 l S"] * 20_000)
    canvas.save()
    assert (tmp_path / "a.pdf").stat().st_size < 20_000
    with pytest.raises(ConsistencyError, match=r"a.pdf unpacks to more than"):
        read_report(tmp_path / "a.pdf")
