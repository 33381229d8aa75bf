"""Evaluate a small gradient-boosted forest: the learnt part of the judgement.

The forest is a table in the package (`forest.json`), made by `python -m consistency.judge.train`.
It is not walked node by node. Every leaf is a bit of one long number, a tree's leaves side by side;
each signal strikes out, in one stroke, all leaves that its value rules out, and the lowest bit left
of each tree is the leaf it comes to (QuickScorer; Lucchese et al., SIGIR 2015). The leaves' values
are added up by counting bits, one binary digit of the values at a time.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Node = Sequence[float]
"""(signal, threshold, left, right); a leaf is (-1, value, 0, 0). Go left where the signal is at most the threshold."""
UNIT = 10_000
"""Values are rounded to so many parts of one and added up as whole numbers."""
Splits = dict[float, int]
"""Threshold → the leaves that a value above it strikes out."""


class Test(NamedTuple):
    """A signal's thresholds in order and, for each count of those that a value exceeds, the leaves that are spared."""

    thresholds: tuple[float, ...]
    spared: tuple[int, ...]


class Votes(NamedTuple):
    """The leaves of the trees that speak for one class: `bits` from `shift` on, and what they are worth.

    `base` is the score where every leaf counts nothing; each of `digits` holds the leaves whose value has
    that binary digit, the greatest digit first.
    """

    shift: int
    bits: int
    base: int
    digits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Forest:
    """`classes` with their votes in the same order; `roots` has the lowest leaf of every tree, `whole` all leaves."""

    classes: tuple[str, ...]
    votes: tuple[Votes, ...]
    tests: dict[str, Test]
    roots: int
    whole: int

    def scores(self, values: Mapping[str, float]) -> list[float]:
        """Return the score of each class; a signal that is not given counts as 0, none is negative."""
        left, test_of = self.whole, self.tests.get
        for name, value in values.items():
            if value and (test := test_of(name)) is not None:
                thresholds, spared = test
                left &= spared[bisect_left(thresholds, value)]
        chosen = left & ~(left - self.roots)  # of each tree the lowest bit
        result = []
        for shift, bits, base, digits in self.votes:
            leaves = chosen >> shift & bits
            score = 0
            for digit in digits:
                score += score + (leaves & digit).bit_count()
            result.append((base + score) / UNIT)
        return result


@cache
def forest() -> Forest:
    """Load the package's forest."""
    return from_dict(json.loads(Path(__file__).with_name("forest.json").read_text("utf-8")))


def from_dict(data: Mapping[str, Any]) -> Forest:
    """Build a forest from its JSON form: `signals`, `classes`, `base` and `trees`, for each class a list of trees."""
    splits: list[Splits] = [{} for _ in data["signals"]]
    votes = []
    roots = shift = 0
    for base, trees in zip(data["base"], data["trees"], strict=True):
        values: list[float] = []
        for tree in trees:
            roots |= 1 << shift + len(values)
            _walk(tree, 0, values, splits, shift)
        votes.append(_votes(base, values, len(trees), shift))
        shift += len(values)
    whole = (1 << shift) - 1
    tests = {name: _test(found, whole) for name, found in zip(data["signals"], splits, strict=True) if found}
    return Forest(tuple(data["classes"]), tuple(votes), tests, roots, whole)


def _walk(tree: Sequence[Node], at: int, values: list[float], splits: Sequence[Splits], shift: int) -> None:
    """Add the leaves from node `at` on to `values`, left to right, and each split's leaves on the left to `splits`."""
    signal, value, left, right = tree[at]
    if signal < 0:
        values.append(value)
        return
    if value < 0:
        raise ValueError(f"a signal is compared with {value}, but none is negative")
    first = len(values)
    _walk(tree, int(left), values, splits, shift)
    struck = (1 << shift + len(values)) - (1 << shift + first)
    found = splits[int(signal)]
    found[value] = found.get(value, 0) | struck
    _walk(tree, int(right), values, splits, shift)


def _votes(base: float, values: Sequence[float], trees: int, shift: int) -> Votes:
    """Return the votes of leaves with these values, which are counted from the smallest of them."""
    whole = [round(value * UNIT) for value in values]
    least = min(whole, default=0)
    width = (max(whole, default=0) - least).bit_length()
    columns = zip(*(f"{value - least:0{width}b}" for value in reversed(whole)), strict=True)
    digits = tuple(int("".join(column), 2) for column in columns) if width else ()
    return Votes(shift, (1 << len(values)) - 1, round(base * UNIT) + least * trees, digits)


def _test(splits: Splits, whole: int) -> Test:
    thresholds = sorted(splits)
    spared = [whole]
    for threshold in thresholds:
        spared.append(spared[-1] & ~splits[threshold])
    return Test(tuple(thresholds), tuple(spared))
