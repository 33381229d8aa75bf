"""Mend a script's wording where that is safe: write the report's or the page's words in place of vague ones.

Only files of text in which every word has its place are mended (TXT, Markdown, SRT, WebVTT). Every
replacement is checked again before it counts: it has to match the field whose words it takes, be
worse for none, and leave all other claims as they are. What is left can be mended by nobody but a
person: a second run finds nothing to do.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from consistency.atomic import replace_file
from consistency.errors import FileUnreadable, UsageError
from consistency.model import Claim, FieldName, Judgement, Result
from consistency.read.decode import decode
from consistency.read.source import Segment, Source
from consistency.report.where import relative
from consistency.rewording import Rewording, rewordings
from consistency.suppress import words_of

SUFFIXES = (".txt", ".md", ".markdown", ".srt", ".vtt")
_ROUNDS = 5
_MOST = 40
"""Replacements that are tried in one round; more of them wait for the next."""
_BREAK = re.compile(r"\r\n|\r|\n")
_RANK = {"match": 0, "reworded": 1, "vague": 2, "missing": 3, "conflict": 3}
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Check = Callable[[str], Result]
"""From the text of a script to its result, by the listing, report and settings at hand."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was written instead of what, and where it now stands in the file."""

    line: int
    old: str
    new: str


@dataclass(frozen=True)
class Mended:
    """A file before and after."""

    path: Path
    before: str
    after: str
    data: bytes
    """The bytes of the file before."""
    encoding: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class _Draft:
    """A script and the text of its file, which are edited together."""

    source: Source
    file: str

    def place(self, start: int, old: str) -> int | None:
        """Return where words of the script stand in the file, None where they do not stand there letter by letter."""
        if not self.source.segments:
            at = start
        else:
            line, column = self.source.position(start)
            starts = [0, *(match.end() for match in _BREAK.finditer(self.file))]
            if not 1 <= line <= len(starts):
                return None
            at = starts[line - 1] + column - 1
        return at if self.file[at : at + len(old)] == old else None

    def edited(self, edits: Sequence[Rewording]) -> _Draft:
        """Return the draft with edits made; those that the file cannot take are left out."""
        draft = self
        for edit in sorted(edits, reverse=True):
            at = self.place(edit.start, edit.old)
            if at is not None:
                draft = draft._with(edit, at)
        return draft

    def _with(self, edit: Rewording, at: int) -> _Draft:
        text, grown = self.source.text, len(edit.new) - len(edit.old)
        line, column = self.source.position(edit.start)
        segments = tuple(_moved(one, edit.start, line, column, grown) for one in self.source.segments)
        text = text[: edit.start] + edit.new + text[edit.end :]
        file = self.file[:at] + edit.new + self.file[at + len(edit.old) :]
        return _Draft(replace(self.source, text=text, segments=segments), file)


def _moved(segment: Segment, start: int, line: int, column: int, grown: int) -> Segment:
    if segment.start <= start:
        return segment
    same = segment.line == line and segment.column > column
    return replace(segment, start=segment.start + grown, column=segment.column + grown * same)


def refusal(path: Path) -> str | None:
    """Return why a file cannot be mended, None where it can."""
    if str(path) in ("-", "<stdin>"):
        return "What is read from standard input cannot be mended."
    if path.suffix.lower() not in SUFFIXES:
        return f"{path} cannot be mended: only {', '.join(SUFFIXES)} can, where every word has its place in the file."
    return None


def mend(source: Source, check: Check, data: bytes | None = None) -> Mended:
    """Return a script's file with what can be mended safely mended; nothing is written.

    `data` are the bytes that `source` was read from, read again where they are not given. Raise
    UsageError on a format that cannot be mended, FileUnreadable where the file has changed meanwhile.
    """
    why = refusal(source.path)
    if why is not None:
        raise UsageError(why, hint="Write the suggestions in by hand, or leave --fix out.")
    data = source.path.read_bytes() if data is None else data
    file, encoding = decode(data, source.path)
    if not source.segments and file != source.text:
        raise FileUnreadable(f"{source.path} has changed while it was checked.", hint="Check it again.")
    draft = _Draft(source, file)
    nothing = Mended(source.path, file, file, data, encoding)
    if _encoded(nothing) != data:
        return nothing
    changes: list[Change] = []
    for _ in range(_ROUNDS):
        result = check(draft.source.text)
        chosen = _chosen(draft, result, check, nothing)
        if not chosen:
            return replace(nothing, after=draft.file, changes=tuple(changes))
        changes += [Change(draft.source.position(one.start)[0], one.old, one.new) for one in chosen]
        draft = draft.edited(chosen)
    return nothing  # what does not come to rest is not mended


