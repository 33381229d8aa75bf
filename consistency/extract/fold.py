"""Fold a text without moving a character: width, traditional characters, look-alike punctuation.

Every character maps to exactly one character, so an offset into the folded text is an offset into
the text as given and no map between the two is needed. Signs that NFKC would lengthen (℃, ½, №)
stay as they are; the tables and the number grammar know them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

# Look-alikes that carry no difference of meaning in product copy.
_PUNCTUATION = {
    "’": "'", "‘": "'", "ʼ": "'", "＇": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-", "－": "-",
    "～": "~", "〜": "~", "∼": "~", "˜": "~",
    "×": "×", "✕": "×", "✖": "×", "╳": "×", "⨯": "×",
    "。": "。", "，": ",", "、": "、", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")",
    "【": "[", "】": "]", "〔": "[", "〕": "]", "｡": "。", "､": "、", "·": "·", "‧": "·", "•": "•", "・": "·",
    "º": "°", "˚": "°", "μ": "µ", "Ω": "Ω", "　": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ",
    "\u200a": " ", "\u2002": " ", "\u2003": " ", "\u2005": " ", "\u2006": " ", "\u2008": " ", "\u205f": " ",
    "⁄": "/", "∕": "/", "／": "/", "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥", "﹢": "+", "＋": "+", "٪": "%", "﹪": "%",
}  # fmt: skip


@cache
def _table() -> dict[int, int]:
    lines = [
        line
        for line in (files("consistency") / "lexicon" / "traditional.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    table = {ord(a): ord(b) for a, b in zip(lines[0], lines[1], strict=True)}
    for code in range(0xFF01, 0xFF5F):
        table[code] = code - 0xFEE0
    for code in range(0x1D400, 0x1D800):  # bold and italic letters of social posts: 𝟓𝟎𝟎𝟎 𝐦𝐀𝐡
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = ord(plain)
    table.update({ord(a): ord(b) for a, b in _PUNCTUATION.items()})
    return table


def fold(text: str) -> str:
    """Return `text` folded, case kept, of the same length."""
    return text if text.isascii() else text.translate(_table())


def lower(text: str) -> str:
    """Return `text` in lower case, of the same length (İ has no lower case of one character)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
