"""Parameters: codes first, then quantities, in order, never overlapping."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extract.fold import fold
from consistency.extract.parameters import parameters
from consistency.extract.ratings import ratings
from consistency.model import Mention


def short(mention: Mention) -> object:
    """Return a code, or the number and the unit of a quantity."""
    p = mention.parameter
    if p.kind != "quantity":
        return p.code or p.name
    return (p.values or (p.value if p.value is not None else (p.low, p.high)), p.unit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IPX8防水, 3米", ["IPX8", (3, "m")]),
        ("蓝牙5.3, 续航24小时", ["Bluetooth 5.3", (24, "h")]),
        ("MIL-STD-810H, 5000mAh", ["MIL-STD-810H", (5000, "mAh")]),
        ("SPF50+ PA++++ 50ml", ["SPF 50+", "PA++++", (50, "mL")]),
        ("304不锈钢 500毫升", ["304 stainless steel", (500, "mL")]),
        ("[00:03-00:08] iPhone 15 case, B08XYZ", []),
        ("6061 aluminum, 1.2 kg", ["6061 aluminium", (1.2, "kg")]),
        ("18650 battery, 2600 mAh", ["18650", (2600, "mAh")]),
        ("", []),
    ],
)
def test_codes_and_quantities_in_order(text: str, found: list[object]) -> None:
    assert [short(m) for m in parameters(text)] == found


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(["IPX8", "5000mAh", "2", "-", " ", "304", "钢", "三", "米"])).map("".join)
    )
)
def test_mentions_are_ordered_and_slice_back(text: str) -> None:
    mentions = parameters(text)
    assert all(text[m.start : m.end] == m.text and m.start < m.end for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.shared
def test_codes_are_read_at_two_million_characters_a_second(shared: Path) -> None:
    with gzip.open(shared / "wild" / "listings.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line).get("description") or "" for _, line in zip(range(2000), lines, strict=False)]
    folded = [fold(text) for text in texts]
    for text, twin in zip(texts[:300], folded, strict=False):  # fill the automata
        ratings(text, twin)
    best = 0.0
    for _ in range(3):
        begin = perf_counter()
        for text, twin in zip(texts, folded, strict=True):
            ratings(text, twin)
        best = max(best, sum(map(len, texts)) / (perf_counter() - begin))
    assert best > 2e6
