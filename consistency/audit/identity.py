"""Tell by a hash whether a pair, or the checker, is the same as before."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from consistency import __version__

_ROOMS = ("lexicon", "extract", "judge")
_FILES = ("model.py", "rules.py")


@cache
def checker() -> str:
    """Return the identity of the checker: its version, its code and its tables."""
    digest = hashlib.sha256(__version__.encode())
    package = files("consistency")
    for found in (*(package / name for name in _FILES), *(package / room for room in _ROOMS)):
        _add(digest, found)
    return digest.hexdigest()[:32]


def _add(digest: Any, found: Traversable) -> None:
    if found.is_dir():
        for inner in sorted(found.iterdir(), key=lambda one: one.name):
            if inner.name != "__pycache__":
                _add(digest, inner)
    else:
        data = found.read_bytes()
        digest.update(f"{found.name}\0{len(data)}\0".encode() + data)


def key_of(*parts: Any) -> str:
    """Return the key of data that JSON can hold."""
    data = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:32]
