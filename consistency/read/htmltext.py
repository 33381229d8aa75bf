"""Turn a description, HTML or plain, into the text that a shopper sees and the points that it lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from consistency.lexicon.tables import rows
from consistency.read.marks import point_of, splits_at_marks

_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][a-zA-Z0-9]*(?:[:-][a-zA-Z0-9:-]+)?)(\s(?:"[^"]*"|'[^']*'|[^'"<>])*+|/?)>""",
    re.DOTALL,
)
_ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>&]{0,300})?/?&gt;")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text as it is read, and its points: the items of its lists and its lines that begin with a mark."""

    text: str
    points: tuple[str, ...]


def prose(text: str) -> Prose:
    """Return `text` as a shopper sees it; what holds neither tags nor character references stays as it is.

    >>> prose("<p>Cup</p><ul><li><b>50</b>0 ml</li><li>Steel</li></ul>")
    Prose(text='Cup\\n500 ml\\nSteel', points=('500 ml', 'Steel'))
    """
    tags = _tags(text)
    if not tags and "&lt;" in text and _ESCAPED_TAG.search(text):
        text = unescape(text)  # HTML that an export has escaped once more
        tags = _tags(text)
    if tags:
        page = _Page()
        page.read(text, tags)
        return Prose("\n".join(line for line, _ in page.lines), page.points())
    text = unescape(text) if "&" in text else text
    return Prose(text, tuple(point for line in text.splitlines() if (point := point_of(line))))


@cache
def _roles() -> dict[str, str]:
    return {row["tag"]: row["role"] for row in rows("html.csv")}


def _role(token: re.Match[str]) -> str | None:
    """Return what a tag does, "inline" for a comment and a foreign tag (o:p), None where it is no tag ("<IPX8>")."""
    name = (token[2] or "").lower()
    if not name or not name.isalnum():
        return "inline"
    rest = token[3].strip(" \t\r\n/")
    return _roles().get(name) if not rest or "=" in rest else None


def _tags(text: str) -> list[tuple[re.Match[str], str]]:
    """Return the tags and comments of `text` with what they do; none where no tag of HTML is among them."""
    if "<" not in text:
        return []
    tags = [(token, role) for token in _TOKEN.finditer(text) if (role := _role(token))]
    return tags if any(token[2] and token[2].isalnum() for token, _ in tags) else []


class _Page:
    """The lines of a page under construction, each with the number of the list item that it belongs to."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int | None]] = []
        self._parts: list[str] = []
        self._nesting: list[int | None] = []  # of lists (None) and the items in them
        self._items = 0
        self._folds = True  # a line end is a space, as HTML has it

    def read(self, text: str, tags: list[tuple[re.Match[str], str]]) -> None:
        """Add the lines of `text`; where it has no tag but inline ones its own line ends stand."""
        flows = any(role != "inline" for _, role in tags)
        self._folds = flows
        at = 0
        for token, role in tags:
            if token.start() < at:
                continue  # inside of what is skipped
            self._say(text[at : token.start()])
            at = token.end()
            if role == "skip" and not token[1] and not token[3].endswith("/"):
                closing = re.compile(rf"</{token[2]}\s*>", re.IGNORECASE).search(text, at)
                at = closing.end() if closing else len(text)
            elif role == "pre":
                self._end()
                self._folds = bool(token[1]) and flows
            else:
                self._tag(role, closes=bool(token[1]))
        self._say(text[at:])
        self._end()

    def points(self) -> tuple[str, ...]:
        """Return the items of lists, each on one line, and the marked lines outside of them."""
        found: list[str] = []
        of_item: dict[int, int] = {}
        for line, item in self.lines:
            if item is None:
                if point := point_of(line):
                    found.append(point)
            elif item in of_item:
                found[of_item[item]] += " " + line
            else:
                of_item[item] = len(found)
                found.append(line)
        return tuple(point_of(point) or point for point in found)

    def _tag(self, role: str, *, closes: bool) -> None:
        if role == "inline":
            return
        if role == "cell":
            if not closes and any(part.strip() for part in self._parts):
                self._parts.append("\t")
            return
        self._end()
        if role == "list" and not closes:
            self._nesting.append(None)
        elif role == "list" and None in self._nesting:
            while self._nesting.pop() is not None:
                pass
        elif role == "item":
            if self._nesting and self._nesting[-1] is not None:
                self._nesting.pop()  # its end tag may be left out
            if not closes:
                self._nesting.append(self._items)
                self._items += 1

    def _say(self, text: str) -> None:
        if not text:
            return
        text = unescape(text) if "&" in text else text
        lines = splits_at_marks(text) if self._folds else re.split(r"\r\n?|\n", text)
        for number, line in enumerate(lines):
            if number:
                self._end()
            self._parts.append(line)

    def _end(self) -> None:
        cells = "".join(self._parts).split("\t") if self._parts else []
        self._parts.clear()
        shown = (_SPACES.sub(" ", cell).strip() for cell in cells)
        line = "\t".join(cell for cell in shown if cell)
        if line:
            item = next((item for item in reversed(self._nesting) if item is not None), None)
            self.lines.append((line, item))
