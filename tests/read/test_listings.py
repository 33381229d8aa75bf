"""Listings of every layout become the same products."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from consistency.errors import ConsistencyError, UsageError
from consistency.model import Listing
from consistency.read.columns import field_of
from consistency.read.listings import pick, read_listings

CUP = Listing("Steel cup, 500 ml", ("Keeps warm for 6 h", "18/8 steel"), "A cup, of steel.\nIt keeps warm.", "CUP-1")
LAMP = Listing("台灯", ("亮度800流明",), "护眼台灯", "0012")
ROWS = [
    ["sku", "title", "bullet 1", "bullet 2", "description"],
    [CUP.id, CUP.title, *CUP.bullets, CUP.description],
    [LAMP.id, LAMP.title, LAMP.bullets[0], "", LAMP.description],
]


def as_dict(listing: Listing) -> dict[str, Any]:
    return {"sku": listing.id, "title": listing.title, "bullets": listing.bullets, "description": listing.description}


def write_csv(path: Path, rows: list[list[Any]], separator: str = ",", encoding: str = "utf-8") -> Path:
    lines = [separator.join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def write_xlsx(path: Path, rows: list[list[Any]], *, size: str | None = None) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    hidden = book.create_sheet("Help", 0)
    hidden.append(["title", "description"])
    hidden.append(["not this", "nor this"])
    hidden.sheet_state = "hidden"
    book.save(path)
    if size:
        declare_size(path, size)
    return path


def declare_size(path: Path, size: str) -> None:
    """Make a workbook declare a wrong size, as marketplace exports do."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            if name.startswith("xl/worksheets/"):
                head, _, rest = data.partition(b'<dimension ref="')
                data = head + b'<dimension ref="' + size.encode() + rest[rest.index(b'"') :] if rest else data
            archive.writestr(name, data)


def test_every_format_gives_the_same_products(tmp_path: Path) -> None:
    both = [as_dict(CUP), as_dict(LAMP)]
    keyed = {item["sku"]: {k: v for k, v in item.items() if k != "sku"} for item in both}
    layouts: dict[str, Any] = {"list": both, "products": {"products": both}, "shop": {"name": "my shop", "items": both}}
    paths = []
    for name, data in {**layouts, "keyed": keyed}.items():
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    paths.append(write_csv(tmp_path / "comma.csv", ROWS))
    paths.append(write_csv(tmp_path / "bom.csv", ROWS, encoding="utf-8-sig"))
    paths.append(write_csv(tmp_path / "semicolon.csv", ROWS, ";"))
    paths.append(write_csv(tmp_path / "gb.csv", ROWS, encoding="gb18030"))
    paths.append(write_csv(tmp_path / "tab.tsv", ROWS, "\t", encoding="utf-16"))
    paths.append(write_csv(tmp_path / "notes.csv", [["Exported on Monday"], [""], *ROWS]))
    paths.append(write_xlsx(tmp_path / "book.xlsx", ROWS))
    paths.append(write_xlsx(tmp_path / "small.xlsx", ROWS, size="A1:B2"))
    for path in paths:
        assert read_listings(path) == [CUP, LAMP], path.name


def test_chinese_headings(tmp_path: Path) -> None:
    head = ["商品编号", "商品名称", "卖点1", "卖点2", "商品详情"]
    assert read_listings(write_csv(tmp_path / "a.csv", [head, *ROWS[1:]])) == [CUP, LAMP]
    traditional = ["貨號", "標題", "賣點（一）", "賣點（二）", "描述"]
    assert read_listings(write_csv(tmp_path / "b.csv", [traditional, ROWS[1]], encoding="big5")) == [CUP]
    data = {"标题": CUP.title, "五点描述": list(CUP.bullets), "产品描述": CUP.description, "货号": CUP.id}
    (tmp_path / "c.json").write_text(json.dumps(data), encoding="utf-8")
    assert read_listings(tmp_path / "c.json") == [CUP]


