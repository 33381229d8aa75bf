"""Scans and pictures of a report are read by OCR, in the order that a person reads them."""

from __future__ import annotations

import socket
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from consistency.errors import ConsistencyError
from consistency.extract.parameters import parameters
from consistency.read.reports import read_report
from consistency.read.rows import Box, lines

pytestmark = pytest.mark.ocr
SIZE = (420, 260)
LINES = [
    ("TEST REPORT No. 117", "", ""),
    ("Rated capacity .........................: 5000 mAh", "", ""),
    ("防护等级 .........................: IPX8", "", ""),
    ("Item", "Result", "Verdict"),
    ("浸水深度", "3 m, 30 min", "合格"),
    ("Cell capacity", "4900 mAh", "Pass"),
]


def drawing(canvas: Canvas) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 11)
    for number, cells in enumerate(LINES):
        for column, text in enumerate(cells):
            canvas.drawString(40 + 140 * column, 220 - 24 * number, text)
    canvas.showPage()


@pytest.fixture(scope="module")
def scan() -> bytes:
    """Return a page of Chinese and English as a scanner at 150 dpi gives it, a degree askew."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=SIZE)
    drawing(canvas)
    canvas.save()
    page = pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=150 / 72).to_pil().convert("L")
    saved = BytesIO()
    page.rotate(1, fillcolor=255, resample=3).save(saved, "PNG")
    return saved.getvalue()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("OCR must not use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("no_network")
def test_a_tilted_scan_is_read_in_rows(tmp_path: Path, scan: bytes) -> None:
    (tmp_path / "a.png").write_bytes(scan)
    source = read_report(tmp_path / "a.png")
    found = {" ".join(source.text[m.start : m.end].split()).replace(" ", "") for m in parameters(source.text)}
    assert {"IPX8", "3m", "30min", "5000mAh", "4900mAh"} <= found
    rows = source.text.splitlines()
    assert rows[1].startswith("Rated capacity") and rows[1].replace(" ", "").endswith("5000mAh")
    assert rows[2].startswith("防护等级") and rows[2].endswith("IPX8")
    assert rows[4].split("  ") == ["浸水深度", rows[4].split("  ")[1], "合格"]
    assert source.place(source.text.index("IPX8")) == "p. 1, line 3"


def test_only_the_scanned_pages_of_a_pdf_are_read_by_ocr(
    tmp_path: Path, scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    monkeypatch.setattr("consistency.read.ocr.picture_text", lambda image: read.append(image.size) or "IPX8")
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=SIZE)
    drawing(canvas)
    canvas.drawImage(ImageReader(BytesIO(scan)), 0, 0, *SIZE)
    canvas.drawString(20, 10, "Scanned by a telephone")
    canvas.showPage()
    drawing(canvas)
    canvas.save()
    source = read_report(tmp_path / "a.pdf")
    assert read == [(1167, 723)]  # 200 dpi
    assert source.text[source.pages[1] : source.pages[2]] == "IPX8\n\n"
    assert source.page(len(source.text) - 1) == 3


def test_a_page_on_its_side_is_turned(tmp_path: Path, scan: bytes) -> None:
    from PIL import Image

    Image.open(BytesIO(scan)).rotate(90, expand=True, fillcolor=255).save(tmp_path / "a.tif")
    rows = read_report(tmp_path / "a.tif").text.splitlines()
    assert rows[0].startswith("TEST REPORT") and rows[-1].startswith("Cell capacity")


def test_each_page_of_a_tiff_is_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    monkeypatch.setattr("consistency.read.ocr.picture_text", lambda image: f"width {image.width}")
    frames = [Image.new("L", (width, 20), 255) for width in (30, 40)]
    frames[0].save(tmp_path / "a.tiff", save_all=True, append_images=frames[1:])
    assert read_report(tmp_path / "a.tiff").text == "width 30\n\nwidth 40"


def test_what_is_too_large_or_no_picture_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    Image.new("1", (9_000, 9_000)).save(tmp_path / "big.png")
    Image.new("L", (300, 300), 255).save(tmp_path / "blank.png")
    (tmp_path / "b.webp").write_bytes(b"RIFF1234WEBP")
    for name, sentence in (
        ("bomb.png", "bomb.png has far too many pixels"),
        ("big.png", "big.png has 81 million pixels; up to 50 million are read"),
        ("b.webp", "b.webp is a broken picture"),
        ("blank.png", "No text was found in"),
    ):
        with pytest.raises(ConsistencyError, match=sentence):
            read_report(tmp_path / name)


def test_the_line_order_does_not_depend_on_the_order_of_pieces() -> None:
    boxes = [Box(100, 21, 150, 31, "5000 mAh"), Box(0, 0, 50, 10, "Report"), Box(0, 20, 60, 30, "Capacity")]
    assert lines(boxes) == lines(boxes[::-1]) == ["Report", "Capacity  5000 mAh"]
