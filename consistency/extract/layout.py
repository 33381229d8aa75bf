"""Divide a script into lines and blocks: Markdown headings, storyboard tables, subtitle timings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from consistency.extract.stage import SAID, documents, leading_marks, roles, shots

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_TIMING = re.compile(
    r"\s*(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{1,3}.*|\s*webvtt.*|\s*(?:note|style|region)\s*"
)
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*")
_SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """A line or a cell of a table; `said` is False where the layout alone shows that it is not."""

    start: int
    end: int
    said: bool
    kind: Literal["line", "cell"]


def blocks(text: str, begin: int) -> list[Block]:
    """Return the blocks of a folded, lower-case script from `begin` on, in order."""
    lines = _lines(text, begin)
    stack: list[tuple[int, bool | None]] = []
    spoken_part = _has_spoken_part(text, lines)
    result: list[Block] = []
    columns: list[bool] | None = None
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        heading = _HEADING.fullmatch(line.strip())
        if heading:
            level = len(heading[1])
            stack = [(depth, said) for depth, said in stack if depth < level]
            stack.append((level, _heading_said(heading[2])))
            result.append(Block(start, end, False, "line"))
            continue
        known = [said for _, said in stack if said is not None]
        said = known[-1] if known else not spoken_part
        if not said or _is_furniture(text, lines, number) or _is_name(text, lines, number):
            result.append(Block(start, end, False, "line"))
            continue
        columns = _columns(text, lines, number) if columns is None or not _cells(line) else columns
        if columns is None:
            result.append(Block(start, end, True, "line"))
        else:
            result.extend(_row(text, start, end, columns, header=_header(line) is not None))
    return result


def is_speech(text: str, block: Block | None) -> bool:
    """Tell whether `block` is a line of words with no shot number before them."""
    if block is None or not block.said or not text[block.start : block.end].strip():
        return False
    return not leading_marks(text, block.start, block.end).shot


def _lines(text: str, begin: int) -> list[tuple[int, int]]:
    found, start = [], begin
    for match in re.finditer(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]", text[begin:]):
        found.append((start, begin + match.start()))
        start = begin + match.end()
    found.append((start, len(text)))
    return found


def _heading_said(title: str) -> bool | None:
    """Return whether a heading's section is said, None where the heading does not tell."""
    words = re.sub(r"[*_`#:]|\(.*?\)|^\W*\d*[.)、]?\s*", "", title).strip()
    for size in range(len(words), 0, -1):
        role = roles().get(words[:size].strip())
        if role and not (size < len(words) and words[size].isalnum() and words[size - 1].isascii()):
            return None if role == "part" else role in SAID
    return None


def _has_spoken_part(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether some heading announces what is spoken, so that the rest of the file is not."""
    headings = (_HEADING.fullmatch(text[a:b].strip()) for a, b in lines)
    return any(h and _heading_said(h[2]) for h in headings)


def _is_furniture(text: str, lines: list[tuple[int, int]], number: int) -> bool:
    """Tell whether a line is an index or timing of subtitles, a rule or a table's separator."""
    start, end = lines[number]
    line = text[start:end]
    if _TIMING.fullmatch(line) or _RULE.fullmatch(line) or _SEPARATOR.fullmatch(line):
        return True
    if line.strip().isdigit() and number + 1 < len(lines):
        return bool(_TIMING.fullmatch(text[slice(*lines[number + 1])]))
    return False


def _is_name(text: str, lines: list[tuple[int, int]], number: int) -> bool:
    """Tell whether a line is the first and names the script: "口播稿|充电宝|30秒", "Storyboard “Foam” – 30 s"."""
    if number or len(lines) == 1:
        return False
    line = text[slice(*lines[0])].strip()
    named = documents().search(line) is not None and len(line) <= 50
    return named and bool(re.search(r"[|/《·]|\d\s*(?:秒|s|sec|seconds)$", line)) and not re.search(r"[。!?]$", line)


def _cells(line: str) -> list[str]:
    if "\t" in line.strip():
        return line.split("\t")
    return line.strip().strip("|").split("|") if "|" in line else []


def _header(line: str) -> list[bool] | None:
    """Return which columns are said where `line` is a storyboard's heading row."""
    cells = [re.sub(r"\(.*?\)", "", c).strip(" *_\r") for c in _cells(line)]
    known = [_heading_said(c) for c in cells]
    labels = sum(1 for c in cells if c in roles() or c in shots())
    if len(cells) < 2 or labels < max(2, len(cells) // 2):
        return None
    if not any(known):
        return None
    return [bool(k) for k in known]


def _columns(text: str, lines: list[tuple[int, int]], number: int) -> list[bool] | None:
    return _header(text[slice(*lines[number])])


def _row(text: str, start: int, end: int, columns: list[bool], *, header: bool) -> Iterator[Block]:
    """Yield the cells of a table's row, each said as its column is."""
    mark = "\t" if "\t" in text[start:end].strip() else "|"
    at = start + (len(text[start:end]) - len(text[start:end].lstrip(" |"))) if mark == "|" else start
    yield Block(start, at, False, "cell")
    for column in columns:
        stop = text.find(mark, at, end)
        stop = end if stop < 0 else stop
        yield Block(at, stop, column and not header, "cell")
        yield Block(stop, min(stop + 1, end), False, "cell")
        at = min(stop + 1, end)
    yield Block(at, end, False, "cell")
