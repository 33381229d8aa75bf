"""Read a test report or specification sheet: plain text, or a PDF with a text layer."""

from __future__ import annotations

import logging
from pathlib import Path

from consistency.errors import ContentMissing, FileUnreadable, FormatUnknown, TooLarge
from consistency.read.decode import decode
from consistency.read.files import read_bytes
from consistency.read.source import Source

SUFFIXES = (".txt", ".md", ".pdf")
MOST_PAGES = 500


def read_report(path: Path | str) -> Source:
    """Read the report `path`; raise ConsistencyError where there is no text in it."""
    path = Path(path)
    data = read_bytes(path)
    if path.suffix.lower() not in SUFFIXES and not data.startswith(b"%PDF-"):
        raise FormatUnknown(
            f"{path} is no report: {path.suffix or 'a file without an ending'} is not read.",
            hint="Reports are .txt, .md or .pdf with a text layer: save it as one of these.",
        )
    if path.suffix.lower() == ".pdf" or data.startswith(b"%PDF-"):
        return _pdf(data, path)
    text, encoding = decode(data, path)
    if not text.strip():
        raise ContentMissing(f"{path} is empty.", hint="Give the report's text, or leave the report out.")
    return Source(path, text, encoding)


def _pdf(data: bytes, path: Path) -> Source:
    """Return the text layer of a PDF, page by page with a blank line between."""
    from io import BytesIO

    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are about what it mends by itself
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileUnreadable(f"{path} is protected by a password.", hint="Save a copy without one.")
        if len(reader.pages) > MOST_PAGES:
            raise TooLarge(
                f"{path} has {len(reader.pages)} pages; up to {MOST_PAGES} are read.",
                hint="Keep the pages with the results.",
            )
        texts = [page.extract_text() for page in reader.pages]
    except (FileUnreadable, TooLarge):
        raise
    except (DependencyError, FileNotDecryptedError):
        raise FileUnreadable(f"{path} is encrypted.", hint="Save a copy without protection.") from None
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble on
        raise FileUnreadable(
            f"{path} is a broken PDF ({type(error).__name__}).", hint="Export or download it again."
        ) from error
    if not any(text.strip() for text in texts):
        raise ContentMissing(
            f"{path} has no text layer: its pages are pictures.",
            hint="Ask for the report as text, or copy its results into a .txt file.",
        )
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 2
    return Source(path, "\n\n".join(texts), "pdf", pages=tuple(starts))
