"""Catalogues stream: variants are joined, bad rows are told, and columns can be named."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.errors import ConsistencyError, UsageError
from consistency.model import Listing
from consistency.read.columns import parse_columns
from consistency.read.listings import SUFFIXES, iter_listings, pick, read_listings
from consistency.read.row import LARGEST_CELL
from consistency.read.variants import Seen


def write(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


HEAD = "product_id,sku,title,bullets,description,脚本"


def test_variants_that_follow_each_other_are_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEAD, "1,a,T,x,D,说", "1,b,T,x,D,", "1,c,T,y,D,", "2,d,T2,x,D2,")
    first, second = iter_listings(path)
    assert (first.row, first.id, first.skus, first.script, first.error) == (2, "1", ("a", "b", "c"), "说", None)
    assert first.listing == Listing("T", ("x", "y"), "D", "1")
    assert (second.row, second.skus, second.script) == (5, ("d",), None)


def test_a_product_that_comes_back_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEAD, "1,a,T,x,D,", "2,b,T2,x,D2,", "1,c,Other,x,D,")
    assert [row.error for row in iter_listings(path)] == [None, None, "row 4: product 1 stands in row 2 already"]
    with pytest.raises(UsageError, match=r"holds the product 1 in the rows 2 and 4, which differ"):
        pick(read_listings(path), "1", path)
    assert pick(read_listings(path), "B", path).title == "T2"


def test_bad_rows_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    large = "x" * (LARGEST_CELL + 1)
    path = write(tmp_path / "a.csv", HEAD, f"1,a,T,x,{large},", "2,b,,,,", "", "3,c,T,light, and dry,D,s", "4,d,T,x,D,")
    rows = list(iter_listings(path))
    assert [row.error for row in rows] == [
        "row 2 has a description of more than 1,000,000 characters",
        "row 3 has no title, bullet points or description",
        "row 5 has 7 cells under 6 headings: a text with the separator in it may lack quotation marks",
        None,
    ]
    assert rows[0].id == "1"
    with pytest.raises(ConsistencyError, match="row 2 has a description of more than"):
        pick(read_listings(path), "1", path)


def test_json_lines(tmp_path: Path) -> None:
    good = json.dumps({"id": "1", "title": "T", "description": "- a\n- b"})
    deep = "[" * 100_000
    path = write(tmp_path / "a.jsonl", good, "", "{broken", deep, '{"price": 3}', good.replace('"1"', '"2"'))
    rows = list(iter_listings(path))
    assert [(row.row, row.id) for row in rows] == [(1, "1"), (3, None), (4, None), (5, None), (6, "2")]
    assert rows[0].listing == Listing("T", ("a", "b"), "- a\n- b", "1")
    assert rows[1].error == "line 3 is not valid JSON at column 2"
    assert "line 4" in (rows[2].error or "") and rows[3].error == "line 5 holds no product that is recognised"
    assert [listing.id for listing in read_listings(path)] == ["1", "2"]
    lines = write(tmp_path / "lines.json", good, good.replace('"1"', '"2"'))
    assert [listing.id for listing in read_listings(lines)] == ["1", "2"]


def test_cases_with_their_scripts(tmp_path: Path) -> None:
    listing = {"title": "T", "bullets": [], "description": "D"}
    claim = {"text": "x", "title": "match", "bullets": "vague", "description": "missing"}
    case = {"id": "c", "script": {"lang": "zh", "text": "说"}, "listing": listing, "claims": [claim]}
    (row,) = iter_listings(write(tmp_path / "a.jsonl", json.dumps(case)))
    assert (row.id, row.script, row.listing) == ("c", "说", Listing("T", (), "D", "c"))


def test_empty_bullets_stay_empty(tmp_path: Path) -> None:
    assert read_listings(write(tmp_path / "a.csv", "title,bullets,description", "T,,- a"))[0].bullets == ()
    assert read_listings(write(tmp_path / "b.csv", "title,description", "T,- a"))[0].bullets == ("a",)


def test_columns_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "Art.,Nom,Point A,Point B,Texte,A+B", "7,T,x,y,D,z")
    with pytest.raises(ConsistencyError, match=r"found: Art., Nom, Point A.*--columns title=…,bullets=…"):
        read_listings(path)
    columns = {"title": "nom", "bullets": "Point A+Point B", "description": "Texte", "sku": "Art."}
    assert read_listings(path, columns) == [Listing("T", ("x", "y"), "D", "7")]
    assert read_listings(path, columns | {"bullets": "A+B"})[0].bullets == ("z",)
    with pytest.raises(ConsistencyError, match=r"has not all the columns that --columns names"):
        read_listings(path, columns | {"title": "Titre"})
    with pytest.raises(UsageError, match=r"no field 'titel'.*title, bullets"):
        read_listings(path, {"titel": "Nom"})
    data = [{"Art.": 7, "detail": {"Nom": "T"}, "Point A": "x", "Point B": "y", "Texte": "D"}]
    path.with_suffix(".json").write_text(json.dumps(data))
    assert read_listings(path.with_suffix(".json"), columns | {"title": "detail.Nom"})[0].title == "T"
    assert parse_columns("title=Nom, bullets=A,B+C,sku=Art.") == {"title": "Nom", "bullets": "A,B+C", "sku": "Art."}
    with pytest.raises(UsageError, match="is not understood"):
        parse_columns("Nom")


def test_which_heading_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "品名,商品标题,介绍,详情", "bank,Volt bank,short,long")
    assert read_listings(path) == [Listing("Volt bank", (), "long")]


def test_encodings_of_large_files(tmp_path: Path) -> None:
    rows = [f"{n},{n}a,plain,x,{'d' * 900}," for n in range(6000)]
    path = write(
        tmp_path / "a.csv",
        HEAD.replace("脚本", "script"),
        *rows,
        "9,9,防水充电宝,续航很长,好用的产品,",
        encoding="gb18030",
    )
    assert path.stat().st_size > 5 * 1024 * 1024
    *_, last = iter_listings(path)
    assert last.listing.title == "防水充电宝"


def peak(path: Path) -> int:
    tracemalloc.start()
    assert sum(1 for _ in iter_listings(path)) > 100
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str) -> None:
    def made(count: int) -> Path:
        path = tmp_path / f"{count}{name}"
        products: list[dict[str, Any]] = [
            {"id": str(n), "title": f"T{n}", "bullets": "b", "description": "d" * 9000} for n in range(count)
        ]
        if name.endswith("jsonl"):
            return write(path, *map(json.dumps, products))
        if name.endswith("csv"):
            return write(path, ",".join(products[0]), *(",".join(product.values()) for product in products))
        arrow = pytest.importorskip("pyarrow")
        pytest.importorskip("pyarrow.parquet").write_table(arrow.Table.from_pylist(products), path, row_group_size=100)
        return path

    peak(made(200))  # loads the tables
    assert peak(made(900)) < peak(made(300)) + 1_500_000  # three times the file, 5 MB more


def test_seen_grows() -> None:
    seen = Seen()
    assert not any(seen.add(str(n), n + 1) for n in range(5000))
    assert [seen.add(str(n), 9) for n in (0, 17, 4999)] == [1, 18, 5000]


CELLS = st.sampled_from(
    ["title", "bullets", "描述", "sku", "x", "<li>a", "- b", "\n", '"', ",", "\t", "{", "[", ":", "settings="]
)


@settings(deadline=None)
@given(name=st.sampled_from(SUFFIXES), data=st.binary(max_size=200) | st.lists(CELLS, max_size=40))
def test_any_bytes_give_rows_or_a_clean_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes | list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{name}"
    path.write_bytes(data if isinstance(data, bytes) else "".join(data).encode())
    try:
        assert all(row.error or not row.empty for row in iter_listings(path))
    except ConsistencyError as error:
        assert path.name in str(error)
