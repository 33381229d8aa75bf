"""Ratings as typed codes: what each spelling of a code stands for, and on which scale.

The table `ratings.csv` holds one pattern a row, `reserved.csv` the stretches in which no number may
be read, and `scales.csv` how two codes of one scale compare. Patterns are written in the subset of
regular expressions that RE2 and the standard library share, with a few macros (see the header of
`ratings.csv`); all of a table are searched for in one pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import re2

from consistency.lexicon.figures import FIGURES, figures
from consistency.lexicon.tables import rows

_MACROS = {
    "<d>": f"({FIGURES.digit})",
    "<x>": f"(X|{FIGURES.digit})",
    "<n>": f"({FIGURES.whole})",
    "<v>": f"({FIGURES.version})",
    "<+>": r"([ ]?\+|[ -]?plus|[ ]?加|以上|\sand\s(?:above|up))",
}
_GAP = "[ -]{0,2}"
_BLANK = re.compile(r" |\[[^\]]*\]")  # a blank within brackets is itself
_FIELD = re.compile(r"\{(\d)(?::(\w|\+))?\}")


@dataclass(frozen=True, slots=True)
class Rating:
    """A code, the scale it is on, the key that its synonyms share, and its place on the scale."""

    scale: str
    kind: str
    code: str
    key: str
    rank: float | None


@dataclass(frozen=True, slots=True)
class Scale:
    """How codes of one scale compare: "ordered", "exclusive" or "independent" of each other."""

    name: str
    relation: str
    nested: bool
    """Whether a longer code that begins with a shorter one says the same and more (ISO 9001:2015)."""


@dataclass(frozen=True, slots=True)
class _Row:
    scale: str
    kind: str
    code: str
    same_as: str
    rank: str
    only: str
    pattern: str


def _expand(alternative: str, case: str) -> str:
    """Return one alternative of a pattern with its macros, gaps and guards written out."""
    left = r"\b" if re.match(r"[A-Za-z0-9]", alternative) else ""
    right = r"\b" if re.search(r"(?<!\\)[A-Za-z0-9]$", alternative) else ""
    pattern = _BLANK.sub(lambda part: _GAP if part[0] == " " else part[0], alternative)
    for macro, meaning in _MACROS.items():
        pattern = pattern.replace(macro, meaning)
    return f"{left}(?{'' if case == 'c' else 'i'}:{pattern}){right}"


@cache
def _rows(table: str) -> tuple[_Row, ...]:
    result = []
    for row in rows(table):
        for alternative in row["pattern"].split(" | "):
            pattern = _expand(alternative, row["case"])
            cells = {column: row.get(column, "") for column in ("scale", "kind", "code", "same_as", "rank", "only")}
            result.append(_Row(**cells, pattern=pattern))
    return tuple(result)


def _options() -> Any:
    options = re2.Options()
    options.longest_match = True
    options.never_capture = True
    options.max_mem = 1 << 28
    return options


@cache
def pattern(table: str) -> Any:
    """Return the RE2 expression that finds whatever some row of `table` describes, longest first."""
    return re2.compile("|".join(row.pattern for row in _rows(table)), _options())


@cache
def _finder(table: str) -> Any:
    finder = re2.Set.FullMatchSet(_options())
    for row in _rows(table):
        finder.Add(row.pattern)
    finder.Compile()
    return finder


@cache
def _compiled(expression: str) -> Any:
    return re2.compile(expression)  # RE2 compiles the long alternatives three times as fast as re


def _fill(template: str, match: Any) -> str:
    def group(field: re.Match[str]) -> str:
        raw = match.group(int(field[1])) or ""
        form = field[2]
        if form == "+":
            return "+" if raw else ""
        if form == "r":  # the half step by which "50+" ranks above "50"
            return ".5" if raw else "0"
        if form == "a":  # letters as written
            return raw.strip()
        if form == "l":
            return raw.lower()
        if form == "v":  # versions: "5" and "5.0" are one
            return figures(raw) + ("" if "." in figures(raw) else ".0")
        return figures(raw)

    return _FIELD.sub(group, template)


@lru_cache(maxsize=1 << 14)
def resolve(text: str, table: str = "ratings.csv") -> Rating | None:
    """Return what `text`, the whole of it, stands for in `table`, or None.

    >>> resolve("I P X eight").code, resolve("SPF50+").rank, resolve("SUS304").key
    ('IPX8', 50.5, '304')
    """
    if not text.isprintable():
        return None
    table_rows = _rows(table)
    for index in sorted(_finder(table).Match(text) or ()):
        row = table_rows[index]
        match = _compiled(row.pattern).fullmatch(text)
        if match is None:
            continue
        code = _fill(row.code, match)
        if row.only and not _compiled(row.only).fullmatch(code):
            continue
        return _rating(row, code, match)
    return None


def _rating(row: _Row, code: str, match: Any) -> Rating:
    key = _fill(row.same_as, match) if row.same_as else code
    try:
        rank = sum(float(number) for number in _fill(row.rank, match).split()) if row.rank else None
    except ValueError:  # a letter in the code: Cat 5E
        rank = None
    return Rating(row.scale, row.kind, code, key, rank)


@lru_cache(maxsize=1 << 12)
def known(code: str, scale: str | None) -> Rating | None:
    """Return what the tables know of a canonical code on `scale`; of any scale where that is None.

    >>> known("SPF 50+", "spf").rank, known("18/8 stainless steel", None).key
    (50.5, '304')
    """
    found = resolve(code)
    if found is not None and found.code == code and scale in (None, found.scale):
        return found
    for row in _rows("ratings.csv"):
        if row.scale != scale or (row.only and not _compiled(row.only).fullmatch(code)):
            continue
        match = re.fullmatch(_reverse(row.code), code)
        if match is not None:
            return _rating(row, code, match)
    return None


@cache
def _reverse(template: str) -> str:
    """Return the expression that takes a canonical code apart again."""
    parts = _FIELD.split(template)
    groups = (r"(\+?)" if form == "+" else "(.+?)" for form in parts[2::3])
    return "".join(re.escape(text) + next(groups, "") for text in parts[::3])


@cache
def _scales() -> dict[str, Scale]:
    return {row["scale"]: Scale(row["scale"], row["relation"], row["nested"] == "yes") for row in rows("scales.csv")}


def scale(name: str) -> Scale:
    """Return how codes of the scale `name` compare; one that no table knows is exclusive."""
    return _scales().get(name) or Scale(name, "exclusive", False)
