"""Laws that hold for any text, whatever the labels: a text says what it says, of itself."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import consistency
from consistency.extract.claims import assertions
from consistency.extract.page import read_page
from consistency.judge.subject import subject
from consistency.model import Listing, Result

SENTENCES = (
    "IPX8防水，3米水深也不怕。",
    "续航长达24小时。",
    "五千毫安大电池，65W快充。",
    "304不锈钢内胆，不含BPA。",
    "主动降噪，降噪深度35dB。",
    "SPF50+ PA++++ 防晒。",
    "Waterproof to 10 m.",
    "Up to 32 hours with the case.",
    "Holds 750 ml and weighs 0.4 kg.",
    "Made of 100% cotton.",
    "Bluetooth 5.3 with multipoint pairing.",
    "It measures 20 x 30 x 5 cm.",
    "It folds flat in seconds.",
    "BPA-free and dishwasher safe.",
    "Charges from 0 to 80% in 30 minutes.",
)
NUMBERS = (
    (" 5000 mAh battery. ", " 8000 mAh battery. "),
    ("IPX8防水。", "IPX7防水。"),
    ("Holds 750 ml.", "Holds 650 ml."),
)


def against_itself(text: str) -> Result:
    return consistency.check(text, {"title": text, "bullets": [text], "description": text}, text)


def broken(result: Result, text: str) -> Iterator[str]:
    """Yield what is said of a claim of `text` in `text` and is no match.

    A plain or vague word for a graded attribute may be vague besides: "防水" does not state a grade.
    """
    graded = {a.start for a in assertions(text, _page(text)) if subject(a).graded}
    for claim in result.claims:
        lawful = {"match", "vague"} if claim.start in graded else {"match"}
        for name, judgement in claim.fields.items():
            if judgement is not None and judgement.status not in lawful:
                yield f"{claim.text!r} ({claim.attribute}): {judgement.status} in {name}"


def _page(text: str) -> Any:
    return read_page(Listing(text, (text,), text), text)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True))
def test_a_text_against_itself_is_all_match(sentences: list[str]) -> None:
    text = "\n".join(sentences)
    assert list(broken(against_itself(text), text)) == []


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.one_of(st.sampled_from("防水IPX8 5000mAh不续航24小时3米,.%\n"), st.characters(exclude_categories=["Cs"]))
    )
)
def test_any_text_is_checked(text: str) -> None:
    result = against_itself(text).to_dict()
    for claim in result["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
        for judgement in claim["fields"].values():
            evidence = judgement["evidence"]
            if evidence is not None:
                assert text[evidence["start"] : evidence["end"]] == evidence["text"]
                assert (judgement["status"] == "missing") is False


@pytest.mark.parametrize(("said", "written"), NUMBERS)
def test_another_number_is_a_conflict(said: str, written: str) -> None:
    result = consistency.check(said, {"title": written, "bullets": [written], "description": written})
    assert result.claims
    assert {j.status for c in result.claims for j in c.fields.values() if j} == {"conflict"}


@pytest.mark.parametrize(("said", "_"), NUMBERS)
def test_nothing_said_is_missing(said: str, _: str) -> None:
    page = {"title": "Blue box", "bullets": ["Comes in a box"], "description": "A gift for her."}
    result = consistency.check(said, page)
    assert result.claims
    assert {j.status for c in result.claims for j in c.fields.values() if j} == {"missing"}


@pytest.mark.parametrize(
    ("said", "written"),
    [("3米防水。", "waterproof to 9.8 ft"), ("0.25 L capacity.", "250 ml capacity"), ("2 kg load.", "2000 g load")],
)
def test_another_unit_is_a_rewording(said: str, written: str) -> None:
    result = consistency.check(said, {"title": written, "bullets": [written], "description": written})
    assert result.claims
    assert {j.status for c in result.claims for j in c.fields.values() if j} == {"reworded"}


@pytest.mark.shared
def test_wild_listings_against_themselves(shared: Path) -> None:
    failed = []
    for listing in wild(shared, 200):
        text = "\n".join([listing["title"], *listing["bullets"], listing["description"]])
        problems = list(broken(against_itself(text), text))
        if problems:
            failed.append(problems[0])
    assert len(failed) == 0, f"{len(failed)} of 200 listings: {failed[:5]}"


def wild(shared: Path, count: int) -> list[Mapping[str, Any]]:
    """Return `count` listings in English and Chinese, spread evenly over the file."""
    with gzip.open(shared / "wild" / "listings.jsonl.gz", "rt", encoding="utf-8") as lines:
        every = [listing for line in lines if (listing := json.loads(line))["lang"] in ("en", "zh")]
    return every[:: max(1, len(every) // count)][:count]
