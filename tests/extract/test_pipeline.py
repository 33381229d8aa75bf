from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import consistency
from consistency.extract.pipeline import load, pieces

TEXT = "这款水杯 IPX8防水，3米防水!\n Holds 750 ml,  keeps drinks cold for 24 hours"
SIGNS = st.one_of(st.sampled_from("防水支持IPX8米续航3.,'’ \n\t，。-mAh"), st.characters(exclude_categories=["Cs"]))
MIXED = st.text(SIGNS)


@cache
def loaded() -> spacy.Language:
    return load()


@pytest.fixture
def nlp() -> spacy.Language:
    return loaded()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持IPX8防水", "支持|IPX8|防水"),
        ("IPX8防水5000mAh", "IPX8|防水|5000mAh"),
        ("3米防水", "3|米|防水"),
        ("5,000 mAh, don't", "5,000|mAh|,|don't"),
        ("USB-C 9.8ft", "USB|-|C|9.8ft"),
        ("end.Next", "end|.|Next"),
        ("a  b\n", "a| |b|\n"),
        (" a", " |a"),
    ],
)
def test_tokens(nlp: spacy.Language, text: str, expected: str) -> None:
    doc = nlp.make_doc(text)
    assert [token.text for token in doc] == expected.split("|")
    assert doc.text == text


@given(MIXED)
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(MIXED)
def test_tokens_stand_where_they_say(text: str) -> None:
    doc = loaded().make_doc(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("base", ["xx", "en", "zh"])
def test_claims_are_those_of_the_library(base: str) -> None:
    own = load(base)
    plain = spacy.blank(base)
    plain.add_pipe("consistency_claims", config={"spans_key": "selling_points"})
    expected = [(c.text, c.start, c.attribute) for c in consistency.extract(TEXT)]
    assert expected
    for doc, key in ((own(TEXT), "claims"), (plain(TEXT), "selling_points")):
        assert doc.text == TEXT
        assert [(s.text, s.start_char, s.label_) for s in doc.spans[key]] == expected


def test_parameters(nlp: spacy.Language) -> None:
    doc = nlp("IPX8防水，防水")
    assert doc.spans["claims"][0]._.parameter == {"kind": "rating", "code": "IPX8"}


def test_many_texts_in_a_memory_zone(nlp: spacy.Language) -> None:
    texts = [TEXT, "", "waterproof", TEXT]
    with nlp.memory_zone():
        found = [[(s.text, s.label_) for s in doc.spans["claims"]] for doc in nlp.pipe(texts)]
    assert found[0] == found[3]
    assert found[1] == []


def test_a_pipeline_and_its_documents_are_saved_and_read(nlp: spacy.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    doc = spacy.tokens.Doc(again.vocab).from_bytes(again(TEXT).to_bytes())
    assert [s.text for s in doc.spans["claims"]] == [c.text for c in consistency.extract(TEXT)]
    parameters = [c.parameter.to_dict() if c.parameter else None for c in consistency.extract(TEXT)]
    assert [s._.parameter for s in doc.spans["claims"]] == parameters
