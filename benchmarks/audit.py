"""Measure an audit of a catalogue: `python -m benchmarks.audit [--pairs 2000] [--kills 50]`.

Makes a catalogue of N products with a script each: the listings of ../shared/wild, where that is there,
and the listings of data/gold, with the scripts of data/gold in variations. Prints

- pairs a second of a core, against a plain loop over the same pairs, and against the floor: what pandas,
  an automaton of the lexicon's terms (ahocorasick_rs) and a scan for numbers (re2) take for the same file;
- two workers against one, by the clock (at least 1.8 on two cores that are ours) and in time of the
  processor, which others on the machine do not change;
- 10 N pairs against N: time and the peak of memory of all processes (at most 1 GB, not growing);
- what a second run of a finished audit costs;
- with --kills: an audit that is killed with all its might at that many random moments, whose results
  have to be those of one that was not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
WILD = ROOT.parent / "shared" / "wild" / "listings.jsonl.gz"
GOLD = [ROOT / "data" / "gold" / f"{name}.jsonl" for name in ("dev", "train", "extra")]
CLI = [sys.executable, "-c", "from consistency.cli import main; main()", "audit"]
SMALL = ("--partition-size", "10")
RESULTS = ("findings.parquet", "claims.parquet", "pairs.parquet", "summary.json", "problems.csv", "report.html")


def products() -> Iterator[dict[str, Any]]:
    """Yield products with scripts without end: a gold case, then a listing from the wild with the same script."""
    cases = [json.loads(line) for path in GOLD for line in path.read_text("utf-8").splitlines()]
    wild: list[dict[str, Any]] = []
    if WILD.exists():
        with gzip.open(WILD, "rt", encoding="utf-8") as file:
            wild = [json.loads(line) for line in file]
    number = 0
    while True:
        for case in cases:
            for page in [case["listing"], *([wild[(7 * number) % len(wild)]] if wild else [])]:
                number += 1
                texts = {name: page.get(name) or "" for name in ("title", "bullets", "description")}
                script = f"{case['script']['text']}\nTake {number}, {number % 97 + 3} cm."
                yield {"sku": f"N-{number}", "category": case["category"], **texts, "script": script}


def write(path: Path, count: int) -> Path:
    """Write a catalogue of `count` products."""
    with path.open("w", encoding="utf-8") as file:
        for _, product in zip(range(count), products(), strict=False):
            file.write(json.dumps(product, ensure_ascii=False) + "\n")
    return path


class Memory(threading.Thread):
    """Looks at the memory of a process and its children every tenth of a second; `peak` is in MB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        import psutil

        while not self.over.wait(0.1):
            try:
                parent = psutil.Process(self.pid)
                held = sum(one.memory_info().rss for one in (parent, *parent.children(recursive=True)))
            except psutil.NoSuchProcess:
                continue
            self.peak = max(self.peak, held / 1e6)


class Cost(NamedTuple):
    """What an audit took: by the clock and of the processor in seconds, and the peak of memory in MB."""

    wall: float
    processor: float
    peak: float


def processor() -> float:
    """Return the seconds of the processor that the processes started from here took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def audit(catalogue: Path, out: Path, workers: int, *options: str) -> Cost:
    """Audit in a process of its own."""
    begin, before = time.perf_counter(), processor()
    command = [*CLI, str(catalogue), "--out", str(out), "--workers", str(workers), "--lang", "en", *options]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    memory = Memory(running.pid)
    if running.wait() > 1:
        raise SystemExit("the audit failed")
    memory.over.set()
    return Cost(time.perf_counter() - begin, processor() - before, memory.peak)


def plain_loop(catalogue: Path, count: int) -> float:
    """Return the processor's seconds for a pair of a loop over the first `count` of the catalogue."""
    import consistency

    with catalogue.open(encoding="utf-8") as file:
        pairs = [json.loads(line) for _, line in zip(range(count), file, strict=False)]
    consistency.check("warm up: 5000 mAh, 防水", pairs[0])
    begin = time.process_time()
    for pair in pairs:
        consistency.check(pair["script"], pair)
    return (time.process_time() - begin) / len(pairs)


