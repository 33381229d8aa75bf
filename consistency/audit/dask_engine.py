"""The engine beyond one machine: partitions go to the workers of a dask scheduler and their outcomes come back.

Nothing but the scheduler is shared: no folder, no file. Memory here is bounded by the partitions in flight.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from importlib import import_module
from typing import Any

from consistency.audit.engines import Done, Task, blamed
from consistency.audit.files import lines_in, packed, write_whole
from consistency.audit.identity import checker
from consistency.audit.work import Checker
from consistency.config import Config
from consistency.errors import NoWorker, UsageError

_AHEAD = 2  # partitions for each thread of a worker: one to check, one at hand
_lock = threading.Lock()


_checkers: dict[tuple[str, str], Checker] = {}


def _checker(lang: str, config: Config) -> Checker:
    """Return the checker of this process, its tables loaded; there is one at a time, as they share their terms."""
    key = lang, config.digest
    if key not in _checkers:
        _checkers.clear()
        _checkers[key] = Checker(lang, config)
        _checkers[key].warm()
    return _checkers[key]


def check_partition(data: bytes, lang: str, config: Config, first: int, last: int | None, identity: str) -> bytes:
    """Check a partition on a worker: compressed lines in, compressed lines out."""
    if checker() != identity:
        raise UsageError(
            "A worker has another version of consistency than this machine.", hint="Install the same everywhere."
        )
    with _lock:  # threads of one worker would only take turns
        return packed(b"".join(_checker(lang, config).lines(lines_in(data), first, last)))


class Dask:
    """The workers of a scheduler."""

    def __init__(self, scheduler: str, lang: str, config: Config) -> None:
        self.scheduler = scheduler
        self.lang = lang
        self.config = replace(config, found={})

    def run(self, tasks: Iterable[Task], done: Done) -> None:
        """Check every task; those that kill workers are tried again one by one at the end."""
        suspects: list[Task] = []
        with self._client() as client:
            distributed = import_module("distributed")
            waiting = iter(tasks)
            running: dict[Any, Task] = {}
            finished = distributed.as_completed(loop=client.loop)

            def start(count: int) -> None:
                for task in _first(waiting, count):
                    future = self._submit(client, task.source.read_bytes(), 0, None)
                    running[future.key] = task
                    finished.add(future)

            start(self._room(client))
            for future in finished:
                task = running.pop(future.key)
                try:
                    write_whole(task.target, future.result())
                    done(task)
                except distributed.KilledWorker:
                    suspects.append(task)
                except CancelledError:
                    raise NoWorker(
                        f"The scheduler {self.scheduler} is gone.", hint="The same command goes on from here."
                    ) from None
                future.release()
                start(max(1, self._room(client) - len(running)))
            for task in sorted(suspects):
                lines = self._halves(client, task, task.source.read_bytes(), 0, task.pairs)
                write_whole(task.target, packed(b"".join(lines)))
                done(task)

    def _client(self) -> Any:
        try:
            distributed = import_module("distributed")
        except ImportError:
            raise UsageError(
                "The engine dask is not installed.", hint='Install it with: pip install "consistency[dask]".'
            ) from None
        try:
            client = distributed.Client(self.scheduler, timeout="20s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(
                f"There is no dask scheduler at {self.scheduler} ({type(error).__name__}).",
                hint="Start one with `dask scheduler`, or mend the address: tcp://host:8786.",
            ) from None
        try:
            client.wait_for_workers(1, timeout=60)
        except TimeoutError:
            client.close()
            raise UsageError(
                f"The scheduler {self.scheduler} has no worker.",
                hint=f"Start some: dask worker {self.scheduler} --nworkers 2 --nthreads 1.",
            ) from None
        return client

    def _room(self, client: Any) -> int:
        threads: int = sum(client.nthreads().values())
        return max(1, _AHEAD * threads)

    def _submit(self, client: Any, data: bytes, first: int, last: int | None) -> Any:
        return client.submit(check_partition, data, self.lang, self.config, first, last, checker(), pure=False)

    def _halves(self, client: Any, task: Task, data: bytes, first: int, last: int) -> list[bytes]:
        """Return the outcomes of a range of pairs, half by half where workers die."""
        distributed = import_module("distributed")
        try:
            return lines_in(self._submit(client, data, first, last).result())
        except distributed.KilledWorker:
            if last - first == 1:
                return [blamed(lines_in(data), first)]
        middle = (first + last) // 2
        return self._halves(client, task, data, first, middle) + self._halves(client, task, data, middle, last)


def _first(tasks: Iterator[Task], count: int) -> Iterator[Task]:
    for _ in range(count):
        task = next(tasks, None)
        if task is None:
            return
        yield task
