"""Align text on a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Return how many columns `text` takes.

    >>> width("IPX8 防水")
    9
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """Return `text` with blanks behind it up to `columns`."""
    return text + " " * max(0, columns - width(text))


def clip(text: str, columns: int) -> str:
    """Return `text` on one line, cut to `columns` with an ellipsis where it is longer."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for character in text:
        used += _columns(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + "…"


def lines(rows: Sequence[Sequence[str]], *, gap: int = 2) -> list[str]:
    """Return rows of cells as aligned lines without blanks at their ends."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        (" " * gap).join(pad(cell, columns) for cell, columns in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
