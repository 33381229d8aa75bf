"""Write the same script in every format that scripts are kept in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import Any

import docx
import openpyxl
import pysubs2

LINES = (
    "This power bank holds 20000mAh, so it charges your phone four times.",
    "It is IPX8, 三米防水.",
    "65W快充, 30分钟充到70%.",
    "Weighs only 250 g & folds flat!",
)
SECONDS = (0, 5, 65, 3600)
CLOCKS = ("0:00:00", "0:00:05", "0:01:05", "1:00:00")


def plain(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def _subtitles(lines: Sequence[str], form: str) -> bytes:
    subs = pysubs2.SSAFile()
    for line, second in zip(lines, SECONDS, strict=False):
        styled = rf"{{\i1}}{line}{{\i0}}"
        subs.append(pysubs2.SSAEvent(start=second * 1000, end=second * 1000 + 2000, text=styled))
    return subs.to_string(form).encode()


def srt(lines: Sequence[str]) -> bytes:
    return _subtitles(lines, "srt")


def ass(lines: Sequence[str]) -> bytes:
    return _subtitles(lines, "ass")


def vtt(lines: Sequence[str]) -> bytes:
    cues = ["WEBVTT", "NOTE 100 % made up"]
    for line, second in zip(lines, SECONDS, strict=False):
        stamp = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        cues.append(f"cue-{second}\n{stamp}.000 --> {stamp}.900 line:0\n<v Ann><b>{line.replace('&', '&amp;')}</b>")
    return "\r\n\r\n".join(cues).encode()


def whisper(lines: Sequence[str]) -> bytes:
    segments = [
        {"id": i, "start": float(s), "end": s + 2.5, "text": f" {t}"}
        for i, (t, s) in enumerate(zip(lines, SECONDS, strict=False))
    ]
    return json.dumps({"text": " ".join(lines), "segments": segments, "language": "en"}).encode()


def draft(lines: Sequence[str]) -> bytes:
    texts: list[dict[str, Any]] = []
    segments: list[dict[str, Any]] = []
    for line, second in reversed(list(zip(lines, SECONDS, strict=False))):
        content = json.dumps({"styles": [{"range": [0, len(line)]}], "text": line})
        texts.append({"id": f"t{second}", "type": "subtitle", "content": content})
        span = {"start": second * 1_000_000, "duration": 2_000_000}
        segments.append({"material_id": f"t{second}", "target_timerange": span, "source_timerange": None})
    texts.append({"id": "gone", "content": json.dumps({"text": "50000mAh, deleted in the editor"})})
    return json.dumps({"materials": {"texts": texts}, "tracks": [{"type": "text", "segments": segments}]}).encode()


def word(lines: Sequence[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
        document.add_paragraph("")
    return _saved(document)


def board(lines: Sequence[str]) -> list[list[str]]:
    """Return a storyboard of which only the lines are said: spoken and shown by turns of two."""
    rows = [["镜号", "画面", "口播", "花字", "时长"]]
    for number, at in enumerate(range(0, len(lines), 2), 1):
        shown = lines[at + 1] if at + 1 < len(lines) else ""
        rows.append([str(number), "特写 IPX7 防水测试", lines[at], shown, "3s"])
    return rows


def word_board(lines: Sequence[str]) -> bytes:
    rows = board(lines)
    document = docx.Document()
    document.add_heading("充电宝 10000mAh 分镜脚本", 1)
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.add_paragraph("拍摄要求: 99W")
    return _saved(document)


def workbook(lines: Sequence[str]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in [["充电宝 10000mAh 分镜脚本"], [], *board(lines)]:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    return _saved(book)


def table(lines: Sequence[str], separator: str = ",") -> bytes:
    buffer = StringIO()
    csv.writer(buffer, delimiter=separator).writerows(board(lines))
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def tabbed(lines: Sequence[str]) -> bytes:
    return table(lines, "\t")


def _saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


CUES: dict[str, Callable[[Sequence[str]], bytes]] = {
    "a.srt": srt, "a.vtt": vtt, "a.ass": ass, "a.json": whisper, "draft_content.json": draft
}  # fmt: skip
BOARDS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "board.docx": word_board, "a.xlsx": workbook, "a.csv": table, "a.tsv": tabbed
}  # fmt: skip
WRITERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "a.txt": plain, "a.md": plain, "a.docx": word, **CUES, **BOARDS
}  # fmt: skip
