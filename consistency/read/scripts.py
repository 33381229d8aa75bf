"""Read a script in any format that a team keeps it in: text, documents, storyboards, subtitles, transcripts.

Plain text and Markdown are read as they are; what in them is said is for the extraction to tell. Of
every other format the text is what is said or shown, so that the same words give the same claims.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from consistency.errors import ContentMissing, FileUnreadable, FormatUnknown, TooLarge, UsageError
from consistency.read.decode import decode
from consistency.read.files import read_bytes
from consistency.read.source import Piece, Source, joined

SUFFIXES = (
    ".txt", ".md", ".markdown", ".docx", ".xlsx", ".csv", ".tsv", ".srt", ".vtt", ".ass", ".ssa", ".json"
)  # fmt: skip
MOST_CHARACTERS = 1_000_000
"""What is said in some twenty hours."""


def read_scripts(path: Path | str, data: bytes | None = None) -> list[Source]:
    """Read every script of `path` ("-": standard input as plain text), in order; `data` is its content if given.

    A storyboard with a column for each language, or a workbook with several storyboards, holds
    several scripts; `Source.part` names each. Raise ConsistencyError where there is no text.
    """
    path = Path(path)
    if str(path) == "-":
        return _text(sys.stdin.buffer.read(), Path("<stdin>"), ".txt")
    data = read_bytes(path) if data is None else data
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FormatUnknown(
            f"{path} is no script: {path.suffix or 'a file without an ending'} is not read.",
            hint=f"Scripts are {', '.join(SUFFIXES)}: save it as one of these.",
        )
    if not data.strip():
        raise _empty(path)
    if suffix == ".docx":
        from consistency.read.wordscript import word_pieces

        return _sources([("", word_pieces(data, path))], path, "docx")
    if suffix == ".xlsx":
        from consistency.read.boards import workbook_storyboards

        return _sources(workbook_storyboards(data, path), path, "xlsx")
    return _text(data, path, suffix)


def read_script(path: Path | str, part: str | None = None, data: bytes | None = None) -> Source:
    """Read the only script of `path`, or the one that `part` or its front matter's `lang` names."""
    from consistency.read.headings import language_code

    found = read_scripts(path, data)
    wanted = part if part is not None else found[0].metadata.get("lang") if len(found) > 1 else None
    if wanted is not None:
        code = language_code(wanted)
        chosen = [one for one in found if one.part.casefold() == wanted.strip().casefold()] or [
            one for one in found if code and language_code(one.part) == code
        ]
        if len(chosen) == 1:
            return chosen[0]
    if part is None and len(found) == 1:
        return found[0]
    names = [one.part for one in found if one.part]
    if not names:
        raise UsageError(f"{path} holds one script, not several.", hint="Leave --part out.")
    held = f"{path} holds {len(found)} scripts: {', '.join(names[:20])}."
    raise UsageError(held if part is None else f"{path} does not hold the script {part}.", hint=_choose(names))


def _choose(names: Sequence[str]) -> str:
    return f'Say which with --part, one of {", ".join(names[:20])}: --part "{names[0]}".'


def _text(data: bytes, path: Path, suffix: str) -> list[Source]:
    """Return the scripts of a file of text."""
    try:
        text, encoding = decode(data, path)
    except FileUnreadable:
        if suffix == ".json" and path.name.startswith("draft_"):
            from consistency.read.transcripts import encrypted

            raise encrypted(path) from None
        raise
    if not text.strip():
        raise _empty(path)
    if suffix in (".csv", ".tsv"):
        from consistency.read.boards import text_storyboard

        return _sources([("", text_storyboard(text, path))], path, encoding)
    if suffix == ".json":
        from consistency.read.transcripts import transcript

        return _sources([("", transcript(text, path))], path, encoding)
    if suffix in (".srt", ".vtt", ".ass", ".ssa"):
        from consistency.read.subtitles import subtitles

        return _sources([("", subtitles(text, suffix, path))], path, encoding)
    _bounded(text, path)
    metadata: dict[str, str] = {}
    if suffix in (".md", ".markdown"):
        from consistency.read.markdown import bilingual, front_matter

        metadata = front_matter(text)
        pieces = bilingual(text, path)
        if pieces is not None:
            return _sources([("", pieces)], path, encoding, metadata, blanks=True)
    return [Source(path, text, encoding, metadata)]


def _sources(
    parts: Sequence[tuple[str, Sequence[Piece]]],
    path: Path,
    encoding: str,
    metadata: Mapping[str, str] | None = None,
    *,
    blanks: bool = False,
) -> list[Source]:
    """Return one source for each part (the sheets of a workbook) and each language in it."""
    found = []
    for title, all_pieces in parts:
        for name, pieces in _languages(all_pieces):
            text, segments = joined(pieces, blanks=blanks)
            if text.strip():
                part = ", ".join(filter(None, (title, name)))
                _bounded(text, path)
                found.append(Source(path, text, encoding, metadata or {}, segments=segments, part=part))
    if not found:
        raise ContentMissing(
            f"{path} holds no words that are said or shown.", hint="Give the file that holds what the video says."
        )
    return found


def _languages(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Yield a name and the pieces of every language; pieces without one belong to each."""
    from consistency.read.headings import language_name

    languages = list(dict.fromkeys(piece.lang for piece in pieces if piece.lang))
    if len(languages) < 2:
        yield "", list(pieces)
    else:
        for lang in languages:
            yield language_name(lang), [piece for piece in pieces if piece.lang in ("", lang)]


def _bounded(text: str, path: Path) -> None:
    if len(text) > MOST_CHARACTERS:
        raise TooLarge(
            f"{path} holds {len(text):,} characters; scripts up to {MOST_CHARACTERS:,} are read.",
            hint="Give the script of one video.",
        )


def _empty(path: Path) -> ContentMissing:
    return ContentMissing(f"{path} is empty.", hint="Give the file that holds what the video says.")
