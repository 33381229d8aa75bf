from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extract.chunks import read
from consistency.lexicon.concepts import KINDS

MIXED = st.text(
    st.one_of(st.sampled_from("防水支持续航小时IPX8 5000mAh米3.,%-不\n"), st.characters(exclude_categories=["Cs"]))
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持IPX8防水", "支持 parameter:IPX8 attribute:防水"),
        ("5000mAh", "parameter:5000mAh"),
        ("waterproof to 3 m", "attribute:waterproof parameter:3 m"),
    ],
)
def test_kinds(text: str, expected: str) -> None:
    found = [f"{c.kind}:{text[c.start : c.end]}" for c in read(text).chunks]
    for part in expected.split(" attribute:")[0].split(" parameter:")[1:]:
        assert f"parameter:{part}" in found
    if "attribute:" in expected:
        assert any(one.startswith("attribute:") for one in found)


@given(MIXED)
def test_chunks_are_the_text_in_order(text: str) -> None:
    reading = read(text)
    token = end = 0
    for chunk in reading.chunks:
        assert chunk.first == token < chunk.last
        assert end <= chunk.start < chunk.end <= len(text)
        assert chunk.kind in {*KINDS, "parameter", "latin", "han", "number", "sign"}
        assert (chunk.kind == "parameter") == (chunk.mention is not None)
        token, end = chunk.last, chunk.end
    assert token == len(reading.stream.tokens)


@given(MIXED)
def test_a_parameter_keeps_its_words(text: str) -> None:
    for chunk in read(text).chunks:
        if chunk.mention is not None:
            assert text[chunk.mention.start : chunk.mention.end] == chunk.mention.text
            assert chunk.start <= chunk.mention.start < chunk.mention.end <= chunk.end
