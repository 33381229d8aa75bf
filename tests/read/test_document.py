"""A DOCX is read as a reader sees it, and a hostile one is refused in a sentence."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.errors import ConsistencyError
from consistency.read.document import Paragraph, Table, blocks

PATH = Path("a.docx")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def packed(body: str, *, prolog: str = "", compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"{prolog}<w:document {W}><w:body>{body}</w:body></w:document>")
    return buffer.getvalue()


def test_paragraphs_tables_and_headings_in_order() -> None:
    document = docx.Document()
    document.add_heading("口播稿", 0)
    document.add_heading("Voiceover", 2)
    document.add_paragraph("防水IPX8\nsecond line")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "镜号", "x"
    document.add_paragraph("end")
    assert blocks(saved(document), PATH) == [
        Paragraph("口播稿", 1),
        Paragraph("Voiceover", 2),
        Paragraph("防水IPX8\nsecond line"),
        Table([["镜号", ""], ["", "x"]]),
        Paragraph("end"),
    ]


def test_merged_cells_are_read_once_at_their_first_place() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "merged"
    table.cell(0, 2).text, table.cell(2, 2).text = "a", "b"
    assert blocks(saved(document), PATH) == [Table([["merged", "", "a"], ["", "", ""], ["", "", "b"]])]


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        ("<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:t>here</w:t></w:r>", "here"),
        ("<w:sdt><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt>", "control"),
        ("<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r>", "seen"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>', "seen"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>", "a\tb\nc-"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r>", "1"),
    ],
)
def test_what_a_reader_sees(run: str, text: str) -> None:
    assert blocks(packed(f"<w:p>{run}</w:p>"), PATH) == [Paragraph(text)]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
    body = f"<w:p><w:r><w:t>p</w:t><x><Choice>{box}</Choice><Fallback>{box}</Fallback></x></w:r></w:p>"
    assert blocks(packed(body), PATH) == [Paragraph("p"), Paragraph("box")]


def test_a_table_within_a_cell_is_lines_of_the_cell() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "outer"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    assert blocks(saved(document), PATH) == [Table([["outer\na b"]])]


LAUGHS = '<!DOCTYPE z [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.docx is a broken DOCX, or another kind of file."),
        (b"PK\x03\x04 and no more", "a.docx is a broken DOCX"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx is an old DOC file or protected by a password. Open it"),
        (packed("<w:p>&b;</w:p>", prolog=LAUGHS), "a.docx is a broken DOCX (DTDForbidden)"),
        (packed("<w:p>"), "a.docx is a broken DOCX (ParseError)"),
        (packed("<w:p>" * 50_000 + "</w:p>" * 50_000), "a.docx is a broken DOCX (RecursionError)"),
        (packed(" " * 21 * 1024 * 1024), "a.docx holds 22 MB of text; up to 21 MB are read."),
        (packed("<w:p/>")[:-30], "a.docx is a broken DOCX"),
    ],
)
def test_hostile_documents_are_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(ConsistencyError) as caught:
        blocks(data, PATH)
    assert sentence in str(caught.value)


def test_a_bomb_and_a_foreign_archive_are_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme", "x")
    with pytest.raises(ConsistencyError, match="is no DOCX: it is a ZIP archive of other files"):
        blocks(buffer.getvalue(), PATH)
    data = bytearray(packed("<w:p/>"))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (2**32 - 2).to_bytes(4, "little")  # the size that the directory declares
    with pytest.raises(ConsistencyError, match=r"unpacks to 4,295 MB; up to 524 MB are read"):
        blocks(bytes(data), PATH)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_gives_blocks_or_a_sentence(data: st.DataObject) -> None:
    document = bytearray(packed("<w:p><w:r><w:t>IPX8</w:t></w:r></w:p>", compression=zipfile.ZIP_STORED))
    for _ in range(data.draw(st.integers(1, 6))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    try:
        blocks(bytes(document), PATH)
    except ConsistencyError as error:
        assert "a.docx" in str(error)
