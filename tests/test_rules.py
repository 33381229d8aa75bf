"""Every finding has a code, a name, a message and a page in both languages."""

from __future__ import annotations

import re

import pytest

from consistency.errors import UsageError
from consistency.model import FIELDS, Claim, Evidence, Finding, Judgement, Parameter
from consistency.rules import (
    LANGUAGES,
    all_rules,
    codes_of,
    finding_code,
    lacking,
    meant,
    message,
    page,
    retell,
    rule,
    texts,
)

# Codes are stable: what users have in their notes must go on to mean the same.
CODES = {
    "C101": "missing-in-title", "C102": "missing-in-bullets", "C103": "missing-in-description",
    "C104": "missing-in-report", "C201": "conflict-in-title", "C202": "conflict-in-bullets",
    "C203": "conflict-in-description", "C204": "conflict-in-report", "C301": "vague-in-title",
    "C302": "vague-in-bullets", "C303": "vague-in-description", "C304": "vague-in-report",
    "C401": "reworded-in-title", "C402": "reworded-in-bullets", "C403": "reworded-in-description",
    "C404": "reworded-in-report", "C501": "no-claims-found", "C502": "empty-title",
    "C503": "empty-bullets", "C504": "empty-description", "C505": "empty-report",
    "C506": "listing-contradicts-itself", "C507": "unused-suppression",
    "C601": "title-too-long", "C602": "title-in-other-language",
}  # fmt: skip


def test_codes_are_stable() -> None:
    assert {r.code: r.name for r in all_rules()} == CODES


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("C101", ["C101"]),
        ("missing_in_title", ["C101"]),
        ("C4", ["C401", "C402", "C403", "C404"]),
        ("c4xx", ["C401", "C402", "C403", "C404"]),
        ("Reworded", ["C401", "C402", "C403", "C404"]),
        ("C60", ["C601", "C602"]),
        ("C9", []),
        ("C", []),
        ("missing-in", []),
    ],
)
def test_what_a_name_means(name: str, codes: list[str]) -> None:
    assert sorted(meant(name)) == codes
    if codes:
        assert sorted(codes_of([name])) == codes
    else:
        with pytest.raises(UsageError, match=f"There is no rule “{name}”"):
            codes_of(["C101", name])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_page_and_a_message(code: str, lang: str) -> None:
    found = rule(code)
    slots = {"claim": "24 hours", "evidence": "up to 24 h", "suggestion": "24 h"}
    shown = [getattr(page(found, lang), part) for part in ("summary", "what", "why", "bad", "good", "mend")]
    shown += [message(found, lang, variant=v, **slots) for v in (None, "field", "script")]
    shown += [message(found, lang, claim="24 hours", evidence="x"), message(found, lang, **slots, field="z")]
    for text in shown:
        assert text.strip()
        assert not re.search(
            r"[{}]|\[\[|\]\]|\|\||…",
            text.replace("功率、降噪……", "").replace("noise reduction …", "").replace("“bullet 1” …", ""),
        ), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_message_leaves_out_what_is_not_known(lang: str) -> None:
    for found in all_rules():
        text = message(found, lang, claim="24 hours", evidence=None if found.code != "C506" else "20 h")
        assert not re.search(r"“”|\(\)|（）|: *$|None", text), text


def test_quoted_words_are_on_one_line_and_short() -> None:
    text = message(rule("C203"), claim="24 hours", evidence="up to\n24 h  " + "word " * 100)
    assert "up to 24 h word" in text and " … " in text and len(text) < 250


def test_languages_have_the_same_keys() -> None:
    def keys(table: dict[str, object]) -> set[str]:
        return {f"{k}.{i}" for k, v in table.items() if isinstance(v, dict) for i in v}

    assert keys(texts("en")) == keys(texts("zh"))
    assert texts("xx") == texts("en")


def test_lookup() -> None:
    assert rule(" c101 ") is rule("missing-in-title") is rule("missing_in_title") is finding_code("missing", "title")
    assert finding_code("reworded", "report").severity == "warning"
    assert all(finding_code("conflict", field).severity == "error" for field in FIELDS)
    with pytest.raises(UsageError, match=r"There is no rule “C999”. `consistency rules` lists them all"):
        rule("C999")
    with pytest.raises(KeyError):
        finding_code("match", "title")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("variant", ["field", "script"])
def test_messages_are_told_again_without_the_suggestion(lang: str, variant: str) -> None:
    judged = Judgement("vague", evidence=Evidence("waterproof", 0, 10))
    claim = Claim("IPX8", 0, 4, "waterproof", Parameter("rating", code="IPX8"), {"title": judged}, "IPX8 waterproof")
    found = finding_code("vague", "title")
    slots = {"claim": "IPX8", "evidence": "waterproof", "suggestion": "IPX8 waterproof"}
    finding = Finding(found.code, "error", message(found, lang, variant=variant, **slots), 0, "title")
    assert lacking(finding, claim, lang) == variant
    told = retell(finding, claim, lang)
    assert "IPX8 waterproof" not in told and "waterproof" in told
    both = retell(finding, claim, lang, fields=("title", "bullets"))
    assert texts(lang)["fields"]["bullets"] in both and "waterproof" not in both
