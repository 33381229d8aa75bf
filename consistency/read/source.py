"""Hold a text that was read from a file, and tell where in the file an offset stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

_TIMING = re.compile(r"^[ \t]*((?:\d{1,2}:)?\d{2}:\d{2})[.,]\d{1,3}[ \t]*-->", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """A decoded file. Offsets are code points of `text`, which is the file as decoded."""

    path: Path
    text: str
    encoding: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    """The front matter of a Markdown script: key → value as written."""
    pages: tuple[int, ...] = ()
    """Where each page of a PDF begins in `text`; empty for other files."""

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.text))]

    @cached_property
    def _times(self) -> list[tuple[int, str]]:
        return [(match.start(), match[1]) for match in _TIMING.finditer(self.text)]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset, both counted from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def page(self, offset: int) -> int | None:
        """Return the page of an offset, counted from 1, or None where the file has no pages."""
        return bisect_right(self.pages, offset) or None

    def place(self, offset: int) -> str:
        """Return where an offset stands as a person looks for it: a time code in subtitles, else line:column."""
        at = bisect_right(self._times, (offset, "~"))
        if at:
            return self._times[at - 1][1]
        return "{}:{}".format(*self.position(offset))
