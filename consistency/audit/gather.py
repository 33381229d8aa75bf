"""Read the scripts and reports of an audit into the index of partners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from consistency import __version__
from consistency.audit.partners import Kind, Partners, Text
from consistency.audit.settings import Settings
from consistency.errors import ConsistencyError, FileUnreadable, UsageError
from consistency.read.source import Source

TABLES = (".csv", ".tsv", ".xlsx", ".jsonl", ".ndjson", ".parquet")
_CHUNK = 1000
_KEEP = 50
_FORMAT = 1  # of the bodies of texts


def files_under(folder: Path, without: Sequence[Path] = ()) -> Iterator[Path]:
    """Yield the files of a folder and of those in it, in the order of their names.

    Hidden ones are left out, and what is in `without`: folders and files of another kind that lie there too.
    """
    apart = {one.resolve() for one in without} - {folder.resolve()}
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.resolve() in apart:
            continue
        if path.is_dir():
            yield from files_under(path, without)
        else:
            yield path


def stamp_of(path: Path) -> str:
    """Return what changes when a file does, or the way in which it is read."""
    state = path.stat()
    return f"{__version__}:{_FORMAT}:{state.st_size}:{state.st_mtime_ns}"


def gather(partners: Partners, settings: Settings) -> None:
    """Read what is new; a file that cannot be read is kept with its error."""
    for kind, given in (("script", settings.scripts), ("report", settings.reports)):
        if given is None:
            continue
        if not given.exists():
            raise FileUnreadable(f"{given} does not exist.", hint=f"Give the folder of the {kind}s.")
        if given.is_dir():
            for count, path in enumerate(files_under(given, settings.places), 1):
                _file(partners, kind, path)  # type: ignore[arg-type]
                if count % _KEEP == 0:
                    partners.keep()
        elif kind == "script":
            _table(partners, given)
        else:
            raise UsageError(f"{given} is a file.", hint="Give the folder that holds the reports.")


def _file(partners: Partners, kind: Kind, path: Path) -> None:
    stamp = stamp_of(path)
    if partners.known(kind, path, stamp):
        return
    try:
        partners.add_file(kind, path, stamp, [_text(source) for source in _sources(kind, path)])
    except ConsistencyError as error:
        partners.add_file(kind, path, stamp, [], str(error))
    except Exception as error:  # a file that a library stumbles on must not end the audit of ten thousand others
        partners.add_file(kind, path, stamp, [], f"{path} cannot be read: {type(error).__name__}: {error}")


def _sources(kind: Kind, path: Path) -> list[Source]:
    if kind == "report":
        from consistency.read.reports import read_report

        return [read_report(path)]
    from consistency.read.scripts import read_scripts

    return read_scripts(path)


def _text(source: Source) -> Text:
    wanted = source.metadata.get("sku") or source.metadata.get("product") or None
    return Text(body_of(source, source.name), wanted)


def body_of(source: Source, name: str) -> dict[str, Any]:
    """Return a text with what tells where in its file a claim stands, and what its front matter says."""
    return {
        "name": name, "path": str(source.path), "text": source.text, "metadata": dict(source.metadata),
        "segments": [[one.start, one.place, one.line, one.column] for one in source.segments],
        "pages": list(source.pages),
    }  # fmt: skip


def _table(partners: Partners, path: Path) -> None:
    """Read a table with a column of product numbers and one of scripts."""
    stamp = stamp_of(path)
    if partners.known("script", path, stamp):
        return
    partners.add_file("script", path, stamp, _rows(path))


def _rows(path: Path) -> Iterator[Text]:
    number = 1
    for frame in _frames(path):
        numbers, scripts = _columns(path, [str(name) for name in frame.columns])
        for wanted, script in zip(frame.iloc[:, numbers], frame.iloc[:, scripts], strict=True):
            number += 1
            text = str(script).strip() if script is not None and script == script else ""
            if text:
                yield Text(body_of(Source(path, text, ""), f"{path}, row {number}"), str(wanted).strip(), number)


def _columns(path: Path, names: list[str]) -> tuple[int, int]:
    """Return the places of the numbers, a variant's before a product's, and of the scripts."""
    from consistency.read.columns import meaning_of

    meant = [(meaning, at) for at, name in enumerate(names) if (meaning := meaning_of(name))]
    numbers = sorted((not meaning.variant, meaning.rank, at) for meaning, at in meant if meaning.field == "id")
    scripts = sorted((meaning.rank, at) for meaning, at in meant if meaning.field == "script")
    if not numbers or not scripts:
        lacking = "a column of scripts" if numbers else "a column of product numbers"
        raise UsageError(
            f"{path} has no {lacking[2:]} (found: {', '.join(names[:12])}).", hint="Name the columns sku and script."
        )
    return numbers[0][-1], scripts[0][-1]


def _frames(path: Path) -> Iterator[Any]:
    import pandas as pd

    suffix = path.suffix.lower()
    try:
        if suffix in (".csv", ".tsv"):
            from consistency.read.decode import encoding_of

            yield from pd.read_csv(
                path, sep="\t" if suffix == ".tsv" else None, engine="python", dtype=str, keep_default_na=False,
                encoding=encoding_of(path), chunksize=_CHUNK,
            )  # fmt: skip
        elif suffix == ".xlsx":
            yield pd.read_excel(path, dtype=str, keep_default_na=False)
        elif suffix == ".parquet":
            for batch in import_module("pyarrow.parquet").ParquetFile(path).iter_batches(batch_size=_CHUNK):
                yield batch.to_pandas()
        elif suffix in (".jsonl", ".ndjson"):
            yield from pd.read_json(path, lines=True, dtype=False, chunksize=_CHUNK)
        else:
            raise UsageError(f"{path} is no table of scripts.", hint=f"Give a folder, or a table: {', '.join(TABLES)}.")
    except ConsistencyError:
        raise
    except Exception as error:  # whatever a library makes of a broken table
        raise FileUnreadable(
            f"{path} cannot be read: {type(error).__name__}: {error}.", hint="Save it again as UTF-8 CSV."
        ) from error
