"""HTML is blanked out, and no character moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import consistency
from consistency.extract.markup import blank, end_lines


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


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("Weight: 110 lbs\nVolume: 64 L", "Weight: 110 lbs;Volume: 64 L"),
        ("净含量:850mL\n规格:正常", "净含量:850mL;规格:正常"),
        ("waterproof\n- 5000mAh", "waterproof;- 5000mAh"),
        ("battery lasts\nup to 24 hours", "battery lasts\nup to 24 hours"),  # a wrapped subtitle
        ("掉水里也不怕\n24小时续航", "掉水里也不怕;24小时续航"),
        ("starts at 12:30\nand runs on", "starts at 12:30\nand runs on"),
    ],
)
def test_lines_of_a_list_end_and_wrapped_ones_run_on(text: str, ended: str) -> None:
    assert end_lines(text) == ended


@pytest.mark.parametrize("text", ["600W(含)-900W(含)", "20L（含）-25L（不含）"])
def test_the_ends_of_a_range_on_a_form(text: str) -> None:
    found = consistency.parameters(text)
    assert [(m.parameter.low is not None, m.parameter.high is not None) for m in found] == [(True, True)]


def test_a_claim_stays_within_its_line() -> None:
    text = "Weight: 110 lbs\nVolume : 64.3 CUFT\nSKU : SM8280"
    result = consistency.check(text, {"title": "", "bullets": [], "description": text})
    assert [(c.text, c.attribute) for c in result.claims][:2] == [("110 lbs", "weight"), ("64.3 CUFT", "capacity")]
