"""A file with several languages holds a script for each."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from consistency.errors import ConsistencyError, UsageError
from consistency.read.headings import Column, column_of, language_code, language_heading
from consistency.read.scripts import read_script, read_scripts

ROWS = [
    ["镜号", "画面", "台词(中文)", "Voiceover EN", "字幕", "On-screen text (EN)", "时长"],
    ["1", "手持特写 999W", "三米防水", "waterproof to 3 m", "IPX8", "IPX8", "0-3s"],
    ["2", "全景", "续航24小时", "runs 24 hours", "—", "", "3s"],
]
EXPECTED = [("中文", "三米防水\n\nIPX8\n\n续航24小时"), ("English", "waterproof to 3 m\n\nIPX8\n\nruns 24 hours")]


def _write(path: Path, rows: list[list[str]]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(path)
    elif path.suffix == ".docx":
        document = docx.Document()
        table = document.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        document.save(str(path))
    elif path.suffix == ".md":
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        path.write_text("\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]), "utf-8")
    else:
        path.write_text("\n".join(("\t" if path.suffix == ".tsv" else ";").join(row) for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.csv", "a.tsv", "a.md"])
def test_each_language_column_is_a_script(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path / name, ROWS)
    found = read_scripts(path)
    assert [(source.part, source.text) for source in found] == EXPECTED
    assert found[1].name == f"{path} [English]"
    assert found[1].place(found[1].text.index("24")) == "镜头 2"


@pytest.mark.parametrize("part", ["English", "english", "EN", "英文"])
def test_a_part_is_chosen_by_name_or_language(tmp_path: Path, part: str) -> None:
    path = _write(tmp_path / "a.csv", ROWS)
    assert read_script(path, part).part == "English"


def test_how_to_choose_is_said(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", ROWS)
    with pytest.raises(UsageError, match=r'holds 2 scripts: 中文, English. Say which with --part, .*--part "中文"'):
        read_script(path)
    with pytest.raises(UsageError, match=r"does not hold the script German. Say which with --part, one of 中文"):
        read_script(path, "German")
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UsageError, match=r"holds one script, not several. Leave --part out"):
        read_script(tmp_path / "a.txt", "English")


def test_columns_without_a_language_go_with_their_words(tmp_path: Path) -> None:
    rows = [
        ["Shot", "旁白", "花字", "English VO"],
        ["1", "防水", "IPX8 防水", "waterproof"],
        ["2", "快充", "65W", "fast"],
    ]
    assert [(s.part, s.text) for s in read_scripts(_write(tmp_path / "a.csv", rows))] == [
        ("中文", "防水\n\nIPX8 防水\n\n快充\n\n65W"),
        ("English", "waterproof\n\nfast"),
    ]
    rows = [["镜号", "口播", "口播翻译"], ["1", "三米防水", "waterproof to 3 m"], ["2", "快充", "fast charging"]]
    assert [s.part for s in read_scripts(_write(tmp_path / "b.csv", rows))] == ["中文", "English"]


def test_spoken_and_shown_of_one_language_are_one_script(tmp_path: Path) -> None:
    rows = [["Caption", "Scene", "Dialogue", "Voiceover"], ["IPX8", "1", "Look!", "It floats."], ["", "1", "", "24 h"]]
    (source,) = read_scripts(_write(tmp_path / "a.csv", rows))
    assert source.text == "Look!\n\nIt floats.\n\nIPX8\n\n24 h"
    assert source.place(len(source.text) - 1) == "shot 1"


def test_a_shot_is_called_as_its_own_heading_is(tmp_path: Path) -> None:
    rows = [["Shot", "中文台词", "English voiceover"], ["1", "三米防水", "waterproof"], ["2", "快充", "fast charging"]]
    assert [s.place(0) for s in read_scripts(_write(tmp_path / "a.csv", rows))] == ["shot 1", "shot 1"]
    rows[0][0] = "镜号"
    assert [s.place(0) for s in read_scripts(_write(tmp_path / "b.csv", rows))] == ["镜头 1", "镜头 1"]


def test_two_languages_in_a_cell_are_two_scripts(tmp_path: Path) -> None:
    cells = ["三米防水\nWaterproof to 3 m", "续航24小时\nRuns for 24 hours", "65W"]
    lines = "".join(f'{number},"{cell}"\n' for number, cell in enumerate(cells, 1))
    (tmp_path / "a.csv").write_text(f"镜号,台词\n{lines}", "gb18030")
    chinese, other = read_scripts(tmp_path / "a.csv")
    assert (chinese.part, chinese.text) == ("中文", "三米防水\n\n续航24小时\n\n65W")
    assert (other.part, other.text) == ("Latin", "Waterproof to 3 m\n\nRuns for 24 hours\n\n65W")
    assert other.position(other.text.index("Runs"))[0] == 5
    assert other.place(other.text.index("Runs")) == "镜头 2"


def test_markdown_cells_keep_their_columns(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("||VO EN|台词(中文)|\n|-|--|--|\n||a \\| b|防水|\n  | 2 |  | IPX8 |\n", "utf-8")
    (tmp_path / "b.md").write_text("Shot | VO EN | VO DE\n--- | --- | ---\n1 | one | eins\n", "utf-8")
    english, chinese = read_scripts(tmp_path / "a.md")
    assert (english.text, chinese.text) == ("a \\| b\n", "防水\n\nIPX8\n")
    assert english.position(0) == (3, 3)
    assert chinese.position(chinese.text.index("IPX8")) == (4, 12)
    assert [source.text for source in read_scripts(tmp_path / "b.md")] == ["one\n", "eins\n"]


def test_sheets_are_scripts_of_their_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "说明"
    book.active.append(["这里写要求", "x"])
    for title, words in (("视频1", "三米防水"), ("视频2", "续航24小时")):
        sheet = book.create_sheet(title)
        sheet.append(["镜号", "口播"])
        sheet.append([1, words])
    book.save(tmp_path / "a.xlsx")
    assert [(s.part, s.text) for s in read_scripts(tmp_path / "a.xlsx")] == [
        ("视频1", "三米防水"),
        ("视频2", "续航24小时"),
    ]


def test_merged_cells_are_said_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["Shot", "Visual", "Voiceover"], [1, "a", "24 hours"], [None, "b", None], [2, "c", "IPX8"]]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C2:C3")
    book.save(tmp_path / "a.xlsx")
    source = read_script(tmp_path / "a.xlsx")
    assert source.text == "24 hours\n\nIPX8"
    assert source.place(10) == "shot 2"


MARKDOWN = """---
sku: PB-1
---
# Power bank

