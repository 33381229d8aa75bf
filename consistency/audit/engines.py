"""Engines: hand partitions to processes of this machine, a few at a time, and get over it when one dies."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from consistency.audit.files import lines_of, packed, write_whole
from consistency.audit.work import outcome
from consistency.audit.worker import Died, Worker


class Task(NamedTuple):
    """A partition to check: where it is spooled, and where its outcomes go."""

    source: Path
    target: Path
    products: int
    pairs: int


Done = Callable[[Task], None]
DIED = "the checker died of this pair, and again when it was tried alone"


class Engine(Protocol):
    """What checks tasks; tasks are taken from the iterable as there is room for them."""

    def run(self, tasks: Iterable[Task], done: Done) -> None:
        """Check every task and call `done` after each, from any thread."""


@dataclass
class Processes:
    """Workers of this machine; a thread for each asks it and waits."""

    count: int
    lang: str
    config: Path | None = None

    def run(self, tasks: Iterable[Task], done: Done) -> None:
        """Check every task; those of which a worker died are tried again one by one at the end."""
        waiting: queue.Queue[Task | None] = queue.Queue(self.count)
        suspects: list[Task] = []
        failures: list[BaseException] = []
        workers = [Worker(self.lang, self.config) for _ in range(self.count)]

        def serve(worker: Worker) -> None:
            try:
                while not worker.ended and (task := waiting.get()) is not None:
                    try:
                        worker.ask(task.source, task.target)
                        done(task)
                    except Died:
                        suspects.append(task)
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=serve, args=(worker,), daemon=True) for worker in workers]
        try:
            for thread in threads:
                thread.start()
            for task in tasks:
                _put(waiting, task, failures)
            for _ in threads:
                _put(waiting, None, failures)
            for thread in threads:
                while thread.is_alive() and not failures:
                    thread.join(0.5)
        finally:
            for worker in workers:
                worker.end()
        if failures:
            raise failures[0]
        alone = Worker(self.lang, self.config)  # with the machine to itself
        try:
            for task in sorted(suspects):
                lines = halves(alone, task, 0, task.pairs)
                write_whole(task.target, packed(b"".join(lines)))
                done(task)
        finally:
            alone.end()


def _put(waiting: queue.Queue[Task | None], task: Task | None, failures: list[BaseException]) -> None:
    while not failures:
        try:
            return waiting.put(task, timeout=0.5)
        except queue.Full:
            continue


def halves(worker: Worker, task: Task, first: int, last: int) -> list[bytes]:
    """Return the outcomes of a range of pairs, half by half where the worker dies, down to the pair to blame."""
    part = task.source.with_suffix(".part.tmp")
    try:
        worker.ask(task.source, part, first, last)
        return list(lines_of(part))
    except Died:
        if last - first == 1:
            return [blamed(lines_of(task.source), first)]
    middle = (first + last) // 2
    return halves(worker, task, first, middle) + halves(worker, task, middle, last)


def blamed(records: Iterable[bytes], number: int) -> bytes:
    """Return the outcome of the pair of that number, of which the checker dies."""
    at = 0
    for line in records:
        record = json.loads(line)
        for script in record["scripts"]:
            if at == number:
                return outcome(record, script, {"error": DIED})
            at += 1
    raise IndexError(number)
