"""Read a test report or specification sheet: text, DOCX, XLSX, PDF, and by OCR scans and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from consistency.errors import ContentMissing, FormatUnknown, TooLarge
from consistency.read import ocr
from consistency.read.decode import decode
from consistency.read.files import read_bytes
from consistency.read.source import Piece, Source, joined

TEXT = (".txt", ".md", ".markdown")
BOOKS = (".xlsx", ".xlsm")
SUFFIXES = (*TEXT, ".docx", *BOOKS, ".pdf", *ocr.SUFFIXES)
MOST_CHARACTERS = 5_000_000
"""Characters of a report: some thousands of pages."""
MOST_SCANS = 100
"""Pages that are read by OCR, which takes seconds a page."""
_WAY_OUT = "Give the report's text, or leave the report out."


def read_report(path: Path | str) -> Source:
    """Read the report `path`; raise ConsistencyError where there is no text in it."""
    path = Path(path)
    data = read_bytes(path)
    suffix = ".pdf" if data.startswith(b"%PDF-") else path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FormatUnknown(
            f"{path} is no report: {path.suffix or 'a file without an ending'} is not read.",
            hint="Reports are .txt, .md, .docx, .xlsx, .pdf or a picture: save it as one of these.",
        )
    source = _source(data, path, suffix)
    if not source.text.strip():
        raise ContentMissing(f"{path} is empty.", hint=_WAY_OUT)
    return source


def _source(data: bytes, path: Path, suffix: str) -> Source:
    if suffix == ".pdf":
        return _paged(path, _pdf(data, path), "pdf")
    if suffix in ocr.SUFFIXES:
        ocr.require(str(path))
        return _paged(path, map(ocr.picture_text, ocr.pictures(data, path, MOST_SCANS)), "ocr")
    if suffix == ".docx" or suffix in BOOKS:
        text, segments = joined(_within(_word(data, path) if suffix == ".docx" else _book(data, path), path))
        return Source(path, text, suffix[1:], segments=segments)
    text, encoding = decode(data, path)
    if len(text) > MOST_CHARACTERS:
        raise _too_much(path)
    return Source(path, text, encoding)


def _paged(path: Path, pages: Iterable[str], encoding: str) -> Source:
    """Return pages as one text with a blank line between."""
    texts, starts, at = [], [], 0
    for text in pages:
        texts.append(text)
        starts.append(at)
        at += len(text) + 2
        if at > MOST_CHARACTERS:
            raise _too_much(path)
    if not any(map(str.strip, texts)):
        raise ContentMissing(f"No text was found in {path}.", hint=_WAY_OUT)
    return Source(path, "\n\n".join(texts), encoding, pages=tuple(starts))


def _pdf(data: bytes, path: Path) -> Iterator[str]:
    """Yield the text of each page of a PDF; the pages that are pictures, and they alone, are read by OCR."""
    from consistency.read.pdf import drawn, is_picture, opened, page_text

    with opened(data, path) as document:
        texts: list[str] = []
        scans: list[int] = []
        for number, page in enumerate(document, 1):
            texts.append(page_text(page, f"{path}, page {number},"))
            if is_picture(page, texts[-1]):
                scans.append(number)
            page.close()
        if scans:
            ocr.require(f"{path}, page {scans[0]},")
        if len(scans) > MOST_SCANS:
            raise TooLarge(
                f"{path} has {len(scans)} scanned pages; up to {MOST_SCANS} are read.",
                hint="Keep the pages with the results.",
            )
        for number in scans:
            texts[number - 1] = ocr.picture_text(drawn(document[number - 1])) or texts[number - 1]
    yield from texts


def _word(data: bytes, path: Path) -> Iterator[Piece]:
    """Yield the paragraphs of a DOCX, and each row of its tables as a line."""
    from consistency.read.document import Paragraph, blocks

    paragraphs = tables = 0
    for block in blocks(data, path):
        if isinstance(block, Paragraph):
            paragraphs += 1
            yield Piece(block.text, f"paragraph {paragraphs}")
            continue
        tables += 1
        for number, row in enumerate(block.rows, 1):
            yield Piece(_line(row), f"table {tables}, row {number}")


def _book(data: bytes, path: Path) -> Iterator[Piece]:
    """Yield each row of the visible sheets of a workbook as a line."""
    from consistency.read.workbook import tables

    for table in tables(data, path):
        for number, row in table.rows:
            yield Piece(_line(row), f"{table.name}, row {number}")


def _line(cells: Iterable[Any]) -> str:
    """Return a row as a line: "label: value", or more cells with two spaces between them."""
    filled = [text for cell in cells if cell is not None and (text := " ".join(str(cell).split()))]
    if len(filled) == 2:
        label, value = filled
        return f"{label} {value}" if label.endswith((":", "：")) else f"{label}: {value}"
    return "  ".join(filled)


def _within(pieces: Iterable[Piece], path: Path) -> Iterator[Piece]:
    total = 0
    for piece in pieces:
        total += len(piece.text)
        if total > MOST_CHARACTERS:
            raise _too_much(path)
        yield piece


def _too_much(path: Path) -> TooLarge:
    return TooLarge(
        f"{path} has more than {MOST_CHARACTERS:,} characters of text.", hint="Keep the pages with the results."
    )
