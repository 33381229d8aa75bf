"""Write files so that a reader finds them whole or not at all; keep two audits out of one folder."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from consistency.errors import UsageError

TEMPORARY = ".tmp"


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`: after a crash at any moment it is there whole, or not there."""
    part = path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")
    with part.open("wb") as file:
        file.write(data)
        settle(file)
    place(part, path)


def settle(file: IO[Any]) -> None:
    """Put on the disk what was written to a file."""
    file.flush()
    os.fsync(file.fileno())


def place(part: Path, path: Path) -> None:
    """Give a file that is written its name, for good."""
    part.replace(path)
    if os.name == "posix":  # elsewhere a folder cannot be opened
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def packed(data: bytes) -> bytes:
    """Return `data` compressed, the same for the same data."""
    return gzip.compress(data, compresslevel=1, mtime=0)


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of a compressed file."""
    with gzip.open(path, "rb") as file:
        yield from file


def lines_in(data: bytes) -> list[bytes]:
    """Return the lines of compressed data."""
    with gzip.open(BytesIO(data), "rb") as file:
        return file.readlines()


def clear(folder: Path) -> None:
    """Remove what an audit that was stopped left half written."""
    for path in folder.glob(f"*{TEMPORARY}"):
        path.unlink(missing_ok=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a folder; raise UsageError where another process holds it. It ends with the process."""
    with path.open("a+b") as file:
        try:
            _lock(file)
        except OSError:
            raise UsageError(
                f"Another audit is writing to {path.parent.parent}.", hint="Wait for it, or choose another --out."
            ) from None
        yield


def _lock(file: IO[bytes]) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