def _chosen(draft: _Draft, result: Result, check: Check, mended: Mended) -> list[Rewording]:
    """Return the replacements that stand the test, all together or else one by one."""
    able = [one for one in rewordings(draft.source.text, result) if _writable(draft, one, mended)][:_MOST]
    if not able or _holds(draft, able, result, check):
        return able
    kept: list[Rewording] = []
    for one in able if len(able) > 1 else ():
        if _holds(draft, [*kept, one], result, check):
            kept.append(one)
    return kept


def _writable(draft: _Draft, one: Rewording, mended: Mended) -> bool:
    """Tell whether the file can hold new words: in its encoding, and without what is a mark in its format."""
    if draft.place(one.start, one.old) is None or _BREAK.search(one.old + one.new):
        return False
    if draft.source.segments and re.search(r"[<>&{}|\\]|-->", one.new):
        return False
    try:
        return one.new.encode(_codec(mended)[0]).decode(_codec(mended)[0]) == one.new
    except UnicodeError:
        return False


def _holds(draft: _Draft, edits: Sequence[Rewording], result: Result, check: Check) -> bool:
    """Tell whether a script with edits made is better where it was edited and no worse elsewhere."""
    after = draft.edited(edits).source.text
    again = check(after)
    shifted, grown = [], 0
    for one in edits:
        shifted.append((one.start + grown, one.start + grown + len(one.new)))
        grown += len(one.new) - len(one.old)
    for one, (start, end) in zip(edits, shifted, strict=True):
        before = result.claims[one.claim]
        now = [c for c in again.claims if c.start < end and c.end > start and c.attribute == before.attribute]
        now = now or [c for c in again.claims if words_of(one.new) in words_of(c.text)]  # it repeats another claim
        if not now or not all(_better(before, c, one.source) for c in now):
            return False
    edited = {one.claim for one in edits}
    old = _findings(result, [n not in edited for n in range(len(result.claims))])
    new = _findings(again, [not any(c.start < e and c.end > s for s, e in shifted) for c in again.claims])
    return not new - old


def _better(before: Claim, now: Claim, source: FieldName) -> bool:
    stated = now.fields.get(source)
    if stated is None or stated.status != "match":
        return False
    ranks = [(_rank(j), _rank(now.fields.get(name))) for name, j in before.fields.items()]
    return all(b <= a for a, b in ranks) and any(b < a for a, b in ranks)


def _rank(judged: Judgement | None) -> int:
    return _RANK[judged.status] if judged else 0


def _findings(result: Result, counted: Sequence[bool]) -> Counter[tuple[str, str]]:
    """Return the findings by code and words, those on the claims that count."""
    return Counter(
        (f.code, words_of(result.claims[f.claim].text) if f.claim is not None else "")
        for f in result.findings
        if f.claim is None or counted[f.claim]
    )


def diff(mended: Mended) -> str:
    """Return what has changed as a unified diff, empty where nothing has."""
    name = relative(str(mended.path)).lstrip("/")
    before, after = (text.splitlines(keepends=True) for text in (mended.before, mended.after))
    lines = []
    for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
        lines.append(line if line.endswith("\n") else line.rstrip("\r") + "\n\\ No newline at end of file\n")
    return "".join(lines)


def save(mended: Mended) -> bool:
    """Write a mended file in its own encoding, at once and whole; tell whether there was anything to write."""
    if mended.after == mended.before:
        return False
    try:
        if mended.path.read_bytes() != mended.data:
            raise FileUnreadable(f"{mended.path} has changed while it was mended.", hint="Check it again.")
        replace_file(mended.path, _encoded(replace(mended, before=mended.after)))
    except OSError as error:
        raise FileUnreadable(
            f"{mended.path} cannot be written: {error.strerror}.", hint="Check its permissions."
        ) from None
    return True


def _codec(mended: Mended) -> tuple[str, bytes]:
    """Return the encoding of a file without its mark, and the mark."""
    mark = next((one for one in _MARKS if mended.data.startswith(one)), b"")
    if mended.encoding == "utf-8-sig":
        return "utf-8", mark
    if mended.encoding == "utf-16" and mark:
        return "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be", mark
    return mended.encoding, b""


def _encoded(mended: Mended) -> bytes:
    """Return the bytes of `mended.before`; those of the file itself where nothing is lost in the encoding."""
    encoding, mark = _codec(mended)
    try:
        return mark + mended.before.encode(encoding)
    except UnicodeError:
        return b""