def test_bullets_in_one_cell_and_numbers_in_cells(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["SKU", "Title", "Key Features", "Description"], [1001.0, "Cup", "a\nb\n\n c ", 500]]
    listing = read_listings(write_xlsx(tmp_path / "a.xlsx", rows))[0]
    assert listing == Listing("Cup", ("a", "b", "c"), "500", "1001")


def test_variants_of_one_product_are_one(tmp_path: Path) -> None:
    rows = [*ROWS, ROWS[1]]
    assert read_listings(write_csv(tmp_path / "a.csv", rows)) == [CUP, LAMP]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Bullet Point 3", "bullets"),
        ("bullet_point5", "bullets"),
        ("Seller SKU", "id"),
        ("Ｔｉｔｌｅ", "title"),
        ("product_description", "description"),
        ("【标题】", "title"),
        ("五点", "bullets"),
        ("price", None),
        ("", None),
    ],
)
def test_headings(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


def test_pick() -> None:
    assert pick([CUP], None, "a.csv") is CUP
    assert pick([CUP, LAMP], "cup-1", "a.csv") is CUP
    with pytest.raises(UsageError, match=r"holds 2 products. Say which with --sku: CUP-1, 0012"):
        pick([CUP, LAMP], None, "a.csv")
    with pytest.raises(ConsistencyError, match=r"a.csv does not hold the product CUP-2. Did you mean CUP-1"):
        pick([CUP, LAMP], "CUP-2", "a.csv")
    with pytest.raises(ConsistencyError, match=r"It holds CUP-1, 0012"):
        pick([CUP, LAMP], "zzz", "a.csv")
    with pytest.raises(ConsistencyError, match="no column with product numbers"):
        pick([Listing("x")], "CUP-2", "a.csv")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.json", b"", "a.json is empty"),
        ("a.json", b"{", "a.json is not valid JSON at line 1, column 2"),
        ("a.json", b"[" * 100_000, "a.json is not valid JSON"),
        ("a.json", b"[]", "a.json holds no product"),
        ("a.json", b"17", "a.json holds no product that is recognised (found: int)"),
        ("a.json", b'{"price": 3, "brand": "x"}', "(found: price, brand). Name the columns title"),
        ("a.json", b'{"title": "", "bullets": [], "description": null}', "its fields are all empty"),
        ("a.csv", b"price,brand\r\n3,x\r\n", "a.csv has no columns that are recognised (found: price, brand)"),
        ("a.csv", b"title,description\r\n", "a.csv holds no product"),
        ("a.csv", b"title,description\r\n,\r\n", "a.csv holds no product"),
        ("a.csv", b"\r\n\r\n", "a.csv is empty"),
        ("a.xlsx", b"PK\x03\x04 broken", "a.xlsx is a broken XLSX"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 old", "a.xlsx is an old XLS file"),
        ("a.docx", b"x", "a.docx is no listing: .docx is not read. Listings are .json"),
    ],
)
def test_bad_listings_are_named(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ConsistencyError) as caught:
        read_listings(tmp_path / name)
    assert sentence in str(caught.value)


def test_other_archives_and_cut_workbooks(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(ConsistencyError, match="is no XLSX workbook"):
        read_listings(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x")
    with pytest.raises(ConsistencyError, match="is a broken XLSX"):
        read_listings(tmp_path / "b.xlsx")
    whole = write_xlsx(tmp_path / "c.xlsx", ROWS).read_bytes()
    (tmp_path / "c.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ConsistencyError, match="is a broken XLSX"):
        read_listings(tmp_path / "c.xlsx")


def test_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consistency.read.workbook.LARGEST_UNPACKED", 1000)
    with pytest.raises(ConsistencyError, match="unpacks to"):
        read_listings(write_xlsx(tmp_path / "a.xlsx", ROWS))


@given(
    name=st.sampled_from(["a.json", "a.csv", "a.tsv", "a.xlsx"]), data=st.binary(max_size=200) | st.text(max_size=200)
)
def test_any_bytes_give_products_or_a_clean_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes | str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "ignore"))
    try:
        assert read_listings(path)
    except ConsistencyError as error:
        assert name in str(error)
