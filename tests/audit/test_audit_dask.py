"""The engine beyond one machine: a real scheduler and two worker processes, one of which is killed half-way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from catalogues import ROOT, results

import consistency
from consistency.audit.progress import State
from consistency.config import Config
from consistency.errors import ConsistencyError, UsageError

pytestmark = pytest.mark.dask
ONCE = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}  # or a pair kills four workers before it is blamed
Workers = list[subprocess.Popen[bytes]]


def started(*arguments: str, site: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a command of dask that can import this checkout."""
    paths = [str(one) for one in (site, ROOT) if one]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **ONCE}
    command = [sys.executable, "-m", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def cluster_of(options: list[str], site: Path | None = None) -> Iterator[tuple[str, Workers]]:
    """Give the address of a scheduler, and its workers: two processes, or one with `--nworkers`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    run = [started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    count = 1 if "--nworkers" in options else 2
    run += [started("distributed.cli.dask_worker", address, *options, site=site) for _ in range(count)]
    try:
        yield address, run[1:]
    finally:
        for one in reversed(run):
            one.terminate()
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()


@pytest.fixture
def cluster() -> Iterator[tuple[str, Workers]]:
    """Return the address of a scheduler, and its workers: two processes."""
    with cluster_of(["--nthreads", "1", "--no-nanny", "--no-dashboard"]) as found:
        yield found


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


def test_a_pair_that_kills_workers_is_found(catalogue: Path, tmp_path: Path, sabotage: Callable[[str], None]) -> None:
    sabotage("if 'Take 9.' in script: os._exit(9)")
    site = Path(os.environ["PYTHONPATH"])
    with cluster_of(["--nthreads", "1", "--nworkers", "2", "--no-dashboard"], site) as (address, _):
        found = consistency.audit(catalogue, tmp_path / "out", engine="dask", scheduler=address, partition_size=3)
    assert found.pairs == 23 and found.unread == 1
    told = found.problems().iloc[0]
    assert (told["row"], told["product"]) == (10, "PB-9") and "died" in told["message"]
