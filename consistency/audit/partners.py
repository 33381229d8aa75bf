"""Which script and which report belong to which product: an index on disk, so that memory does not grow.

A file of a folder belongs to the product that its front matter names (`sku: PB-10`); else to the one
whose number stands in its name, the longest number first; else to the one that a folder above it is
named after. What was read of a file is kept, and read again only where the file has changed.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

Kind = Literal["script", "report"]
_PIECE = re.compile(r"[A-Za-z0-9]+|[^\W_A-Za-z0-9]+")
_MOST_PIECES = 16
_TABLES = """
CREATE TABLE IF NOT EXISTS numbers (number TEXT, plain TEXT, product TEXT, PRIMARY KEY (number, product)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS plain ON numbers (plain);
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY, kind TEXT, path TEXT, stamp TEXT, seen INTEGER, error TEXT, UNIQUE (kind, path));
CREATE TABLE IF NOT EXISTS texts (
    id INTEGER PRIMARY KEY, file INTEGER, place INTEGER, wanted TEXT, number TEXT, body BLOB);
CREATE INDEX IF NOT EXISTS owner ON texts (number);
CREATE INDEX IF NOT EXISTS file ON texts (file);
"""


class Text(NamedTuple):
    """A script or report as read: `wanted` is the number that the file itself gives, `place` its row in a table."""

    body: dict[str, Any]
    wanted: str | None = None
    place: int = 0


class Partners:
    """The index; `with` keeps it open."""

    def __init__(self, path: Path) -> None:
        self.base = sqlite3.connect(path, isolation_level=None)
        self.base.execute("PRAGMA journal_mode = WAL")
        self.base.execute("PRAGMA synchronous = NORMAL")  # a process that is killed harms nothing
        self.base.executescript(_TABLES)

    def __enter__(self) -> Partners:
        self.base.execute("BEGIN")
        self.base.execute("DELETE FROM numbers")
        self.base.execute("UPDATE files SET seen = 0")
        return self

    def __exit__(self, kind: object, *error: object) -> None:
        if self.base.in_transaction:
            self.base.execute("COMMIT" if kind is None else "ROLLBACK")
        self.base.close()

    def keep(self) -> None:
        """Put on the disk what was read so far, so that an audit that is stopped need not read it again."""
        self.base.execute("COMMIT")
        self.base.execute("BEGIN")

    def add_product(self, product: str | None, numbers: Iterable[str]) -> None:
        """Remember the numbers of a product and of its variants."""
        rows = [(exact(number), plain(number), product or "") for number in numbers]
        self.base.executemany("INSERT OR IGNORE INTO numbers VALUES (?, ?, ?)", rows)

    def known(self, kind: Kind, path: Path, stamp: str) -> bool:
        """Tell whether the file was read before as it is now, and keep what was read."""
        found = self.base.execute(
            "UPDATE files SET seen = 1 WHERE kind = ? AND path = ? AND stamp = ? RETURNING id", (kind, str(path), stamp)
        )
        return found.fetchone() is not None

    def add_file(self, kind: Kind, path: Path, stamp: str, texts: Iterable[Text], error: str | None = None) -> None:
        """Keep what was read of a file, or why it could not be read."""
        self.base.execute(
            "DELETE FROM texts WHERE file IN (SELECT id FROM files WHERE kind = ? AND path = ?)", (kind, str(path))
        )
        self.base.execute("DELETE FROM files WHERE kind = ? AND path = ?", (kind, str(path)))
        file = self.base.execute(
            "INSERT INTO files (kind, path, stamp, seen, error) VALUES (?, ?, ?, 1, ?)", (kind, str(path), stamp, error)
        ).lastrowid
        self.base.executemany(
            "INSERT INTO texts (file, place, wanted, body) VALUES (?, ?, ?, ?)",
            ((file, text.place, text.wanted, _packed(text.body)) for text in texts),
        )

    def pair(self, roots: dict[Kind, Path]) -> None:
        """Find the product of every text; forget files that are gone."""
        self.base.execute("DELETE FROM texts WHERE file IN (SELECT id FROM files WHERE NOT seen)")
        self.base.execute("DELETE FROM files WHERE NOT seen")
        self.base.execute("UPDATE texts SET number = NULL WHERE number IS NOT NULL")
        listed = self.base.execute("SELECT DISTINCT kind, path, file, wanted FROM texts JOIN files ON files.id = file")
        for kind, path, file, wanted in listed.fetchall():
            number = self._number(wanted) if wanted is not None else self._named(Path(path), roots[kind])
            if number is not None:
                self.base.execute(
                    "UPDATE texts SET number = ? WHERE file = ? AND wanted IS ?", (number, file, wanted)
                )  # fmt: skip
        self.base.execute("COMMIT")

    def _number(self, wanted: str) -> str | None:
        number = exact(wanted)
        return number if self.base.execute("SELECT 1 FROM numbers WHERE number = ?", (number,)).fetchone() else None

    def _named(self, path: Path, root: Path) -> str | None:
        """Return the number that a file's name tells, or the name of a folder above it; None where it is not clear."""
        folders = [folder.name for folder in path.parents if root in folder.parents]
        for name in (path.stem, *folders):
            for candidates in _candidates(name):
                found = {
                    row
                    for candidate in candidates
                    for row in self.base.execute(
                        "SELECT number, product FROM numbers WHERE plain = ?", (plain(candidate),)
                    )
                }
                spelt = {row for row in found if row[0] in map(exact, candidates)}
                chosen = spelt or found
                if len({product for _, product in chosen}) == 1:
                    return min(str(number) for number, _ in chosen)
                if chosen:
                    return None  # it names two products
        return None

    def of(self, kind: Kind, numbers: Iterable[str]) -> list[dict[str, Any]]:
        """Return the texts of a product, in the order of their files."""
        wanted = sorted({exact(number) for number in numbers})
        found = {
            (path, place, number, body)
            for own in wanted
            for path, place, number, body in self.base.execute(
                "SELECT path, place, texts.id, body FROM texts JOIN files ON files.id = file "
                "WHERE number = ? AND kind = ?",
                (own, kind),
            )
        }
        return [_unpacked(body) for *_, body in sorted(found)]

    def errors(self) -> Iterator[tuple[str, str, str]]:
        """Yield kind, path and what is wrong of the files that cannot be read."""
        yield from self.base.execute("SELECT kind, path, error FROM files WHERE error IS NOT NULL ORDER BY kind, path")

    def alone(self) -> Iterator[tuple[Kind, str, int, str | None]]:
        """Yield kind, path, row and number wanted of the texts without a product."""
        yield from self.base.execute(
            "SELECT DISTINCT kind, path, place, wanted FROM texts JOIN files ON files.id = file "
            "WHERE number IS NULL ORDER BY kind, path, place, wanted"
        )


def exact(number: str) -> str:
    """Return a number as it is compared: width and capitals do not matter."""
    return unicodedata.normalize("NFKC", number).strip().casefold()


def plain(number: str) -> str:
    """Return a number as it may stand in the name of a file, where signs become others.

    >>> plain("PB/10 b") == plain("pb-10_B")
    True
    """
    return "-".join(_PIECE.findall(exact(number)))


def _candidates(name: str) -> Iterator[list[str]]:
    """Yield the stretches of a name that may be a number, the longest first, those of one length together."""
    pieces = list(_PIECE.finditer(exact(name)))[:_MOST_PIECES]
    found = {exact(name)[a.start() : b.end()] for at, a in enumerate(pieces) for b in pieces[at:]}
    found.add(exact(name))
    by_length: dict[int, list[str]] = {}
    for one in found:
        by_length.setdefault(len(one), []).append(one)
    for length in sorted(by_length, reverse=True):
        yield sorted(by_length[length])


def _packed(body: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _unpacked(data: bytes) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(zlib.decompress(data))
    return body
