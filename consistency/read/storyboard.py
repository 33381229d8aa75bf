"""Read a storyboard: of a table with a heading row, what is said or shown as text, shot by shot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from consistency.errors import TooLarge
from consistency.read.headings import Column, has_words, header, is_han, language_of
from consistency.read.source import Piece

HEADING_ROWS = 50  # a heading may stand under a title and notes
MOST_ROWS = 20_000
MOST_COLUMNS = 200
HINT = (
    "Name the columns voiceover, dialogue, caption or on-screen text (or 口播, 台词, 旁白, 字幕, 花字), "
    "and add the language where there are several: 台词(英文), Voiceover EN."
)
_RANGE = re.compile(r"\d\s*(?:s|秒)?\s*[-–—~至到]\s*\d")
_NAMED = re.compile(
    r"第?\s*\d+\s*[镜场幕]|(?:镜头?|分镜|场|幕|shot|scene|clip|frame|beat|take)\s*[#.]?\s*[\d一二三四五六七八九十]",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `line` is where it begins in a file of text, `columns` where its cells begin."""

    cells: Sequence[str]
    number: int
    line: int = 0
    columns: Sequence[int] = ()


def storyboard(rows: Iterable[Row], path: Path) -> list[Piece] | None:
    """Return the words of a storyboard in order, or None where no heading of one is found."""
    columns: list[Column] | None = None
    head: Sequence[str] = ()
    body: list[Row] = []
    for count, row in enumerate(rows):
        cells = row.cells[:MOST_COLUMNS]
        if columns is None:
            if count >= HEADING_ROWS:
                return None
            columns, head = header(cells), cells
        elif list(cells) != list(head) and any(cell.strip() for cell in cells):
            body.append(row)
            if len(body) > MOST_ROWS:
                raise TooLarge(f"{path} has more than {MOST_ROWS:,} shots.", hint="Keep one script in a file.")
    if columns is None:
        return None
    return _by_line(list(_pieces(_with_languages(columns, head, body), head, body)))


def _pieces(columns: Sequence[Column], head: Sequence[str], body: Sequence[Row]) -> Iterator[Piece]:
    """Yield the said cells of every row: what is spoken, then what is shown."""
    order = [i for kind in ("voice", "screen") for i, column in enumerate(columns) if column.kind == kind]
    named = [name for name, column in zip(head, columns, strict=False) if column.kind == "shot" and name.strip()]
    chinese = any(map(is_han, named or head))  # a shot is called as its own heading is
    shot = ""
    for row in body:
        shot = _where(row, columns, "shot") or shot  # a merged cell is filled in its first row only
        number = f"第 {row.number} 行" if chinese else f"row {row.number}"
        place = _label(shot, chinese) or _time(row, columns) or shot[:20] or number
        for i in order:
            cell = row.cells[i] if i < len(row.cells) else ""
            if any(map(str.isalnum, cell)):  # a dash says that nothing is said
                column = row.columns[i] if i < len(row.columns) else 1
                yield Piece(cell, place, row.line, column, columns[i].lang, ends=True)


def _by_line(pieces: list[Piece]) -> list[Piece]:
    """Tell languages apart that stand in one column, one above the other in most cells."""
    cells = [{language_of(line) for line in piece.text.splitlines()} - {""} for piece in pieces]
    mixed = sum(1 for languages in cells if len(languages) > 1)
    if any(piece.lang for piece in pieces) or mixed < 2 or mixed * 3 < sum(map(bool, cells)) * 2:
        return pieces
    return [
        replace(piece, text=words, line=piece.line and piece.line + number, lang=language_of(words))
        for piece in pieces
        for number, words in enumerate(piece.text.splitlines())
    ]


def _where(row: Row, columns: Sequence[Column], kind: str) -> str:
    cells = (row.cells[i].strip() for i, c in enumerate(columns) if c.kind == kind and i < len(row.cells))
    return next((" ".join(cell.split())[:40] for cell in cells if cell), "")


def _label(shot: str, chinese: bool) -> str:
    """Return how a shot with a number is called; a shot that is only described ("近景") has no label."""
    if re.fullmatch(r"(?=.*\d)[#\w.\-]{1,10}|[a-zA-Z]|[一二三四五六七八九十]{1,3}", shot) and not _NAMED.match(shot):
        return f"镜头 {shot}" if chinese else f"shot {shot}"
    return shot if _NAMED.match(shot) else ""


def _time(row: Row, columns: Sequence[Column]) -> str:
    length = _where(row, columns, "length")
    return _where(row, columns, "time") or (length if _RANGE.search(length) else "")


def _with_languages(columns: Sequence[Column], head: Sequence[str], body: Sequence[Row]) -> list[Column]:
    """Give said columns without a language one, where others have one or where two of a kind differ in script."""
    said = [i for i, column in enumerate(columns) if column.said]
    han = {i: _mostly_han(i, head, body) for i in said}
    marked = list(dict.fromkeys(columns[i].lang for i in said if columns[i].lang))
    kinds = {(columns[i].kind, han[i]) for i in said if not columns[i].lang}
    differ = not marked and any((kind, not script) in kinds for kind, script in kinds)
    if not marked and not differ:
        return list(columns)
    foreign = next((lang for lang in marked if not lang.startswith("zh")), "en")
    result = list(columns)
    for i in said:
        if not columns[i].lang:
            result[i] = Column(columns[i].kind, "zh" if han[i] else foreign)
    return result


def _mostly_han(index: int, head: Sequence[str], body: Sequence[Row]) -> bool:
    """Tell whether a column is Chinese by its cells with words, by its heading where there are none."""
    cells = [row.cells[index] for row in body if index < len(row.cells) and has_words(row.cells[index])]
    chinese = sum(map(is_han, cells))
    return chinese * 2 >= len(cells) if cells else is_han(head[index])
