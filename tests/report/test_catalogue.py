"""The page of an audit: every figure leads to its rows, in both languages, and no text from a file does anything."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from consistency.audit.tables import finding_rows
from consistency.audit.tally import EXAMPLES, Tally
from consistency.report.catalogue import audit_texts, render, told

HOSTILE = "<img src=x onerror=alert(1)>\u202e\"'&"


def pair(number: int, *, product: str = "P", category: str | None = "audio", count: int = 1) -> dict[str, Any]:
    """Return what was found of a pair: `count` claims that the title lacks."""
    missing = {"status": "missing", "verbatim": False, "evidence": None}
    match = {"status": "match", "verbatim": True, "evidence": {"text": "IPX8", "start": 0, "end": 4, "index": 1}}
    claim = {
        "text": f"IPX8 {HOSTILE}", "start": 0, "end": 4, "attribute": "waterproof", "parameter": "IPX8", "value": None,
        "suggestion": None, "line": 1, "place": "1:1",
        "fields": {"title": missing, "bullets": match, "description": match, "report": None},
    }  # fmt: skip
    finding = {"code": "C101", "severity": "error", "message": HOSTILE, "field": "title"}
    body = {
        "verdict": "fail" if count else "pass", "claims": [claim] * count,
        "findings": [finding | {"claim": number} for number in range(count)],
    }  # fmt: skip
    named = {"catalogue": f"c {HOSTILE}.csv", "row": number, "product": f"{product}{number}", "category": category}
    return {"key": "0" * 32, **named, "script": f"{HOSTILE}.txt", "report": None, "body": body}


def tally(*pairs: dict[str, Any], problems: int = 0) -> Tally:
    found = Tally()
    for number in range(problems):
        found.problem({"kind": "row", "file": HOSTILE, "row": number, "product": None, "message": HOSTILE})
    for one in pairs:
        found.add(one, finding_rows(one))
    return found


def page(found: Tally, lang: str = "en") -> str:
    return render(found.to_dict(), found.examples(), lang)


class Links(HTMLParser):
    """The ids and the links of a page, and the tags in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name == "href" and value:
                self.links.append(value)


def test_every_link_leads_somewhere_on_the_page() -> None:
    found = Links(page(tally(*(pair(n, category=f"c{n}", count=n % 4) for n in range(40)), problems=3)))
    assert len(found.ids) == len(set(found.ids))
    assert {link for link in found.links if link[1:] not in found.ids} == set()
    assert "img" not in found.tags and all(link.startswith("#") for link in found.links)


def test_texts_of_files_only_show() -> None:
    text = page(tally(pair(1), problems=1))
    assert "<img" not in text and "onerror=alert(1)&gt;" in text and "\u202e" not in text


def test_the_figures_are_those_of_the_audit() -> None:
    found = tally(*(pair(n, count=2) for n in range(30)), pair(99, count=0))
    data = found.to_dict()
    assert data["findings"] == {"errors": 60, "warnings": 0} and data["verdicts"] == {"pass": 1, "fail": 30}
    assert data["by_code"] == {"C101": 60} and data["by_field"] == {"title": 60}
    assert data["categories"] == {"audio": {"pairs": 31, "fail": 30, "pass": 1}}
    assert len(found.examples()["code"]["C101"]) == EXAMPLES
    text = page(found)
    assert f"{EXAMPLES} of 60" in text and "code = C101" in text


def test_the_worst_products_come_first_and_of_equals_the_first() -> None:
    data = tally(*(pair(n, count=n % 3) for n in range(200))).to_dict()
    assert [one["errors"] for one in data["worst"]] == [2] * 50
    assert [one["row"] for one in data["worst"][:3]] == [2, 5, 8]


def test_scripts_of_one_product_add_up() -> None:
    data = tally(pair(1), pair(1, count=3), pair(2)).to_dict()
    assert (data["products"], data["pairs"]) == (2, 3)
    assert [(one["row"], one["pairs"], one["errors"]) for one in data["worst"]] == [(1, 2, 4), (2, 1, 1)]


def test_an_audit_without_findings_or_categories_has_a_page() -> None:
    for found in (Tally(), tally(pair(1, category=None, count=0))):
        text = page(found)
        assert audit_texts("en")["page"]["clean"] in text and "by-category" not in text


def test_both_languages_have_the_same_texts() -> None:
    def keys(table: dict[str, Any]) -> dict[str, Any]:
        return {name: keys(value) if isinstance(value, dict) else None for name, value in table.items()}

    def slots(table: dict[str, Any]) -> list[set[str]]:
        return [
            one
            for value in table.values()
            for one in (slots(value) if isinstance(value, dict) else [set(re.findall(r"\{(\w+)\}", value))])
        ]

    assert keys(audit_texts("en")) == keys(audit_texts("zh"))
    assert slots(audit_texts("en")) == slots(audit_texts("zh"))
    assert '<html lang="zh-CN">' in page(tally(pair(1)), "zh")


def test_what_the_terminal_says() -> None:
    lines, warnings = told(tally(pair(1), pair(2, count=0), problems=2).to_dict(), "en", "out/")
    assert lines[:2] == ["2 scripts of 2 products checked: 1 passed, 1 did not.", "1 error, 0 warnings in 1 claim."]
    assert len(warnings) == 1 and warnings[0].startswith("2 could not be checked")


@pytest.mark.browser
def test_rows_show_when_their_figure_is_followed(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    path = tmp_path / "report.html"
    path.write_text(page(tally(*(pair(n) for n in range(3)))), encoding="utf-8")
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        tab = browser.new_page()
        wrong: list[str] = []
        tab.on("console", lambda message: wrong.append(message.text))
        tab.goto(path.as_uri())
        assert tab.locator(".rows:visible").count() == 0
        tab.click("#by-code a")
        assert tab.locator(".rows:visible tbody tr").count() == 3
        tab.click("#lang")
        assert "批量核对" in tab.inner_text("h1") and tab.title() == "批量核对"
        assert not wrong
        browser.close()
