"""Which script and which report belong to which product."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from catalogues import SCRIPTS, product
from hypothesis import given
from hypothesis import strategies as st

import consistency
from consistency.audit.partners import Partners, Text, _candidates, plain
from consistency.errors import UsageError


def paired(path: Path, numbers: dict[str, list[str]], files: list[str]) -> dict[str, str | None]:
    """Return the product of each file, None where it has none."""
    with Partners(path / "p.sqlite") as partners:
        for name, own in numbers.items():
            partners.add_product(name, own)
        for file in files:
            partners.add_file("script", path / file, "1", [Text({"name": file})])
        partners.pair({"script": path, "report": path})
        found: dict[str, str | None] = dict.fromkeys(files)
        for name, own in numbers.items():
            found |= {body["name"]: name for body in partners.of("script", own)}
        assert {Path(one[1]).relative_to(path).as_posix() for one in partners.alone()} == {
            file for file, name in found.items() if name is None
        }
    return found


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("PB-10.txt", "PB-10"),
        ("pb_10 final v2.txt", "PB-10"),
        ("脚本PB-10中文.txt", "PB-10"),
        ("PB-10-RED.txt", "PB-10"),
        ("PB-10-B.txt", "PB-10-B"),
        ("2024-06 PB-10-B take 3.txt", "PB-10-B"),
        ("PB-10/voice-over.txt", "PB-10"),
        ("PB-10/en/voice-over.txt", "PB-10"),
        ("PB-100.txt", None),
        ("PB-10 and SP-01.txt", None),
        ("00123.txt", "00123"),
        ("123.txt", None),
        ("notes.txt", None),
        ("PB-10 PB-10-RED.txt", "PB-10"),
        ("ＰＢ－10.txt", "PB-10"),
    ],
)
def test_a_file_belongs_to_the_longest_number_in_its_name(tmp_path: Path, file: str, wanted: str | None) -> None:
    numbers = {"PB-10": ["PB-10", "PB-10-RED"], "PB-10-B": ["PB-10-B"], "SP-01": ["SP-01"], "00123": ["00123"]}
    assert paired(tmp_path, numbers, [file]) == {file: wanted}


def test_a_number_spelt_as_it_is_goes_before_one_that_is_nearly_so(tmp_path: Path) -> None:
    numbers = {"A-1": ["A-1"], "A_1": ["A_1"]}
    files = ["A-1 x.txt", "A_1 x.txt", "A 1 x.txt"]
    assert paired(tmp_path, numbers, files) == {"A-1 x.txt": "A-1", "A_1 x.txt": "A_1", "A 1 x.txt": None}


@given(st.text(max_size=60))
def test_any_name_has_candidates(name: str) -> None:
    found = [one for group in _candidates(name) for one in group]
    assert len(found) <= 137 and all(plain(one) is not None for one in found)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Return a folder with a catalogue, scripts in several formats and reports."""
    pages = [product(number) for number in range(4)]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, pages)))
    scripts, lab = tmp_path / "scripts", tmp_path / "lab"
    (scripts / "PB-3").mkdir(parents=True)
    lab.mkdir()
    (scripts / "PB-0.txt").write_text(SCRIPTS[0], encoding="utf-8")
    (scripts / "launch.md").write_text(f"---\nsku: PB-1\n---\n{SCRIPTS[1]}\n", encoding="utf-8")
    (scripts / "old.md").write_text(f"---\nsku: PB-77\n---\n{SCRIPTS[1]}\n", encoding="utf-8")
    (scripts / "PB-3" / "a.srt").write_text(f"1\n00:00:05,000 --> 00:00:07,000\n{SCRIPTS[3]}\n", encoding="utf-8")
    (scripts / "PB-3" / "b.csv").write_text(
        "Shot,English,中文\n1,It is IPX8.,五千毫安\n2,24 hours of playtime.,主动降噪\n"
    )
    (scripts / "PB-2.docx").write_bytes(b"no document")
    (scripts / "cover.png").write_bytes(b"picture")
    (scripts / ".DS_Store").write_bytes(b"x")
    (lab / "PB-1 report.txt").write_text("Ingress protection: IPX7", encoding="utf-8")
    (lab / "PB-1 spec sheet.txt").write_text("Playtime: 12 h max.", encoding="utf-8")
    return tmp_path


