"""Ratings: every spelling's code, reserved stretches, and laws that hold of any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extract.fold import fold
from consistency.extract.ratings import ratings
from consistency.lexicon.figures import figures
from consistency.lexicon.ratings import known
from consistency.lexicon.tables import rows
from consistency.model import Mention

HERE = Path(__file__).parent


def table(name: str) -> list[tuple[str, list[str]]]:
    result = []
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, found = line.partition("\t")
            result.append((text, [part for part in found.split(" | ") if part]))
    return result


def label(mention: Mention) -> str:
    return mention.parameter.code or mention.parameter.name or ""


RATINGS = table("ratings.tsv")
RESERVED = table("reserved.tsv")


@pytest.mark.parametrize(("text", "codes"), RATINGS)
def test_codes_of(text: str, codes: list[str]) -> None:
    assert [label(m) for m in ratings(text, fold(text))[0]] == codes


@pytest.mark.parametrize(("text", "stretches"), RESERVED)
def test_reserved_stretches_of(text: str, stretches: list[str]) -> None:
    assert [text[a:b] for a, b in ratings(text, fold(text))[1]] == stretches


@pytest.mark.parametrize(("text", "codes"), [(t, c) for t, c in RATINGS if c])
def test_codes_stand_beside_han_characters(text: str, codes: list[str]) -> None:
    framed = f"这款{text}很好"
    assert [label(m) for m in ratings(framed, fold(framed))[0]] == codes


SCALES = {label(m): m.parameter.scale for text, _ in RATINGS for m in ratings(text, fold(text))[0]}


@pytest.mark.parametrize("code", sorted(SCALES))
def test_the_tables_know_every_canonical_code(code: str) -> None:
    rating = known(code, SCALES[code])
    assert rating is not None
    assert (rating.code, rating.scale) == (code, SCALES[code])


def test_every_rank_is_on_an_ordered_scale() -> None:
    ranked = {row["scale"] for row in rows("ratings.csv") if row["rank"]}
    listed = {row["scale"]: row["relation"] for row in rows("scales.csv")}
    assert {name for name in ranked if listed.get(name) not in ("ordered", "exclusive", "independent")} == set()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("eight", "8"),
        ("fifty", "50"),
        ("ninety-nine", "99"),
        ("one hundred", "100"),
        ("a hundred", "100"),
        ("five point three", "5.3"),
        ("五点三", "5.3"),
        ("五十", "50"),
        ("十八", "18"),
        ("一百", "100"),
        ("三零四", "304"),
        ("x", "X"),
        ("", ""),
        ("5.3", "5.3"),
        ("two point oh", "2.0"),
    ],
)
def test_figures(text: str, number: str) -> None:
    assert figures(text) == number


WORDS = st.sampled_from([text for text, _ in RATINGS + RESERVED])
TEXTS = st.one_of(st.text(), st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=8).map("".join))


@given(TEXTS)
def test_any_text_gives_ordered_stretches_that_slice_back(text: str) -> None:
    mentions, reserved = ratings(text, fold(text))
    spans = sorted([(m.start, m.end) for m in mentions] + reserved)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


@given(st.text(alphabet=st.characters(categories=["Cs", "Lu", "Nd", "Lo"])))
def test_lone_surrogates_are_no_trouble(text: str) -> None:
    ratings(text, fold(text))


@given(st.integers(0, 6), st.integers(0, 9), st.sampled_from(["IP{}{}", "ip{}{}", "IP {}{}", "I P {} {}", "ＩＰ{}{}"]))
def test_ip_codes_in_every_spelling(solid: int, water: int, spelling: str) -> None:
    text = "x " + spelling.format(solid, water) + "."
    assert [label(m) for m in ratings(text, fold(text))[0]] == [f"IP{solid}{water}"]
