"""JSON keeps to its schema, for one check and for several, and keeps every character."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from hostiles import HOSTILE, clean, empty, hostile
from jsonschema import Draft202012Validator

import consistency
from consistency.commands.schema import schema as command
from consistency.model import Claim, Parameter
from consistency.report.data import claim_dict, render, render_lines, schema

CHECKS = [hostile(), clean(), empty()]


def strict(part: Any) -> Any:
    """Return a schema in which no key may stand that it does not describe."""
    if isinstance(part, list):
        return [strict(item) for item in part]
    if not isinstance(part, dict):
        return part
    closed = {"additionalProperties": False} if part.get("type") == "object" else {}
    return {**{key: strict(value) for key, value in part.items()}, **closed}


def validate(data: Any, part: str = "result") -> None:
    Draft202012Validator.check_schema(schema(part))
    Draft202012Validator(strict(schema(part))).validate(data)


def test_one_check_is_an_object_and_several_are_a_list() -> None:
    for checks in (CHECKS, CHECKS[:1], CHECKS[1:2], CHECKS[2:], []):
        data = json.loads(render(checks, "en"))
        validate(data)
        assert isinstance(data, dict) == (len(checks) == 1)
    one = json.loads(render([clean()], "en"))
    assert {key: one[key] for key in ("id", "verdict", "findings")} == {"id": None, "verdict": "pass", "findings": []}
    assert (one["version"], one["script"], one["listing"], one["report"]) == (1, "good.txt", "listing.json", None)
    assert one["claims"][0].items() >= {"line": 1, "column": 1, "place": "1:1", "text": "5000 mAh"}.items()


def test_lines_are_objects_and_keep_every_character() -> None:
    lines = render_lines(CHECKS, "en").splitlines()
    assert len(lines) == 3
    first = json.loads(lines[0])
    Draft202012Validator({**schema(), "oneOf": [{"$ref": "#/$defs/check"}]}).validate(first)
    assert [claim["text"] for claim in first["claims"]] == [*HOSTILE, "5000 mAh"]
    assert first == json.loads(render(CHECKS, "en"))[0]
    render_lines(CHECKS, "en").encode()


@pytest.mark.parametrize(
    "parameter",
    [
        None,
        Parameter("quantity", value=24.0, unit="h", qualifier="up to"),
        Parameter("quantity", low=-20.0, high=60.5, unit="Cel", tolerance=0.5),
        Parameter("quantity", values=(20.0, 30.0, 5.0), unit=None),
        Parameter("rating", code="IPX8", scale="ip"),
        Parameter("name", name="304 stainless steel"),
    ],
)
def test_extracted_claims_keep_to_theirs(parameter: Parameter | None) -> None:
    validate([claim_dict(Claim("x", 0, 1, "a", parameter))], "claims")


def test_a_real_result_keeps_to_it() -> None:
    from dataclasses import replace

    page = {"title": "Speaker IPX8", "bullets": ["Up to 24 h of playtime", "Waterproof to 3 m"], "description": ""}
    result = consistency.check("It plays for 24 hours, waterproof to 3 metres, 304 stainless steel.", page, "IPX8")
    validate(json.loads(render([replace(clean(), result=result)], "en")))


@pytest.mark.parametrize("data", [{}, {"version": 2}, [1], "x"])
def test_other_data_does_not(data: object) -> None:
    assert not Draft202012Validator(schema()).is_valid(data)


def test_command_prints_the_schema() -> None:
    for part in ("result", "claims"):
        printed = CliRunner().invoke(command, ["--for", part])
        assert printed.exit_code == 0 and json.loads(printed.output) == schema(part)
    assert json.loads(CliRunner().invoke(command).output)["$schema"].endswith("2020-12/schema")
