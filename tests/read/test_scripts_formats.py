"""The same script gives the same claims in every format, each with its place in the file."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from writing import BOARDS, CLOCKS, CUES, LINES, WRITERS

import consistency
from consistency.read.scripts import read_script, read_scripts


@pytest.fixture
def expected() -> list[dict[str, object]]:
    claims = [asdict(claim) for claim in consistency.extract("\n".join(LINES))]
    assert len(claims) >= 6
    return claims


def _without_places(claims: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{key: value for key, value in claim.items() if key not in ("start", "end")} for claim in claims]


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_claims_in_every_format(tmp_path: Path, name: str, expected: list[dict[str, object]]) -> None:
    (tmp_path / name).write_bytes(WRITERS[name](LINES))
    source = read_script(tmp_path / name)
    assert source.text == ("\n\n" if name in BOARDS else "\n").join(LINES)  # a cell of a storyboard ends
    assert source.name == str(tmp_path / name)
    claims = [asdict(claim) for claim in consistency.extract(source.text)]
    assert _without_places(claims) == _without_places(expected)


def test_a_claim_stays_within_its_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("镜号,台词,字幕\n1,超强防水,IPX7防水\n2,续航二十小时,24小时续航\n", "utf-8")
    claims = consistency.extract(read_script(tmp_path / "a.csv").text)
    assert [claim.text for claim in claims] == ["超强防水", "IPX7防水", "续航二十小时", "24小时续航"]


@pytest.mark.parametrize("name", CUES)
def test_places_of_cues_are_time_codes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WRITERS[name](LINES))
    source = read_script(tmp_path / name)
    assert tuple(source.place(source.text.index(line)) for line in LINES) == CLOCKS


@pytest.mark.parametrize("name", BOARDS)
def test_places_in_storyboards_are_shots(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WRITERS[name](LINES))
    source = read_script(tmp_path / name)
    assert [source.place(source.text.index(line)) for line in LINES] == ["镜头 1", "镜头 1", "镜头 2", "镜头 2"]


@pytest.mark.parametrize("name", ["a.srt", "a.vtt", "a.ass", "a.csv", "a.tsv"])
def test_positions_are_lines_of_the_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WRITERS[name](LINES))
    source = read_script(tmp_path / name)
    lines = (tmp_path / name).read_text("utf-8-sig").splitlines()
    for words in ("20000mAh", "IPX8", "65W", "250 g"):
        line, column = source.position(source.text.index(words))
        assert words in lines[line - 1]
        if name in ("a.srt", "a.ass"):
            assert lines[line - 1][column - 1 :].startswith(words)


def test_paragraphs_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(WRITERS["a.docx"](["防水", "IPX8"]))
    assert read_script(tmp_path / "a.docx").place(3) == "第 3 段"
    (tmp_path / "a.docx").write_bytes(WRITERS["a.docx"](["waterproof", "IPX8"]))
    assert read_script(tmp_path / "a.docx").place(11) == "paragraph 3"


def test_standard_input_is_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("防水".encode("gb18030"))))
    (source,) = read_scripts("-")
    assert (source.name, source.text) == ("<stdin>", "防水")


def test_plain_text_needs_no_library_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("IPX8")
    code = (
        "import sys; from consistency.read.scripts import read_script; read_script(sys.argv[1]);"
        "print(*{'pandas', 'openpyxl', 'docx', 'defusedxml', 'spacy', 'csv', 'json'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a.txt"], capture_output=True, text=True, check=True)
    assert done.stdout.split() in ([], ["csv"])  # the front page of the tables
