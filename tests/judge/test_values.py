"""The rulings on parameters, through the whole of the judge."""

from __future__ import annotations

import pytest

from consistency.extract.attributes import attributes
from consistency.extract.chunks import read
from consistency.extract.claims import Assertion
from consistency.extract.page import read_page
from consistency.judge.clauses import indexes
from consistency.judge.signals import signals
from consistency.judge.stated import stated
from consistency.judge.status import judge
from consistency.judge.subject import subjects
from consistency.model import Listing


def claims(*texts: str) -> list[Assertion]:
    """Return each text as a claim of its own."""
    found = []
    for text in texts:
        reading = read(text)
        last = len(reading.chunks)
        found.append(Assertion(reading, 0, last, attributes(reading, 0, last)))
    return found


def status(claim: str, description: str, *others: str) -> str:
    page = indexes(read_page(Listing(description=description)))
    return judge(subjects(claims(claim, *others))[0], page["description"])[0].status


@pytest.mark.parametrize(
    ("claim", "field", "want"),
    [
        ("5000mAh battery", "Its 5,000 mAh battery charges a phone twice.", "match"),
        ("五千毫安电池", "Its 5,000 mAh battery charges a phone twice.", "match"),
        ("holds 750 ml", "The bottle has a capacity of 0.75 L.", "reworded"),
        ("battery lasts 24 hours", "Battery life: 18 hours on one charge.", "conflict"),
        ("battery lasts 24 hours", "Battery life: up to 24 hours.", "conflict"),
        ("IPX8 waterproof", "The IPX7 waterproof body shrugs off rain.", "conflict"),
        ("IPX8", "The waterproof body shrugs off rain.", "vague"),
        ("weighs 180 g", "A lightweight body that you forget on your wrist.", "vague"),
        ("weighs 180 g", "Pairs with your phone over Bluetooth.", "missing"),
        ("FDA certified", "Safety certified and easy to clean.", "vague"),
    ],
)
def test_statuses(claim: str, field: str, want: str) -> None:
    assert status(claim, field) == want


def values(claim: str, description: str, *others: str, title: str = "") -> dict[str, float]:
    page = indexes(read_page(Listing(title=title, description=description)))
    return signals(subjects(claims(claim, *others))[0], page["description"]).values


def test_parameter_of_another_claim_is_no_conflict() -> None:
    found = values("plays for 8 hours", "32 hours with the case.", "32 hours with the case")
    assert "conflict" not in found and "taken" in found


def test_parameter_beside_ours_elsewhere_is_no_conflict() -> None:
    found = values("plays for 8 hours", "32 hours with the case.", title="8 h playtime, 32 h with the case")
    assert "conflict" not in found and "taken" in found


def test_all_parts_of_a_compound_must_be_met() -> None:
    whole = values("half full in 30 minutes, 50%", "Charges to 50% in 30 minutes.")
    part = values("half full in 30 minutes, 50%", "Charges in 30 minutes.")
    assert whole["met"] == 1.0 and part["met"] == 0.5


def test_degrees_left_open_are_those_of_the_field() -> None:
    assert values("safe up to 400 degrees", "Safe up to 400 °F.")["met"] == 1.0


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Max. output power: 65 W", "up to"),
        ("最长续航45分钟", "up to"),
        ("output power: 65 W", None),
        ("max. 20 V, rated power 65 W", None),
    ],
)
def test_bounds_apart_from_the_number(text: str, want: str | None) -> None:
    reading = read(text)
    last = max(i for i, chunk in enumerate(reading.chunks) if chunk.mention is not None)
    mention = stated(reading, last)
    assert mention is not None and mention.parameter.qualifier == want
