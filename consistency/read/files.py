"""Get the bytes of a file, or say in a sentence why not and what to do."""

from __future__ import annotations

from pathlib import Path

from consistency.errors import FileUnreadable, TooLarge, nearest

LARGEST = 50 * 1024 * 1024
"""Bytes that a file may have; a script, listing export or report is far below it."""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return the content of `path`; raise FileUnreadable or TooLarge with a way out."""
    if path.is_dir():
        raise FileUnreadable(f"{path} is a directory.", hint="Give the file itself.")
    try:
        size = path.stat().st_size
        if size > largest:
            raise TooLarge(
                f"{path} has {size / 1e6:,.0f} MB; files up to {largest / 1e6:,.0f} MB are read.",
                hint="Split it, or take the pictures out.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise FileUnreadable(f"{path} does not exist.", hint=_neighbour(path)) from None
    except PermissionError:
        raise FileUnreadable(f"{path} may not be read.", hint="Check its permissions.") from None
    except (OSError, ValueError) as error:
        raise FileUnreadable(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.", hint="Copy it again."
        ) from None


def _neighbour(path: Path) -> str:
    """Return a hint that names a file of nearly the same name beside `path`."""
    try:
        names = [p.name for p in path.parent.iterdir()]
    except OSError:
        return f"The directory {path.parent} does not exist either."
    close = nearest(path.name, names, alike=0.75)
    return f"Did you mean {path.parent / close[0]}?" if close else "Check the path."
