"""Blank out HTML, and end the lines of lists, without moving a character."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>]{0,500})?/?>|&nbsp;")
_NAMES = "p br li ul ol div tr td th table h1 h2 h3 h4 h5 h6 section article"
_BLOCKS = frozenset(_NAMES.split())
_LABEL = re.compile(r"[^:：\n]{0,29}[^:：\n\d][:：]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_OPEN = re.compile(r"[\w%℃°\"”』」)]\s*$")
_ITEM = re.compile(r"\s*(?:[-+*•·●◆■▪✔✅✓☑★☆►▶【]|\d{1,2}[.)、]\s|$)")
_BOUNDED = re.compile(r"(?<=[\w%℃°])[(（]不?含[)）](-?)")  # 600W(含)-900W(不含): the ends of a range on a form


def blank(text: str) -> str:
    """Return `text` of the same length with tags made spaces; a block's tag becomes a full stop and spaces.

    >>> blank("<p>It's <i>so</i> light</p>")
    ".  It's    so     light.   "
    """
    text = _TAG.sub(_blank, text) if "<" in text or "&" in text else text
    if "含" in text:
        text = _BOUNDED.sub(lambda match: match[1].ljust(len(match[0])), text)
    return text


def end_lines(text: str) -> str:
    """Put a semicolon for the line end of a list: about a "label: value" line, before an item or a blank line.

    English lines of a sentence that is wrapped, as subtitles are, run on; Chinese has no blanks to wrap
    at, so that a line is what is said in one breath.

    >>> end_lines("Weight: 5 kg\\nVolume: 2 L")
    'Weight: 5 kg;Volume: 2 L'
    """
    if "\n" not in text:
        return text
    lines = text.split("\n")
    listed = [bool(_LABEL.match(line)) for line in lines]
    han = [bool(_HAN.search(line)) for line in lines]
    parts = [lines[0]]
    for i, line in enumerate(lines[1:], 1):
        before = lines[i - 1]
        breath = han[i - 1] and han[i] and _OPEN.search(before)
        ends = before.strip() and (listed[i - 1] or listed[i] or breath or _ITEM.match(line))
        parts.append((";" if ends else "\n") + line)
    return "".join(parts)


def _blank(match: re.Match[str]) -> str:
    block = (match[1] or "").lower() in _BLOCKS
    return ("." if block else " ") + " " * (len(match[0]) - 1)
