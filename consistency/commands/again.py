"""Answer a run whose files have not changed with what it printed before.

What a run prints depends on its options, the settings, the scripts, and the files that may be their
listings and reports: a hash of them all is the name under which it is kept. Nothing but bytes is
read for it, so that a hook over hundreds of scripts costs little where nothing has changed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.config.partners import partner
from consistency.config.settings import BASELINE, Config
from consistency.config.targets import Kind
from consistency.errors import ConsistencyError

if TYPE_CHECKING:
    from consistency.cache import Cache
    from consistency.commands.session import Job, Session

_MARKDOWN = (".md", ".markdown")
_LARGEST = 64 * 1024 * 1024
"""Bytes from which on a file is not looked at for this."""


class _Unknown(Exception):
    """What a run depends on cannot be told."""


@dataclass
class Run:
    """A run of `check`: what it printed when all was as it is now."""

    cache: Cache
    key: str

    @classmethod
    def of(cls, jobs: Sequence[Job], session: Session, options: Sequence[object]) -> Run | None:
        """Return the run of some scripts under options; None where nothing is kept, or there may be more to tell.

        A baseline, suppressions and what cannot be read are told of on standard error.
        """
        if session.given.no_cache or not jobs:
            return None
        cache = session.kept(session.config_of(jobs[0].path)).cache
        if cache is None:
            return None
        try:
            parts = _Inputs(session).parts(jobs)
        except (OSError, ConsistencyError, _Unknown):
            return None
        given = session.given._replace(select=sorted(session.given.select), ignore=sorted(session.given.ignore))
        about = repr((os.getcwd(), given, session.lang, *options))  # noqa: PTH109 - as it is named
        return cls(cache, cache.key("run", about, *parts))

    def answer(self) -> tuple[str, int] | None:
        """Return what was printed and the exit status, None where they are not known."""
        match self.cache.get(self.key):
            case [str(text), int(status)]:
                return text, status
        return None

    def keep(self, text: str, status: int) -> None:
        """Keep what was printed."""
        self.cache.put(self.key, [text, status])


@dataclass
class _Inputs:
    """All that the checks of scripts depend on."""

    session: Session
    _digests: dict[Path, str] = field(default_factory=dict)

    def parts(self, jobs: Sequence[Job]) -> list[str]:
        """Return them as texts, the same for the same content alone."""
        found: dict[Path | None, str] = {}
        parts: list[str] = []
        for job in jobs:
            config = self.session.config_of(job.path)
            if config.root not in found:
                found[config.root] = self._settings(config)
            parts += [found[config.root], str(job.path), *self._job(job, config)]
        return parts

    def _settings(self, config: Config) -> str:
        baseline = config.baseline or (config.root or Path()) / BASELINE
        if not config.cache or config.suppressions or baseline.exists():
            raise _Unknown
        return "\n".join(f"{path} {self._digest(path)}" for path in (*config.files, *config.lexicon))

    def _job(self, job: Job, config: Config) -> list[str]:
        data = _content(job.path) if job.data is None else job.data
        metadata = _metadata(job.path, data)
        parts = [sha256(data).hexdigest()]
        given: Mapping[Kind, Path | None] = {
            "listing": self.session.given.listing, "report": self.session.given.report
        }  # fmt: skip
        for kind, path in given.items():
            one = partner(kind, job.path, metadata, config)
            files = (path,) if path is not None else one.files
            parts.append(f"{kind} {one.sku!r} {one.sure}")
            parts += [f"{file} {self._digest(file)}" for file in files]
        return parts

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            self._digests[path] = sha256(_content(path)).hexdigest()
        return self._digests[path]


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > _LARGEST:
            raise _Unknown
        return file.read()


def _metadata(path: Path, data: bytes) -> Mapping[str, str]:
    """Return the front matter of a script as reading it does."""
    if path.suffix.lower() not in _MARKDOWN or b"-" not in data[:8]:  # behind the mark of any encoding
        return {}
    from consistency.read.decode import decode
    from consistency.read.markdown import front_matter

    return front_matter(decode(data, path)[0])
