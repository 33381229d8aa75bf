"""What a policy makes of a result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from consistency.config import Config, load
from consistency.config.policy import apply, market_findings, market_of, weighed
from consistency.model import FIELDS, Claim, FieldName, Finding, Judgement, Listing, Parameter, Result, Status
from consistency.rules import codes_of, finding_code, rule

TITLE = Listing("A speaker that is waterproof", ("IPX8",), "IPX8, portable")


def settings(folder: Path, text: str) -> Config:
    (folder / "consistency.toml").write_text(text, encoding="utf-8")
    return load(folder / "consistency.toml")


def result(*claims: tuple[Claim, dict[FieldName, Status]]) -> Result:
    """Return a result as a check gives it: a finding for each field that does not match."""
    found = []
    whole = []
    for number, (claim, statuses) in enumerate(claims):
        fields: dict[FieldName, Judgement | None] = {n: Judgement(statuses.get(n, "match")) for n in FIELDS[:3]}
        whole.append(Claim(claim.text, 0, 4, claim.attribute, claim.parameter, {**fields, "report": None}))
        for name, status in statuses.items():
            one = finding_code(status, name)
            found.append(Finding(one.code, one.severity, "…", number, name))
    failed = any(f.severity == "error" for f in found)
    return Result("1", "fail" if failed else "pass", tuple(whole), tuple(found))


IPX8 = Claim("IPX8", 0, 4, "waterproof", Parameter("rating", code="IPX8", scale="ip"))
FOLDS = Claim("folds flat", 0, 4, "foldable")


def codes(found: Result) -> list[str]:
    return [f.code for f in found.findings]


def test_without_settings_nothing_changes() -> None:
    given = result((IPX8, {"title": "missing"}))
    assert apply(given, Config(), TITLE) is given
    assert weighed(given, Config()) is given


@pytest.mark.parametrize(
    ("text", "left", "verdict"),
    [
        ('[required]\ntitle = "none"', ["C102", "C302"], "fail"),
        ('[required]\ntitle = "parameters"', ["C101", "C102", "C302"], "fail"),
        ('core = ["foldable"]\n[required]\ntitle = "core"\nbullets = "core"', ["C101", "C102"], "fail"),
        ('core = ["Waterproof"]\n[required]\ntitle = "core"\nbullets = "core"', ["C101", "C302"], "fail"),
        ('core = ["folds"]\n[required]\ntitle = "core"\nbullets = "none"', ["C101"], "fail"),
        ('ignore_attributes = ["foldable"]', ["C101", "C302"], "fail"),
        ('ignore_attributes = ["foldable", "waterproof"]', [], "pass"),
        ('[severity]\nmissing = "off"', ["C302"], "fail"),
        ('[severity]\nmissing = "off"\nvague-in-bullets = "warning"', ["C302"], "pass"),
        ('[severity]\nmissing = "off"\nC101 = "error"\nc302 = "off"', ["C101", "C101"], "fail"),
        ('[severity]\nmissing = "warning"\nvague = "warning"', ["C101", "C302", "C101", "C102"], "pass"),
    ],
)
def test_what_counts(tmp_path: Path, text: str, left: list[str], verdict: str) -> None:
    given = result(
        (IPX8, {"title": "missing", "bullets": "vague"}), (FOLDS, {"title": "missing", "bullets": "missing"})
    )
    found = apply(given, settings(tmp_path, text), TITLE)
    assert sorted(codes(found)) == sorted(left) and found.verdict == verdict
    assert found.claims == given.claims


def test_the_script_declares_core_claims_and_without_any_all_are(tmp_path: Path) -> None:
    given = result((IPX8, {"title": "missing"}), (FOLDS, {"title": "missing"}))
    config = settings(tmp_path, '[required]\ntitle = "core"')
    assert [f.claim for f in apply(given, config, TITLE, core=["ipx8"]).findings] == [0]
    assert len(apply(given, config, TITLE).findings) == 2


def test_a_warning_made_an_error_fails(tmp_path: Path) -> None:
    given = result((IPX8, {"title": "reworded"}))
    assert given.verdict == "pass"
    found = apply(given, settings(tmp_path, '[severity]\nreworded = "error"'), TITLE)
    assert found.verdict == "fail" and found.findings[0].severity == "error"


def test_an_empty_field_that_nothing_demands_is_no_error(tmp_path: Path) -> None:
    empty = rule("empty-title")
    given = result((FOLDS, {}))
    given = Result("1", "fail", given.claims, (Finding(empty.code, "error", "…", None, "title"),))
    assert apply(given, settings(tmp_path, '[required]\ntitle = "parameters"'), TITLE).verdict == "pass"
    assert apply(given, settings(tmp_path, '[required]\nbullets = "none"'), TITLE) == given


def test_select_and_ignore() -> None:
    given = result((IPX8, {"title": "missing", "bullets": "vague", "description": "conflict"}))
    assert codes(weighed(given, Config(), codes_of(["C1", "conflict"]))) == ["C101", "C203"]
    left = weighed(given, Config(), codes_of(["c1", "vague"]), codes_of(["missing-in-title"]))
    assert codes(left) == ["C302"] and left.verdict == "fail"
    assert weighed(given, Config(), codes_of(["C4"])).verdict == "pass"


MARKETS: list[tuple[str, str, list[str]]] = [
    ('market = "tiktok-us"', "Speaker " * 40, ["C601"]),
    ('market = "tiktok-us"\n[title]\nlimit = 400', "Speaker " * 40, []),
    ('market = "tiktok-us"', "蓝牙音箱 speaker", ["C602"]),
    ('market = "tiktok-th"', "Bluetooth speaker", ["C602"]),
    ('market = "tiktok-th"', "ลำโพงบลูทูธ JBL 20W", []),
    ('market = "tiktok-vn"', "Loa Bluetooth chống nước IPX8", []),
    ('market = "tiktok-vn"', "Bluetooth speaker waterproof", ["C602"]),
    ('market = "tiktok-de"', "Lautsprecher für draußen", []),
    ('market = "tiktok-jp"', "防水スピーカー IPX8", []),
    ('[title]\nlanguage = "zh"', "Speaker", ["C602"]),
    ("[title]\nlimit = 5", "Lampe", []),
    ("[title]\nlimit = 5", "Lampen", ["C601"]),
    ('market = "tiktok-us"', "", []),
    ('market = "tiktok-us"', "24 / 7", []),
]


@pytest.mark.parametrize(("text", "title", "expected"), MARKETS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_markets(tmp_path: Path, text: str, title: str, expected: list[Any], lang: str) -> None:
    found = list(market_findings(Listing(title), market_of(settings(tmp_path, text)), lang))
    assert [f.code for f in found] == expected
    assert all("…" not in f.message for f in found)
    if expected:
        ran = apply(result((IPX8, {})), settings(tmp_path, text), Listing(title), lang=lang)
        assert ran.verdict == "fail"
