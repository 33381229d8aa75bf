"""Read the text in pictures by OCR, a line of print a line; needs the extra `ocr`.

The models are part of the package rapidocr: nothing is fetched and no picture leaves the machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from consistency.errors import ConsistencyError, ContentMissing, FileUnreadable, TooLarge
from consistency.read.rows import Box, lines

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")
MOST_PIXELS = 50_000_000
INSTALL = "pip install 'consistency[ocr]'"
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "MPO")
_BAND = 2400  # pixels of a long picture that are read at once
_OVERLAP = 160  # pixels of two bands that hold the line between them whole
_SMALL = 1000  # a narrower picture is read in double size
_SURE = 0.75  # mean confidence below which a page may lie on its side
_LEAST = 3  # boxes that tell of a page on its side
_STEEPEST = 10.0  # degrees of tilt that are straightened


def require(what: str) -> None:
    """Raise ContentMissing where OCR is not installed; `what` is what cannot be read without it."""
    if any(find_spec(name) is None for name in ("rapidocr", "onnxruntime", "cv2", "PIL")):
        raise ContentMissing(
            f"{what} is a picture, which is read by OCR; that is not installed.",
            hint=f"Install it with: {INSTALL}. Or ask for the report as text.",
        )


def pictures(data: bytes, path: Path, most: int) -> Iterator[Image]:
    """Yield the picture in a file, several of a TIFF, upright and on white; raise where it is broken or huge."""
    from io import BytesIO

    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if getattr(image, "n_frames", 1) > most:
                raise TooLarge(f"{path} has more than {most} pages.", hint="Keep the pages with the results.")
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > MOST_PIXELS:
                    raise TooLarge(
                        f"{path} has {frame.width * frame.height / 1e6:,.0f} million pixels; "
                        f"up to {MOST_PIXELS / 1e6:,.0f} million are read.",
                        hint="Scan it at 200 dpi.",
                    )
                yield _on_white(ImageOps.exif_transpose(frame))
                if image.format == "MPO":  # a photo with its preview behind it
                    return
    except ConsistencyError:
        raise
    except Image.DecompressionBombError:
        raise TooLarge(f"{path} has far too many pixels.", hint="Scan it at 200 dpi.") from None
    except Exception as error:  # Pillow raises whatever a broken picture makes it stumble on
        raise FileUnreadable(
            f"{path} is a broken picture ({type(error).__name__}).", hint="Scan it or export it again."
        ) from error


def _on_white(image: Image) -> Image:
    from PIL import Image as images

    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = images.new("RGBA", image.size, "white")
        image = images.alpha_composite(white, image)
    return image.convert("RGB")


def picture_text(image: Image) -> str:
    """Return the lines of a picture, also where the page was laid on its side or upside down."""
    import numpy

    if image.width < 2 or image.height < 2:
        return ""
    pixels = numpy.asarray(image)
    boxes, sure = _read(pixels)
    if len(boxes) >= _LEAST and (sure < _SURE or median(w - 1.5 * h for *_, w, h in boxes) < 0):
        turned = [_read(numpy.ascontiguousarray(numpy.rot90(pixels, times))) for times in (1, 2, 3)]
        boxes, _ = max([(boxes, sure), *turned], key=lambda read: read[1] * sum(len(b[0]) for b in read[0]) ** 0.5)
    return "\n".join(lines(_straight(boxes)))


_Read = tuple[str, float, float, float, float, float]
"""Text, centre x and y, tilt in radians, width, height."""


def _read(pixels: Any) -> tuple[list[_Read], float]:
    """Return what is found in a picture and how sure the model is of it, a character weighing one."""
    found: list[_Read] = []
    total = weight = 0.0
    height = pixels.shape[0]
    starts = range(0, max(height - _OVERLAP, 1), _BAND - _OVERLAP) if height > _BAND * 1.25 else [0]
    for start in starts:
        last = start == starts[-1]
        band = pixels[start : height if last or len(starts) == 1 else start + _BAND]
        low = start + _OVERLAP / 2 if start else 0.0
        high = height if last else start + _BAND - _OVERLAP / 2
        for corners, text, score in _recognised(band):
            (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
            middle = (y0 + y1 + y2 + y3) / 4 + start
            if low <= middle < high:
                wide = math.hypot(x1 - x0, y1 - y0)
                tall = math.hypot(x3 - x0, y3 - y0)
                found.append((text, (x0 + x1 + x2 + x3) / 4, middle, math.atan2(y1 - y0, x1 - x0), wide, tall))
                total += score * len(text)
                weight += len(text)
    return found, total / weight if weight else 0.0


def _recognised(band: Any) -> Iterator[tuple[Any, str, float]]:
    """Yield corners, text and confidence of each piece of a picture that the model finds."""
    import cv2

    scale = 2 if max(band.shape[:2]) < _SMALL else 1
    grey = cv2.cvtColor(band, cv2.COLOR_RGB2GRAY)
    if scale > 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    result = _engine()(cv2.cvtColor(without_leaders(grey), cv2.COLOR_GRAY2BGR))
    if getattr(result, "boxes", None) is None or result.txts is None:
        return
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        yield [(float(x) / scale, float(y) / scale) for x, y in corners], " ".join(text.split()), float(score)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    # Which way up a page lies is found out for the page as a whole, so not line by line.
    options = {"Global.log_level": "critical", "Global.use_cls": False, "Global.max_side_len": 4000}
    return RapidOCR(params=options)


def without_leaders(grey: Any) -> Any:
    """Return a grey picture without dotted leaders: the model stumbles on a label and a value that they join."""
    import cv2
    import numpy

    _, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall = stats[1:, 3][stats[1:, 3] >= 8]
    if count < 8 or count > 200_000 or not len(tall):
        return grey
    small = max(3.0, float(numpy.median(tall)) * 0.35)
    dots = [n for n in range(1, count) if stats[n, 2] <= small and stats[n, 3] <= small]
    chains = [_before_colon(chain, dots, centres, small) for chain in _chains(dots, centres, small)]
    gone = [n for chain in chains if len(chain) >= 6 for n in chain]
    if not gone:
        return grey
    wiped = numpy.zeros(count, bool)
    wiped[gone] = True
    mask = cv2.dilate(wiped[labels].astype("uint8"), numpy.ones((5, 5), "uint8"))
    paper = int(numpy.median(grey))
    return numpy.where(mask.astype(bool), numpy.uint8(paper), grey)


def _chains(dots: list[int], centres: Any, small: float) -> list[list[int]]:
    """Return the runs of dots on one line, each a little to the right of the one before."""
    open_chains: dict[int, list[list[int]]] = {}
    chains: list[list[int]] = []
    for dot in sorted(dots, key=lambda n: float(centres[n][0])):
        x, y = centres[dot]
        key = int(y // (4 * small))
        near = [chain for k in (key - 1, key, key + 1) for chain in open_chains.get(k, [])[-8:]]
        for chain in near:
            end_x, end_y = centres[chain[-1]]
            if 0 < x - end_x <= 4 * small and abs(y - end_y) <= 0.5 * small:
                chain.append(dot)
                open_chains.setdefault(key, []).append(chain)
                break
        else:
            chains.append([dot])
            open_chains.setdefault(key, []).append(chains[-1])
    return chains


def _before_colon(chain: list[int], dots: list[int], centres: Any, small: float) -> list[int]:
    """Return a run of dots without its last one where that is the lower half of a colon."""
    x, y = centres[chain[-1]]
    colon = any(abs(centres[n][0] - x) < small and 0 < y - centres[n][1] < 6 * small for n in dots)
    return chain[:-1] if colon and len(chain) > 1 else chain


def _straight(found: list[_Read]) -> list[Box]:
    """Return boxes with the tilt of the whole page taken out; long lines tell it best."""
    tilts = sorted((tilt, wide) for _, _, _, tilt, wide, tall in found if wide > 3 * tall)
    angle = _middle(tilts)
    if abs(angle) > math.radians(_STEEPEST):
        angle = 0.0
    cos, sin = math.cos(-angle), math.sin(-angle)
    boxes = []
    for text, x, y, _, wide, tall in found:
        across, down = x * cos - y * sin, x * sin + y * cos
        boxes.append(Box(across - wide / 2, down - tall / 2, across + wide / 2, down + tall / 2, text))
    return boxes


def _middle(weighted: list[tuple[float, float]]) -> float:
    """Return the weighted median of sorted values."""
    rest = sum(weight for _, weight in weighted) / 2
    for value, weight in weighted:
        rest -= weight
        if rest <= 0:
            return value
    return 0.0
