"""Read the tables: CSV with a header row, blank lines and lines that begin with # left out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def text(name: str) -> str:
    """Return the package's table `name` ("units.csv", "terms/en.csv") as it stands, comments and all."""
    return (files("consistency") / "lexicon" / name).read_text("utf-8")


def lines(name: str) -> list[str]:
    """Return the lines of the package's table `name` that hold something."""
    return [line for line in text(name).splitlines() if line.strip() and not line.startswith("#")]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the package's table `name` as dictionaries, white space around the cells cut off."""
    for row in csv.DictReader(lines(name)):
        yield {key: (value or "").strip() for key, value in row.items()}
