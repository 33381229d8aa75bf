"""The edits of `benchmarks.metamorphic` do to a field what they are meant to, and nothing where that is unsure."""

from __future__ import annotations

import pytest

import consistency
from benchmarks.edits import Text, edits


def edited(kind: str, field: str) -> set[str]:
    """Return the fields that the edits of a kind make of a description."""
    text = Text("description", field, {"title": "", "bullets": [], "description": field})
    return {edit.apply(field) for edit in edits(kind, text, consistency.check(field, text.listing))}


@pytest.mark.parametrize(
    ("kind", "field", "wanted"),
    [
        ("number", "It holds 750 ml of water.", {"It holds 525 ml of water."}),
        ("number", "五千毫安的电池。", set()),  # no digits
        ("number", "It holds 750 ml. Capacity: 0.75 L.", set()),  # the other one would still hold
        ("number", "Holds 10-20 kg.", {"Holds 7-20 kg."}),
        ("unit", "It weighs 500 g.", {"It weighs 17.64 oz."}),
        ("unit", "净重500克。", {"净重0.5 千克。"}),
        ("unit", "It measures 20 x 30 x 5 cm.", set()),  # a list is left alone
        ("deleted", "A bottle. It holds 750 ml. Made for her.", {"A bottle. Made for her."}),
        ("deleted", "A water bottle. It holds 750 ml. A cup of 200 ml besides.", set()),  # of one dimension
    ],
)
def test_an_edit(kind: str, field: str, wanted: set[str]) -> None:
    assert edited(kind, field) == wanted


def test_bullets_stay_bullets() -> None:
    text = Text("bullets", "Weighs 500 g\nFolds flat", {"bullets": ["Weighs 500 g", "Folds flat"]})
    edit = next(edits("number", text, consistency.check(text.field, text.listing)))
    assert text.edited(edit)["bullets"] == ["Weighs 350 g", "Folds flat"]


def test_the_same_edits_every_time() -> None:
    field = "It weighs 500 g. It holds 750 ml. It is 20 cm tall."
    text = Text("description", field, {"description": field})
    before = consistency.check(field, text.listing)
    assert list(edits("number", text, before)) == list(edits("number", text, before))
