"""Measure the reading of quantities on public suites, pairs and real listings, peers side by side.

`python -m benchmarks.parameters` prints three tables: recall by suite, as the suites stand and
without the rows of `disputed.csv`; pairs of a title's and a description's value; characters a second.
The peers (quantulum3, Recognizers-Text) run in an environment of their own, made on the first run
where a package index can be reached; `--peers PATH` names one, `--no-peers` leaves them out,
`-v` prints what was missed.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import pairs
from benchmarks.suites import SHARED, UNIT_SUITES, VALUE_SUITES, rows, score
from consistency.extract.fold import fold
from consistency.extract.parameters import parameters
from consistency.extract.quantities import quantities
from consistency.lexicon.units import named
from consistency.model import Mention, Parameter

_PACKAGES = ("quantulum3", "recognizers-text-suite", "emoji<2")
_HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "consistency" / "peers"
_SCRIPT = Path(__file__).with_name("peers.py")


def ours(text: str) -> list[Mention]:
    """Read the quantities of `text`, codes not taken away."""
    return quantities(text, fold(text))


def disputed() -> set[str]:
    """Return the ids of the rows that are wrong in themselves."""
    with Path(__file__).with_name("disputed.csv").open(encoding="utf-8") as lines:
        return {row["id"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))}


def environment(path: Path | None) -> Path | None:
    """Return the Python of the peers' environment, made where it is missing; None where it cannot be."""
    home = path or _HOME
    python = home / "bin" / "python"
    if python.exists():
        return python
    try:
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True, timeout=120)
        for package in _PACKAGES:
            subprocess.run(
                [str(python), "-m", "pip", "install", "-q", package], check=True, capture_output=True, timeout=600
            )
    except (OSError, subprocess.SubprocessError) as error:
        print(f"peers left out, they do not install: {error}")
        return None
    return python


def ask(python: Path, texts: list[dict[str, str]], *arguments: str) -> list[dict[str, object]]:
    """Give `texts` to the peers and return their lines."""
    lines = "\n".join(json.dumps(text) for text in texts)
    done = subprocess.run(
        [str(python), "-W", "ignore", str(_SCRIPT), *arguments],
        input=lines,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    for line in done.stderr.splitlines()[-2:] if done.returncode else []:
        print(f"peers: {line}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def peer_readers(python: Path, suites: Iterable[str]) -> dict[str, Callable[[str], list[Mention]]]:
    """Return a reader for each peer that answers from what it said of the suites' texts."""
    texts = {row["text"]: row["lang"] for suite in suites for row in rows(suite)}
    answers = ask(python, [{"text": text, "lang": lang} for text, lang in texts.items()])
    said: dict[str, dict[str, list[Mention]]] = {}
    for text, answer in zip(texts, answers, strict=False):
        for peer, found in answer.items():
            said.setdefault(peer, {})[text] = [_mention(text, *one) for one in found]  # type: ignore[attr-defined]
    return {peer: lambda text, known=known: known.get(text, []) for peer, known in said.items()}  # type: ignore[misc]


def _mention(
    text: str, start: int, end: int, value: float, low: float | None, high: float | None, unit: str | None
) -> Mention:
    from benchmarks.suites import ALIASES

    found = named(unit) if unit else None
    symbol = ALIASES.get(unit or "") or (found.symbol if found else unit)
    exact = Parameter("quantity", value=None if low is not None else value, low=low, high=high, unit=symbol)
    return Mention(text[start:end], start, end, exact)


def recalls(readers: dict[str, Callable[[str], list[Mention]]], verbose: bool) -> None:
    """Print the recall of every reader on every suite; ours also without the disputed rows."""
    left_out = disputed()
    head = "".join(f"{name:>18}" for name in readers)
    print(f"{'recall, English and Chinese rows':<34}{'asked':>7}{'undisputed':>12}{head}")
    for suite in UNIT_SUITES + VALUE_SUITES:
        with_units = suite in UNIT_SUITES
        scores = [score(suite, read, with_units) for read in readers.values()]
        clean = score(suite, ours, with_units, left_out)
        name = f"{suite} ({'value, unit' if with_units else 'value'})"
        print(f"{name:<34}{scores[0].gold:>7}{clean.recall:>12.3f}" + "".join(f"{s.recall:>18.3f}" for s in scores))
        for row in clean.missed if verbose else ():
            print("   ", *row)


def listings() -> list[str]:
    """Return the texts of the real listings beside the checkout."""
    with gzip.open(SHARED / "wild" / "listings.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return ["\n".join([row["title"] or "", *(row["bullets"] or ()), row["description"] or ""]) for row in found]


def speeds(python: Path | None) -> None:
    """Print the characters a second on one core: the best of three runs of ours, one of each peer."""
    texts = listings()
    size = sum(map(len, texts))
    print(f"\n{'characters a second, one core':<34}{'':>7}({size:,} characters of {len(texts):,} listings)")
    for name, read in (("quantities", ours), ("parameters, with codes", parameters)):
        read("24 hours")
        best = 0.0
        for _ in range(3):
            start = time.process_time()
            for text in texts:
                read(text)
            best = max(best, size / (time.process_time() - start))
        print(f"{name:<34}{best:>19,.0f}")
    if python is not None:
        sample = [{"text": text, "lang": "en"} for text in texts[::40] if text.isascii()]
        for answer in ask(python, sample, "--speed", "20"):
            for name, speed in answer.items():
                print(f"{name:<34}{speed:>19,.0f}")


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--peers", type=Path, metavar="PATH", help="an environment in which the peers are installed")
    options.add_argument("--no-peers", action="store_true", help="measure ours alone")
    options.add_argument("-v", "--verbose", action="store_true", help="print what was missed")
    chosen = options.parse_args()
    if not (SHARED / "bench").is_dir():
        print("the suites are not beside this checkout (../shared/bench): nothing to measure")
        return
    python = None if chosen.no_peers else environment(chosen.peers)
    readers: dict[str, Callable[[str], list[Mention]]] = {"consistency": ours}
    if python is not None:
        readers |= peer_readers(python, UNIT_SUITES + VALUE_SUITES)
    recalls(readers, chosen.verbose)
    print()
    pairs.main(chosen.verbose)
    speeds(python)


if __name__ == "__main__":
    main()
