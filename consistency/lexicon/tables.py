"""Read the tables: CSV with a header row, blank lines and lines that begin with # left out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent


def text(name: str) -> str:
    """Return the package's table `name` ("units.csv", "terms/en.csv") as it stands, comments and all."""
    return (_FOLDER / name).read_text("utf-8")


def lines(name: str) -> list[str]:
    """Return the lines of the package's table `name` that hold something."""
    return [line for line in text(name).splitlines() if line.strip() and not line.startswith("#")]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the package's table `name` as dictionaries, white space around the cells cut off."""
    reader = csv.reader(lines(name))
    header = next(reader)
    blank = [""] * len(header)
    for cells in reader:
        yield dict(zip(header, map(str.strip, cells + blank[len(cells) :]), strict=False))
