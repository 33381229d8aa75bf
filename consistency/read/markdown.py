"""Read a Markdown script: its front matter, and which of its lines belong to which language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from consistency.read.headings import language_heading
from consistency.read.source import Piece
from consistency.read.storyboard import Row, storyboard

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*)")
_RULE = re.compile(r"\|?(?::?-+:?\|)*:?-+:?\|?")
_BREAK = re.compile(r"\r\n|\r|\n")


def front_matter(text: str) -> dict[str, str]:
    """Return the plain `key: value` entries of YAML front matter; nested ones are left out."""
    block = _FRONT_MATTER.match(text)
    if not block:
        return {}
    found = {}
    for line in block[1].splitlines():
        key, _, value = line.partition(":")
        value = value.strip() if value[:1] in (" ", "\t") else ""
        quoted = value[:1] in ("'", '"')
        value = value.strip("\"'") if quoted else value.partition(" #")[0].strip()
        if key.strip() and key[0] not in " \t#" and value:
            found[key.strip()] = value
    return found


def bilingual(text: str, path: Path) -> list[Piece] | None:
    """Return the lines of a script in several languages, each with its language; None for any other script.

    A language is a section ("### DE", "## 英文口播") or a column of a storyboard ("Voiceover EN"). The
    words of such a storyboard stand in place of its rows.
    """
    front = _FRONT_MATTER.match(text)
    first = text.count("\n", 0, front.end()) if front else 0
    lines = _BREAK.split(text)
    pieces = [Piece(line, line=number) for number, line in enumerate(lines[:first], 1)]
    at, tables = first, False
    while at < len(lines):
        end = _table(lines, at)
        found = storyboard(_rows(lines, at, end), path) if end else None
        if found and any(piece.lang for piece in found):
            tables = True
            pieces += found
            at = end
        else:
            pieces.append(Piece(lines[at], line=at + 1))
            at += 1
    pieces = sectioned(pieces)
    languages = {piece.lang for piece in pieces if piece.lang}
    return pieces if tables or len(languages) > 1 else None


def sectioned(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the pieces under a heading that names a language this language, up to the next of its level."""
    result = []
    level, lang = 0, ""
    for piece in pieces:
        heading = _HEADING.fullmatch(piece.text)
        if heading:
            named = language_heading(heading[2])
            if named:
                level, lang = len(heading[1]), named
            elif len(heading[1]) <= level:
                level, lang = 0, ""
        result.append(piece if piece.lang or not lang else replace(piece, lang=lang))
    return result


def _table(lines: Sequence[str], at: int) -> int:
    """Return where the table that begins at a line ends, 0 where none begins there."""
    if (
        "|" not in lines[at]
        or at + 1 >= len(lines)
        or "|" not in lines[at + 1]
        or not _RULE.fullmatch("".join(lines[at + 1].split()))
    ):
        return 0
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _rows(lines: Sequence[str], at: int, end: int) -> Iterator[Row]:
    for index in (at, *range(at + 2, end)):
        line = lines[index].rstrip()
        at_cell = len(line) - len(line.lstrip())
        at_cell += line[at_cell] == "|"
        body = line[at_cell:-1] if line.endswith("|") and not line.endswith("\\|") else line[at_cell:]
        cells, columns = [], []
        for cell in re.split(r"(?<!\\)\|", body):
            cells.append(cell.strip())
            columns.append(at_cell + len(cell) - len(cell.lstrip()) + 1)
            at_cell += len(cell) + 1
        yield Row(cells, max(index - at - 1, 1), index + 1, columns)
