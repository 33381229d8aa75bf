"""Read the stage directions of one line of a script: labels, brackets, shot numbers, time codes."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from consistency.lexicon.tables import rows

SAID = frozenset({"voice", "screen", "part"})
_NUMBER = r"\#?\s*(?:\d+[a-z]?|[一二三四五六七八九十]+|[a-z](?![a-z]))"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_SECONDS = r"\d{1,3}(?:\.\d+)?\s*(?:s|sec|secs|seconds|秒|\"|'')?"
_SPAN = rf"(?:{_CLOCK}|{_SECONDS})\s*(?:-+>?|~|to|至|到)\s*(?:{_CLOCK}|{_SECONDS})"
_TIME = re.compile(
    rf"(?:time\s*|时间码?\s*:?\s*)?(?:[\[(]\s*(?:{_SPAN}|{_CLOCK}|{_SECONDS})\s*[\])]|{_CLOCK}(?:\s*(?:-+>?|~)\s*{_CLOCK})?"
    rf"|{_SPAN}(?=\s*(?:[|:)\]]|[\u4e00-\u9fff]{{2,4}}:|$)))\s*(?:[-|:.,]\s*)?"
)
_BULLET = re.compile(r"(?:[-*+>]|\d{1,2}[.)](?!\d))[ \t]+|>+|\|")


@dataclass(frozen=True, slots=True)
class Cue:
    """A label of the script with its colon or brackets; `said` tells whether what follows is."""

    start: int
    end: int
    role: str
    bracketed: bool

    @property
    def said(self) -> bool:
        return self.role in SAID


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracketed stage direction; `said` is where on-screen text begins in it, or None."""

    start: int
    end: int
    said: int | None


@dataclass(frozen=True, slots=True)
class Marks:
    """What a line begins with: `end` is where its text begins."""

    end: int
    shot: bool
    time: bool


@cache
def roles() -> dict[str, str]:
    """Return the roles of labels by folded term, without the words for shots and documents."""
    return {r["term"]: r["role"] for r in rows("script_labels.csv") if r["role"] not in ("shot", "document")}


@cache
def shots() -> frozenset[str]:
    """Return the folded words for a shot or scene, which a number follows."""
    return frozenset(r["term"] for r in rows("script_labels.csv") if r["role"] == "shot")


@cache
def documents() -> re.Pattern[str]:
    """Return the pattern of what a script calls itself."""
    terms = sorted((r["term"] for r in rows("script_labels.csv") if r["role"] == "document"), key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, terms))})(?![a-z])")


@cache
def _shot() -> re.Pattern[str]:
    terms = sorted(shots(), key=len, reverse=True)
    words = "|".join(map(re.escape, terms))
    latin = "|".join(re.escape(t) for t in terms if t.isascii())
    han = "|".join(re.escape(t) for t in terms if not t.isascii())
    return re.compile(
        rf"(?:(?P<open>\[)\s*(?:(?:{words})\s*{_NUMBER}|第\s*{_NUMBER}\s*个?(?:{han}))[^\[\]\n]*\]"
        rf"|(?:(?:{latin})\s*{_NUMBER}(?![a-z0-9])|(?:{han})\s*(?:\d+|[一二三四五六七八九十]+)(?=\s*[:|.\-(、]|\s|$)"
        rf"|第\s*{_NUMBER}\s*个?(?:{han})(?=\s*[:|.\-(、]|\s|$))(?:\s*\([^()\n]*\))?)\s*(?:[-:.|、]\s*)?"
    )


@cache
def _labels() -> re.Pattern[str]:
    terms = sorted(roles(), key=len, reverse=True)
    latin = "|".join(re.escape(t) for t in terms if t.isascii())
    han = "|".join(re.escape(t) for t in terms if not t.isascii())
    head = r"(?:^|(?<=[|\]\t)>*_]))[ \t]*(?:[-*+>][ \t]+)?[*_]{0,2}"
    note = r"(?:\s*\d{1,2}|\s*[一二三四五六七八九十])?\s*(?:\([^()\n]{0,40}\)|\[[^\[\]\n]{0,40}\])?\s*[*_]{0,2}"
    return re.compile(
        rf"(?:{head}|(?<=[.!?] )|(?<=[-–] ))(?P<latin>{latin}){note}:[*_]{{0,2}}[ \t]*"
        rf"|(?:^|(?<=[^\u4e00-\u9fffa-z]))(?P<han>{han}){note}:[*_]{{0,2}}[ \t]*"
        rf"|\[\s*(?P<box>{latin}|{han})\s*\](?:[ \t]*:)?",
        re.MULTILINE,
    )


