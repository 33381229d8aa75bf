"""Read the text of a PDF page by page, a line of print a line; tell and draw the pages that are pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import decompressobj
from zlib import error as zlib_error

from consistency.errors import ConsistencyError, FileUnreadable, TooLarge
from consistency.read.grid import Rule, joined_cells
from consistency.read.rows import Box, lines

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 500
MOST_CHARACTERS = 100_000
"""Characters of a page: a poster in the smallest print has fewer."""
LARGEST_STREAM = 64 * 1024 * 1024
"""Bytes that the drawing of a page, or a font, may unpack to."""
DPI = 200
MOST_PIXELS = 12_000_000
"""Pixels that a page is drawn with at most, for OCR: A3 at 240 dpi."""
MOST_PATHS = 20_000
"""Strokes of a page that are looked at for the rules of tables; a drawing may have more."""
_THIN = 3.0  # points that a rule is thick at most
_REACH = 2.0  # points by which rules that meet may fall short
_FEW = 50  # characters that a scanning program's stamp may have
_WHOLE = 0.8  # share of a page that a picture with a stamp on it covers
_PIECE, _STEP = 64 * 1024, 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_PASSWORD = 4  # FPDF_ERR_PASSWORD


@contextmanager
def opened(data: bytes, path: Path) -> Iterator[Any]:
    """Open a PDF; whatever is wrong with it then is said in a sentence."""
    import pypdfium2

    _guard(data, path)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise FileUnreadable(f"{path} is protected by a password.", hint="Save a copy without one.") from None
        raise FileUnreadable(f"{path} is a broken PDF.", hint="Export or download it again.") from None
    try:
        if len(document) > MOST_PAGES:
            raise TooLarge(
                f"{path} has {len(document):,} pages; up to {MOST_PAGES} are read.",
                hint="Keep the pages with the results.",
            )
        yield document
    except ConsistencyError:
        raise
    except (pypdfium2.PdfiumError, ValueError, OverflowError, UnicodeError) as error:  # in the middle of a page
        raise FileUnreadable(
            f"{path} is a broken PDF ({type(error).__name__}).", hint="Export or download it again."
        ) from error
    finally:
        document.close()


def _guard(data: bytes, path: Path) -> None:
    """Refuse a PDF of which some part, no picture, unpacks to more than any page or font has."""
    for mark in _STREAM.finditer(data):
        head = data[max(0, mark.start() - 1000) : mark.start()].rpartition(b" obj")[2]
        if b"Flate" not in head or b"/Image" in head:
            continue
        unpacker, at, size = decompressobj(), mark.end(), 0
        rest = b""
        try:
            while not unpacker.eof and size <= LARGEST_STREAM and (rest or at < len(data)):
                if not rest:
                    rest, at = data[at : at + _PIECE], at + _PIECE
                size += len(unpacker.decompress(rest, _STEP))
                rest = unpacker.unconsumed_tail
        except zlib_error:  # encrypted, or no stream at all
            continue
        if size > LARGEST_STREAM:
            raise TooLarge(
                f"{path} unpacks to more than {LARGEST_STREAM / 1e6:,.0f} MB.", hint="Keep the pages with the results."
            )


def page_text(page: Any, where: str) -> str:
    """Return the text of a page; `where` names it in the error that it is too much."""
    seen = partial(_seen, page.get_mediabox(), page.get_rotation())
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > MOST_CHARACTERS:
            raise TooLarge(
                f"{where} has more than {MOST_CHARACTERS:,} characters.", hint="Keep the pages with the results."
            )
        boxes = []
        for index in range(text_page.count_rects()):
            left, bottom, right, top = text_page.get_rect(index)
            text = _clean(text_page.get_text_bounded(left, bottom, right, top))
            boxes.append(seen((left, bottom, right, top), text))
        return "\n".join(lines(joined_cells(boxes, *_rules(page, seen))))
    finally:
        text_page.close()


def _clean(text: str) -> str:
    """Return the text of a piece on one line; PDFium has signs of its own for a hyphen that ends a line."""
    text = text.replace("\x02", "-").replace("\ufffe", "-").replace("\xad", "-")
    return " ".join("".join(c for c in text if c >= " " or c in "\r\n\t").splitlines()).replace("\t", " ")


def _seen(paper: tuple[float, float, float, float], turned: int, edges: tuple[float, ...], text: str = "") -> Box:
    """Return a box as it is seen: downwards from the top of a page that may be turned clockwise."""
    left, bottom, right, top = edges
    if turned == 90:
        return Box(bottom - paper[1], left - paper[0], top - paper[1], right - paper[0], text)
    if turned == 180:
        return Box(paper[2] - right, bottom - paper[1], paper[2] - left, top - paper[1], text)
    if turned == 270:
        return Box(paper[3] - top, paper[2] - right, paper[3] - bottom, paper[2] - left, text)
    return Box(left - paper[0], paper[3] - top, right - paper[0], paper[3] - bottom, text)


def _rules(page: Any, seen: Callable[[tuple[float, ...]], Box]) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical rules of a page, the edges of filled cells among them."""
    from pypdfium2 import raw

    level: list[Rule] = []
    upright: list[Rule] = []
    for item in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5), MOST_PATHS):
        for (x0, y0), (x1, y1) in _strokes(item):
            box = seen((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            if box.height <= _THIN < box.right - box.left:
                level.append(Rule((box.top + box.bottom) / 2, box.left - _REACH, box.right + _REACH))
            elif box.right - box.left <= _THIN < box.height:
                upright.append(Rule((box.left + box.right) / 2, box.top - _REACH, box.bottom + _REACH))
    return level, upright


def _strokes(item: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the ends of the straight strokes of a path; one that is as thin as a rule is one."""
    from ctypes import byref, c_float

    from pypdfium2 import raw

    left, bottom, right, top = item.get_bounds()
    if min(right - left, top - bottom) <= _THIN:
        yield (left, bottom), (right, top)
        return
    matrix = item.get_matrix()
    first = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(item), MOST_PATHS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point


def is_picture(page: Any, text: str) -> bool:
    """Tell whether what is to be read on a page is a picture: a scan, also with a stamp on it, or outlines."""
    characters = len("".join(text.split()))
    if characters > _FEW:
        return False
    from pypdfium2 import raw

    area = page.get_width() * page.get_height()
    objects = list(page.get_objects(max_depth=5))
    if characters:
        return any(_share(o, area) > _WHOLE for o in objects if o.type == raw.FPDF_PAGEOBJ_IMAGE)
    seen = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_SHADING)
    return any(o.type in seen for o in objects)


def _share(item: Any, area: float) -> float:
    left, bottom, right, top = item.get_bounds()
    return (right - left) * (top - bottom) / area if area else 0.0


def drawn(page: Any) -> Image:
    """Return a page as a picture to be read by OCR."""
    inches = page.get_width() * page.get_height() / 72**2
    dpi = min(DPI, (MOST_PIXELS / max(inches, 1e-6)) ** 0.5)
    picture: Image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    return picture
