"""An audit, or a worker, that is killed: nothing is lost, nothing is done twice, the results are the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogues import ROOT, results, write_catalogue

import consistency
from consistency.audit.files import locked
from consistency.errors import NoWorker, UsageError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
CLI = [sys.executable, "-c", "from consistency.cli import main; main()", "audit"]


def start(catalogue: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [*CLI, str(catalogue), "--out", str(out), "--workers", "2", "--partition-size", "3"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_an_audit_killed_at_any_moment_goes_on(tmp_path: Path, sabotage: Callable[[str], None]) -> None:
    sabotage("time.sleep(0.02)")
    catalogue = write_catalogue(tmp_path / "c.jsonl", 60)
    consistency.audit(catalogue, tmp_path / "whole", workers=1, partition_size=3, lang="en")
    out, chance = tmp_path / "out", random.Random(7)
    done = [0]
    for _ in range(6):
        running = start(catalogue, out)
        time.sleep(chance.uniform(0.5, 2.2))
        running.send_signal(signal.SIGKILL)
        running.wait()
        done.append(len(list((out / ".work" / "done").glob("*.gz"))) if out.exists() else 0)
    assert done == sorted(done)
    last = consistency.audit(catalogue, out, workers=2, partition_size=3)
    assert last.checked <= 60 - 3 * done[-1]
    assert results(out) == results(tmp_path / "whole")
    assert not list(out.rglob("*.tmp")) and not list((out / ".work" / "in").iterdir())


def test_a_kill_while_results_are_written_leaves_none_in_halves(catalogue: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    consistency.audit(catalogue, out, workers=1)
    whole = results(out)
    (out / ".work" / "merged").unlink()
    (out / "findings.parquet.tmp").write_bytes(b"PAR1 half")
    (out / "summary.json").unlink()
    assert consistency.audit(catalogue, out, workers=1).checked == 0
    assert results(out) == whole


def test_a_worker_killed_once_costs_nothing(catalogue: Path, tmp_path: Path, sabotage: Callable[[str], None]) -> None:
    consistency.audit(catalogue, tmp_path / "whole", workers=1, partition_size=4)
    flag = tmp_path / "flag"
    once = f"if 'Take 9.' in script and not os.path.exists({str(flag)!r}):"
    sabotage(f"{once}\n    open({str(flag)!r}, 'w')\n    os.kill(os.getpid(), 9)")
    summary = consistency.audit(catalogue, tmp_path / "out", workers=2, partition_size=4)
    assert flag.exists() and summary.pairs == 24 and not summary.unread
    assert results(tmp_path / "out") == results(tmp_path / "whole")


@pytest.mark.parametrize("death", ["os.kill(os.getpid(), 9)", "raise MemoryError"])
def test_a_pair_that_kills_is_found_and_the_rest_goes_on(
    catalogue: Path, tmp_path: Path, sabotage: Callable[[str], None], death: str
) -> None:
    sabotage(f"if 'Take 9.' in script: {death}")
    summary = consistency.audit(catalogue, tmp_path / "out", workers=2, partition_size=8)
    assert summary.pairs == 23 and summary.unread == 1 and summary.exit_status == 1
    told = summary.problems().iloc[0]
    assert (told["kind"], told["row"], told["product"]) == ("checker", 10, "PB-9")
    assert told["file"] == str(catalogue) and "row 10" in told["message"] and "died" in told["message"]


def test_a_pair_that_raises_is_a_row_of_the_problems(
    catalogue: Path, tmp_path: Path, sabotage: Callable[[str], None]
) -> None:
    sabotage("if 'Take 9.' in script: raise ValueError('what a script')")
    summary = consistency.audit(catalogue, tmp_path / "out", workers=1)
    assert summary.pairs == 23 and summary.problems()["message"][0].endswith("ValueError: what a script")


def test_workers_that_cannot_start_are_told(catalogue: Path, tmp_path: Path, sabotage: Callable[[str], None]) -> None:
    sabotage("os._exit(3)")
    with pytest.raises(NoWorker, match="status 3"):
        consistency.audit(catalogue, tmp_path / "out", workers=2)


def test_one_folder_takes_one_audit(catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / ".work").mkdir(parents=True)
    with locked(tmp_path / "out" / ".work" / "lock"), pytest.raises(UsageError, match="Another audit"):
        consistency.audit(catalogue, tmp_path / "out")


def test_workers_end_with_the_audit(tmp_path: Path, sabotage: Callable[[str], None]) -> None:
    pids = tmp_path / "pids"
    sabotage(f"open({str(pids)!r}, 'a').write(f'{{os.getpid()}}\\n')\ntime.sleep(0.3)")
    running = start(write_catalogue(tmp_path / "c.jsonl", 40), tmp_path / "out")
    while not pids.exists():
        time.sleep(0.05)
    running.kill()
    running.wait()
    until = time.monotonic() + 20
    while alive := [pid for pid in pids.read_text().split() if runs(int(pid))]:
        assert time.monotonic() < until, alive
        time.sleep(0.1)


def runs(pid: int) -> bool:
    """Tell whether a process is at work: gone and dead but not buried is neither."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")
