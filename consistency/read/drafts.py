"""Read the text of a CapCut or 剪映 draft (draft_content.json, draft_info.json) in order of time.

Texts are kept among the materials, and a segment of a track says when each is shown; materials that
no segment shows were deleted in the editor. What a text says stands in JSON within the JSON, in
older drafts in marks such as <size=5>[text]</size>.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from consistency.read.source import Piece
from consistency.read.subtitles import Cue, clock, pieces

_MOST_CLIPS = 200  # compound clips, which may stand within each other
_MARK = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")


def is_draft(data: Any) -> bool:
    """Tell whether JSON is a draft of the editor."""
    return isinstance(data, Mapping) and isinstance(data.get("materials"), Mapping) and "tracks" in data


def draft_pieces(draft: Mapping[str, Any]) -> list[Piece]:
    """Return what a draft shows as text in order of time; subtitles in two languages are told apart."""
    shown = sorted(_shown(draft, 0.0, set()), key=lambda entry: entry[0])
    return pieces(
        Cue(clock(start / 1e6), tuple((0, 1, line) for line in words.splitlines() if line.strip()))
        for start, words in shown
    )


def _shown(draft: Mapping[str, Any], offset: float, seen: set[int]) -> Iterator[tuple[float, str]]:
    """Yield start in microseconds and words of every text that a track shows; a compound clip counts once."""
    materials = draft.get("materials")
    materials = materials if isinstance(materials, Mapping) else {}
    texts = {_id(one): _words(one) for one in _mappings(materials.get("texts"))}
    templates = {_id(one): one for one in _mappings(materials.get("text_templates"))}
    clips = {_id(one): one.get("draft") for one in _mappings(materials.get("drafts"))}
    for track in _mappings(draft.get("tracks")):
        for segment in _mappings(track.get("segments")):
            if segment.get("visible") is False:
                continue
            target, source = _starts(segment, "target_timerange"), _starts(segment, "source_timerange")
            material = str(segment.get("material_id"))
            if words := texts.get(material):
                yield offset + target, words
            for part in _mappings(templates.get(material, {}).get("text_info_resources")):
                if words := texts.get(str(part.get("text_material_id"))):
                    yield offset + target, words
            for reference in [material, *_strings(segment.get("extra_material_refs"))]:
                clip = clips.get(reference)
                if isinstance(clip, Mapping) and id(clip) not in seen and len(seen) < _MOST_CLIPS:
                    seen.add(id(clip))
                    yield from _shown(clip, offset + target - source, seen)


def _words(material: Mapping[str, Any]) -> str:
    content = material.get("content")
    if not isinstance(content, str):
        return ""
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError):
        parsed = None
    if isinstance(parsed, Mapping):
        words = parsed.get("text")
        return words.strip() if isinstance(words, str) else ""
    plain = _MARK.sub("", content).strip()
    return plain[1:-1].strip() if plain != content and plain.startswith("[") and plain.endswith("]") else plain


def _starts(segment: Mapping[str, Any], name: str) -> float:
    span = segment.get(name)
    return (number(span.get("start")) or 0.0) if isinstance(span, Mapping) else 0.0


def number(value: Any) -> float | None:
    """Return a JSON number that can be a time as a float, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e15:
        return None
    return float(value) if math.isfinite(value) else None


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    return (one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else iter(())


def _strings(value: Any) -> Iterator[str]:
    return (one for one in value if isinstance(one, str)) if isinstance(value, list) else iter(())


def _id(material: Mapping[str, Any]) -> str:
    return str(material.get("id"))
