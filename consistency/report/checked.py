"""What a reporter is given: a result beside the texts that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from consistency.model import Listing, Result


class Text(Protocol):
    """A text with its file: what a reporter needs of a script or a test report."""

    @property
    def name(self) -> str:
        """What its owner calls it: the path, and the column of a storyboard with several scripts."""

    @property
    def text(self) -> str: ...

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column in the file of an offset in `text`, both counted from 1."""

    def place(self, offset: int) -> str:
        """Return where an offset stands as a person looks for it: a time code, a shot, line:column."""

    def page(self, offset: int) -> int | None:
        """Return the page of an offset, counted from 1, or None where the file has no pages."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One script that was checked against one listing and, where there was one, a test report."""

    result: Result
    script: Text
    listing: Listing
    listing_name: str
    report: Text | None = None