def cues(text: str) -> list[Cue]:
    """Return the labels of a folded, lower-case text in order."""
    found = []
    for match in _labels().finditer(text):
        name = match["latin"] or match["han"] or match["box"]
        begin = match.start(match.lastgroup or 0)
        start = text.rindex("[", match.start(), begin) if match["box"] else begin
        found.append(Cue(start, match.end(), roles()[name], bool(match["box"])))
    return found


def leading_marks(text: str, start: int, end: int) -> Marks:
    """Skip the bullets, shot numbers and time codes that the line `start`–`end` begins with."""
    at, shot, time = start, False, False
    while at < end:
        if text[at] in " \t*_":
            at += 1
        elif (found := _shot().match(text, at, end)) and not shot:
            at, shot = found.end(), True
        elif found := _TIME.match(text, at, end):
            at, time = found.end(), True
        elif found := _BULLET.match(text, at, end):
            at = found.end()
        else:
            break
    return Marks(at, shot, time)


_BRACKET = re.compile(r"\[[^\[\]\n]*\]|\([^()\n]*\)|(?<!\*)\*(?![\s*])[^*\n]{2,60}(?<!\s)\*(?!\*)")
_NAME = re.compile(r"(?:^|(?<=[\s\[(,.;|、]))([a-z][a-z /-]*[a-z]|[\u4e00-\u9fff]{2,6})\s*:\s*")
_PERSON = re.compile(
    r"(?<![a-z])(?:i|i'm|i've|me|my|you|your|we|our|us)(?![a-z])|^(?:it|it's|he|she|they|that|this|yes|no)(?![a-z])|[我你您咱它]"
)
_PARAMETER = re.compile(r"\d\s*(?:[a-z%°]|[\u4e00-\u9fff])|[a-z]+\d|[防免不无]")


@cache
def _directions() -> dict[str, re.Pattern[str]]:
    result = {}
    for where in ("start", "any", "whole"):
        terms = sorted((r["term"] for r in rows("direction_cues.csv") if r["where"] == where), key=len, reverse=True)
        body = "|".join(rf"{re.escape(t)}(?![a-z])" if t[-1].isascii() else re.escape(t) for t in terms)
        result[where] = re.compile(rf"(?<![a-z])(?:{body})")
    return result


def brackets(text: str, given: str) -> list[Bracket]:
    """Return the stage directions in brackets of a folded, lower-case text; `given` is the text unfolded."""
    lines = [-1, *(m.start() for m in re.finditer("\n", text))]
    found = []
    for match in _BRACKET.finditer(text):
        start, end = match.span()
        number = bisect_right(lines, start)
        before = text[lines[number - 1] + 1 : start]
        after = text[end : lines[number] if number < len(lines) else len(text)]
        if not _is_direction(match.group(), given[start], before, after):
            continue
        found.append(Bracket(start, end, _screen_text(text, start, end)))
    return found


def _is_direction(whole: str, opener: str, before: str, after: str) -> bool:
    """Tell whether a bracket holds a stage direction rather than words that are said."""
    inner = whole[1:-1].strip(" *_")
    patterns = _directions()
    cue = bool(
        patterns["start"].match(inner) or patterns["any"].search(inner) or patterns["whole"].fullmatch(inner)
        or inner in roles() or _TIME.match(inner) or _shot().match(f"[{inner}]")
    )  # fmt: skip
    if whole[0] == "*":
        return cue
    if opener in "【〔〖":
        return cue or not _PARAMETER.search(inner)
    if whole[0] == "[":
        return not after.startswith("(")  # [text](link) is Markdown
    alone = not before.strip() and not after.strip()
    shot = bool(_shot().fullmatch(before.strip())) if before.strip() else False
    return cue or ((alone or shot) and not _PERSON.search(inner))


def _screen_text(text: str, start: int, end: int) -> int | None:
    """Return where text shown on screen begins in a direction ("[… SUPER: 32°C]"), or None."""
    for match in _NAME.finditer(text[start:end]):
        words = match.group(1)
        for name in (words, *(words[i + 1 :] for i, c in enumerate(words) if c == " ")):
            if roles().get(name) in ("screen", "voice"):
                return start + match.end()
    return None
