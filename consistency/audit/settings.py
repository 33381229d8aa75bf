"""What an audit is asked to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from consistency.errors import UsageError

ENGINES = ("process", "dask")
FORMATS = ("csv", "jsonl")
"""In which the findings are written besides Parquet."""
LARGEST_PARTITION = 10_000


@dataclass(frozen=True, slots=True)
class Settings:
    """The inputs of an audit, where its results go, and by what means it runs."""

    catalogue: Path
    out: Path
    scripts: Path | None = None
    reports: Path | None = None
    workers: int | None = None
    engine: str = "process"
    scheduler: str | None = None
    since: Path | None = None
    formats: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    config: Path | None = None
    partition_size: int = 50
    lang: str = "en"

    def check(self) -> None:
        """Raise UsageError where the settings cannot be meant."""
        if self.engine not in ENGINES:
            raise UsageError(f"There is no engine {self.engine!r}.", hint=f"There are {', '.join(ENGINES)}.")
        if self.engine == "dask" and not self.scheduler:
            raise UsageError(
                "The engine dask needs a scheduler.", hint="Start one with `dask scheduler` and give its --scheduler."
            )
        if self.engine != "dask" and self.scheduler:
            raise UsageError("--scheduler is of the engine dask.", hint="Add --engine dask, or leave it out.")
        if self.workers is not None and self.workers < 1:
            raise UsageError("An audit needs at least one worker.", hint="Give --workers 1 or more.")
        if not 1 <= self.partition_size <= LARGEST_PARTITION:
            raise UsageError(
                f"A partition of {self.partition_size} pairs is not possible.",
                hint=f"Give --partition-size from 1 to {LARGEST_PARTITION:,}.",
            )
        unknown = [name for name in self.formats if name not in FORMATS]
        if unknown:
            raise UsageError(f"There is no format {unknown[0]!r}.", hint=f"There are {', '.join(FORMATS)}.")
        if self.since is not None and self.since.resolve() == self.out.resolve():
            raise UsageError(
                "--since is the folder of an earlier audit, not --out itself.",
                hint="Leave it out: what --out holds already is not done again.",
            )

    @property
    def places(self) -> tuple[Path, ...]:
        """Return the files and folders that are named, none of which is part of another that it lies in."""
        return tuple(one for one in (self.catalogue, self.out, self.scripts, self.reports, self.since) if one)

    @property
    def processes(self) -> int:
        """Return how many workers check on this machine."""
        if self.workers:
            return self.workers
        try:
            return max(1, len(os.sched_getaffinity(0)))
        except AttributeError:  # not every system tells which cores are ours
            return os.cpu_count() or 1
