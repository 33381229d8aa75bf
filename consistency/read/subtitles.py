"""Read the cues of subtitles: SRT, WebVTT and ASS, without their tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from consistency.errors import FormatUnknown
from consistency.read.headings import has_words, is_han, language_of
from consistency.read.source import Piece

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,:]\d{1,3})?"
_TIMING = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-{{1,2}}>[ \t]*{_CLOCK}(?:[ \t].*)?")
_VTT_BLOCK = re.compile(r"\ufeff?(?:WEBVTT|NOTE|STYLE|REGION)(?:[ \t:].*)?")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>\n]{0,200}|\d[\d:.]{3,15})>|</>")
_OVERRIDE = re.compile(r"\{[\\*][^{}\n]*\}")
_DRAWING = re.compile(r"\\p[1-9]")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at one time: its lines, each with its number in the file."""

    time: str
    lines: tuple[tuple[int, int, str], ...]
    """Line, column and words."""


def clock(seconds: float) -> str:
    """Return a time as a person looks for it: 65.2 → "0:01:05"."""
    whole = int(max(0.0, min(seconds, 359_999.0)))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def subtitles(text: str, suffix: str, path: Path) -> list[Piece]:
    """Return the words of subtitles in order; two languages one above the other are told apart."""
    lines = _BREAK.split(text)
    ass = suffix in (".ass", ".ssa")
    found = list(_ass(lines) if ass else _timed(lines, vtt=suffix == ".vtt"))
    if not found and not any("-->" in line for line in lines) and not (ass and "[Events]" in text):
        raise FormatUnknown(
            f"{path} holds no cue of subtitles.",
            hint="Export the subtitles again, or save plain text as .txt.",
        )
    return pieces(cue for cue in _unrolled(found) if cue.lines)


def pieces(cues: Iterable[Cue]) -> list[Piece]:
    """Return the lines of cues; where most times show a Chinese line and another one, each has its language."""
    found = list(cues)
    bilingual = _bilingual(found)
    result = []
    for cue in found:
        seen: set[str] = set()
        for line, column, words in cue.lines:
            lang = language_of(words) if bilingual else ""
            result.append(Piece(words, cue.time, line, column, lang, goes_on=lang in seen))
            seen.add(lang)
    return result


def _bilingual(cues: Sequence[Cue]) -> bool:
    shown: dict[str, set[bool]] = {}
    for cue in cues:
        for _, _, words in cue.lines:
            if has_words(words):
                shown.setdefault(cue.time, set()).add(is_han(words))
    mixed = sum(1 for scripts in shown.values() if len(scripts) == 2)
    return mixed > 1 and mixed * 3 >= len(shown) * 2


def _timed(lines: Sequence[str], *, vtt: bool) -> Iterator[Cue]:
    """Yield the cues of SRT and WebVTT; words after a blank line within a cue belong to it still."""
    time = ""
    held: list[tuple[int, int, str]] = []
    skipped, opening = vtt, True
    for index, line in enumerate(lines):
        timing = _TIMING.fullmatch(line)
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if timing:
            if time:
                yield Cue(time, tuple(held))
            time, held, skipped = _time(timing), [], False
        elif not line.strip():
            opening = True
            continue
        elif opening and vtt and _VTT_BLOCK.fullmatch(line):
            skipped = True
        elif _is_number(line, following, opening, vtt):
            pass
        elif time and not skipped:
            held += _words(line, index + 1, vtt=vtt)
        opening = False
    if time:
        yield Cue(time, tuple(held))


def _is_number(line: str, following: str, opening: bool, vtt: bool) -> bool:
    """Tell whether a line is a cue's number, or in WebVTT its name."""
    return bool(_TIMING.fullmatch(following)) and ((vtt and opening) or line.strip(" \t\ufeff").isdigit())


def _time(match: re.Match[str]) -> str:
    return clock(int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3]))


def _words(line: str, number: int, *, vtt: bool = False) -> list[tuple[int, int, str]]:
    plain = _OVERRIDE.sub("", _TAG.sub("", line))
    if vtt:
        plain = html.unescape(plain).replace("\u200e", "").replace("\u200f", "")
    plain = plain.replace("\\N", " ").replace("\\h", " ").replace("\xa0", " ").strip()
    return [(number, _column(line, plain), plain)] if plain else []


def _column(line: str, words: str) -> int:
    return max(line.find(words[:8]), 0) + 1


def _unrolled(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Leave out what a cue repeats of the one before: captions that roll up show a line twice."""
    last = ""
    for cue in cues:
        lines = cue.lines
        while lines and lines[0][2] == last and len(cue.lines) > 1:
            lines = lines[1:]
        if lines:
            last = lines[-1][2]
        yield replace(cue, lines=lines)


def _ass(lines: Sequence[str]) -> Iterator[Cue]:
    """Yield the dialogue of ASS and SSA in order of time, without comments and drawings."""
    fields = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
    found: list[tuple[float, int, Cue]] = []
    events = False
    for number, line in enumerate(lines, 1):
        name, _, rest = line.partition(":")
        kind = name.strip(" \t\ufeff").lower()
        if kind.startswith("["):
            events = kind.startswith("[events]")
        elif events and kind == "format":
            fields = [field.strip().lower() for field in rest.split(",")]
        elif events and kind == "dialogue" and "text" in fields:
            cells = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            start = re.fullmatch(rf"\s*{_CLOCK}\s*", cells.get("start", ""))
            words = cells.get("text", "")
            if start and not any(_DRAWING.search(tag) for tag in _OVERRIDE.findall(words)):
                seconds = int(start[1] or 0) * 3600 + int(start[2]) * 60 + int(start[3])
                said = [one for part in re.split(r"\\[Nn]", words) for one in _words(part, number)]
                found.append((seconds, number, Cue(clock(seconds), tuple(_placed(said, line)))))
    found.sort(key=lambda entry: entry[:2])
    return iter([cue for _, _, cue in found])


def _placed(said: list[tuple[int, int, str]], line: str) -> Iterator[tuple[int, int, str]]:
    for number, _, words in said:
        yield number, _column(line, words), words
