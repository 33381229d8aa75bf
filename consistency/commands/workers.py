"""Judge the scripts of a run ahead of their turn, many of them in several processes at once.

Where a process can be forked safely its copies have all tables already, so that only judging takes
time. What they find is what the run itself would find: it is told in the order of the scripts, and
where a copy dies the run judges for itself.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from consistency.errors import ConsistencyError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from consistency.commands.session import Job, Judged, Script, Session
    from consistency.model import Result

_FEW = 8
"""Scripts up to which one process is as fast as several."""
_work: list[list[Script]] = []
"""What there is to judge; the copies of this process know it by its number."""


@contextmanager
def judged_ahead(jobs: Sequence[Job], session: Session) -> Iterator[None]:
    """Let several processes judge meanwhile what is not kept, where that is worth it."""
    count = processes()
    if len(jobs) <= _FEW or count < 2:
        yield
        return
    waiting = _waiting(jobs, session)
    if len(waiting) <= _FEW:
        yield
        return
    first, scripts = waiting.pop(0)
    with suppress(ConsistencyError):  # which is told in its turn
        # Judging one here loads the tables, which the copies then share.
        session.ahead[first] = partial(_known, scripts, [one.judged(one.source.text) for one in scripts])
    gc.collect()
    gc.freeze()  # which stay as they are: whoever looks for garbage need not walk through them again
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    _work[:] = [scripts for _, scripts in waiting]
    executor = ProcessPoolExecutor(
        min(count, len(waiting)), get_context("fork"), signal.signal, (signal.SIGINT, signal.SIG_IGN)
    )
    try:
        with suppress(OSError, BrokenExecutor):  # no process can be had: each is judged in its turn
            for number, (job, scripts) in enumerate(waiting):
                session.ahead[job] = partial(_awaited, scripts, executor.submit(_judge, number))
        yield
    finally:
        executor.shutdown(cancel_futures=True)
        _work.clear()
        session.ahead.clear()


def processes() -> int:
    """Return how many processes may judge at once: 1 where this one cannot be forked safely."""
    if sys.platform not in ("linux", "darwin") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _waiting(jobs: Sequence[Job], session: Session) -> list[tuple[Job, list[Script]]]:
    """Return what has to be judged; what is kept is put ahead, and what cannot be read is left for its turn."""
    waiting = []
    for job in jobs:
        try:
            scripts = session.scripts(job)
        except ConsistencyError:
            continue
        found = [one.found(one.source.text) for one in scripts]
        if None in found:
            waiting.append((job, scripts))
        else:
            session.ahead[job] = partial(_known, scripts, found)
    return waiting


def _known(scripts: Sequence[Script], results: Sequence[Result | None]) -> list[Judged]:
    return list(zip(scripts, results, strict=True))


def _awaited(scripts: Sequence[Script], future: Future[list[Result]]) -> list[Judged]:
    from concurrent.futures import BrokenExecutor

    try:
        return _known(scripts, future.result())
    except BrokenExecutor:
        return _known(scripts, [None] * len(scripts))


def _judge(number: int) -> list[Result]:
    return [one.judged(one.source.text) for one in _work[number]]
