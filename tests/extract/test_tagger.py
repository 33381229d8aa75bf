from __future__ import annotations

import json
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extract import tagger
from consistency.extract.features import Column
from consistency.extract.tagger import LABELS, from_dict, tag, unpack, weigh, weights

WEIGHT = st.integers(-4000, 4000).map(lambda n: n / 1000)
TRIPLE = st.tuples(WEIGHT, WEIGHT, WEIGHT)
NAMES = "abcde"


def column(rows: list[list[str]]) -> Column:
    """Return a group whose keys are the features themselves."""
    return Column(lambda *names: names, [tuple(row) for row in rows])


@given(
    st.tuples(*(TRIPLE for _ in NAMES)),
    st.tuples(TRIPLE, TRIPLE, TRIPLE),
    st.lists(st.lists(st.sampled_from(NAMES + "?"), max_size=6), min_size=1, max_size=5),
)
def test_decoding_finds_the_best_path(
    states: tuple[tuple[float, ...], ...], transitions: tuple[tuple[float, ...], ...], rows: list[list[str]]
) -> None:
    table = dict(zip(NAMES, states, strict=True))
    model = from_dict({"states": [[name, *w] for name, w in table.items()], "transitions": transitions})

    def score(path: tuple[int, ...]) -> float:
        own = sum(table[name][label] for row, label in zip(rows, path, strict=True) for name in row if name in table)
        return own + sum(transitions[a][b] for a, b in pairwise(path))

    found = tuple(LABELS.index(label) for label in tag(weigh([column(rows)], model), model))
    paths = [path for path in product(range(3), repeat=len(rows)) if LABELS[path[0]] != "I"]
    assert score(found) == pytest.approx(max(map(score, paths)))
    assert found in paths


@given(st.lists(TRIPLE, min_size=1, max_size=60))
def test_packed_sums_are_sums(triples: list[tuple[float, float, float]]) -> None:
    names = [str(n) for n in range(len(triples))]
    states = [[name, *w] for name, w in zip(names, triples, strict=True)]
    model = from_dict({"states": states, "transitions": [[0.0] * 3] * 3})
    expected = tuple(round(1000 * sum(w[k] for w in triples)) for k in range(3))
    assert list(map(unpack, weigh([column([names])], model))) == [expected]


def test_the_package_weights_are_well_formed() -> None:
    data = json.loads(Path(tagger.__file__).with_name("tagger.json").read_text("utf-8"))
    names = [row[0] for row in data["states"]]
    assert len(names) == len(set(names))
    assert all(len(row) == 4 and all(abs(w) < 100 for w in row[1:]) for row in data["states"])
    assert len(weights().states) == len(names)
    assert [len(row) for row in data["transitions"]] == [3, 3, 3]


def test_a_group_is_asked_once_for_a_key() -> None:
    asked: list[str] = []

    def group(name: str) -> list[str]:
        asked.append(name)
        return [name, "unknown"]

    model = from_dict({"states": [["a", 1.0, 0.0, -0.5]], "transitions": [[0.0] * 3] * 3})
    scores = weigh([Column(group, [("a",), ("a",)]), Column(group, [("b",), ("a",)])], model)
    assert [unpack(one) for one in scores] == [(1000, 0, -500), (2000, 0, -1000)]
    assert asked == ["a", "b"]
