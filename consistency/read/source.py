"""Hold a text that was read from a file, and tell where in the file an offset stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text that came from one place of its file; it ends where the next begins."""

    start: int
    place: str = ""
    """A time code, a shot, a row: what a person looks for. Empty: line and column are what there is."""
    line: int = 0
    """The line in the file, from 1; 0 where the file has no lines."""
    column: int = 1


@dataclass(frozen=True)
class Source:
    """A text from a file. Offsets are code points of `text`.

    Of plain text and Markdown `text` is the file as decoded; of every other script it is what is
    said or shown, a line for each cue, shot or paragraph, and `segments` tell where each came from.
    """

    path: Path
    text: str
    encoding: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    """The front matter of a Markdown script: key → value as written."""
    pages: tuple[int, ...] = ()
    """Where each page of a PDF begins in `text`; empty for other files."""
    segments: tuple[Segment, ...] = ()
    part: str = ""
    """Which script of the file this is ("English"), where it holds several."""

    @property
    def name(self) -> str:
        """Return what its owner calls it: the path, and the part of a file with several scripts."""
        return f"{self.path} [{self.part}]" if self.part else str(self.path)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.text))]

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def _segment(self, offset: int) -> Segment | None:
        at = bisect_right(self._starts, offset)
        return self.segments[at - 1] if at else None

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset in the file (in `text` where it has no lines), from 1."""
        segment = self._segment(offset)
        if segment is not None and segment.line:
            return segment.line, segment.column + offset - segment.start
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def page(self, offset: int) -> int | None:
        """Return the page of an offset, counted from 1, or None where the file has no pages."""
        return bisect_right(self.pages, offset) or None

    def place(self, offset: int) -> str:
        """Return where an offset stands as a person looks for it.

        That is a time code, a shot, a row; the line of a page; else line:column.
        """
        segment = self._segment(offset)
        if segment is not None and segment.place:
            return segment.place
        page = self.page(offset)
        if page is not None:
            first = self.position(self.pages[page - 1])[0]
            return f"p. {page}, line {self.position(offset)[0] - first + 1}"
        return "{}:{}".format(*self.position(offset))


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with their place in the file; `lang` is empty where they belong to every language."""

    text: str
    place: str = ""
    line: int = 0
    column: int = 1
    lang: str = ""
    goes_on: bool = False
    """Whether the words go on the line before: the second line of a subtitle."""
    ends: bool = False
    """Whether no sentence runs on from it, although no full stop may say so: the cell of a storyboard."""


def joined(pieces: Iterable[Piece], *, blanks: bool = False) -> tuple[str, tuple[Segment, ...]]:
    """Return the text of pieces, each line of them a line, and its segments; blank lines are kept on demand.

    A blank line follows a piece that ends.
    """
    texts: list[str] = []
    ended = False
    segments: list[Segment] = []
    at = 0
    for piece in pieces:
        for number, words in enumerate(_BREAKS.split(piece.text)):
            kept = words if blanks else words.strip()
            if not kept and not blanks:
                continue
            if texts:
                texts.append("\n\n" if ended and kept else " " if piece.goes_on and number == 0 else "\n")
                at += len(texts[-1])
            column = piece.column + words.index(kept) if number == 0 else 1
            line = piece.line + number if piece.line else 0
            segments.append(Segment(at, piece.place, line, column))
            texts.append(kept)
            at += len(kept)
            ended = False
        ended = piece.ends
    return "".join(texts), tuple(segments)
