"""Cut a catalogue into partitions: products with their scripts and reports, in order, in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consistency.audit.gather import body_of, files_under
from consistency.audit.identity import checker, key_of
from consistency.audit.partners import Partners
from consistency.audit.settings import Settings
from consistency.config import Config
from consistency.errors import ConsistencyError, ContentMissing, FileUnreadable
from consistency.read.listings import SUFFIXES, Row, iter_listings
from consistency.read.source import Source

Taken = Callable[[str], Any]
"""Key of a pair → what an earlier audit made of it, or None."""
Report = Callable[["Problem"], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not checked, and why; `kind` says of what it is.

    row, file, checker: a row, a file, a pair that failed. product, script, report: it has no partner.
    other: a file among scripts or reports that is neither.
    """

    kind: str
    file: str
    row: int | None
    product: str | None
    message: str


@dataclass(slots=True)
class Partition:
    """Products that are checked together, a line of JSON each; `key` is of all that decides the outcome."""

    number: int
    lines: list[bytes] = field(default_factory=list)
    identities: list[Any] = field(default_factory=list)
    products: int = 0
    pairs: int = 0
    taken: int = 0

    @property
    def key(self) -> str:
        return key_of(self.identities)

    def add(self, record: dict[str, Any], *, first: bool) -> None:
        """Add a product; `first` tells that it was not counted yet."""
        scripts = record["scripts"]
        named = [record[name] for name in ("catalogue", "row", "product", "category")]
        named.append(record["report"]["name"] if record["report"] else None)
        self.identities.append([*named, [[one["name"], one["key"]] for one in scripts]])
        self.lines.append(json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        self.products += first
        self.pairs += len(scripts)
        self.taken += sum(one["taken"] is not None for one in scripts)


def catalogue_files(settings: Settings) -> list[Path]:
    """Return the files of a catalogue, in the order in which they are read."""
    path = settings.catalogue
    if not path.is_dir():
        return [path]
    found = [one for one in files_under(path, settings.places) if one.suffix.lower() in SUFFIXES]
    if not found:
        raise ContentMissing(f"{path} holds no listing.", hint=f"Listings are {', '.join(SUFFIXES)}.")
    return found


def rows_of(settings: Settings, report: Report | None = None) -> Iterator[tuple[Path, Row]]:
    """Yield the products of the catalogue that can be judged; `report` is told of what cannot be read.

    Raise ConsistencyError where no file of it can be read.
    """
    files = catalogue_files(settings)
    failed: ConsistencyError | None = None
    count = 0
    for path in files:
        try:
            for row in iter_listings(path, settings.columns):
                count += 1
                if not row.error:
                    yield path, row
                elif report:
                    report(Problem("row", str(path), row.row, row.id, row.error))
        except ConsistencyError as error:
            failed = failed or error
            if report:
                report(Problem("file", str(path), None, None, str(error)))
        except (OSError, UnicodeError) as error:
            failed = failed or FileUnreadable(f"{path} cannot be read: {error}.", hint="Copy it again.")
            if report:
                report(Problem("file", str(path), None, None, str(failed)))
    if failed and not count:
        raise failed


def partitions(
    settings: Settings, config: Config, partners: Partners, taken: Taken, report: Report
) -> Iterator[Partition]:
    """Yield the partitions of about `partition_size` pairs; a product with more scripts is in several."""
    current = Partition(0)
    for path, row in rows_of(settings, report):
        record = _record(path, row, partners)
        scripts = record.pop("scripts")
        if not scripts:
            report(Problem("product", str(path), row.row, row.id, f"row {row.row}: there is no script of this product"))
            current.products += 1
            continue
        shared = key_of(checker(), settings.lang, config.digest, record["listing"], _content(record["report"]))
        for script in scripts:
            script["key"] = key_of(shared, _content(script), script["path"] if config.suppressions else None)
            script["taken"] = taken(script["key"])
        for at in range(0, len(scripts), settings.partition_size):
            current.add(record | {"scripts": scripts[at : at + settings.partition_size]}, first=at == 0)
            if current.pairs >= settings.partition_size:
                yield current
                current = Partition(current.number + 1)
    if current.pairs:
        yield current


def _record(path: Path, row: Row, partners: Partners) -> dict[str, Any]:
    numbers = [number for number in (row.id, *row.skus) if number]
    scripts = [body_of(Source(path, row.script, ""), f"{path}, row {row.row}")] if row.script else []
    scripts += partners.of("script", numbers)
    reports = partners.of("report", numbers)
    listing = {"title": row.listing.title, "bullets": list(row.listing.bullets)}
    return {
        "catalogue": str(path),
        "row": row.row,
        "product": row.id,
        "category": row.category,
        "listing": listing | {"description": row.listing.description, "lang": row.listing.lang},
        "report": _joined(reports),
        "scripts": scripts,
    }


def _joined(reports: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the reports of a product as one."""
    if len(reports) < 2:
        return reports[0] if reports else None
    whole = Source(Path(reports[0]["path"]), "\n\n".join(one["text"] for one in reports), "")
    return body_of(whole, ", ".join(one["name"] for one in reports))


def _content(body: dict[str, Any] | None) -> Any:
    """Return what of a text decides the outcome: all but its name."""
    return body and [body["text"], body["segments"], body["pages"], body["metadata"]]
