"""Read a script in a DOCX: running text, or a storyboard in its tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from consistency.extract.fold import fold, lower
from consistency.extract.stage import cues
from consistency.read.document import Paragraph, Table, blocks
from consistency.read.headings import column_of, is_han
from consistency.read.markdown import sectioned
from consistency.read.source import Piece
from consistency.read.storyboard import Row, storyboard


def word_pieces(data: bytes, path: Path) -> list[Piece]:
    """Return the words of a DOCX script in order; headings are marked as Markdown marks them.

    Beside a storyboard, running text is about the video and counts only where a label says that it
    is spoken or shown ("旁白：…").
    """
    found = blocks(data, path)
    boards = {
        index: board
        for index, block in enumerate(found)
        if isinstance(block, Table)
        and (board := storyboard((Row(row, n) for n, row in enumerate(block.rows, 1)), path)) is not None
    }
    chinese = any(is_han(block.text) for block in found if isinstance(block, Paragraph))
    pieces: list[Piece] = []
    number = 0
    for index, block in enumerate(found):
        if isinstance(block, Paragraph):
            number += 1
            place = f"第 {number} 段" if chinese else f"paragraph {number}"
            if block.text and (not boards or _labelled(block.text)):
                pieces.append(Piece("#" * min(block.level, 6) + " " * bool(block.level) + block.text, place))
        elif index in boards:
            pieces += boards[index]
        elif not boards:
            pieces += _plain(block, chinese)
    return sectioned(pieces)


def _labelled(text: str) -> bool:
    first = next(iter(cues(lower(fold(text)))), None)
    return first is not None and first.start == 0 and first.role in ("voice", "screen")


def _plain(table: Table, chinese: bool) -> Iterator[Piece]:
    """Yield the rows of a table that is no storyboard; a label in its first cell stays a label."""
    for number, row in enumerate(table.rows, 1):
        place = f"第 {number} 行" if chinese else f"row {number}"
        filled = [cell for cell in row if cell.strip()]
        if len(filled) > 1 and "\n" not in filled[0] and column_of(filled[0]).kind:
            label = filled[0].rstrip(":： ")
            yield from (Piece(f"{label}: {line}", place) for cell in filled[1:] for line in cell.splitlines())
        else:
            yield from (Piece(cell, place) for cell in filled)
