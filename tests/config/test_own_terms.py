"""A team's own terms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import consistency
from consistency.config.terms import use_terms
from consistency.errors import ConfigError

PAGE = {"title": "Tent with CloudShield", "bullets": ["CloudShield"], "description": "CloudShield fabric"}


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    use_terms([])


def table(folder: Path, rows: str, name: str = "our.csv") -> Path:
    path = folder / name
    path.write_text(rows, encoding="utf-8")
    return path


def said(text: str) -> list[tuple[str, str, str]]:
    found = consistency.check(text, PAGE)
    return [(c.text, c.attribute, c.fields["title"].status if c.fields["title"] else "") for c in found.claims]


def test_new_concept_added_and_taken_away_again(tmp_path: Path) -> None:
    before = said("采用云盾技术。")
    own = table(
        tmp_path, "# ours\nconcept,sense,term,kind\ncloud_shield,term,CloudShield,feature\ncloud_shield,term,云盾,\n"
    )
    use_terms([own])
    assert said("采用云盾技术。") == [("云盾技术", "cloud_shield", "match")]
    use_terms([])
    assert said("采用云盾技术。") == before


def test_a_term_is_taken_out_and_changed(tmp_path: Path) -> None:
    from consistency.extract.chunks import read

    def senses(text: str) -> set[tuple[str, str]]:
        return {(s.concept, s.sense) for hit in read(text).hits for s in hit.senses}

    assert ("waterproof", "term") in senses("waterproof")
    use_terms([table(tmp_path, "concept,sense,term\nwaterproof,remove,waterproof\n")])
    assert ("waterproof", "term") not in senses("waterproof")
    use_terms([table(tmp_path, "concept,sense,term\n,remove,waterproof\nwaterproof,vague,aqua armour\n", "b.csv")])
    assert senses("waterproof") == set()
    assert ("waterproof", "vague") in senses("with aqua armour")
    use_terms([table(tmp_path, "concept,sense,term\nwaterproof,weaker,waterproof\n", "c.csv")])
    assert ("waterproof", "weaker") in senses("waterproof") and ("waterproof", "term") not in senses("waterproof")
    use_terms([])
    assert ("waterproof", "term") in senses("waterproof")


def test_the_first_own_term_is_the_wording_to_recommend(tmp_path: Path) -> None:
    from consistency.lexicon.concepts import wording

    usual = wording("waterproof", "en")
    use_terms([table(tmp_path, "concept,sense,term\nwaterproof,term,aqua proof\n")])
    assert wording("waterproof", "en") == "aqua proof"
    use_terms([])
    assert wording("waterproof", "en") == usual


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            "concept,sense,term\nwaterprof,term,dry\n",
            "line 2: there is no concept “waterprof”. Did you mean “waterproof”?",
        ),
        ("concept,sense,term\n\nwaterproof,trem,dry\n", "line 3: the sense “trem” is not known. Did you mean “term”?"),
        (
            "concept,sense,term,kind\nx,term,y,featur\n",
            "line 2: the kind “featur” is not known. Did you mean “feature”?",
        ),
        ("concept,sense,word\n", "line 1: the column “word” is not known"),
        ("concept,term\n", "line 1: there is no column “sense”"),
        ("concept,sense,term\nwaterproof,term,\n", "line 2: the row has no term"),
        ("concept,sense,term,kind\nMy One,term,y,feature\n", "line 2: “My One” is no name for a concept"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, rows: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as told:
        use_terms([table(tmp_path, rows)])
    assert sentence in str(told.value)
