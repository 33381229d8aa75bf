from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extract.fold import fold, lower
from consistency.extract.stream import stem, stream

MIXED = st.text(st.one_of(st.sampled_from("防水的了IPX8 aÀ'’-.,35％㎡℃ßİ\n"), st.characters()))


@pytest.mark.parametrize(
    "words",
    [
        ("fold", "folds", "folded", "folding", "foldable"),
        ("battery", "batteries"),
        ("color", "colour", "colors", "colours"),
        ("not", "don't", "won't", "cannot", "isnt"),
        ("waterproof", "Waterproof's"),
    ],
)
def test_forms_of_a_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word.lower()) for word in words}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Folds flat!", " fold flat ! "),
        ("The bottle is very foldable", " bottl fold "),
        ("支持IPX8防水", "支持 ipx 8 防水"),
        ("真的很防水", "真防水"),
        ("water-proof", " water proof "),
        ("5,000mAh", " 5,000 mah "),
        ("防水。", "防水 。 "),
        ("", " "),
    ],
)
def test_streams(text: str, expected: str) -> None:
    assert stream(text).text.strip() == expected.strip()


@given(MIXED)
def test_tokens_stand_where_they_say(text: str) -> None:
    read = stream(text)
    assert read.text[0] == " "
    assert len(read.tokens) == len(read.at) == len(read.starts) == len(read.ends)
    previous = 0
    for token, at, start, end in zip(read.tokens, read.at, read.starts, read.ends, strict=True):
        assert read.text.startswith(token, at)
        assert previous <= start < end <= len(text)
        previous = end


@given(MIXED, st.data())
def test_a_stretch_of_the_stream_has_its_stretch_of_the_text(text: str, data: st.DataObject) -> None:
    read = stream(text)
    if not read.tokens:
        return
    first = data.draw(st.integers(0, len(read.tokens) - 1))
    last = data.draw(st.integers(first, len(read.tokens) - 1))
    found = read.span(read.at[first], read.at[last] + len(read.tokens[last]))
    assert found == (first, last + 1, read.starts[first], read.ends[last])


@given(MIXED)
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(lower(text)) == len(text)
    assert fold(fold(text)) == fold(text)
