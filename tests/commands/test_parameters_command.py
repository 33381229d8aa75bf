"""`consistency parameters`: the parameters of any file that holds text."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from reportlab.pdfgen.canvas import Canvas

from consistency.cli import main


def run(*words: str | Path, lang: str = "en", status: int = 0, **options: bytes | str) -> Result:
    found = CliRunner().invoke(main, ["parameters", *map(str, words), "--lang", lang], input=options.get("input"))
    assert found.exit_code == status, found.output
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_table_with_places(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "script.txt"
    file.write_text("这款音箱支持IPX8防水\n续航24小时", encoding=encoding)
    assert run(file, lang="zh").stdout.splitlines() == [
        "位置  原文    参数",
        "1:7   IPX8    IPX8",
        "2:3   24小时  24 h",
    ]
    assert run(file).stdout.splitlines()[0].split() == ["Place", "Words", "Parameter"]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_data_from_standard_input(tmp_path: Path, form: str) -> None:
    found = json.loads(run("-", "--format", form, input="IPX8防水").stdout)
    first = {"text": "IPX8", "start": 0, "end": 4, "parameter": {"kind": "rating", "code": "IPX8"}}
    assert found == ([first] if form == "json" else first)
    assert run("--format", form, "-o", tmp_path / "out", input="IPX8防水").stdout == ""
    assert json.loads((tmp_path / "out").read_text("utf-8")) == found


def test_documents_and_subtitles_are_read(tmp_path: Path) -> None:
    page = docx.Document()
    page.add_paragraph("Battery: 5000 mAh")
    page.save(str(tmp_path / "a.docx"))
    book = openpyxl.Workbook()
    book.active.append(["Battery", "5000 mAh"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.srt").write_text("1\n00:00:03,000 --> 00:00:05,000\nIt holds 5000 mAh\n")
    for name, place in (("a.docx", "paragraph 1"), ("a.xlsx", "Sheet, row 1"), ("a.srt", "0:00:03")):
        line = run(tmp_path / name).stdout.splitlines()[1]
        assert line.startswith(place) and line.endswith("5000 mAh  5000 mAh")


def test_a_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 720, "Battery capacity: 5000 mAh")
    canvas.save()
    assert run(tmp_path / "a.pdf").stdout.splitlines()[1] == "p. 1, line 1  5000 mAh  5000 mAh"


def test_nothing_to_list_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Hello!")
    assert run(file).stdout == f"No parameter was found in {file}.\n"
    assert run(file, lang="zh").stdout == f"{file} 里没有找到参数。\n"
    assert run(file, "--format", "json").stdout == "[]\n"
    assert run(file, "--format", "jsonl").stdout == ""
    for blank in ("", "\ufeff \n"):
        file.write_text(blank, encoding="utf-8")
        assert "is empty. Give a file with text in it. [E003]" in run(file, status=2).stderr
    assert "是空的。请给出有文字的文件。" in run(file, lang="zh", status=2).stderr


def test_the_file_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("IPX8")
    assert "would be overwritten" in run(file, "-o", file, status=2).stderr
