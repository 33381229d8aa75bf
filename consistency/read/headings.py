"""Tell what a heading of a storyboard means: what its column holds, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from consistency.extract.fold import fold, lower
from consistency.extract.stage import roles, shots
from consistency.lexicon.tables import rows

Kind = Literal["voice", "screen", "spoken", "shot", "time", "length", "other", ""]
LATIN = "Latin"
"""Words beside Chinese ones: which language they are in, their letters do not tell."""
_LONGEST = 60
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PARTS = re.compile(r"\s*(?:[/+&、,;|和与及\n]|(?<![a-z])and(?![a-z]))\s*")
_EDGES = " \t\r\n:*_`-–—.·"
_TOKEN = re.compile(r"[a-zà-ÿ]+(?:-[a-z]{2})?|[\u4e00-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"[a-z\u00df-\u024f]{3}|(?=[^\W\d_])[\u0370-\uffff]")  # not IPX8, 65W, mAh


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: "other" is known and not said, "" is unknown; `lang` is a code or empty."""

    kind: Kind
    lang: str = ""

    @property
    def said(self) -> bool:
        return self.kind in ("voice", "screen")


@cache
def _markers() -> dict[str, tuple[str, bool]]:
    return {row["marker"]: (row["code"], row["alone"] == "yes") for row in rows("languages.csv")}


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("languages.csv")}


@cache
def _meanings() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {"shot": "shot", "time": "time", "length": "length", "spoken": "spoken"}
    return {row["term"]: kinds[row["kind"]] for row in reversed(list(rows("storyboard.csv"))) if row["kind"] in kinds}


@cache
def _tails() -> frozenset[str]:
    return frozenset(row["term"] for row in rows("storyboard.csv") if row["kind"] == "tail")


def language_of(words: str) -> str:
    """Return "zh" for Chinese words, LATIN for others, "" for codes and units, which are in every language."""
    return "zh" if is_han(words) else LATIN if has_words(words) else ""


def language_name(code: str) -> str:
    """Return what a script in the language is called: "de" → "Deutsch"."""
    return _names().get(code, code)


def language_code(words: str) -> str:
    """Return the code of a language by its code, name or a marker ("EN", "English", "英文"), else ""."""
    plain = lower(fold(words.strip()))
    if plain in _markers():
        return _markers()[plain][0]
    return next((code for code, name in _names().items() if plain in (code, lower(fold(name)))), "")


def language_heading(title: str) -> str:
    """Return the language that a heading says its section is in ("### DE (prompt)", "英文口播"), else ""."""
    if len(title) > _LONGEST * 2:
        return ""
    plain, given = lower(fold(title)), title
    head = plain.split("(")[0].strip(_EDGES)
    lang, rest = _language(head, given[: len(plain.split("(")[0])])
    if lang and (not rest or rest in _tails() or _kind(rest) in ("voice", "screen", "spoken")):
        return lang if rest or _markers().get(head, ("", False))[1] else ""
    return ""


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column:
    """Return what the column under a heading holds.

    >>> column_of("Voiceover EN"), column_of("台词（中文）"), column_of("画面")
    (Column(kind='voice', lang='en'), Column(kind='voice', lang='zh'), Column(kind='other', lang=''))
    """
    if not heading.strip() or len(heading) > _LONGEST:
        return Column("")
    plain = lower(fold(heading))
    if exact := _meanings().get(plain.strip(_EDGES)):
        return Column(exact)
    lang, rest = _language(plain, heading)
    rest = _BRACKETS.sub("", rest).strip(_EDGES)
    if not rest:
        alone = lang and _markers().get(_BRACKETS.sub("", plain).strip(_EDGES), ("", False))[1]
        return Column("voice" if alone else "", lang)
    kinds = [_kind(part) for part in [rest, *_PARTS.split(rest)]]
    for wanted in ("voice", "screen"):
        if wanted in kinds:
            return Column(wanted, lang)
    return Column(next((kind for kind in kinds if kind), "voice" if lang and rest in _tails() else ""), lang)


def header(cells: Sequence[str]) -> list[Column] | None:
    """Return what the columns hold where a row is a storyboard's heading, else None."""
    columns = [column_of(cell) for cell in cells]
    filled = sum(1 for cell in cells if cell.strip())
    if not any(column.said for column in columns):
        columns = [Column("voice", c.lang) if c.kind == "spoken" else c for c in columns]
    known = sum(1 for column in columns if column.kind)
    if not any(column.said for column in columns) or known < min(2, filled) or known * 2 < filled:
        return None
    return columns


def is_han(text: str) -> bool:
    """Tell whether a text holds Chinese characters."""
    return bool(_HAN.search(text))


def has_words(text: str) -> bool:
    """Tell whether a text holds more than codes and units, so that it is in some language."""
    return bool(_WORDS.search(text))


def _language(plain: str, given: str) -> tuple[str, str]:
    """Return the language that a heading names and the heading without it.

    A code of two letters counts in capitals or in brackets: "Voiceover ID", not "say it".
    """
    for token in _TOKEN.finditer(plain):
        start, end = token.span()
        for a, b in _stretches(plain, start, end):
            marker = plain[a:b]
            code, _ = _markers().get(marker, ("", False))
            bracketed = plain[a - 1 : a] in ("(", "[") if a else False
            short = marker.isascii() and len(marker) <= 3
            if code and (bracketed or not short or given[a:b].isupper() or not plain.strip(_EDGES)[b - a :]):
                if not bracketed and not marker.isascii() and len(marker) == 1:
                    continue
                return code, re.sub(r"[(\[]\s*[)\]]", "", plain[:a] + plain[b:]).strip(_EDGES)
    return "", plain


def _stretches(plain: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Yield where a marker may stand in a token: the whole, or the beginning or end of a Han run."""
    yield start, end
    if not plain[start].isascii() and is_han(plain[start]):
        for size in range(min(5, end - start - 1), 0, -1):
            yield start, start + size
            yield end - size, end


def _kind(words: str) -> Kind:
    words = re.sub(r"^\W*|(?<=\D)\d{1,2}$", "", _BRACKETS.sub("", words)).strip(_EDGES)
    known = _known(words)
    if known or not words:
        return known
    for cut in range(len(words) - 1, 0, -1):  # 口播内容, caption copy: a label and a tail
        if words[cut:].strip() in _tails() and (known := _known(words[:cut].strip())):
            return known
    for cut in range(1, len(words)):  # 品牌口播, main caption: a label at the end
        if (is_han(words[cut]) or words[cut - 1] in " -") and (known := _known(words[cut:])) in ("voice", "screen"):
            return known
    return ""


def _known(words: str) -> Kind:
    role = roles().get(words)
    if role in ("voice", "screen"):
        return "voice" if role == "voice" else "screen"
    if meaning := _meanings().get(words):
        return meaning
    return "other" if role or words in shots() else ""
