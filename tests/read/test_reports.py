"""Reports are read from text and from the text layer of a PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from consistency.errors import ConsistencyError
from consistency.read.reports import read_report


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


def test_pdf_without_text_names_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ConsistencyError, match=r"a.pdf has no text layer: its pages are pictures. Ask for"):
        read_report(write_pdf(tmp_path / "a.pdf", [[]]))


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
        ("a.png", b"\x89PNG", "a.png is no report: .png is not read"),
    ],
)
def test_bad_reports_are_named(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ConsistencyError) as caught:
        read_report(tmp_path / name)
    assert sentence in str(caught.value)


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.reports.MOST_PAGES", 1)
    with pytest.raises(ConsistencyError, match=r"a.pdf has 2 pages; up to 1 are read"):
        read_report(write_pdf(tmp_path / "a.pdf", [["x"], ["y"]]))


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.files.read_bytes.__defaults__", (10,))
    (tmp_path / "a.txt").write_text("x" * 20)
    with pytest.raises(ConsistencyError, match=r"a.txt has 0 MB; files up to 0 MB are read. Split it"):
        read_report(tmp_path / "a.txt")


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_give_text_or_a_clean_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, headed: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.pdf"
    path.write_bytes(b"%PDF-1.4\n" + data if headed else data)
    try:
        assert read_report(path).text.strip()
    except ConsistencyError as error:
        assert "fuzz.pdf" in str(error)