def test_scripts_and_reports_of_folders(team: Path) -> None:
    audit = consistency.audit(team / "c.jsonl", team / "out", scripts=team / "scripts", reports=team / "lab", workers=1)
    pairs = audit.scripts()
    names = [Path(name).name for name in pairs["script"]]
    assert list(zip(pairs["product"], names, strict=True)) == [
        ("PB-0", "PB-0.txt"), ("PB-1", "launch.md"), ("PB-3", "a.srt"), ("PB-3", "b.csv [English]"),
        ("PB-3", "b.csv [中文]"),
    ]  # fmt: skip
    assert pairs["report"].notna().tolist() == [False, True, False, False, False]
    assert audit.data["problems"] == {"file": 1, "other": 1, "product": 1, "script": 1}
    claims = audit.claims()
    assert set(claims[claims["product"] == "PB-1"]["report_status"]) == {"match"}
    assert "0:00:05" in set(claims["place"])
    told = audit.problems().set_index("kind")["message"]
    assert "PB-77" in told["script"] and "PB-2.docx" in told["file"]


def test_only_what_changed_is_read_and_checked_again(team: Path) -> None:
    def run() -> int:
        found = consistency.audit(team / "c.jsonl", team / "out", scripts=team / "scripts", workers=1, partition_size=1)
        return found.checked

    assert run() == 5
    (team / "scripts" / "PB-0.txt").write_text("现在是一万毫安。", encoding="utf-8")
    (team / "scripts" / "PB-3" / "a.srt").unlink()
    (team / "scripts" / "PB-2 new.txt").write_text(SCRIPTS[2], encoding="utf-8")
    assert run() <= 4
    assert run() == 0


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl", ".parquet", ".tsv"])
def test_scripts_of_a_table(team: Path, suffix: str) -> None:
    rows = [("PB-0", SCRIPTS[0]), ("PB-1", "two\nlines, IPX7"), ("PB-9", "It is IPX8."), ("PB-2", "")]
    frame = pd.DataFrame(rows, columns=["SKU", "口播"])
    path = team / f"table{suffix}"
    if suffix == ".xlsx":
        frame.to_excel(path, index=False)
    elif suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True)
    elif suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_csv(path, index=False, sep="\t" if suffix == ".tsv" else ",")
    audit = consistency.audit(team / "c.jsonl", team / "out", scripts=path, workers=1)
    assert audit.scripts()["product"].tolist() == ["PB-0", "PB-1"]
    assert audit.data["problems"] == {"product": 2, "script": 1}
    alone = audit.problems().set_index("kind").loc["script"]
    assert alone["row"] == 4 and alone["product"] == "PB-9"


def test_a_table_without_the_columns_is_refused(team: Path) -> None:
    (team / "t.csv").write_text("sku,price\n1,2\n")
    with pytest.raises(UsageError, match="scripts"):
        consistency.audit(team / "c.jsonl", team / "out", scripts=team / "t.csv")
    with pytest.raises(UsageError, match="scripts"):
        consistency.audit(team / "c.jsonl", team / "out", scripts=team / "t.csv")


def test_one_folder_may_hold_everything(team: Path) -> None:
    def run() -> dict[str, int]:
        audit = consistency.audit(
            team, team / "out", scripts=team / "scripts", reports=team / "lab", workers=1, formats=["csv", "jsonl"]
        )
        assert audit.pairs == 5
        found: dict[str, int] = audit.data["problems"]
        return found

    assert run() == run() == {"file": 1, "other": 1, "product": 1, "script": 1}
