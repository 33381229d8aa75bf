"""A process that checks partitions: it is told of each on its input and answers on its output.

Every message is a line of JSON. It ends when its input does, so that none is left behind where the
audit is killed. It starts from nothing but Python, whatever the program is that audits: a script, a
notebook, a server with threads.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from consistency.errors import NoWorker

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from consistency.audit.worker import main; main()"
_STARTS = 3
_MOST = 350 * 1024 * 1024
"""Bytes after which a worker makes room for a new one: what it remembers of many texts adds up."""


class Died(Exception):
    """A worker ended in the middle of its work."""


class Worker:
    """The other end: starts a process, and another one where it died; at most one thread may ask at a time."""

    def __init__(self, lang: str, config: Path | None) -> None:
        named = [str(config)] if config else []
        self.command = [sys.executable, "-c", _START, json.dumps(sys.path), lang, *named]
        self.process: subprocess.Popen[bytes] | None = None
        self.ended = False

    def ask(self, source: Path, target: Path, first: int = 0, last: int | None = None) -> None:
        """Have the pairs of `source`, or those from `first` to `last`, checked into `target`; raise Died where it dies.

        Raise NoWorker where it cannot start, or cannot write.
        """
        process = self.process or self._started()
        task = {"source": str(source), "target": str(target), "first": first, "last": last}
        try:
            answer = _answer(process, task)
        except Died:
            self._kill()
            raise
        if "error" in answer:
            raise NoWorker(answer["error"], hint="The same command goes on from here.")
        if answer["leaves"]:
            self._kill()

    def _started(self) -> subprocess.Popen[bytes]:
        status = 0
        for _ in range(_STARTS):
            if self.ended:
                raise Died
            process = self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            try:
                _answer(process)
                return process
            except Died:
                status = process.wait()
                self._kill()
        raise NoWorker(
            f"A worker ended with status {status} before it checked anything.",
            hint="See what it wrote above; is there memory left? The same command goes on from here.",
        )

    def _kill(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):  # what was not sent to a process that is no more
                    pipe.close()  # type: ignore[union-attr]

    def end(self) -> None:
        """End the process, whatever it does."""
        self.ended = True
        self._kill()


def _answer(process: subprocess.Popen[bytes], task: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what a process answers to a task, or that it is ready; raise Died where it ends instead."""
    assert process.stdin is not None and process.stdout is not None
    try:
        if task is not None:
            process.stdin.write(json.dumps(task).encode() + b"\n")
            process.stdin.flush()
        line = process.stdout.readline()
    except (OSError, ValueError):  # the pipe is closed, by it or by us
        raise Died from None
    if not line.endswith(b"\n"):
        raise Died
    answer: dict[str, Any] = json.loads(line)
    return answer


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the audit ends its workers itself
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # nothing that a library prints may be taken for an answer
    from consistency.audit.files import lines_of, packed, write_whole
    from consistency.audit.work import Checker
    from consistency.config import Config, load

    checker = Checker(sys.argv[2], load(Path(sys.argv[3])) if sys.argv[3:] else Config())
    checker.warm()
    _rest()
    answers.write(b'{"ready": true}\n')
    for line in sys.stdin.buffer:
        task = json.loads(line)
        answer: dict[str, Any] = {}
        try:
            found = checker.lines(lines_of(Path(task["source"])), task["first"], task["last"])
            write_whole(Path(task["target"]), packed(b"".join(found)))
        except MemoryError:
            os._exit(75)  # as if it were killed: the audit tries the partition again, alone
        except OSError as error:
            answer = {"error": f"{error.filename or task['target']}: {error.strerror}."}
        answer["leaves"] = _peak() > _MOST
        answers.write(json.dumps(answer).encode() + b"\n")


def _rest() -> None:
    """Let the collector look for garbage seldom, and never among the tables: a check leaves little behind."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 5, 5)


def _peak() -> int:
    """Return the most memory that this process held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024
