"""What the judge decides by rule, whatever the forest weighs."""

from __future__ import annotations

import pytest

import consistency


def statuses(script: str, words: str) -> set[str]:
    """Return the statuses of the script's claims on a page that says `words` in every field."""
    result = consistency.check(script, {"title": words, "bullets": [words], "description": words})
    assert result.claims
    return {j.status for claim in result.claims for j in claim.fields.values() if j is not None}


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("Dishwasher safe.", "Hand wash only."),
        ("支持无线充电。", "不支持无线充电。"),
        ("It's foldable.", "Not foldable."),
    ],
)
def test_a_denied_feature_is_a_conflict(script: str, words: str) -> None:
    assert statuses(script, words) == {"conflict"}


def test_a_bound_before_the_very_words_counts() -> None:
    assert statuses("续航24小时。", "最长续航24小时") == {"conflict"}


def test_a_grade_is_not_its_plain_word() -> None:
    assert statuses("超深防水！", "蓝牙音箱 IPX8") == {"vague"}
    assert statuses("防水。", "防水") == {"vague"}


def test_a_cosmetic_is_waterproof_without_a_grade() -> None:
    assert "match" in statuses("防水。", "睫毛膏 防水 不晕染")


def test_the_very_words_match() -> None:
    assert statuses("It folds flat.", "Folds flat") == {"match"}


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("Battery lasts 10-12 hours.", "Battery lasts 7-12 hours."),
        ("3-8秒速热。", "1-8秒速热"),
        ("Weighs 300 g.", "Weighs 250 g"),
    ],
)
def test_another_value_is_a_conflict(script: str, words: str) -> None:
    assert statuses(script, words) == {"conflict"}


def test_a_bound_that_the_value_keeps_is_a_rewording() -> None:
    assert statuses("噪音68分贝。", "噪音不超过68dB") == {"reworded"}


def test_ounces_of_a_drink_are_a_volume() -> None:
    assert statuses("The cup holds 380 ml.", "13 oz cup") == {"reworded"}


def test_a_number_is_not_matched_by_the_name_of_what_it_measures() -> None:
    assert not statuses("净含量850mL。", "净含量，清爽不油腻") & {"match", "reworded"}


def test_what_speaks_of_another_thing_denies_nothing() -> None:
    text = "均匀送风，避免黏连"
    assert "conflict" not in statuses(text, text)