## Voiceover

### DE (Prompt | 30s)
[warm] Zwanzigtausend mAh.

#### Notiz
Nur 250 g.

### ZH (中文翻译 | 30s)
[warm] 两万毫安时。

## Notes
- 99 W
"""


def test_sections_of_markdown_are_scripts(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, "utf-8")
    german, chinese = read_scripts(path)
    assert (german.part, chinese.part) == ("Deutsch", "中文")
    assert "Zwanzigtausend" in german.text
    assert "Nur 250 g." in german.text
    assert "两万" not in german.text
    assert "两万" in chinese.text
    assert "250 g" not in chinese.text
    for source in (german, chinese):
        assert source.metadata == {"sku": "PB-1"}
        assert "## Notes\n- 99 W" in source.text
        assert source.text.startswith("---\nsku: PB-1\n---\n")
    assert chinese.position(chinese.text.index("两万")) == (15, 8)


def test_front_matter_chooses_a_language(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN.replace("sku: PB-1", "lang: zh"), "utf-8")
    assert read_script(path).part == "中文"


def test_markdown_in_one_language_stays_as_it_is(tmp_path: Path) -> None:
    text = "## Voiceover\n### DE\nHallo\n\n| 镜号 | 画面 | 口播 |\n|---|---|---|\n| 1 | x | 防水 |\n"
    (tmp_path / "a.md").write_text(text, "utf-8", newline="")
    (source,) = read_scripts(tmp_path / "a.md")
    assert (source.text, source.part, source.segments) == (text, "", ())


def test_subtitles_of_two_languages_are_two_scripts(tmp_path: Path) -> None:
    cues = [("三米防水", "Waterproof to 3 m"), ("续航24小时", "Runs for 24 hours"), ("IPX8", "")]
    srt = "\n\n".join(f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{a}\n{b}".strip() for i, (a, b) in enumerate(cues, 1))
    (tmp_path / "a.srt").write_text(srt, "utf-8")
    assert [(s.part, s.text) for s in read_scripts(tmp_path / "a.srt")] == [
        ("中文", "三米防水\n续航24小时\nIPX8"),
        ("Latin", "Waterproof to 3 m\nRuns for 24 hours\nIPX8"),
    ]


def test_two_tracks_of_a_draft_are_two_scripts(tmp_path: Path) -> None:
    texts = {"a": "三米防水", "b": "waterproof to 3 m", "c": "快充", "d": "fast charging", "e": "65W"}
    starts = {"a": 0, "b": 100_000, "c": 5_000_000, "d": 5_000_000, "e": 9_000_000}
    tracks = [
        {"segments": [{"material_id": k, "target_timerange": {"start": starts[k]}} for k in keys]}
        for keys in ("ac", "bd", "e")
    ]
    materials = {"texts": [{"id": k, "content": json.dumps({"text": v})} for k, v in texts.items()]}
    (tmp_path / "draft_info.json").write_text(json.dumps({"materials": materials, "tracks": tracks}))
    assert [(s.part, s.text) for s in read_scripts(tmp_path / "draft_info.json")] == [
        ("中文", "三米防水\n快充\n65W"),
        ("Latin", "waterproof to 3 m\nfast charging\n65W"),
    ]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("镜号", Column("shot")),
        ("画面", Column("other")),
        ("口播内容（30字以内）", Column("voice")),
        ("台词/旁白", Column("voice")),
        ("花字/字幕", Column("screen")),
        ("旁白（英）", Column("voice", "en")),
        ("英文字幕", Column("screen", "en")),
        ("ZH Text", Column("screen", "zh")),
        ("Voice Over (English)", Column("voice", "en")),
        ("English", Column("voice", "en")),
        ("ID", Column("", "id")),
        ("Say it", Column("")),
        ("字幕位置", Column("")),
        ("Caption style", Column("")),
        ("On-Screen Text", Column("screen")),
        ("Time", Column("time")),
        ("Duration", Column("length")),
        ("Script", Column("spoken")),
        ("x" * 100, Column("")),
    ],
)
def test_headings(heading: str, column: Column) -> None:
    assert column_of(heading) == column


def test_languages_of_headings_and_names() -> None:
    assert [language_heading(title) for title in ("DE (Prompt)", "German Version", "英文口播", "Voiceover", "It")] == [
        "de", "de", "en", "", ""
    ]  # fmt: skip
    assert [language_code(name) for name in ("中文", "EN", "Deutsch", "klingon")] == ["zh", "en", "de", ""]


def test_a_listing_is_no_storyboard(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.csv", [["sku", "title", "description"], ["1", "a", "b"]])
    with pytest.raises(ConsistencyError, match=r"no storyboard that is recognised \(found: sku, title, .*Name the col"):
        read_scripts(path)
