"""Reports are read from text, DOCX, XLSX and the text layer of a PDF; what is none of them is named."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from consistency.errors import ConsistencyError
from consistency.read import ocr
from consistency.read.reports import SUFFIXES, read_report


def write_pdf(path: Path, pages: list[list[str]]) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    for lines in pages:
        canvas.setFont("STSong-Light", 11)
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def test_pdf_text_layer_and_pages(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [["TEST REPORT", "Rated capacity: 5000 mAh"], ["防护等级：IPX8，3米，30分钟"]])
    source = read_report(path)
    assert "Rated capacity: 5000 mAh" in source.text
    assert "IPX8，3米，30分钟" in source.text
    assert source.page(source.text.index("5000")) == 1
    assert source.page(source.text.index("IPX8")) == 2


def test_text_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("额定容量：5000mAh".encode("gb18030"))
    source = read_report(tmp_path / "a.txt")
    assert source.text == "额定容量：5000mAh"
    assert source.page(0) is None


def test_a_place_in_a_pdf_is_a_page_and_a_line(tmp_path: Path) -> None:
    source = read_report(write_pdf(tmp_path / "a.pdf", [["TEST REPORT", "5000 mAh"], ["1", "2", "IPX8"]]))
    assert source.place(source.text.index("5000")) == "p. 1, line 2"
    assert source.place(source.text.index("IPX8")) == "p. 2, line 3"


def test_blank_pdf(tmp_path: Path) -> None:
    with pytest.raises(ConsistencyError, match=r"No text was found in .*a.pdf. Give the report's text"):
        read_report(write_pdf(tmp_path / "a.pdf", [[]]))


def test_a_scan_without_ocr_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.ocr.find_spec", lambda name: None)
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawString(60, 780, "The whole of the first page is text, and the second page is a picture.")
    canvas.showPage()
    canvas.rect(50, 50, 300, 300, fill=1)  # letters that were turned into outlines
    canvas.save()
    with pytest.raises(ConsistencyError, match=r"a.pdf, page 2, is a picture.* pip install 'consistency\[ocr\]'"):
        read_report(tmp_path / "a.pdf")
    (tmp_path / "b.JPG").write_bytes(b"")
    with pytest.raises(ConsistencyError, match=r"b.JPG is a picture.* pip install 'consistency\[ocr\]'"):
        read_report(tmp_path / "b.JPG")


def test_docx_rows_are_lines(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Test report")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Cell capacity:", "5000\nmAh", "防护等级", "IPX8"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    source = read_report(tmp_path / "a.docx")
    assert source.text == "Test report\nCell capacity: 5000 mAh\n防护等级: IPX8"
    assert source.place(source.text.index("IPX8")) == "table 1, row 2"


def test_xlsx_rows_are_lines_of_visible_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet, hidden = book.active, book.create_sheet("old")
    assert sheet is not None
    sheet.title = "Results"
    for row in (["Item", "Required", "Result"], [], ["Rated capacity", ">= 4900 mAh", "5000 mAh"], ["重量", 180.0]):
        sheet.append(row)
    hidden.append(["Rated capacity", "4000 mAh"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    source = read_report(tmp_path / "a.xlsx")
    assert source.text == "Item  Required  Result\nRated capacity  >= 4900 mAh  5000 mAh\n重量: 180"
    assert source.place(source.text.index("5000")) == "Results, row 3"


def test_protected_pdf(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.append(PdfReader(write_pdf(tmp_path / "a.pdf", [["x"]])))
    writer.encrypt("secret")
    buffer = BytesIO()
    writer.write(buffer)
    (tmp_path / "b.pdf").write_bytes(buffer.getvalue())
    with pytest.raises(ConsistencyError, match=r"b.pdf is (protected by a password|encrypted)"):
        read_report(tmp_path / "b.pdf")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.pdf", b"", "a.pdf is a broken PDF"),
        ("a.pdf", b"%PDF-1.7\nnothing more", "a.pdf is a broken PDF"),
        ("a.pdf", b"<html>not found</html>", "a.pdf is a broken PDF"),
        ("a.txt", b"\n", "a.txt is empty. Give the report's text, or leave the report out."),
        ("a.gif", b"GIF89a", "a.gif is no report: .gif is not read"),
        ("a.docx", b"PK", "a.docx is a broken DOCX"),
        ("a.xlsx", b"PK", "a.xlsx is a broken XLSX"),
    ],
)
def test_bad_reports_are_named(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ConsistencyError) as caught:
        read_report(tmp_path / name)
    assert sentence in str(caught.value)


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.pdf.MOST_PAGES", 1)
    with pytest.raises(ConsistencyError, match=r"a.pdf has 2 pages; up to 1 are read"):
        read_report(write_pdf(tmp_path / "a.pdf", [["x"], ["y"]]))


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.files.read_bytes.__defaults__", (10,))
    (tmp_path / "a.txt").write_text("x" * 20)
    with pytest.raises(ConsistencyError, match=r"a.txt has 0 MB; files up to 0 MB are read. Split it"):
        read_report(tmp_path / "a.txt")


def test_too_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.reports.MOST_CHARACTERS", 10)
    (tmp_path / "a.txt").write_text("x" * 20)
    with pytest.raises(ConsistencyError, match=r"a.txt has more than 10 characters of text"):
        read_report(tmp_path / "a.txt")


HEADS = (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n")


@given(st.binary(max_size=300), st.sampled_from(HEADS), st.sampled_from([s for s in SUFFIXES if s not in ocr.SUFFIXES]))
def test_any_bytes_give_text_or_a_clean_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes, suffix: str
) -> None:
    path = (tmp_path_factory.getbasetemp() / "fuzz").with_suffix(suffix)
    path.write_bytes(head + data)
    try:
        assert read_report(path).text.strip()
    except ConsistencyError as error:
        assert path.name in str(error)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_pdf(
        tmp_path_factory.getbasetemp() / "whole.pdf", [["Rated capacity: 5000 mAh"], ["IPX8"]]
    ).read_bytes()


@given(st.data())
def test_a_damaged_pdf_gives_text_or_a_clean_error(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at, byte in data.draw(st.dictionaries(st.integers(0, len(whole)), st.integers(0, 255), max_size=8)).items():
        damaged[at : at + 1] = bytes([byte])
    path = tmp_path_factory.getbasetemp() / "damaged.pdf"
    path.write_bytes(damaged)
    try:
        assert read_report(path).text.strip()
    except ConsistencyError as error:
        assert "damaged.pdf" in str(error)
