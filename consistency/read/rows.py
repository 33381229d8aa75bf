"""Put pieces of text that have a place on a page into lines, a table row a line, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple
from unicodedata import east_asian_width

_SAME_ROW = 0.5  # share of the lower of two boxes that must stand beside the other
_TOO_TALL = 3.0  # times the usual height: a watermark, which belongs to no row
_COLUMN_GAP = 1.0  # heights of a line between two cells; less is a space between words
_TOUCHING = 0.12  # heights between two pieces of one word
_LEAST_PROSE = 6  # lines side by side that make two columns of running text
_PROSE_WIDTH = 14  # heights that a line of running text is wide at least
_FULL = 0.9  # share of the column that most lines of running text fill
_CLOSING = set("，。、；：！？）】》」』％")
_OPENING = set("（【《「『，。、；：！？")
_WIDEST_GUTTER = 5  # heights between two columns of running text at most


class Box(NamedTuple):
    """Text on a page; coordinates grow to the right and downwards."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """Return how tall it is."""
        return self.bottom - self.top


def lines(boxes: Iterable[Box]) -> list[str]:
    """Return the lines of a page from the top: what stands side by side is one line, cells two spaces apart.

    Two columns of running text are read one after the other.
    """
    kept = sorted({box for box in boxes if box.text.strip()}, key=lambda box: box.top + box.bottom)
    if not kept:
        return []
    usual = median(box.height for box in kept) or 1.0
    found = _rows(kept, usual)
    return [line for part in _columns(found, usual) for row in part if (line := _joined(row, usual))]


def _rows(boxes: Sequence[Box], usual: float) -> list[list[Box]]:
    """Return the boxes of each row, rows from the top and boxes from the left; `boxes` are sorted downwards."""
    rows: list[list[Box]] = []
    for box in boxes:
        for row in reversed(rows[-4:]):
            if _beside(row, box, usual):
                row.append(box)
                break
        else:
            rows.append([box])
    for row in rows:
        row.sort()
    return rows


def _beside(row: Sequence[Box], box: Box, usual: float) -> bool:
    first = max(row, key=lambda other: other.height)
    if max(first.height, box.height) > _TOO_TALL * usual:
        return False
    shared = min(first.bottom, box.bottom) - max(first.top, box.top)
    if shared < _SAME_ROW * min(first.height, box.height):
        return False
    over = (min(other.right, box.right) - max(other.left, box.left) for other in row)
    return all(width < usual for width in over)  # what stands over one another is two lines


def _joined(row: Sequence[Box], usual: float) -> str:
    text, end = "", row[0].left
    for box in row:
        gap = (box.left - end) / max(usual, 1e-6)
        if text and gap > _COLUMN_GAP:
            text = text.rstrip() + "  "
        elif gap > _TOUCHING:
            text += glue(text, box.text)
        text += box.text
        end = max(end, box.right)
    return text.strip()


def glue(before: str, after: str) -> str:
    """Return the space between two pieces of a text; Chinese has none."""
    if before[-1:] in ("", " ") or after[:1] in ("", " "):
        return ""
    return (
        "" if (_is_wide(before[-1]) and _is_wide(after[0])) or after[0] in _CLOSING or before[-1] in _OPENING else " "
    )


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _columns(rows: list[list[Box]], usual: float) -> list[list[list[Box]]]:
    """Return the rows in stretches to be read in turn, two columns of running text parted."""
    parts: list[list[list[Box]]] = [[]]
    at = 0
    while at < len(rows):
        end = _prose_end(rows, at, usual)
        if end > at:
            left = [[row[0]] for row in rows[at:end]]
            parts += [left, [row[1:] for row in rows[at:end] if row[1:]], []]
            at = end
        else:
            parts[-1].append(rows[at])
            at += 1
    return parts


def _prose_end(rows: Sequence[Sequence[Box]], at: int, usual: float) -> int:
    """Return where a stretch of two columns of running text ends that begins at the row `at`, else `at`."""
    end = at
    left, right = -1e9, 1e9
    while end < len(rows) and len(rows[end]) == 2 and rows[end][1].left - rows[end][0].right > 0.5 * usual:
        left, right = max(left, rows[end][0].right), min(right, rows[end][1].left)
        if right <= left:
            break
        end += 1
    if end - at < _LEAST_PROSE or right - left > _WIDEST_GUTTER * usual:
        return at
    widths = [[row[side].right - row[side].left for row in rows[at:end]] for side in (0, 1)]
    full = (sum(width > _FULL * max(side) for width in side) / len(side) for side in widths)
    wide = all(max(side) > _PROSE_WIDTH * usual for side in widths)
    return end if wide and all(share > 0.6 for share in full) else at
