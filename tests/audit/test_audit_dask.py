"""The engine beyond one machine: a real scheduler and two worker processes, one of which is killed half-way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogues import ROOT, results

import consistency
from consistency.audit.progress import State
from consistency.config import Config
from consistency.errors import ConsistencyError, UsageError

pytestmark = pytest.mark.dask
Workers = list[subprocess.Popen[bytes]]


def started(*arguments: str, site: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a command of dask that can import this checkout."""
    paths = [str(one) for one in (site, ROOT) if one]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster() -> Iterator[tuple[str, Workers]]:
    """Return the address of a scheduler, and its workers: two processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    run = [started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
    run += [started("distributed.cli.dask_worker", address, *options) for _ in range(2)]
    yield address, run[1:]
    for one in run:
        one.kill()
        one.wait()


def test_the_results_are_those_of_processes_though_a_worker_is_killed(
    catalogue: Path, tmp_path: Path, cluster: tuple[str, Workers]
) -> None:
    address, workers = cluster
    told: list[State] = []

    def listener(state: State) -> None:
        told.append(state)
        if state.phase == "check" and len(told) == 3:
            workers[0].send_signal(signal.SIGKILL)

    found = consistency.audit(
        catalogue, tmp_path / "dask", engine="dask", scheduler=address, partition_size=2, listener=listener
    )
    assert workers[0].wait(10) == -signal.SIGKILL and found.checked == 24 and not found.unread
    consistency.audit(catalogue, tmp_path / "process", workers=1)
    assert results(tmp_path / "dask") == results(tmp_path / "process")
    again = consistency.audit(catalogue, tmp_path / "dask", partition_size=2, workers=1)
    assert again.checked == 0  # the engines share what is done


def test_a_scheduler_that_is_not_there_is_told(
    catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="no dask scheduler at"):
        consistency.audit(catalogue, tmp_path / "out", engine="dask", scheduler="nonsense://x")


def test_a_worker_of_another_version_is_refused(catalogue: Path) -> None:
    from consistency.audit.dask_engine import check_partition

    with pytest.raises(ConsistencyError, match="another version"):
        check_partition(b"", "en", Config(), 0, None, "0" * 32)
