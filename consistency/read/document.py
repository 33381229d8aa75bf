"""Read a DOCX document as its paragraphs and tables, in order, as a reader sees them.

What is deleted or moved away under tracked changes, hidden text, comments and field codes are left
out; what is inserted, stands in content controls, links or text boxes is read.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.errors import FileUnreadable, TooLarge
from consistency.read.archive import office_archive

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_PART = 20 * 1024 * 1024
"""Bytes that the text of a document may have as XML: some thousands of pages."""
_MOST_COLUMNS = 63  # Word's own limit; a wider span is an attack
_HINT = "Open it in a word processor and save it as .docx again."
_UNSEEN = {"del", "moveFrom", "Fallback", "rt", "instrText", "delText", "pPr", "tblPr", "trPr", "tcPr", "sdtPr"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADING = re.compile(r"heading (\d)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `level` is 1–9 for a heading, 0 for other text. Line breaks in it are "\\n"."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells on the table's grid: a merged cell stands at its first place, "" at the others."""

    rows: list[list[str]]


def blocks(data: bytes, path: Path) -> list[Paragraph | Table]:
    """Return the paragraphs and tables of a DOCX; raise FileUnreadable or TooLarge where it is broken or huge."""
    with office_archive(data, path, "DOCX", _HINT) as archive:
        try:
            main = _main_part(archive, path)
            body = next((e for e in _parse(archive, main, path) if _name(e) == "body"), None)
            if body is None:
                raise FileUnreadable(f"{path} is no DOCX document.", hint=_HINT)
            return list(_blocks(body, _levels(archive, main, path)))
        except (FileUnreadable, TooLarge):
            raise
        except Exception as error:  # a broken archive or XML, entities, an encrypted part, endless nesting
            raise FileUnreadable(f"{path} is a broken DOCX ({type(error).__name__}).", hint=_HINT) from error


def _main_part(archive: zipfile.ZipFile, path: Path) -> str:
    """Return the name of the part that holds the text; some programs do not call it word/document.xml."""
    if "_rels/.rels" in archive.namelist():
        for relation in _parse(archive, "_rels/.rels", path):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def _parse(archive: zipfile.ZipFile, part: str, path: Path) -> Element:
    from defusedxml.ElementTree import fromstring

    try:
        size = archive.getinfo(part).file_size
    except KeyError:
        raise FileUnreadable(f"{path} is no DOCX document: it lacks {part[:80]!r}.", hint=_HINT) from None
    if size > LARGEST_PART:
        raise TooLarge(
            f"{path} holds {size / 1e6:,.0f} MB of text; up to {LARGEST_PART / 1e6:,.0f} MB are read.",
            hint="Keep the pages that matter.",
        )
    root: Element = fromstring(archive.read(part), forbid_dtd=True)
    return root


def _levels(archive: zipfile.ZipFile, main: str, path: Path) -> dict[str, int]:
    """Return the heading level of paragraph styles by their id, which is not their name in every language."""
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    if part not in archive.namelist():
        return {}
    found = {}
    for style in _parse(archive, part, path):
        name = next((_value(e).lower() for e in style if _name(e) == "name"), "")
        heading = _HEADING.fullmatch(name)
        if heading or name == "title":
            found[_attribute(style, "styleId")] = int(heading[1]) if heading else 1
    return found


def _blocks(parent: Element, levels: dict[str, int]) -> Iterator[Paragraph | Table]:
    for element in parent:
        name = _name(element)
        if name == "p":
            boxes: list[Element] = []
            yield Paragraph("".join(_text(element, boxes)).strip(), _level(element, levels))
            for box in boxes:
                yield from _blocks(box, levels)
        elif name == "tbl":
            yield Table(_rows(element, levels))
        elif name not in _UNSEEN:  # content controls, insertions and other wrappers of blocks
            yield from _blocks(element, levels)


def _level(paragraph: Element, levels: dict[str, int]) -> int:
    for properties in paragraph:
        if _name(properties) == "pPr":
            return next((levels.get(_value(e), 0) for e in properties if _name(e) == "pStyle"), 0)
    return 0


def _text(element: Element, boxes: list[Element]) -> Iterator[str]:
    """Yield the visible pieces of a paragraph; the text boxes anchored in it are added to `boxes`."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _UNSEEN and not (name == "r" and _hidden(child)):
            yield from _text(child, boxes)


def _hidden(run: Element) -> bool:
    marks = (mark for properties in run if _name(properties) == "rPr" for mark in properties)
    return any(_name(mark) == "vanish" and _value(mark) not in ("0", "false", "off") for mark in marks)


def _rows(table: Element, levels: dict[str, int]) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in _children(table, "tr"):
        line: list[str] = [""] * _number(row, "trPr", "gridBefore", 0)
        for cell in _children(row, "tc"):
            span = _number(cell, "tcPr", "gridSpan", 1)
            line.append("" if _continues(cell) else "\n".join(_lines(cell, levels)))
            line.extend([""] * (span - 1))
        rows.append(line)
    return rows


def _lines(cell: Element, levels: dict[str, int]) -> Iterator[str]:
    """Yield the filled lines of a cell, those of a table within it too."""
    for block in _blocks(cell, levels):
        if isinstance(block, Paragraph):
            if block.text:
                yield block.text
        else:
            yield from (" ".join(filter(None, row)) for row in block.rows if any(row))


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those inside content controls."""
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name not in _UNSEEN and name not in ("tr", "tc"):
            yield from _children(child, wanted)


def _property(element: Element, group: str, name: str) -> Element | None:
    found = (p for properties in element if _name(properties) == group for p in properties if _name(p) == name)
    return next(found, None)


def _number(element: Element, group: str, name: str, default: int) -> int:
    found = _property(element, group, name)
    value = _value(found) if found is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isascii() and value.isdigit() and len(value) < 9 else default


def _continues(cell: Element) -> bool:
    """Tell whether a cell belongs to the one above or before it."""
    for name in ("vMerge", "hMerge"):
        merge = _property(cell, "tcPr", name)
        if merge is not None and _value(merge) in ("", "continue"):
            return True
    return False


def _name(element: Element) -> str:
    """Return the name without its namespace, which differs between transitional and strict files."""
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _value(element: Element) -> str:
    return _attribute(element, "val")
