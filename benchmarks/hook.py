"""Compare what the pre-commit hook costs with what its peers cost: `python -m benchmarks.hook`.

A folder of scripts, each with a listing of its own and a consistency.toml, checked as the hook does.
Medians of wall time over paired runs in turn, the ratio of processor time beside them: nothing
changed against importing click and rapidfuzz (at most 3), one script changed against a blank spaCy
pipeline with one text (at most 1.25), all changed against one changed (at most 2).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from consistency.evaluate import load_cases

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold" / "dev.jsonl"
ROOT = Path(__file__).resolve().parents[1]
HOOK = [sys.executable, "-c", "from consistency.cli import main; main()", "check", "--by-config"]
SPACY = [sys.executable, "-c", "import spacy; spacy.blank('en')('x')"]
IMPORTS = [sys.executable, "-c", "import click, rapidfuzz"]


def lay_out(folder: Path, count: int) -> list[Path]:
    """Write `count` scripts with their listings and settings; return the scripts."""
    cases = list(load_cases([GOLD]))
    (folder / "consistency.toml").write_text(
        '[scripts]\ninclude = ["scripts/*.txt"]\n[listings]\nfiles = ["listings/{name}.json"]\n', "utf-8"
    )
    for name in ("scripts", "listings"):
        (folder / name).mkdir()
    scripts = []
    for number in range(count):
        case = cases[number % len(cases)]
        script = folder / "scripts" / f"s{number:03}.txt"
        script.write_text(case["script"]["text"], "utf-8")
        listing = json.dumps(case["listing"], ensure_ascii=False)
        (folder / "listings" / f"s{number:03}.json").write_text(listing, "utf-8")
        scripts.append(script)
    return scripts


def seconds(command: Sequence[str], folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Return the wall time of a command and its time on all processors.

    Raise where it ends in a mistake of ours (status 2 and above).
    """
    begin, before = perf_counter(), os.times()
    done = subprocess.run(command, capture_output=True, env=environment, cwd=folder)
    took, after = perf_counter() - begin, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    return took, worked


def main() -> int:
    """Print a line for each pair; return 1 where a ratio is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--scripts", type=int, default=200)
    args = parser.parse_args()
    late = False
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "repository"
        folder.mkdir()
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(place) / "code"), "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        scripts = lay_out(folder, args.scripts)
        hook = [*HOOK, *(str(script.relative_to(folder)) for script in scripts)]
        turn = 0

        def edit(count: int) -> None:
            nonlocal turn
            turn += 1
            for script in scripts[:count]:
                script.write_text(f"{script.read_text('utf-8')}\n{turn}", "utf-8")

        def forget() -> None:
            shutil.rmtree(folder / ".consistency_cache", ignore_errors=True)

        pairs: list[tuple[str, Callable[[], None], Sequence[str], str, Callable[[], None], Sequence[str], float]] = [
            ("nothing changed", lambda: None, hook, "import click, rapidfuzz", lambda: None, IMPORTS, 3.0),
            ("one changed", lambda: edit(1), hook, "spaCy, blank, one text", lambda: None, SPACY, 1.25),
            (f"{args.scripts} changed", forget, hook, "one changed", lambda: edit(1), hook, 2.0),
        ]
        for name, prepare, command, peer, prepare_peer, peers, limit in pairs:
            taken = []
            for _ in range(args.runs + 1):
                prepare()
                ours = seconds(command, folder, environment)
                prepare_peer()
                taken.append((*ours, *seconds(peers, folder, environment)))
            wall, work, wall_peer, work_peer = (median(column) for column in zip(*taken[1:], strict=True))
            late |= wall > limit * wall_peer
            print(
                f"{name}: {wall * 1e3:.0f} ms; {peer}: {wall_peer * 1e3:.0f} ms; ratio {wall / wall_peer:.2f} "
                f"(at most {limit}; of processor time {work / work_peer:.2f}) over {args.runs} pairs"
            )
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
