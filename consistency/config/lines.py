"""Find the line on which each key of a TOML text stands; tomllib does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_NAME = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*")
_PARTS = re.compile(_PART)
_QUOTES = re.compile(r"""\"\"\"|'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#.*""")


def key_lines(text: str) -> Mapping[str, int]:
    """Return the line of every key and table by its dotted name, from 1; the entries of [[x]] are x.0, x.1 …

    The text is one that tomllib takes. A key inside an inline table is not told: its table is.

    >>> key_lines('lang = "zh"\\n[listings]\\nfiles = []\\n')
    {'lang': 1, 'listings': 2, 'listings.files': 3}
    """
    found: dict[str, int] = {}
    entries: dict[str, int] = {}
    table, depth, closing = "", 0, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not closing and depth == 0:
            head = line.strip()
            if head.startswith("[["):
                name = _name(head[2:])
                entries[name] = entries.get(name, -1) + 1
                table = f"{name}.{entries[name]}"
                found.setdefault(name, number)
                found[table] = number
                continue
            if head.startswith("["):
                table = _name(head[1:])
                _note(found, table, number)
                continue
            name = _name(line)
            if name:
                _note(found, f"{table}.{name}" if table else name, number)
        depth, closing = _state(line, depth, closing)
    return found


def _note(found: dict[str, int], name: str, number: int) -> None:
    """Note where a name first stands, and where the tables around it do."""
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        found.setdefault(".".join(parts[:count]), number)


def _name(text: str) -> str:
    match = _NAME.match(text)
    return ".".join(_bare(part) for part in _PARTS.findall(match[1])) if match else ""


def _bare(part: str) -> str:
    return part[1:-1] if part[:1] in ("'", '"') else part


def _state(line: str, depth: int, closing: str) -> tuple[int, str]:
    """Return how deep in brackets the line ends, and the quotation marks that close a text begun before its end."""
    if closing:
        _, found, line = line.partition(closing)
        if not found:
            return depth, closing
    kept, at = "", 0
    for match in _QUOTES.finditer(line):
        if match.start() < at:
            continue
        kept += line[at : match.start()]
        at = match.end()
        if match[0] in ('"""', "'''"):
            end = line.find(match[0], at)
            if end < 0:
                return depth + _brackets(kept), match[0]
            at = end + 3
    return depth + _brackets(kept + line[at:]), ""


def _brackets(text: str) -> int:
    return sum((char in "[{") - (char in "]}") for char in text)
