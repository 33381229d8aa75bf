"""Match and find files by patterns: *, **, ?, {md,txt}, and slots such as {sku} that a path fills."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SLOTS = ("sku", "name", "dir", "lang")
"""The product's number, the script's name without its ending, the script's folder, its language."""
_SKIPPED = {"node_modules", "__pycache__", "venv"}
_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|\{")


def absolute(path: Path) -> Path:
    """Return a path from the root, without "..", links left as they are named."""
    if path.is_absolute() and ".." not in path.parts:
        return path
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


@dataclass(frozen=True)
class Pattern:
    """A pattern for the paths below a folder; `base` is absolute.

    >>> Pattern(Path("/team"), "scripts/{sku}_*.md").match(Path("/team/scripts/PB-10_launch.md"))
    {'sku': 'PB-10'}
    """

    base: Path
    text: str

    @classmethod
    def of(cls, base: Path, text: str) -> Pattern:
        """Build one from what stands in a settings file in the folder `base`; a folder means all within it."""
        text = text.replace("\\", "/").removeprefix("./")
        while text.startswith("../"):
            base, text = base.parent, text[3:]
        if text.startswith("/") or re.match("[A-Za-z]:/", text):
            base, text = Path(Path(text).anchor), text.partition("/")[2]
        if not any(sign in text for sign in "*?{") and (base / text).is_dir():
            text = f"{text.rstrip('/')}/**".removeprefix("/")
        return cls(base, text)

    @cached_property
    def slots(self) -> frozenset[str]:
        """Return the names of the slots in the pattern."""
        return frozenset(name for name in re.findall(r"\{(\w+)\}", self.text) if name in SLOTS)

    @property
    def fixed(self) -> bool:
        """Tell whether the pattern is the path of one file."""
        return not any(sign in self.text for sign in "*?{")

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(_regex(self.text), re.DOTALL)

    @cached_property
    def _start(self) -> str:
        return self.base.as_posix().rstrip("/") + "/"

    def match(self, path: Path) -> dict[str, str] | None:
        """Return the slots that an absolute path fills, or None where it does not match."""
        below = path.as_posix()
        if below.startswith(self._start):
            below = below[len(self._start) :]
        else:  # the base itself, a base that is no path, letters in another case on Windows
            try:
                below = path.relative_to(self.base).as_posix()
            except ValueError:
                return None
        found = self._regex.fullmatch(below)
        return None if found is None else found.groupdict()

    def filled(self, slots: Mapping[str, str]) -> Pattern:
        """Return the pattern with its slots filled as far as `slots` go."""

        def fill(match: re.Match[str]) -> str:
            value = slots.get(match[1])
            return match[0] if value is None else re.sub(r"[*?{]", "?", value)

        return Pattern(self.base, re.sub(r"\{(\w+)\}", fill, self.text))

    def files(self) -> Iterator[Path]:
        """Yield the files that match, by their paths."""
        if self.fixed:
            if (self.base / self.text).is_file():
                yield self.base / self.text
            return
        start = self.text[: min(at for sign in "*?{" if (at := self.text.find(sign)) >= 0)]
        for path in walk(self.base / start.rpartition("/")[0]):
            if self.match(path) is not None:
                yield path


def _regex(text: str) -> str:
    result, seen = "", set()
    for token in _TOKEN.findall(text):
        inner = token[1:-1]
        if token == "**/":
            result += "(?:[^/]+/)*"
        elif token == "**":
            result += ".*"
        elif token in ("*", "?"):
            result += "[^/]" + "*" * (token == "*")
        elif token[0] == "{" and inner in SLOTS:
            value = "[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?" if inner == "lang" else "[^/]+?"
            result += f"(?P={inner})" if inner in seen else f"(?P<{inner}>{value})"
            seen.add(inner)
        elif token[0] == "{" and "," in inner:
            result += f"(?:{'|'.join(map(_regex, inner.split(',')))})"
        else:
            result += re.escape(token)
    return result


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder by their paths; hidden folders and those of tools are left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in _SKIPPED)
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(root, name)
