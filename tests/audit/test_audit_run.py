"""Whole audits: the same results whatever the workers, what they hold, and what is not done twice."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from catalogues import SCRIPTS, product, results, write_catalogue

import consistency
from consistency.audit.progress import State
from consistency.errors import ConsistencyError, UsageError


def test_the_number_of_workers_changes_no_byte(catalogue: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    for workers, out in enumerate(outs, 1):
        consistency.audit(catalogue, out, workers=workers, partition_size=5, formats=["csv", "jsonl"])
    assert results(outs[0]) == results(outs[1])
    assert set(results(outs[0])) == {
        "claims.parquet", "findings.csv", "findings.jsonl", "findings.parquet", "pairs.parquet", "problems.csv",
        "problems.parquet", "report.html", "summary.json",
    }  # fmt: skip


def test_it_finds_what_check_finds(catalogue: Path, tmp_path: Path) -> None:
    summary = consistency.audit(catalogue, tmp_path / "out", workers=1)
    alone = [
        consistency.check(line["script"], {k: line[k] for k in ("title", "bullets", "description")})
        for line in map(json.loads, catalogue.read_text("utf-8").splitlines())
    ]
    assert summary.pairs == summary.products == summary.checked == 24
    assert summary.findings()["message"].tolist() == [f.message for one in alone for f in one.findings]
    claims = summary.claims()
    assert claims["claim"].tolist() == [c.text for one in alone for c in one.claims]
    assert claims["title_status"].tolist() == [c.fields["title"].status for one in alone for c in one.claims]
    assert summary.scripts()["verdict"].tolist() == [one.verdict for one in alone]
    assert summary.data["by_code"] == summary.findings()["code"].value_counts().to_dict()
    assert set(summary.data["by_category"]) == {"audio", "kitchen"}
    assert summary.exit_status == 1 and summary.problems().empty


def test_the_partition_size_changes_nothing(catalogue: Path, tmp_path: Path) -> None:
    consistency.audit(catalogue, tmp_path / "a", workers=1, partition_size=1)
    consistency.audit(catalogue, tmp_path / "b", workers=1, partition_size=100)
    assert results(tmp_path / "a") == results(tmp_path / "b")


def test_what_is_done_is_not_done_again(catalogue: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    consistency.audit(catalogue, out, workers=1, partition_size=5)
    before, written = results(out), (out / "findings.parquet").stat().st_mtime_ns
    again = consistency.audit(catalogue, out, workers=2, partition_size=5)
    assert (again.checked, again.pairs) == (0, 24)
    assert results(out) == before and (out / "findings.parquet").stat().st_mtime_ns == written
    (out / "claims.parquet").unlink()
    assert consistency.audit(catalogue, out, workers=1, partition_size=5).checked == 0
    assert results(out) == before


def test_a_catalogue_that_grew_is_checked_where_it_did(catalogue: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    consistency.audit(catalogue, out, workers=1, partition_size=6)
    write_catalogue(catalogue, 30)
    grown = consistency.audit(catalogue, out, workers=1, partition_size=6)
    assert (grown.checked, grown.pairs) == (6, 30)


def test_since_takes_over_what_is_unchanged(catalogue: Path, tmp_path: Path) -> None:
    consistency.audit(catalogue, tmp_path / "old", workers=1, partition_size=7)
    lines = catalogue.read_text("utf-8").splitlines()
    lines.insert(0, json.dumps(product(99, script=SCRIPTS[0])))
    lines[5] = lines[5].replace("Take 4", "Take forty")
    catalogue.write_text("\n".join(lines), encoding="utf-8")
    new = consistency.audit(catalogue, tmp_path / "new", workers=1, partition_size=5, since=tmp_path / "old")
    assert (new.checked, new.pairs) == (2, 25)
    consistency.audit(catalogue, tmp_path / "whole", workers=1)
    assert results(tmp_path / "new") == results(tmp_path / "whole")


def test_bad_rows_and_files_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    good = write_catalogue(folder / "a.jsonl", 3)
    good.write_text(good.read_text("utf-8") + "{broken\n" + json.dumps(product(9)) + "\n", encoding="utf-8")
    (folder / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (folder / "notes.txt").write_text("not a listing")
    summary = consistency.audit(folder, tmp_path / "out", workers=1)
    assert summary.pairs == 3 and summary.unread == 2 and summary.exit_status == 1
    told = summary.problems()
    assert told["kind"].tolist() == ["row", "product", "file"]
    assert told["row"].tolist()[:2] == [4, 5] and "line 4" in told["message"][0] and "b.xlsx" in told["file"][2]
    with (tmp_path / "out" / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["kind"] for row in csv.DictReader(file)] == ["row", "product", "file"]


def test_a_catalogue_without_findings_ends_with_0(tmp_path: Path) -> None:
    page = {"sku": "1", "title": "IPX8", "bullets": ["IPX8"], "description": "IPX8", "script": "It is IPX8."}
    (tmp_path / "c.jsonl").write_text(json.dumps(page))
    summary = consistency.audit(tmp_path / "c.jsonl", tmp_path / "out", workers=1)
    assert summary.data["verdicts"] == {"pass": 1, "fail": 0} and summary.exit_status == 0


def test_repeated_texts_are_judged_once(tmp_path: Path, sabotage: Callable[[str], None]) -> None:
    log = tmp_path / "log"
    sabotage(f"open({str(log)!r}, 'a').write('x')")
    pages = [product(0, sku=f"S{number}", script=SCRIPTS[0]) for number in range(10)]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, pages)))
    assert consistency.audit(tmp_path / "c.jsonl", tmp_path / "out", workers=1).pairs == 10
    assert log.read_text() == "xx"  # one to warm up


def test_no_cell_is_a_formula_and_no_text_a_tag(tmp_path: Path) -> None:
    page = product(1, sku="=1+1", category="<script>alert(1)</script>", script="<b>IPX7</b>防水 \ud800 5000mAh")
    (tmp_path / "c.jsonl").write_text(json.dumps(page))
    summary = consistency.audit(tmp_path / "c.jsonl", tmp_path / "out", workers=1, formats=["csv", "jsonl"])
    assert summary.pairs == 1
    html = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "alert(1)" in html and "<script>alert" not in html and "<b>IPX7" not in html
    frame = pd.read_csv(tmp_path / "out" / "findings.csv", dtype=str)
    assert set(frame["product"]) == {"'=1+1"}
    assert all(json.loads(line) for line in (tmp_path / "out" / "findings.jsonl").read_text("utf-8").splitlines())


def test_progress_counts_products_and_pairs(catalogue: Path, tmp_path: Path) -> None:
    states: list[State] = []
    consistency.audit(catalogue, tmp_path / "out", workers=1, partition_size=10, listener=states.append)
    assert [state.phase for state in states] == ["plan", "check", "check", "check", "merge"]
    assert [(state.products, state.total, state.pairs) for state in states[1:4]] == [
        (10, 24, 10), (20, 24, 20), (24, 24, 24),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"engine": "dask"}, "scheduler"),
        ({"scheduler": "tcp://127.0.0.1:1"}, "engine dask"),
        ({"engine": "spark"}, "spark"),
        ({"workers": 0}, "worker"),
        ({"partition_size": 0}, "partition"),
        ({"formats": ["xls"]}, "xls"),
        ({"since": "absent"}, "absent"),
        ({"scripts": "absent"}, "absent"),
        ({"reports": "absent"}, "absent"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(
    catalogue: Path, tmp_path: Path, settings: dict[str, object], told: str
) -> None:
    with pytest.raises(ConsistencyError, match=told):
        consistency.audit(catalogue, tmp_path / "out", **settings)  # type: ignore[arg-type]


def test_a_folder_with_something_else_is_left_alone(catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("mine")
    with pytest.raises(UsageError, match="something else"):
        consistency.audit(catalogue, tmp_path / "out")


def test_a_catalogue_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConsistencyError, match="does not exist"):
        consistency.audit(tmp_path / "absent.csv", tmp_path / "out")


def test_a_team_s_settings_and_comments_count_as_in_a_check(tmp_path: Path) -> None:
    script = "It is IPX7 waterproof. <!-- consistency: ignore missing-in-title -- the title is full -->"
    page = product(3, script=script)
    (tmp_path / "c.jsonl").write_text(json.dumps(page))
    plain = consistency.audit(tmp_path / "c.jsonl", tmp_path / "plain", workers=1)
    assert "C101" not in plain.data["by_code"] and "C103" in plain.data["by_code"]
    settings = tmp_path / "consistency.toml"
    settings.write_text('[severity]\n"missing-in-description" = "off"\n')
    team = consistency.audit(tmp_path / "c.jsonl", tmp_path / "team", workers=1, config=settings)
    assert "C103" not in team.data["by_code"] and "C102" in team.data["by_code"]
    settings.write_text('[[suppress]]\nrules = ["missing"]\n')
    again = consistency.audit(tmp_path / "c.jsonl", tmp_path / "team", workers=1, config=settings)
    assert again.checked == 1 and not {"C101", "C102", "C103"} & set(again.data["by_code"])
