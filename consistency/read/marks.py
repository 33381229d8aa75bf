"""Tell the lines of a description that are selling points by the mark that they begin with."""

from __future__ import annotations

import re

_SIGN = r"[•·∙‣⁃◦※→⇒*\u2460-\u249b\u25a0-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]"
_MARK = (
    rf"(?:{_SIGN}[\ufe0f\u200d]*"
    r"|[+-](?![\d.+-]|\s*$)|[+–—-](?=[ \t\xa0\u3000]+\S)"  # not -20 °C, +5 V
    r"|\d{1,2}(?:[.．](?=[ \t\xa0\u3000]|[^\s\d.．])|[)）、])"  # not 2.4 GHz
    r"|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、"
    r"|\d\ufe0f?\u20e3)"
)
_MARKED = re.compile(rf"\s*(?:{_MARK}\s*){{1,4}}(?P<point>\S.*)", re.DOTALL)
_BRACKETED = re.compile(r"\s*[【〖][^】〗]{1,60}[】〗]\s*\S")
_BREAK = re.compile(rf"\n(?=[ \t]*(?:{_MARK}|【))")


def point_of(line: str) -> str | None:
    """Return the selling point that a marked line makes, without its mark; None for any other line.

    A line that only announces what follows ("✨ Features:", "【参数】") is none.

    >>> point_of("+ Waterproof to 3 m"), point_of("【防水】IPX8级"), point_of("-20 °C proof")
    ('Waterproof to 3 m', '【防水】IPX8级', None)
    """
    marked = _MARKED.match(line)
    point = marked["point"].strip() if marked else ""
    if not point and _BRACKETED.match(line):
        point = line.strip()
    if not any(map(str.isalnum, point)) or point.endswith((":", "：")):
        return None
    return None if marked and re.fullmatch(r"[【〖][^】〗]*[】〗]", point) else point


def splits_at_marks(text: str) -> list[str]:
    """Return the parts of HTML text of which each, but for the first, is a marked line of the source."""
    return _BREAK.split(text) if "\n" in text else [text]
