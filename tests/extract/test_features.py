from __future__ import annotations

import pytest

from consistency.extract.chunks import read
from consistency.extract.claims import silence
from consistency.extract.facts import facts
from consistency.extract.features import features, own_columns, page_columns
from consistency.extract.page import Page, read_page
from consistency.extract.tagger import weigh, weights
from consistency.model import Listing

SCRIPT = "Unlike others, this power bank holds 10,000 mAh!\nIPX8防水，轻巧便携 and weighs 180 g. Do you want it?"
PAGE = read_page(Listing("Power bank", ("防水 IPX8", "5,000 mAh; light"), "It weighs 180 g"))


@pytest.mark.parametrize("page", [PAGE, None])
def test_a_chunk_scores_what_its_features_weigh(page: Page | None) -> None:
    reading = read(SCRIPT)
    script = facts(reading, silence(reading))
    states = weights().states
    expected = [sum(states.get(name, 0) for name in row) for row in features(reading, silence(reading), page)]
    assert weigh(own_columns(script) + page_columns(script, page), weights()) == expected


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("10,000 mAh", {"k=Q:charge", "s=p~", "gap=", "S:rival", "w1=!", "where=first"}),
        ("IPX8", {"k=R:ip", "s=p=", "gap=line", "co+=1", "j=1"}),
        ("防水", {"s=b", "co-=1", "k-1=R:ip"}),
        ("180 g", {"s=p=", "j=2", "co-=1", "S+:?"}),
    ],
)
def test_the_features_of_a_chunk(word: str, names: set[str]) -> None:
    reading = read(SCRIPT)
    rows = features(reading, silence(reading), PAGE)
    texts = [reading.text[chunk.start : chunk.end] for chunk in reading.chunks]
    assert names <= set(rows[texts.index(word)])


def test_no_chunks_no_features() -> None:
    assert features(read(""), [], PAGE) == []
