"""Tell which chunks of a script belong to a claim: a linear-chain CRF, trained on the gold cases.

The weights are a table in the package (`tagger.json`); `python -m consistency.extract.train` makes
them. Decoding is Viterbi over three labels: B begins a claim, I goes on with it, O is none. Weights
are whole thousandths, and a feature's three are packed into one integer, so that a chunk's scores
are one sum, to which a group of features gives one summand, added up when its key is first met.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from consistency.extract.features import Column, Group, Key

LABELS = ("B", "I", "O")
_UNIT = 1000
_BITS = 21  # three fields fit a machine word; a field holds sums from -1048 to 1048
_HALF = 1 << _BITS - 1
_FIELD = (1 << _BITS) - 1
_NEVER = -(1 << 40)

Scores = tuple[int, int, int]
"""In thousandths, for B, I and O."""


_KEPT = 1 << 14
"""How many keys of a group are kept: all there are but words and pairs of words."""


class Sums(dict[Key, int]):
    """Key → the packed weights of the features that a group names for it; an unknown feature weighs 0."""

    def __init__(self, group: Group, states: Mapping[str, int]) -> None:
        self._group, self._states = group, states

    def __missing__(self, key: Key) -> int:
        if len(self) >= _KEPT:
            self.clear()
        weight = self._states.get
        self[key] = total = sum(weight(name, 0) for name in self._group(*key))
        return total


@dataclass(frozen=True, slots=True)
class Weights:
    """`states`: feature → its packed weights; `transitions[a][b]`: weight of label b after label a."""

    states: dict[str, int]
    transitions: tuple[Scores, Scores, Scores]
    _sums: dict[Group, Sums] = field(default_factory=dict, compare=False, repr=False)

    def sums(self, group: Group) -> Sums:
        """Return the sums of a group of features."""
        found = self._sums.get(group)
        if found is None:
            found = self._sums[group] = Sums(group, self.states)
        return found


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


def weigh(columns: Sequence[Column], model: Weights) -> list[int]:
    """Return the packed scores of each chunk, neighbours' labels left out."""
    return list(map(sum, zip(*(map(model.sums(c.group).__getitem__, c.keys) for c in columns), strict=True)))


def unpack(packed: int) -> Scores:
    """Return the three scores that one integer holds."""
    b = (packed + _HALF & _FIELD) - _HALF
    packed = packed - b >> _BITS
    i = (packed + _HALF & _FIELD) - _HALF
    return b, i, packed - i >> _BITS


def tag(packed: Iterable[int], model: Weights) -> list[str]:
    """Return the best label of each chunk, given their packed scores."""
    (bb, bi, bo), (ib, ii, io), (ob, oi, oo) = model.transitions
    b, i, o = 0, _NEVER, 0
    back: list[Scores] = []
    for number, (own_b, own_i, own_o) in enumerate(map(unpack, packed)):
        if number == 0:
            b, o = own_b, own_o  # a text does not begin with I
            continue
        to_b, from_b = _best(b + bb, i + ib, o + ob)
        to_i, from_i = _best(b + bi, i + ii, o + oi)
        to_o, from_o = _best(b + bo, i + io, o + oo)
        b, i, o = to_b + own_b, to_i + own_i, to_o + own_o
        back.append((from_b, from_i, from_o))
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
