"""One product in every format that shops export is one page, and is judged as one."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import consistency
from consistency.model import Listing
from consistency.read.listings import Listings, iter_listings, pick, read_listings

TITLE = "Volt 10 power bank, 5000mAh, IPX8"
BULLETS = ("Waterproof to 3 m", "22.5W fast charging", "Folds flat")
BODY = "The Volt 10 is for the road.\nWaterproof to 3 m\n22.5W fast charging\nFolds flat\nIt holds 5000mAh."
HTML = (
    "<p>The Volt 10 is for the&nbsp;road.</p>\n<ul>\n  <li>Waterproof to 3 m</li>\n"
    "  <li><b>22.5</b>W fast charging</li>\n  <li>Folds flat</li></ul><p>It holds <strong>50</strong>00mAh.</p>"
)
SCRIPT = "五千毫安的充电宝,IPX8,3米防水,30W快充,还能折叠。"
VARIANTS = ("V10-B", "V10-W")

Rows = list[list[Any]]


def as_csv(path: Path, rows: Rows, **options: Any) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, **options).writerows(rows)
    return path


def as_xlsx(path: Path, rows: Rows) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Template")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def as_json(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def plain_rows() -> Rows:
    return [["sku", "title", "bullets", "description"], ["V10", TITLE, "\n".join(BULLETS), BODY]]


def chinese_rows() -> Rows:
    return [["*货号", "商品标题(必填)", "卖点1", "卖点2", "卖点3", "图文详情"], ["V10", TITLE, *BULLETS, HTML]]


def tiktok_rows(*, help_rows: bool = True) -> Rows:
    keys = ["product_id", "category", "product_name", "sku_id", "variation_value", "product_description", "price"]
    head: Rows = [
        [*keys, "seller_sku", "parcel_weight"],
        ["V4", "All_Information", "metric"],
        ["Product ID", "Category", "Product name", "SKU ID", "Variation", "Product description", "Price", "SKU", "Kg"],
        ["Mandatory"] * 7 + ["Optional", "Mandatory"],
        ["Uneditable", None, "Product name must be less than 255 characters"],
    ]
    body = [["V10", "Power", TITLE, f"9{n}", "Black", HTML, "15", sku, "200"] for n, sku in enumerate(VARIANTS)]
    return [*(head if help_rows else head[:1]), *body]


def tiktok_upload_rows() -> Rows:
    keys = ["category", "brand", "product_name", "product_description", "main_image", "property_name_1"]
    head = [
        [*keys, "property_value_1", "price", "quantity", "seller_sku"],
        ["V5.0.0", "create", "metric"],
        ["Category", "Brand", "Product name", "Product description", "Main image", "Variation", "Option", "Price"],
        ["Mandatory"] * 8,
        ["", "", "Enter the title", "Describe it"],
    ]
    return head + [["Power", "", TITLE, HTML, "x.jpg", "Colour", "Black", 15, 3, sku] for sku in VARIANTS]


def amazon_old_rows() -> Rows:
    keys = [
        "item_sku",
        "item_name",
        "product_description",
        *(f"bullet_point{n}" for n in range(1, 6)),
        "generic_keywords",
    ]
    labels = ["Seller SKU", "Product Name", "Product Description", *["Key Product Features"] * 5, "Search Terms"]
    return [["TemplateType=fptcustom", "Version=2020.1"], labels, keys, ["V10", TITLE, BODY, *BULLETS, "", "", "bank"]]


def amazon_new_rows() -> Rows:
    us, mx = ("[marketplace_id=ATVPDKIKX0DER]" + tag for tag in ("[language_tag=en_US]", "[language_tag=es_MX]"))
    keys = ["contribution_sku#1.value", "::record_action", f"item_name{us}#1.value", f"item_name{mx}#1.value"]
    keys += [f"bullet_point{tag}#{n}.value" for tag in (us, mx) for n in range(1, 4)]
    keys += [f"product_description{us}#1.value", f"generic_keyword{us}#1.value"]
    settings = "settings=attributeRow=4&contentLanguageTag=en_US&dataRow=6&labelRow=3&feedType=113"
    labels = ["SKU", "Listing Action", "Item Name", "Item Name", *["Bullet Point"] * 6, "Product Description"]
    product = ["V10", "Edit", TITLE, "Batería", *BULLETS, "uno", "dos", "", BODY, "bank"]
    return [[settings], ["", "Offer"], labels, keys, ["ABC123", "", "An example", "", "example"], product]


def amazon_api() -> Any:
    def texts(*values: str) -> list[dict[str, str]]:
        return [{"value": v, "language_tag": "en_US", "marketplace_id": "ATVPDKIKX0DER"} for v in values]

    spanish = {"value": "Batería", "language_tag": "es_MX", "marketplace_id": "ATVPDKIKX0DER"}
    attributes = {
        "item_name": [*texts(TITLE), spanish],
        "bullet_point": [*texts(*BULLETS), spanish],
        "product_description": texts(BODY),
        "item_weight": [{"value": 200, "unit": "grams"}],
    }
    return {"sku": "V10", "summaries": [{"marketplaceId": "ATVPDKIKX0DER"}], "attributes": attributes}


def tiktok_api() -> Any:
    skus = [{"id": f"9{n}", "seller_sku": sku, "sales_attributes": []} for n, sku in enumerate(VARIANTS)]
    data = {
        "id": "V10",
        "status": "ACTIVATE",
        "title": TITLE,
        "description": HTML,
        "brand": {"id": "1", "name": "Volt"},
    }
    return {
        "code": 0,
        "message": "Success",
        "data": data | {"skus": skus, "category_chains": [{"local_name": "Power"}]},
    }


def shopify_rows(*, old: bool) -> Rows:
    handle, body, sku = ("Handle", "Body (HTML)", "Variant SKU") if old else ("URL handle", "Description", "SKU")
    head = [handle, "Title", body, "Vendor", "Option1 Name", "Option1 Value", sku, "Image Src", "SEO Title"]
    return [
        head,
        ["v10", TITLE, HTML, "Volt", "Colour", "Black", VARIANTS[0], "1.jpg", "Another title"],
        ["v10", "", "", "", "", "White", VARIANTS[1], "2.jpg", ""],
        ["v10", "", "", "", "", "", "", "3.jpg", ""],
    ]


def shopify_api() -> Any:
    variants = [{"id": n, "title": "Black", "sku": sku} for n, sku in enumerate(VARIANTS, 90)]
    return {"products": [{"id": 10, "title": TITLE, "body_html": HTML, "handle": "v10", "variants": variants}]}


def shopee_rows() -> Rows:
    keys = ["ps_category", "ps_product_name", "ps_product_description", "ps_sku_parent_short"]
    keys += [
        "et_title_variation_integration_no",
        "et_title_option_for_variation_1",
        "ps_price",
        "ps_stock",
        "ps_sku_short",
    ]
    head = [
        [f"{key}|{n}|0" for n, key in enumerate(keys)],
        ["media_info", "", "", ""],
        ["Category", "Product Name", "Product Description", "Parent SKU", "Code", "Option", "Price", "Stock", "SKU"],
        ["Mandatory"] * 9,
        ["Choose", "20 - 255 characters", "Describe", "", "", "", "Enter the price", "Enter the stock", ""],
    ]
    text = BODY.replace("Waterproof", "✔ Waterproof").replace("22.5W", "✔ 22.5W").replace("Folds", "✔ Folds")
    return head + [["Power", TITLE, text, "", "G1", "Black", "15", "4", sku] for sku in VARIANTS]


def as_parquet(path: Path, rows: Rows) -> Path:
    arrow = pytest.importorskip("pyarrow")
    columns = dict(zip(rows[0], map(list, zip(*rows[1:], strict=True)), strict=True))
    columns["bullets"] = [list(BULLETS)]
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(columns), path)
    return path


FORMATS: dict[str, Callable[[Path], Path]] = {
    "plain.csv": lambda path: as_csv(path, plain_rows()),
    "plain.tsv": lambda path: as_csv(path, plain_rows(), delimiter="\t"),
    "plain.xlsx": lambda path: as_xlsx(path, plain_rows()),
    "plain.parquet": lambda path: as_parquet(path, plain_rows()),
    "plain.json": lambda path: as_json(path, {"sku": "V10", "title": TITLE, "bullets": BULLETS, "description": BODY}),
    "plain.jsonl": lambda path: as_json(path, {"id": "V10", "title": TITLE, "bullets": BULLETS, "description": HTML}),
    "plain.ndjson": lambda path: as_json(path, {"货号": "V10", "标题": TITLE, "五点描述": BULLETS, "详情": BODY}),
    "chinese.csv": lambda path: as_csv(path, chinese_rows(), delimiter=";"),
    "chinese.xlsx": lambda path: as_xlsx(path, chinese_rows()),
    "tiktok_export.xlsx": lambda path: as_xlsx(path, tiktok_rows()),
    "tiktok_MY.csv": lambda path: as_csv(path, tiktok_rows(help_rows=False)),
    "tiktok_upload.xlsx": lambda path: as_xlsx(path, tiktok_upload_rows()),
    "tiktok_api.json": lambda path: as_json(path, tiktok_api()),
    "amazon_old.tsv": lambda path: as_csv(path, amazon_old_rows(), delimiter="\t"),
    "amazon_old.xlsx": lambda path: as_xlsx(path, amazon_old_rows()),
    "amazon_new.xlsx": lambda path: as_xlsx(path, amazon_new_rows()),
    "amazon_api.json": lambda path: as_json(path, amazon_api()),
    "shopify_old.csv": lambda path: as_csv(path, shopify_rows(old=True)),
    "shopify_new.csv": lambda path: as_csv(path, shopify_rows(old=False)),
    "shopify_api.json": lambda path: as_json(path, shopify_api()),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_judged_alike(tmp_path: Path, name: str) -> None:
    (listing,) = read_listings(FORMATS[name](tmp_path / name))
    assert (listing.title, listing.bullets, listing.description) == (TITLE, BULLETS, BODY)
    assert claims(listing) == claims(Listing(TITLE, BULLETS, BODY))


def claims(listing: Listing) -> str:
    return json.dumps([claim.to_dict() for claim in consistency.check(SCRIPT, listing).claims], ensure_ascii=False)


def test_shopee(tmp_path: Path) -> None:
    (row,) = iter_listings(as_xlsx(tmp_path / "shopee.xlsx", shopee_rows()))
    assert (row.row, row.id, row.skus) == (6, "G1", VARIANTS)
    assert (row.listing.title, row.listing.bullets) == (TITLE, BULLETS)
    assert row.listing.description.splitlines()[1] == "✔ Waterproof to 3 m"


@pytest.mark.parametrize("name", ["tiktok_export.xlsx", "tiktok_api.json", "shopify_old.csv", "shopify_api.json"])
def test_a_product_is_found_by_any_variant(tmp_path: Path, name: str) -> None:
    listings = read_listings(FORMATS[name](tmp_path / name))
    assert [pick(listings, number, name).title for number in ("v10", *VARIANTS) if number != "v10" or "api" not in name]
    assert isinstance(listings, Listings) and set(VARIANTS) <= set(listings.rows[0].skus)


def test_places(tmp_path: Path) -> None:
    for name, place in [("tiktok_export.xlsx", 6), ("tiktok_MY.csv", 2), ("amazon_new.xlsx", 6), ("amazon_old.tsv", 4)]:
        assert [row.row for row in iter_listings(FORMATS[name](tmp_path / name))] == [place], name


@pytest.mark.shared
def test_tiktok_export_in_the_wild(shared: Path) -> None:
    rows = list(iter_listings(shared / "formats" / "tiktokshop_export_v4.xlsx"))
    assert [row.row for row in rows] == [6, 7, 8, 9, 10, 11, 12]
    assert all(row.id and row.skus and row.listing.title and row.listing.description and not row.error for row in rows)
    assert not any("<" in row.listing.description for row in rows)
