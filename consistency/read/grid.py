"""Join the lines within a ruled cell of a table, so that a row of it is a line however its cells wrap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from consistency.read.rows import Box, glue, lines

_MOST_LINES = 15  # lines of a cell; a frame with more is no cell
_SNAP = 2.0  # points that the edges of one row may differ by


class Rule(NamedTuple):
    """A straight line: `at` is its place across, `start` to `end` its stretch along."""

    at: float
    start: float
    end: float


class _Cell(NamedTuple):
    top: float
    bottom: float
    left: float
    right: float


def joined_cells(boxes: Iterable[Box], level: Sequence[Rule], upright: Sequence[Rule]) -> list[Box]:
    """Return the boxes, those of a cell as one that stands in the cell's first row.

    `level` and `upright` are the horizontal and vertical rules. A frame that has no cell beside it is none.
    """
    flat, steep = _Rules(level), _Rules(upright)
    cells: dict[_Cell, list[Box]] = defaultdict(list)
    found = []
    for box in boxes:
        cell = _cell(box, flat, steep)
        if cell is None:
            found.append(box)
        else:
            cells[cell].append(box)
    tops: dict[int, list[_Cell]] = defaultdict(list)
    for cell in cells:
        for key in {round((cell.top + shift) / _SNAP) for shift in (-_SNAP / 2, 0, _SNAP / 2)}:
            tops[key].append(cell)
    for cell, inside in cells.items():
        row = tops[round(cell.top / _SNAP)]
        texts = lines(inside)
        if len(row) < 2 or len(texts) > _MOST_LINES or any("  " in text for text in texts):
            found += inside
            continue
        bottom = min(other.bottom for other in row)
        text = texts[0]
        for line in texts[1:]:
            text += glue(text, line) + line
        found.append(_placed(cell, bottom, inside, text))
    return found


def _placed(cell: _Cell, bottom: float, inside: Sequence[Box], text: str) -> Box:
    """Return a box on the middle line of the cell's first row, as tall as its print."""
    middle, half = (cell.top + bottom) / 2, min(box.height for box in inside) / 2
    left, right = min(box.left for box in inside), max(box.right for box in inside)
    return Box(left, middle - half, right, middle + half, text)


class _Rules:
    """Rules sorted by their place across."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = sorted(set(rules))
        self.places = [rule.at for rule in self.rules]

    def before(self, place: float, along: float) -> float | None:
        """Return the nearest rule before `place` that passes by `along`."""
        return self._first(range(bisect_right(self.places, place) - 1, -1, -1), along)

    def after(self, place: float, along: float) -> float | None:
        """Return the nearest rule after `place` that passes by `along`."""
        return self._first(range(bisect_left(self.places, place), len(self.places)), along)

    def _first(self, order: range, along: float) -> float | None:
        for index in order:
            rule = self.rules[index]
            if rule.start <= along <= rule.end:
                return rule.at
        return None


def _cell(box: Box, level: _Rules, upright: _Rules) -> _Cell | None:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    looks: tuple[tuple[Callable[[float, float], float | None], float, float], ...] = (
        (level.before, y, x),
        (level.after, y, x),
        (upright.before, x, y),
        (upright.after, x, y),
    )
    sides = []
    for look, place, along in looks:
        side = look(place, along)
        if side is None:
            return None
        sides.append(round(side, 1))
    return _Cell(*sides)
