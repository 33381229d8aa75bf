"""`consistency parameters FILE`: every quantity, rating and named parameter of a text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.commands.options import FILE, lang_option, output_options, spare_inputs, write
from consistency.errors import ContentMissing

if TYPE_CHECKING:
    from consistency.read.source import Source

_SUBTITLES = (".srt", ".vtt", ".ass", ".ssa")
_STDIN = Path("-")


@click.command()
@click.argument("file", type=FILE, default=_STDIN)
@output_options("text", "json", "jsonl")
@lang_option
def parameters(file: Path, form: str, output: Path | None, lang: str) -> None:
    """List the parameters of the text in FILE, and where each stands.

    FILE is text of any kind, a DOCX, XLSX or PDF, a picture (by OCR), subtitles, or - for standard
    input. Of documents every paragraph and row is read; offsets count characters of the text read.
    """
    from consistency.extract.parameters import parameters as find

    spare_inputs(output, file)
    source = _read(file)
    mentions = find(source.text)
    if form == "text":
        from consistency.report.text import parameters_text

        write(parameters_text(mentions, source.name, source.place, lang), output)
    else:
        from consistency.report.data import to_json, to_json_lines

        data = [mention.to_dict() for mention in mentions]
        write(to_json(data) if form == "json" else to_json_lines(data), output)


def _read(path: Path) -> Source:
    """Return the text of a file by the reader of its kind; what has none of its own is read as it is."""
    from consistency.read.decode import decode
    from consistency.read.files import read_bytes
    from consistency.read.reports import SUFFIXES as REPORTS
    from consistency.read.reports import TEXT, read_report
    from consistency.read.source import Source

    piped = path == _STDIN
    data = sys.stdin.buffer.read() if piped else read_bytes(path)
    path, suffix = (Path("<stdin>"), "") if piped else (path, path.suffix.lower())
    if not data.strip():
        raise _empty(path)
    if (data.startswith(b"%PDF-") and not piped) or (suffix in REPORTS and suffix not in TEXT):
        return read_report(path)
    if suffix in _SUBTITLES:
        from consistency.read.scripts import read_script

        return read_script(path, data=data)
    text, encoding = decode(data, path)
    if not text.strip():
        raise _empty(path)
    return Source(path, text, encoding)


def _empty(path: Path) -> ContentMissing:
    return ContentMissing(f"{path} is empty.", hint="Give a file with text in it.")
