"""Decode bytes of an unknown encoding: UTF-8, UTF-16, GB18030, Big5 or Windows-1252.

What is decoded strictly by several encodings is told apart by what text looks like in each: true
GB18030 is nearly all characters of everyday use, the same bytes read as Big5 are not.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from consistency.errors import FileUnreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = set("’‘“”–—…•£€¥©®™°±²³¹½¼¾×÷éèêëàâäáãåçñöôóòõüûúùíìîïßøæœÉÈÀÁÂÄÇÑÖÓÜÚÅØªº§«»´·µ¿¡\xa0")
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
_SURE = 0.75  # share of everyday characters above which an encoding is believed


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """Return the text of `data` and the name of its encoding; raise FileUnreadable where none fits.

    A byte order mark is not part of the text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strict(data, encoding)
            if text is None:
                break
            return text, encoding
    if b"\x00" not in data:
        text = _strict(data, "utf-8")
        if text is not None:
            return text, "utf-8"
    best = max(_candidates(data), key=lambda c: c[0], default=(0.0, "", ""))
    if best[0] < _SURE:
        raise FileUnreadable(
            f"{path} is not text in an encoding that is known (UTF-8, UTF-16, GB18030, Big5).",
            hint="Open it in the program that made it and save it as UTF-8 text.",
        )
    return best[1], best[2]


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _candidates(data: bytes) -> list[tuple[float, str, str]]:
    """Return (share of everyday characters, text, encoding) for every encoding that fits."""
    tests: list[tuple[str, Callable[[str], bool]]] = []
    if len(data) % 2 == 0:
        tests += [("utf-16-le", _common_unicode), ("utf-16-be", _common_unicode)]
    if b"\x00" not in data:
        tests += [("gb18030", _common_gb), ("big5", _common_big5)]
        if all(len(run) <= 2 for run in _HIGH_RUNS.findall(data)):
            tests.append(("cp1252", _LATIN.__contains__))
    found = []
    for encoding, common in tests:
        text = _strict(data, encoding)
        if text is not None:
            found.append((_share(text, common), text, encoding))
    return found


def _share(text: str, common: Callable[[str], bool]) -> float:
    """Return which share of the characters beyond ASCII is of everyday use; 0 with control characters."""
    others = []
    for character in text:
        if character >= "\x80":
            others.append(character)
        elif character < " " and character not in "\t\n\r\f\x0b\x1a\x1b":
            return 0.0
    return sum(map(common, others)) / len(others) if others else 1.0


def _common_gb(character: str) -> bool:
    """Tell whether a character is of GB 2312's first level or its signs, or an emoji."""
    try:
        raw = character.encode("gb2312")
    except UnicodeEncodeError:
        return character > "\uffff"
    return 0xA1 <= raw[0] <= 0xA3 or 0xB0 <= raw[0] <= 0xD7


def _common_big5(character: str) -> bool:
    """Tell whether a character is of Big5's first level or its signs."""
    try:
        raw = character.encode("big5")
    except UnicodeEncodeError:
        return False
    return 0xA1 <= raw[0] <= 0xC6


def _common_unicode(character: str) -> bool:
    return _common_gb(character) or _common_big5(character) or character in _LATIN


_SAMPLE = 4 * 1024 * 1024
_STEP = 1024 * 1024


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file of any size, read in pieces; raise FileUnreadable where none fits.

    All of the file counts for UTF-8; another encoding is told by the first stretch that is not UTF-8.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                return encoding
        if len(head) < _SAMPLE:
            return decode(head, path)[1]
        if b"\x00" in head:
            return decode(head, path)[1]
        wrong = _not_utf8(file)
        if wrong is None:
            return "utf-8"
        file.seek(max(0, wrong - _STEP // 2))
        sample = file.read(_SAMPLE)
    lines = sample.split(b"\n")[1 : None if len(sample) < _SAMPLE else -1]  # whole ones: a cut may part a character
    return decode(b"\n".join(lines) or sample, path)[1]


def _not_utf8(file: BinaryIO) -> int | None:
    """Return about where a file stops being UTF-8, or None."""
    reader = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    at = 0
    try:
        while block := file.read(_STEP):
            reader.decode(block)
            at += len(block)
        reader.decode(b"", final=True)
    except UnicodeDecodeError:
        return at
    return None