def floor(catalogue: Path) -> float:
    """Return the seconds that reading the catalogue and scanning every text once take."""
    import pandas as pd
    import re2
    from ahocorasick_rs import AhoCorasick, MatchKind

    from consistency.lexicon.tables import rows

    terms = {row["text"].lower() for name in ("en", "zh") for row in rows(f"terms/{name}.csv") if row.get("text")}
    automaton = AhoCorasick(sorted(terms), matchkind=MatchKind.LeftmostLongest)
    numbers = re2.compile(r"[0-9]+(?:[.,][0-9]+)*\s*[A-Za-z%°]{0,4}")
    begin = time.perf_counter()
    for frame in pd.read_json(catalogue, lines=True, chunksize=1000, dtype=False):
        for title, bullets, description, script in zip(
            frame["title"], frame["bullets"], frame["description"], frame["script"], strict=True
        ):
            text = "\n".join([title, *bullets, description, script]).lower()
            automaton.find_matches_as_indexes(text)
            sum(1 for _ in numbers.finditer(text))
    return time.perf_counter() - begin


def kills(catalogue: Path, folder: Path, count: int, took: float) -> None:
    """Kill an audit and its workers at random moments; complain where the results differ in the end."""
    out, chance, done = folder / "killed", random.Random(1), 0
    command = [*CLI, str(catalogue), "--out", str(out), "--workers", "2", "--lang", "en", *SMALL]
    for _ in range(count):
        running = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        with suppress(subprocess.TimeoutExpired):
            running.wait(chance.uniform(0.05, 1.0) * max(3.0, took / count * 4))
        # Half of the time the workers too; else they see for themselves that they are alone.
        if running.poll() is None:
            (os.killpg if chance.random() < 0.5 else os.kill)(running.pid, signal.SIGKILL)
            done += 1
        running.wait()
    again = audit(catalogue, out, 2, *SMALL)
    audit(catalogue, folder / "whole", 2, *SMALL)
    differ = [name for name in RESULTS if (out / name).read_bytes() != (folder / "whole" / name).read_bytes()]
    left = [path.name for path in out.rglob("*.tmp")]
    print(
        f"{done} of {count} runs killed, the last one took {again.wall:.1f} s; results that differ: {differ or 'none'}"
    )
    if differ or left:
        raise SystemExit(f"differ: {differ}, left over: {left}")


def main() -> int:
    """Print the figures; return 1 where memory is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--times", type=int, default=10, help="how many times as many the large catalogue has; 0: none")
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = write(folder / "small.jsonl", given.pairs)
        two, one = audit(small, folder / "two", 2), audit(small, folder / "one", 1)
        loop, least = plain_loop(small, min(given.pairs, 500)), floor(small)
        each = one.processor / given.pairs
        print(f"{given.pairs:,} pairs, one worker: {1 / each:.1f} pairs/s of a core, {each * 1e3:.1f} ms a pair")
        print(f"plain loop: {loop * 1e3:.1f} ms a pair; the audit takes {each / loop:.2f} times as long")
        print(
            f"floor (pandas, automaton, re2): {least / given.pairs * 1e3:.2f} ms a pair; "
            f"the audit takes {one.processor / least:.0f} times as long"
        )
        print(
            f"two workers: {two.wall:.1f} s against {one.wall:.1f} s of one, {one.wall / two.wall:.2f} times as fast; "
            f"of the processor {two.processor:.1f} s against {one.processor:.1f} s; peak {two.peak:.0f} MB in all"
        )
        again = audit(small, folder / "two", 2)
        print(f"a second run of the finished audit: {again.wall:.1f} s")
        peak = two.peak
        if given.times:
            large = audit(write(folder / "large.jsonl", given.pairs * given.times), folder / "large", 2)
            longer, shares = large.processor / two.processor, large.wall / two.wall
            print(f"{given.times} times as many: {shares:.2f} times as long, {longer:.2f} of the processor", end="")
            print(f"; peak {large.peak:.0f} MB")
            peak = max(peak, large.peak)
        if given.kills:
            kills(write(folder / "kills.jsonl", min(given.pairs, 400)), folder, given.kills, one.wall)
    return int(peak > 1000)


if __name__ == "__main__":
    sys.exit(main())
