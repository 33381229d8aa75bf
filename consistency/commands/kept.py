"""Read and judge by way of the cache: what has not changed is neither parsed nor judged again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from consistency import state
from consistency.cache import NAME, Cache

if TYPE_CHECKING:
    from consistency.config import Config
    from consistency.model import Listing, Result
    from consistency.read.source import Source

_PLAIN = ".txt"
"""What is read as fast as it is looked up."""
_LARGEST_CATALOGUE = 4 * 1024 * 1024
_MOST_PRODUCTS = 2000


class Kept:
    """Reading and judging under one cache; without a cache everything is done anew."""

    def __init__(self, cache: Cache | None) -> None:
        self.cache = cache

    @classmethod
    def by(cls, config: Config) -> Kept:
        """Return that of a team's settings, whose folder is beside them; without settings nothing is kept."""
        return cls(Cache(config.root / NAME) if config.cache and config.root is not None else None)

    def scripts(self, path: Path, data: bytes | None) -> list[Source]:
        """Read every script of a file as `read_scripts` does."""
        from consistency.read.files import read_bytes
        from consistency.read.scripts import read_scripts

        if self.cache is None or str(path) == "-" or path.suffix.lower() == _PLAIN:
            return read_scripts(path, data)
        content = read_bytes(path) if data is None else data
        return self.cache.kept(
            self.cache.key("script", path.name, content),
            lambda found: [state.of_source(one) for one in found],
            lambda kept: [state.to_source(one, path) for one in kept],
            lambda: read_scripts(path, content),
        )

    def report(self, path: Path) -> Source:
        """Read a report as `read_report` does."""
        from consistency.read.files import read_bytes

        def read() -> Source:
            from consistency.read.reports import read_report

            return read_report(path)

        if self.cache is None:
            return read()
        key = self.cache.key("report", path.suffix.lower(), read_bytes(path))
        return self.cache.kept(key, state.of_source, lambda kept: state.to_source(kept, path), read)

    def listings(self, path: Path, columns: Mapping[str, str] | None) -> list[Listing]:
        """Read the products of a file as `read_listings` does; those of large files are not kept."""
        from consistency.read.listings import Listings, read_listings

        if self.cache is None or not path.is_file() or path.stat().st_size > _LARGEST_CATALOGUE:
            return read_listings(path, columns)
        key = self.cache.key("listing", str(path), repr(sorted((columns or {}).items())), path.read_bytes())
        kept = self.cache.get(key)
        if kept is not None:
            try:
                return state.to_listings(kept)
            except (LookupError, TypeError, ValueError):
                pass  # made anew
        found = read_listings(path, columns)
        if isinstance(found, Listings) and len(found.rows) <= _MOST_PRODUCTS:
            self.cache.put(key, state.of_listings(found))
        return found

    def result(self, text: str, page: Listing, report: str | None, lang: str, terms: Sequence[Path]) -> Result:
        """Check a script against a page as `check` does, with the team's own `terms`."""

        def judge() -> Result:
            import consistency
            from consistency.config.terms import use_terms

            use_terms(terms)
            return consistency.check(text, page, report, id=page.id, lang=lang)

        if self.cache is None:
            return judge()
        key = self._key(text, page, report, lang, terms)
        return self.cache.kept(key, state.of_result, state.to_result, judge)

    def found(self, text: str, page: Listing, report: str | None, lang: str, terms: Sequence[Path]) -> Result | None:
        """Return what `result` does where it is kept, else None."""
        if self.cache is None:
            return None
        data = self.cache.get(self._key(text, page, report, lang, terms))
        try:
            return None if data is None else state.to_result(data)
        except (LookupError, TypeError, ValueError, AttributeError):
            return None

    def _key(self, text: str, page: Listing, report: str | None, lang: str, terms: Sequence[Path]) -> str:
        assert self.cache is not None
        own = sha256(b"".join(sha256(path.read_bytes()).digest() for path in terms)).hexdigest()
        return self.cache.key("result", text, json.dumps(state.of_listing(page)), report, lang, own)
