"""Read a script: txt, Markdown or SRT, as it is; what in it is said is for the extraction to tell."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from consistency.errors import ContentMissing, FormatUnknown
from consistency.read.decode import decode
from consistency.read.files import read_bytes
from consistency.read.source import Source

SUFFIXES = (".txt", ".md", ".markdown", ".srt")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_ENTRY = re.compile(r"([^\s:#][^:\n]*?)[ \t]*:[ \t]+(.*?)[ \t\r]*", re.MULTILINE)


def read_script(path: Path | str) -> Source:
    """Read the script `path` ("-": standard input); raise ConsistencyError where there is no text in it."""
    path = Path(path)
    if str(path) == "-":
        data = sys.stdin.buffer.read()
        path = Path("<stdin>")
    else:
        data = read_bytes(path)
        if path.suffix.lower() not in SUFFIXES:
            raise FormatUnknown(
                f"{path} is no script: {path.suffix or 'a file without an ending'} is not read.",
                hint=f"Scripts are {', '.join(SUFFIXES)}: save it as one of these.",
            )
    text, encoding = decode(data, path)
    if not text.strip():
        raise ContentMissing(f"{path} is empty.", hint="Give the file that holds what the video says.")
    metadata = _front_matter(text) if path.suffix.lower() in (".md", ".markdown") else {}
    return Source(path, text, encoding, metadata)


def _front_matter(text: str) -> dict[str, str]:
    """Return the plain `key: value` entries of YAML front matter; nested ones are left out."""
    block = _FRONT_MATTER.match(text)
    if not block:
        return {}
    entries = (_ENTRY.fullmatch(line) for line in block[1].splitlines())
    return {entry[1]: entry[2].strip("\"'") for entry in entries if entry and entry[2].strip("\"'")}
