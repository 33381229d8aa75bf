"""Tell which chunks of a script belong to a claim: a linear-chain CRF, trained on the gold cases.

The weights are a table in the package (`tagger.json`); `python -m consistency.extract.train` makes
them. Decoding is Viterbi over three labels: B begins a claim, I goes on with it, O is none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LABELS = ("B", "I", "O")


@dataclass(frozen=True, slots=True)
class Weights:
    """`states`: feature → weight of B, I, O; `transitions[a][b]`: weight of label b after label a."""

    states: dict[str, tuple[float, float, float]]
    transitions: tuple[tuple[float, float, float], ...]


@cache
def weights() -> Weights:
    """Load the package's weights."""
    return from_dict(json.loads((files("consistency") / "extract" / "tagger.json").read_text("utf-8")))


def from_dict(data: dict[str, object]) -> Weights:
    """Build weights from their JSON form: rows of `states` are [feature, B, I, O]."""
    states = {str(name): (b, i, o) for name, b, i, o in data["states"]}  # type: ignore[attr-defined]
    return Weights(states, tuple(tuple(row) for row in data["transitions"]))  # type: ignore[attr-defined]


def tag(rows: Sequence[Sequence[str]], model: Weights) -> list[str]:
    """Return the best label of each row of features."""
    if not rows:
        return []
    states, transitions = model.states, model.transitions
    scores: list[float] = [0.0, float("-inf"), 0.0]  # a claim does not begin with I
    back: list[tuple[int, int, int]] = []
    for position, row in enumerate(rows):
        b = i = o = 0.0
        for name in row:
            weight = states.get(name)
            if weight is not None:
                b += weight[0]
                i += weight[1]
                o += weight[2]
        own = (b, i, o)
        if position == 0:
            scores = [own[0], float("-inf"), own[2]]
            continue
        step, pointers = [], []
        for label in range(3):
            options = [scores[k] + transitions[k][label] for k in range(3)]
            best = max(range(3), key=options.__getitem__)
            step.append(options[best] + own[label])
            pointers.append(best)
        scores = step
        back.append((pointers[0], pointers[1], pointers[2]))
    label = max(range(3), key=scores.__getitem__)
    path = [label]
    for pointer in reversed(back):
        label = pointer[label]
        path.append(label)
    return [LABELS[k] for k in reversed(path)]
