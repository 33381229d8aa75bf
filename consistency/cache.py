"""Keep results in `.consistency_cache/`, so that what has not changed is not judged again.

An entry's name is a hash of all that it was made from, this program included, so that nothing has to
be marked as out of date. The folder can be deleted at any time and shared by any number of runs;
what is broken in it is made anew, and where it cannot be written nothing is kept.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import consistency

NAME = ".consistency_cache"
LIMIT = 64 * 1024 * 1024
"""Bytes that the entries may have together."""
_LARGEST = 256 * 1024 * 1024
"""Bytes that an entry may have unpacked."""
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder holds what `consistency` has worked out; it can be deleted. See https://bford.info/cachedir/\n"
)
_STALE = 3600.0
"""Seconds after which a file that a run was writing is left over from one that was killed."""
_TOUCH = 60.0
"""Seconds within which a use is not noted again."""

Value = TypeVar("Value")


class Cache:
    """The entries in a folder."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self._written: int | None = None
        """Bytes written since the folder was last looked through."""
        self._closed = False

    def key(self, kind: str, *parts: str | bytes | None) -> str:
        """Return the name of what is made from `parts`, all of them, by this version of the program."""
        whole = sha256(f"{kind} {self.program}".encode())
        for part in parts:
            data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            whole.update(b"-" if data is None else b"%d:" % len(data))
            whole.update(data or b"")
        return whole.hexdigest()

    def kept(
        self, key: str, to_data: Callable[[Value], Any], of_data: Callable[[Any], Value], make: Callable[[], Value]
    ) -> Value:
        """Return what is kept under `key`, else what `make` gives, which is kept from then on."""
        data = self.get(key)
        if data is not None:
            with suppress(LookupError, TypeError, ValueError, AttributeError):
                return of_data(data)
        value = make()
        self.put(key, to_data(value))
        return value

    def get(self, key: str) -> Any:
        """Return the data kept under `key`, None where there is none; a broken entry is deleted."""
        path = self._path(key)
        try:
            packed = path.read_bytes()
        except OSError:
            return None
        try:
            reader = zlib.decompressobj()
            text = reader.decompress(packed, _LARGEST)
            entry = json.loads(text) if reader.eof else None
            if not isinstance(entry, dict) or entry.get("key") != key:
                raise ValueError(key)
        except (ValueError, zlib.error, RecursionError):
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _TOUCH:
                os.utime(path)
        return entry.get("value")

    def put(self, key: str, value: Any) -> None:
        """Keep plain data under `key`; do nothing where that cannot be done."""
        if self._closed:
            return
        packed = zlib.compress(json.dumps({"key": key, "value": value}, separators=(",", ":")).encode(), 6)
        if len(packed) > self.limit // 4:
            return
        try:
            path = self._path(key)
            if not path.parent.is_dir():
                self._open(path.parent)
            _write(path, packed)
        except OSError:
            self._closed = True  # a full disk, a folder that may not be written
            return
        if self._written is None or self._written > self.limit // 16:
            self._trim()
            self._written = 0
        self._written += len(packed)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _open(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
            if not (self.folder / name).exists():
                _write(self.folder / name, content.encode())

    def _trim(self) -> None:
        """Delete what was not used for longest where the entries are too large together, and what killed runs left."""
        entries = []
        now = time.time()
        for entry in self._entries():
            with suppress(OSError):
                stat = entry.stat()
                if not entry.name.endswith(".tmp"):
                    entries.append((stat.st_mtime, stat.st_size, entry.path))
                elif now - stat.st_mtime > _STALE:
                    Path(entry.path).unlink()
        total = sum(size for _, size, _ in entries)
        if total <= self.limit:
            return
        for _, size, name in sorted(entries):
            if total <= self.limit * 3 // 4:
                break
            with suppress(OSError):
                Path(name).unlink()
            total -= size

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        with suppress(OSError), os.scandir(self.folder) as folders:
            for folder in folders:
                if len(folder.name) == 2 and folder.is_dir(follow_symlinks=False):
                    with suppress(OSError), os.scandir(folder.path) as entries:
                        yield from entries

    @cached_property
    def program(self) -> str:
        """The version of this program: its number, and a hash of its code and tables.

        All of them are read only where their sizes or dates are not those of the run before.
        """
        root = os.path.dirname(consistency.__file__)  # noqa: PTH120 - the files are many
        files = sorted(_files(root))
        stats = "\n".join(f"{name[len(root) :]} {stat.st_size} {stat.st_mtime_ns}" for name, stat in files)
        memo = sha256(f"program {root} {stats}".encode("utf-8", "surrogatepass")).hexdigest()
        found = self.get(memo)
        if not isinstance(found, str):
            whole = sha256()
            for name, _ in files:
                data = Path(name).read_bytes()
                whole.update(f"{name[len(root) :]} {len(data)}\n".encode("utf-8", "surrogatepass") + data)
            found = f"{consistency.__version__} {whole.hexdigest()}"
            self.put(memo, found)
        return found


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                yield entry.path, entry.stat()


def _write(path: Path, data: bytes) -> None:
    """Put a file in its place at once; of several runs that do so the last one counts."""
    import secrets  # which takes longer to load than all the rest

    fresh = path.with_name(f"{path.name[:16]}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
