from __future__ import annotations

import pytest

from consistency.extract.chunks import read
from consistency.extract.page import parameter_key, parameter_scale, read_page
from consistency.extract.parameters import parameters
from consistency.model import Listing

PAGE = read_page(Listing("Power bank 5,000 mAh", ("IPX8 waterproof", "折叠"), ""), "Cable: 3 m")


def key(text: str) -> tuple[str, ...]:
    return parameter_key(parameters(text)[0].parameter)


def test_fields() -> None:
    assert list(PAGE.fields) == ["title", "bullets", "description", "report"]
    assert [name for name, field in PAGE.fields.items() if field.empty] == ["description"]
    assert "report" not in read_page(Listing()).fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [("waterproof", {"bullets"}), ("防水", {"bullets"}), ("mah", {"title"}), ("nothing", set())],
)
def test_which_fields_hold_a_chunk(text: str, fields: set[str]) -> None:
    assert PAGE.holds(read(text).chunks[0]) == fields


@pytest.mark.parametrize(
    ("one", "other"),
    [("5000mAh", "5 Ah"), ("3米", "3 m"), ("0.5 h", "30 min"), ("IPX8", "I P X 8"), ("20x30 cm", "200x300 mm")],
)
def test_equal_parameters_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("3 m", "4 m"), ("3 m", "3 h"), ("IPX8", "IPX7"), ("24 h", "24 V")])
def test_other_parameters_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(("text", "scale"), [("3 m", "length"), ("IPX8", "ip"), ("24 hours", "time")])
def test_scales(text: str, scale: str) -> None:
    assert parameter_scale(parameters(text)[0].parameter) == scale
    assert scale in read_page(Listing(text)).scales
