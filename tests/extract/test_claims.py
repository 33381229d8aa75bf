from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import consistency
from consistency.extract.chunks import read
from consistency.extract.claims import assertions, silence
from consistency.extract.page import read_page
from consistency.model import Listing

PARTS = st.lists(
    st.one_of(
        st.sampled_from(
            ["IPX8防水", "waterproof", "up to 24 hours", "续航", "，", "。", "!", " ", "普通", "#tag", "(zoom)"]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("script", "text", "attribute"),
    [
        ("这款水杯IPX8防水。", "IPX8防水", "waterproof"),
        ("You get 24 hours of playtime.", "24 hours", "battery_life"),
        ("It has a 5000mAh battery.", "5000mAh", "battery_capacity"),
        ("五千毫安大电池", "五千毫安", "battery_capacity"),
    ],
)
def test_a_claim_and_its_attribute(script: str, text: str, attribute: str) -> None:
    found = [c for c in consistency.extract(script) if text in c.text]
    assert [c.attribute for c in found] == [attribute]


@pytest.mark.parametrize(
    "script", ["", " \n", "Hello everyone!", "只要99元", "#waterproof", "(waterproof box on the table)", "你会爱上它"]
)
def test_no_claim(script: str) -> None:
    assert consistency.extract(script) == ()


def test_the_same_words_are_one_claim() -> None:
    assert len(consistency.extract("IPX8防水。真的是IPX8防水。")) == 1


@settings(deadline=None)
@given(PARTS)
def test_claims_of_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    page = read_page(Listing(text, (text,), text))
    for known in (None, page):
        end = 0
        for claim in assertions(text, known):
            assert end <= claim.start < claim.end <= len(text)
            assert claim.text == text[claim.start : claim.end]
            end = claim.end


def test_what_is_silent_is_no_claim() -> None:
    reading = read("(shows 5000mAh) 5000mAh")
    assert [q for c, q in zip(reading.chunks, silence(reading), strict=True) if c.mention] == [True, False]
    assert [a.start for a in assertions(reading.text)] == [16]


@pytest.mark.parametrize("text", ["音箱IPX7 防水，泡着照样唱。", "防水 IPX7，泡着照样唱。"])
def test_a_grade_beside_the_name_of_its_attribute_is_one_claim(text: str) -> None:
    page = {"title": "IPX7 waterproof speaker", "bullets": ["IPX7 waterproof"], "description": "IPX7 waterproof."}
    result = consistency.check(text, page)
    assert [c.parameter.code for c in result.claims if c.parameter] == ["IPX7"]
    assert not [c.text for c in result.claims if c.text == "防水"]
    assert result.verdict == "pass"
