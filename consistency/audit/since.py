"""What an earlier audit made of pairs, found by their keys."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from pathlib import Path
from typing import Any

from consistency.audit.files import lines_of
from consistency.errors import UsageError

_KEY = slice(9, 41)  # where a line of outcomes has its key: {"key": "…
_PARTS = 4
"""Parts that are kept unpacked. Catalogues keep their order by and large, so that few are asked for at a time."""


class Earlier:
    """The outcomes of an audit's folder, by key; the index of them is made in the file `index`."""

    def __init__(self, folder: Path, index: Path) -> None:
        self.parts = folder / ".work" / "done"
        if not self.parts.is_dir():
            raise UsageError(f"{folder} is not the folder of an audit.", hint="Give the --out of an earlier one.")
        index.unlink(missing_ok=True)
        self.base = sqlite3.connect(index)
        self.base.execute("PRAGMA journal_mode = OFF")
        self.base.execute("CREATE TABLE pairs (key BLOB PRIMARY KEY, part TEXT, line INTEGER) WITHOUT ROWID")
        for path in sorted(self.parts.glob("*.jsonl.gz")):
            rows = ((bytes.fromhex(line[_KEY].decode()), path.name, at) for at, line in enumerate(lines_of(path)))
            self.base.executemany("INSERT OR IGNORE INTO pairs VALUES (?, ?, ?)", rows)
        self.base.commit()
        self.open: OrderedDict[str, list[bytes]] = OrderedDict()

    def __call__(self, key: str) -> Any:
        """Return the outcome of a key, None where there is none or the checker failed."""
        found = self.base.execute("SELECT part, line FROM pairs WHERE key = ?", (bytes.fromhex(key),)).fetchone()
        if found is None:
            return None
        name, at = found
        if name not in self.open:
            self.open[name] = list(lines_of(self.parts / name))
            if len(self.open) > _PARTS:
                self.open.popitem(last=False)
        self.open.move_to_end(name)
        body = json.loads(self.open[name][at])["body"]
        return None if "error" in body else body

    def close(self) -> None:
        self.base.close()


def nothing(key: str) -> Any:
    """Return None: there is no earlier audit."""
    return None
