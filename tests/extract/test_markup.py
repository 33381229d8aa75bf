"""HTML is blanked out, and no character moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import consistency
from consistency.extract.markup import blank


@given(st.text(st.sampled_from("<>/pbi lir&nbsp;5V防水\n"), max_size=60))
def test_nothing_moves(text: str) -> None:
    blanked = blank(text)
    assert len(blanked) == len(text)
    assert all(b == t or b in " ." for b, t in zip(blanked, text, strict=True))


@pytest.mark.parametrize("text", ["noise <50 dB", "a < b and b > a", "3 < 5V"])
def test_signs_are_no_tags(text: str) -> None:
    assert blank(text) == text


def test_tags_do_not_part_a_term() -> None:
    page = {"title": "Lamp", "bullets": ["<li>It <b>folds</b> flat</li>"], "description": "<p>Folds flat.</p>"}
    (claim,) = consistency.check("It <i>folds</i> flat.", page).claims
    assert claim.fields["bullets"].status == claim.fields["description"].status == "match"
