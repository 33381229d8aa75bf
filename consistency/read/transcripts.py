"""Read scripts in JSON: transcripts of speech recognition (Whisper and its kin) and editors' drafts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from consistency.errors import ContentMissing, FileUnreadable, FormatUnknown
from consistency.read.drafts import draft_pieces, is_draft, number
from consistency.read.source import Piece
from consistency.read.subtitles import clock

_HINT = (
    "Scripts in JSON are transcripts with segments of start, end and text (Whisper), "
    "and draft_content.json of CapCut or 剪映; a product page goes to --listing."
)
_ENCRYPTED = re.compile(r"[A-Za-z0-9+/=_\-\s]{64,}")


def transcript(text: str, path: Path) -> list[Piece]:
    """Return the words of a transcript or draft in order; raise ConsistencyError where it is neither."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        if _ENCRYPTED.fullmatch(text):
            raise encrypted(path) from None
        place = f" at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FormatUnknown(f"{path} is not valid JSON{place}.", hint="Export it again, or mend that place.") from None
    if is_draft(data):
        found = draft_pieces(data)
        if not found:
            raise ContentMissing(
                f"{path} shows no text: its tracks hold none.",
                hint="Let the editor recognise the speech as subtitles, or export them as .srt.",
            )
        return found
    segments = _segments(data)
    if segments is not None:
        return list(_pieces(segments))
    if isinstance(data, Mapping) and isinstance(data.get("text"), str):
        return [Piece(data["text"])]
    keys = ", ".join(str(key)[:30] for key in list(data)[:8]) if isinstance(data, Mapping) else type(data).__name__
    raise FormatUnknown(f"{path} is no transcript that is recognised (found: {keys or 'nothing'}).", hint=_HINT)


def encrypted(path: Path) -> FileUnreadable:
    """Return the error for a draft that its editor keeps encrypted."""
    return FileUnreadable(
        f"{path} is encrypted, as 剪映 6 and later keep their drafts.",
        hint="Export the subtitles from the editor as .srt and give that file.",
    )


def _segments(data: Any) -> list[Any] | None:
    """Return the segments of a transcript: under a key, or the list itself."""
    if isinstance(data, Mapping):
        data = next((data[key] for key in ("segments", "transcription", "utterances", "chunks") if key in data), None)
    if not isinstance(data, list):
        return None
    worded = [one for one in data if isinstance(one, Mapping) and isinstance(one.get("text"), str)]
    return worded if worded or not data else None


def _pieces(segments: list[Any]) -> Iterator[Piece]:
    for segment in segments:
        start = _start(segment)
        yield Piece(" ".join(segment["text"].split()), "" if start is None else clock(start))


def _start(segment: Mapping[str, Any]) -> float | None:
    """Return when a segment begins, in seconds; offsets of whisper.cpp are milliseconds."""
    offsets, span = segment.get("offsets"), segment.get("timestamp")
    if isinstance(offsets, Mapping) and (start := number(offsets.get("from"))) is not None:
        return start / 1000
    if isinstance(span, list) and span:
        return number(span[0])
    return number(segment.get("start"))
