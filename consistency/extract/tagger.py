"""Tell which chunks of a script belong to a claim: a linear-chain CRF, trained on the gold cases.

The weights are a table in the package (`tagger.json`); `python -m consistency.extract.train` makes
them. Decoding is Viterbi over three labels: B begins a claim, I goes on with it, O is none. Weights
are whole thousandths, and a feature's three are packed into one integer, so that a chunk's scores
are one sum.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

LABELS = ("B", "I", "O")
_UNIT = 1000
_BITS = 21  # three fields fit a machine word; a field holds sums from -1048 to 1048
_HALF = 1 << _BITS - 1
_FIELD = (1 << _BITS) - 1
_NEVER = -(1 << 40)

Scores = tuple[int, int, int]
"""In thousandths, for B, I and O."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`states`: feature → its packed weights; `transitions[a][b]`: weight of label b after label a."""

    states: dict[str, int]
    transitions: tuple[Scores, Scores, Scores]


@cache
def weights() -> Weights:
    """Load the package's weights."""
    return from_dict(json.loads(Path(__file__).with_name("tagger.json").read_text("utf-8")))


def from_dict(data: Mapping[str, Any]) -> Weights:
    """Build weights from their JSON form: rows of `states` are [feature, B, I, O]."""
    states = {
        name: round(b * _UNIT) + (round(i * _UNIT) << _BITS) + (round(o * _UNIT) << 2 * _BITS)
        for name, b, i, o in data["states"]
    }
    begin, inside, none = (_scores(row) for row in data["transitions"])
    return Weights(states, (begin, inside, none))


def _scores(row: Sequence[float]) -> Scores:
    b, i, o = row
    return round(b * _UNIT), round(i * _UNIT), round(o * _UNIT)


def emissions(rows: Sequence[Sequence[str]], model: Weights) -> list[Scores]:
    """Return the score of each label for each row of features, neighbours left out; an unknown feature weighs 0."""
    weight, nothing = model.states.get, repeat(0)
    result = []
    for row in rows:
        packed = sum(map(weight, row, nothing))
        b = (packed + _HALF & _FIELD) - _HALF
        packed = packed - b >> _BITS
        i = (packed + _HALF & _FIELD) - _HALF
        result.append((b, i, packed - i >> _BITS))
    return result


def tag(rows: Sequence[Sequence[str]], model: Weights) -> list[str]:
    """Return the best label of each row of features."""
    (bb, bi, bo), (ib, ii, io), (ob, oi, oo) = model.transitions
    b, i, o = 0, _NEVER, 0
    back: list[Scores] = []
    for number, (own_b, own_i, own_o) in enumerate(emissions(rows, model)):
        if number == 0:
            b, o = own_b, own_o  # a text does not begin with I
            continue
        to_b, from_b = _best(b + bb, i + ib, o + ob)
        to_i, from_i = _best(b + bi, i + ii, o + oi)
        to_o, from_o = _best(b + bo, i + io, o + oo)
        b, i, o = to_b + own_b, to_i + own_i, to_o + own_o
        back.append((from_b, from_i, from_o))
    if not rows:
        return []
    label = _best(b, i, o)[1]
    path = [label]
    for pointer in reversed(back):
        label = pointer[label]
        path.append(label)
    return [LABELS[k] for k in reversed(path)]


def _best(b: int, i: int, o: int) -> tuple[int, int]:
    """Return the greatest and which it is, the first of equals."""
    if b >= i:
        return (b, 0) if b >= o else (o, 2)
    return (i, 1) if i >= o else (o, 2)
