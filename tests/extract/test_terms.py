from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extract import compile as tables
from consistency.extract.stream import stream
from consistency.extract.terms import Sense, hits
from consistency.lexicon.concepts import LANGUAGES, is_concept, terms, wording

SENSES = {"term", "paraphrase", "weaker", "contrary", "vague", "cue"}


@pytest.mark.parametrize("name", ["terms.txt", "cues.txt"])
def test_compiled_tables_are_up_to_date(name: str) -> None:
    stale = (tables.FOLDER / name).read_text("utf-8") != tables.compiled()[name]
    assert not stale, f"{name} is out of date: run `python -m consistency.extract.compile`"


def test_every_term_has_a_concept_and_a_known_sense() -> None:
    known = terms()
    assert [t for t in known if not is_concept(t.concept)] == []
    assert [t for t in known if t.sense not in SENSES] == []


def test_the_wording_to_recommend_is_the_first_term() -> None:
    first: dict[tuple[str, str], str] = {}
    for term in terms():
        if term.sense == "term":
            first.setdefault((term.concept, term.lang), term.text)
    some = sorted(first)[::97]
    assert {key: wording(*key) for key in some} == {key: first[key] for key in some}
    assert [wording("no such concept", lang) for lang in LANGUAGES] == [None, None]


def test_every_term_finds_itself() -> None:
    for term in terms()[::211]:
        read = stream(term.text)
        if read.tokens and not {"|", "\t"} & set(read.text):
            found = {s.concept for h in hits(read) if h.last - h.first == len(read.tokens) for s in h.senses}
            assert term.concept in found, term


@pytest.mark.parametrize(
    ("text", "words", "concept"),
    [
        ("It is waterproof.", "waterproof", "waterproof"),
        ("支持防水", "防水", "waterproof"),
        ("Water-proof bag", "Water-proof", "waterproof"),
    ],
)
def test_hits(text: str, words: str, concept: str) -> None:
    found = {text[h.start : h.end]: {s.concept for s in h.senses} for h in hits(stream(text))}
    assert concept in found[words]


def test_no_hit_inside_a_word() -> None:
    assert not any(h.start for h in hits(stream("xwaterproof")))


@given(st.lists(st.sampled_from(["waterproof", "防水", "IPX8", "fold", "-", "。", " ", "x", "stainless steel", "不"])))
def test_hits_stand_where_they_say(parts: list[str]) -> None:
    text = "".join(parts)
    read = stream(text)
    for hit in hits(read):
        assert 0 <= hit.first < hit.last <= len(read.tokens)
        assert (hit.start, hit.end) == (read.starts[hit.first], read.ends[hit.last - 1])
        assert hit.size == hit.last - hit.first
        assert all(isinstance(sense, Sense) for sense in hit.senses)
