"""Workbooks are read as a person sees them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from consistency.errors import ConsistencyError
from consistency.model import Listing
from consistency.read.listings import iter_listings, read_listings
from consistency.read.shown import shown
from consistency.read.strings import Strings
from consistency.read.workbook import sheets


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (5000.0, "General", "5000"),
        (5000.5, "General", "5000.5"),
        (0.1 + 0.2, "General", "0.3"),
        (5000, '#,##0" mAh"', "5,000 mAh"),
        (12, "0000", "0012"),
        (0.995, "0%", "100%"),
        (0.995, "0.0%", "99.5%"),
        (3, "0.00", "3.00"),
        (1.5, "0.##", "1.5"),
        (2, "0.##", "2"),
        (-3, "0.0;(0.0)", "(3.0)"),
        (-3, "0.0", "-3.0"),
        (1.5, "[Red]0.0\\ \\m", "1.5 m"),
        (15, '"up to "0" h"', "up to 15 h"),
        (1.5, "# ?/?", "1.5"),
        (True, "General", "TRUE"),
        (date(2026, 1, 2), "yyyy", "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4), "yyyy", "2026-01-02 03:04:00"),
        ("a_x000D_\nb", "General", "a\nb"),
    ],
)
def test_shown(value: Any, form: str, text: str) -> None:
    assert shown(value, form) == text


def book(path: Path, rows: list[list[Any]], *merged: str) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    made.save(path)
    return path


def test_merged_cells(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["货号", "标题", "卖点", None, "描述"],
        ["A", "Cup", "a", "b", "D"],
        [None, None, "c", None, None],
        ["B", "Lid", "x", None, "E"],
    ]
    path = book(tmp_path / "a.xlsx", rows, "C1:D1", "A2:A3", "B2:B3", "E2:E3")
    assert read_listings(path) == [Listing("Cup", ("a", "b", "c"), "D", "A"), Listing("Lid", ("x",), "E", "B")]
    assert [row.row for row in iter_listings(path)] == [2, 4]


def test_merged_titles_without_numbers(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["标题", "卖点"], ["Cup", "a"], [None, "b"], ["Lid", "x"]]
    path = book(tmp_path / "a.xlsx", rows, "A2:A3")
    assert read_listings(path) == [Listing("Cup", ("a", "b")), Listing("Lid", ("x",))]


def test_heading_of_two_rows(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["标题", "卖点", None, "描述"], [None, 1, 2, None], ["Cup", "a", "b", "D"]]
    path = book(tmp_path / "a.xlsx", rows, "A1:A2", "B1:C1", "D1:D2")
    assert read_listings(path) == [Listing("Cup", ("a", "b"), "D")]


def test_formulas_show_their_values(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["title", "description"], ['="Volt "&"10"', "D"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert b"<v />" in parts[name] or b"<v/>" in parts[name] or b"<v></v>" in parts[name]
    for empty in (b"<v />", b"<v/>", b"<v></v>"):
        parts[name] = parts[name].replace(empty, b"<v>Volt 10</v>")
    parts[name] = parts[name].replace(b'<c r="A2"', b'<c r="A2" t="str"', 1)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    assert read_listings(path)[0].title == "Volt 10"


def tampered(path: Path, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(old, new))
    return path


def test_entities_and_endless_rows_are_refused(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["title", "description"], ["T", "D"]]
    path = tampered(book(tmp_path / "a.xlsx", rows), b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "x">]><worksheet')
    with pytest.raises(ConsistencyError, match="declares entities"):
        read_listings(path)
    path = tampered(book(tmp_path / "b.xlsx", rows), b'<row r="2"', b'<row r="2000000"')
    with pytest.raises(ConsistencyError, match="more rows or columns than a sheet can have"):
        read_listings(path)
    path = tampered(book(tmp_path / "c.xlsx", rows), b'r="B2"', b'r="XFE2"')
    with pytest.raises(ConsistencyError, match="more rows or columns than a sheet can have"):
        read_listings(path)


def test_rows_that_are_left_out(tmp_path: Path) -> None:
    path = tampered(
        book(tmp_path / "a.xlsx", [["title", "description"], ["T", "D"]]), b'<row r="2"', b'<row r="900000"'
    )
    assert [row.row for row in iter_listings(path)] == [900_000]
    assert sum(1 for _, rows in sheets(path.read_bytes(), path) for _ in rows) == 900_000


def test_shared_texts_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.strings._IN_MEMORY", 10)
    texts = ["", "IPX8", "防水" * 20, "\ud83d", "end"]
    found = Strings()
    for text in texts:
        found.append(text)
    assert [found[number] for number in (4, 0, 2, 1, 3)] == [texts[number] for number in (4, 0, 2, 1, 3)]
    with pytest.raises(IndexError):
        found[5]


def test_shared_texts_of_a_workbook(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["title", "description"], ["T", "D"]])
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    cells = b'<c r="A%d" t="s"><v>%d</v></c><c r="B%d" t="s"><v>%d</v></c>'
    rows = b"".join(b'<row r="%d">%s</row>' % (n, cells % (n, 2 * n - 2, n, 2 * n - 1)) for n in (1, 2))
    texts = (
        b"<si><t>title</t></si><si><t>description</t></si><si><r><t>Volt </t></r><r><t>10</t></r></si><si><t>D</t></si>"
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet " + main + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    parts["xl/sharedStrings.xml"] = b"<sst " + main + b">" + texts + b"</sst>"
    if kind not in parts["[Content_Types].xml"]:
        override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert read_listings(path) == [Listing("Volt 10", (), "D")]


def test_sheets_of_bytes(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["a", 1.0], [None, "b"]])
    assert [(name, list(rows)) for name, rows in sheets(path.read_bytes(), path)] == [
        ("Sheet", [("a", "1"), (None, "b")])
    ]
