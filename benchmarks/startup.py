"""Compare what a command costs with what its peers cost before they do anything: `python -m benchmarks.startup`.

Paired runs in turn, so that a busy machine slows both alike; medians of wall time and their ratio.
`consistency check` on one script against a blank spaCy pipeline with one document (at most 1.25),
`consistency --help` against importing click (at most 1.5). Byte code is cached in a directory of its
own, as an installed package has it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "data" / "examples" / "powerbank"
CLI = [sys.executable, "-c", "from consistency.cli import main; main()"]
PAIRS = [
    (
        "check one script",
        [*CLI, "check", str(EXAMPLE / "script.txt"), "--listing", str(EXAMPLE / "listing.json")],
        "spaCy, blank, one text",
        [sys.executable, "-c", "import spacy; spacy.blank('en')('x')"],
        1.25,
    ),
    ("--help", [*CLI, "--help"], "import click", [sys.executable, "-c", "import click"], 1.5),
]


def seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the wall time of a command; raise where it ends in a mistake of ours (status 2 and above)."""
    begin = perf_counter()
    done = subprocess.run(command, capture_output=True, env=environment, cwd=ROOT)
    took = perf_counter() - begin
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    return took


def main() -> int:
    """Print a line for each pair; return 1 where a ratio is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    late = False
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for name, command, peer, peers, limit in PAIRS:
            for warm in (command, peers):
                seconds(warm, environment)
            taken = [(seconds(command, environment), seconds(peers, environment)) for _ in range(runs)]
            ours, theirs = (median(column) for column in zip(*taken, strict=True))
            late |= ours > limit * theirs
            print(
                f"{name}: {ours * 1e3:.0f} ms; {peer}: {theirs * 1e3:.0f} ms; "
                f"ratio {ours / theirs:.2f} (at most {limit}) over {runs} pairs"
            )
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
