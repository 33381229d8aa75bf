"""Pairs of parameter surfaces, one of a title and one of a description, labelled equal or not.

`python -m benchmarks.pairs` prints, for each suite beside the checkout, how many equal pairs
`compare` calls equal (same or reworded) and how many unequal pairs it does not, next to the best
simple baseline: the same digits in the same order.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consistency.extract.parameters import parameters
from consistency.judge.compare import compare
from consistency.model import Mention

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
SUITES = ("pairs_wdc_pave_numeric", "pairs_wdc_pave_numeric_hardneg")


@dataclass
class Score:
    """Counts of one suite; `wrong` holds the pairs that were called otherwise than labelled."""

    equal: int = 0
    equal_found: int = 0
    equal_by_digits: int = 0
    unequal: int = 0
    unequal_found: int = 0
    unequal_by_digits: int = 0
    wrong: list[dict[str, Any]] = field(default_factory=list)


def read(surface: str, text: str) -> list[Mention]:
    """Return the parameters of a surface: as it stands in its text, or by itself where that gives none."""
    start = text.find(surface)
    inside = [m for m in parameters(text) if m.start < start + len(surface) and start < m.end] if start >= 0 else []
    alone = parameters(surface)
    return alone if alone or not inside else inside


def equal(claim: list[Mention], listing: list[Mention]) -> bool:
    """Tell whether the parameters of two surfaces are the same or reworded, one by one."""
    if not claim or not listing:
        return False
    return all(any(compare(a.parameter, b.parameter).kind in ("same", "reworded") for b in listing) for a in claim)


def digits(surface: str) -> list[str]:
    """Return the numbers of a surface as the baseline reads them."""
    return re.findall(r"\d+(?:\.\d+)?", surface)


def score(rows: Iterator[dict[str, Any]]) -> Score:
    """Compare every pair of `rows` and count."""
    result = Score()
    for row in rows:
        one, other = row["claim_surface"], row["listing_surface"]
        called = equal(read(one, row["claim_text"]), read(other, row["listing_text"]))
        baseline = digits(one) == digits(other)
        if row["same_value"]:
            result.equal += 1
            result.equal_found += called
            result.equal_by_digits += baseline
        else:
            result.unequal += 1
            result.unequal_found += not called
            result.unequal_by_digits += not baseline
        if called != row["same_value"]:
            result.wrong.append(row)
    return result


def suite(name: str) -> Score:
    """Score the suite `name` of the benchmark files."""
    with (BENCH / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return score(json.loads(line) for line in lines)


def main(verbose: bool = False) -> None:
    """Print the table, and with `verbose` every pair that was called otherwise than labelled."""
    print(f"{'suite':<34}{'equal':>16}{'same digits':>14}{'unequal':>16}{'same digits':>14}")
    for name in SUITES:
        s = suite(name)
        cells = [(s.equal_found, s.equal), (s.equal_by_digits, s.equal)]
        cells += [(s.unequal_found, s.unequal), (s.unequal_by_digits, s.unequal)]
        shown = [f"{n}/{of} {n / of:.3f}" if of else "-" for n, of in cells]
        print(f"{name:<34}{shown[0]:>16}{shown[1]:>14}{shown[2]:>16}{shown[3]:>14}")
        for row in s.wrong if verbose else ():
            sides = [f"{row[f'{side}_surface']!r} {row[f'norm_{side}']}" for side in ("claim", "listing")]
            print(f"  {row['id']}: {' / '.join(sides)}")


if __name__ == "__main__":
    main("-v" in sys.argv[1:])
