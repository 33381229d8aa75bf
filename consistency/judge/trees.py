"""Evaluate a small gradient-boosted forest: the learnt part of the judgement.

The forest is a table in the package (`forest.json`), made by `python -m consistency.judge.train`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Node = tuple[int, float, int, int]
"""(signal, threshold, left, right); a leaf is (-1, value, 0, 0). Go left where the signal is at most the threshold."""


@dataclass(frozen=True, slots=True)
class Forest:
    """`trees[k]` are the trees that speak for `classes[k]`, `base[k]` its score before any."""

    signals: tuple[str, ...]
    classes: tuple[str, ...]
    base: tuple[float, ...]
    trees: tuple[tuple[tuple[Node, ...], ...], ...]

    def scores(self, values: Mapping[str, float]) -> list[float]:
        """Return the score of each class; a signal that is not given counts as 0."""
        row = [values.get(name, 0.0) for name in self.signals]
        result = []
        for base, trees in zip(self.base, self.trees, strict=True):
            score = base
            for tree in trees:
                signal, value, left, right = tree[0]
                while signal >= 0:
                    signal, value, left, right = tree[left if row[signal] <= value else right]
                score += value
            result.append(score)
        return result


@cache
def forest() -> Forest:
    """Load the package's forest."""
    return from_dict(json.loads((files("consistency") / "judge" / "forest.json").read_text("utf-8")))


def from_dict(data: Mapping[str, Any]) -> Forest:
    """Build a forest from its JSON form."""
    return Forest(
        tuple(data["signals"]),
        tuple(data["classes"]),
        tuple(data["base"]),
        tuple(tuple(tuple((s, v, le, r) for s, v, le, r in tree) for tree in trees) for trees in data["trees"]),
    )
