"""The page for a browser is whole in itself, runs nothing that a file holds, and joins what belongs together."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.model import FIELDS, Claim, Evidence, FieldName, Finding, Judgement, Listing, Result, Status
from consistency.report.checked import Checked
from consistency.report.html import render
from consistency.report.spans import Span, pieces
from consistency.rules import finding_code, message, rule

HOSTILE = "<script>window.ran=1</script></script><img src=x onerror=window.ran=2> =cmd|' /C calc'!A0 \u202egnp.exe"


@dataclass(frozen=True)
class Plain:
    """A text whose places are lines."""

    name: str
    text: str
    paged: bool = False

    def position(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def place(self, offset: int) -> str:
        return "{}:{}".format(*self.position(offset))

    def page(self, offset: int) -> int | None:
        return 1 if self.paged else None


def where(text: str, words: str, index: int | None = None) -> Evidence:
    start = text.index(words)
    return Evidence(words, start, start + len(words), index)


LISTING = Listing(
    "Pebble Speaker, Up to 24 Hours, IPX7 Waterproof",
    ("Up to 24 hours of playtime", "IPX7 waterproof <b>to 1 m</b>"),
    "Plays for up to 24 hours on one charge.\n<p>Weighs 580 g.</p>",
    "SPK-1",
)
SCRIPT = "旁白：超深防水，\n充一次电能放24小时。\n只有580克。Type-C充电。"
REPORT = "Ingress protection: IPX7\nPlaytime: up to 24 h\nPort: USB-C"


def judged(claim: str, suggestion: str | None, **fields: tuple[Status, Evidence | None]) -> Claim:
    judgements: dict[FieldName, Judgement | None] = dict.fromkeys(FIELDS)
    for name, (status, evidence) in fields.items():
        judgements[name] = Judgement(status, False, evidence)  # type: ignore[index]
    start = SCRIPT.index(claim)
    return Claim(claim, start, start + len(claim), "x", None, judgements, suggestion)


CLAIMS = (
    judged(
        "超深防水", "IPX7 防水", title=("vague", where(LISTING.title, "IPX7")),
        bullets=("vague", where(LISTING.bullets[1], "IPX7", 1)), description=("missing", None),
        report=("vague", where(REPORT, "IPX7")),
    ),
    judged(
        "充一次电能放24小时", "最长24小时", title=("conflict", where(LISTING.title, "Up to 24 Hours")),
        bullets=("conflict", where(LISTING.bullets[0], "Up to 24 hours", 0)),
        description=("conflict", where(LISTING.description, "up to 24 hours")),
        report=("conflict", where(REPORT, "up to 24 h")),
    ),
    judged(
        "只有580克", "580克", title=("missing", None), bullets=("reworded", None),
        description=("match", where(LISTING.description, "580 g")), report=("match", None),
    ),
    judged("Type-C充电", None, title=("match", None), bullets=("match", None), description=("match", None),
           report=("match", where(REPORT, "USB-C"))),
)  # fmt: skip


def findings(claims: tuple[Claim, ...], lang: str) -> tuple[Finding, ...]:
    found = []
    for number, claim in enumerate(claims):
        for field, one in claim.fields.items():
            if one and one.status != "match":
                code = finding_code(one.status, field)
                slots = {"claim": claim.text, "evidence": one.evidence and one.evidence.text}
                variant = "script" if one.status == "vague" else None
                text = message(code, lang, variant=variant, suggestion=claim.suggestion, **slots)
                found.append(Finding(code.code, code.severity, text, number, field))
    return tuple(found)


def speaker(lang: str = "en") -> Checked:
    result = Result("SPK-1", "fail", CLAIMS, findings(CLAIMS, lang))
    return Checked(result, Plain("speaker.txt", SCRIPT), LISTING, "pages.json", Plain("lab.pdf", REPORT, True))


def nothing() -> Checked:
    code = rule("no-claims-found")
    result = Result(None, "pass", (), (Finding(code.code, code.severity, message(code)),))
    return Checked(result, Plain("empty.txt", "Link in bio"), Listing("A lamp"), "lamp.csv")


def hostile() -> Checked:
    evidence = Evidence(HOSTILE, 0, len(HOSTILE))
    judgements: dict[FieldName, Judgement | None] = {f: Judgement("conflict", False, evidence) for f in FIELDS}
    judgements["bullets"] = Judgement("conflict", False, Evidence(HOSTILE, 0, len(HOSTILE), 0))
    claims = (Claim(HOSTILE, 0, len(HOSTILE), HOSTILE, None, judgements, HOSTILE),)
    result = Result(HOSTILE, "fail", claims, findings(claims, "en"))
    return Checked(
        result, Plain(HOSTILE, HOSTILE), Listing(HOSTILE, (HOSTILE,), HOSTILE), HOSTILE, Plain(HOSTILE, HOSTILE)
    )


def many(count: int) -> Checked:
    """Return a check of which every claim is at odds with every field, the costliest there is."""
    words = [f"up to {n} hours of playtime on one charge" for n in range(count)]
    text = "\n".join(words)
    starts = [sum(len(w) + 1 for w in words[:n]) for n in range(count)]
    claims = []
    for word, start in zip(words, starts, strict=True):
        evidence = Evidence(word, start, start + len(word))
        judgements: dict[FieldName, Judgement | None] = {
            "title": Judgement("missing"),
            "bullets": Judgement("vague", False, Evidence("playtime", 0, 8, 0)),
            "description": Judgement("reworded", False, evidence),
            "report": Judgement("conflict", False, evidence),
        }
        claims.append(Claim(word, start, start + len(word), "x", None, judgements, "最长24小时续航"))
    result = Result("N", "fail", tuple(claims), findings(tuple(claims), "en"))
    return Checked(result, Plain("a.txt", text), Listing("Speaker", ("playtime",), text), "b", Plain("c", text))


class Balance(HTMLParser):
    """Complain of tags that do not nest."""

    VOID = ("meta", "rect", "wbr")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert not [name for name in names if name.startswith("on") or name == "style"]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("checks", [[speaker()], [hostile()], [speaker(), nothing(), hostile()], []])
def test_tags_nest_and_ids_are_unique(checks: list[Checked]) -> None:
    reader = Balance()
    reader.feed(render(checks, "en"))
    assert not reader.open
    assert len(reader.ids) == len(set(reader.ids))


def test_both_languages_are_there_whatever_the_findings_were_made_in() -> None:
    pages = [re.sub(r'<html lang="[^"]+"', "", render([speaker(lang)], "zh")) for lang in ("en", "zh")]
    assert pages[0] == pages[1]
    assert "gives no parameter" in pages[0]
    assert "没有参数" in pages[0]
    assert '<html lang="zh-CN">' in render([speaker()], "zh")


def test_a_listing_at_odds_with_itself_is_told_in_both_languages() -> None:
    title, bullet = where(LISTING.title, "Up to 24 Hours"), Evidence("24 h", 0, 4, 0)
    one = judged("充一次电能放24小时", None, title=("conflict", title), bullets=("match", bullet))
    code, empty = rule("listing-contradicts-itself"), rule("empty-description")
    text = message(code, "en", claim=bullet.text, evidence=title.text)
    found = (
        Finding(code.code, code.severity, text, 0),
        Finding(empty.code, empty.severity, message(empty), None, "description"),
    )
    check = Checked(Result(None, "fail", (one,), found), Plain("s", SCRIPT), LISTING, "l")
    page = render([check], "zh")
    for lang in ("en", "zh"):
        assert message(code, lang, claim=bullet.text, evidence=title.text) in page
        assert message(empty, lang) in page


def test_nothing_is_loaded() -> None:
    page = render([speaker()], "en")
    assert "default-src 'none'" in page
    assert not re.search(r"\s(?:src|href)=(?![\"]?#)|@import|url\(|https?:", page)


def test_hostile_text_only_shows() -> None:
    page = render([hostile()], "en")
    assert page.count("<script") == 2  # the words, and what joins them
    assert "<img" not in page
    assert "\u202e" not in page
    assert "⟦U+202E⟧" in page


def test_slots_in_a_text_stay_text() -> None:
    text = "a <!--words--> @policy@ b"
    check = Checked(Result(None, "pass", (), ()), Plain("x", text), Listing(text), "y")
    assert "@policy@ b" in render([check], "en")


def test_lone_surrogates_can_be_written() -> None:
    check = Checked(Result(None, "pass", (), ()), Plain("x", "a\ud800b\x00c"), Listing(), "y")
    assert "⟦U+D800⟧" in render([check], "en").encode().decode()


def test_thousand_claims_stay_under_two_megabytes() -> None:
    assert len(render([many(1000)], "en").encode()) < 2_000_000


def test_long_reports_show_what_is_around_the_evidence() -> None:
    text = "filler line\n" * 9_000 + "Playtime: 24 h\n" + "filler line\n" * 500
    one = judged("Type-C充电", None, report=("match", where(text, "24 h")))
    check = Checked(Result(None, "pass", (one,), ()), Plain("s", SCRIPT), Listing(), "l", Plain("r", text))
    page = render([check], "en")
    assert len(page) < 100_000
    assert "8994 lines without evidence left out" in page


SPANS = st.lists(st.builds(Span, st.integers(-2, 12), st.integers(-2, 12), st.integers(0, 5)), max_size=6)


@settings(max_examples=60)
@given(SPANS)
def test_pieces_cover_the_text_once_and_tell_every_claim(spans: list[Span]) -> None:
    cut = list(pieces(0, 10, spans))
    assert [i for p in cut for i in range(p.start, p.end)] == list(range(10))
    for piece in cut:
        for offset in range(piece.start, piece.end):
            assert set(piece.claims) == {s.claim for s in spans if s.start <= offset < s.end}


# In a browser ---------------------------------------------------------------------------------

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=alone)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Return how to open checks as a page; afterwards nothing was loaded and nothing complained."""
    complaints: list[str] = []
    requests: list[str] = []
    contexts = []

    def open_page(checks: list[Checked], lang: str = "en", **options: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(render(checks, lang), "utf-8")
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda entry: complaints.append(entry.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints
    assert all(url.startswith("file:") and url.endswith("/page.html") for url in requests)


def texts_of(page: Any, selector: str) -> list[str]:
    return [re.sub(r"\W*\d+$", "", text) for text in page.locator(selector).all_inner_texts()]


@pytest.mark.browser
def test_a_claim_is_joined_to_evidence_and_findings(opened: Open) -> None:
    page = opened([speaker()])
    page.click(".s a >> text=充一次电能放24小时")
    assert texts_of(page, ".p mark.at") == ["Up to 24 Hours", "Up to 24 hours", "up to 24 hours", "up to 24 h"]
    assert page.locator(".cards > li.at").get_attribute("id") == "c0-1"
    assert page.locator(".step output").inner_text() == "2 / 4"
    page.click(".p mark >> text=IPX7 >> nth=0")
    assert texts_of(page, ".s .at") == ["超深防水"]
    page.keyboard.press("Escape")
    assert page.locator(".at").count() == 0
    page.hover(".s a >> text=580")
    assert texts_of(page, ".p mark.on") == ["580 g"]


@pytest.mark.browser
def test_keys_lead_through_the_claims(opened: Open) -> None:
    page = opened([speaker()])
    page.focus(".s a >> nth=0")
    assert texts_of(page, ".p mark.on") == ["IPX7"] * 3
    page.keyboard.press("Enter")
    assert page.locator(".s a.at").get_attribute("aria-current") == "true"
    assert "no parameter" in page.locator("#" + page.locator(".s a.at").get_attribute("aria-describedby")).inner_text()
    page.keyboard.press("j")
    assert texts_of(page, ".s .at") == ["充一次电能放24小时"]
    label = page.locator(".cards > li.at .chips a >> nth=3").get_attribute("aria-label")
    assert label == "Report: contradiction"


@pytest.mark.browser
def test_filters_leave_out(opened: Open) -> None:
    page = opened([speaker()])
    cards = page.locator(".cards > li:visible")
    page.click("[data-status=c]")
    assert cards.count() == 1
    assert page.locator(".s a:not(.off)").count() == 1
    page.click("[data-status=n]")
    assert cards.count() == 3
    assert (
        page.locator(".fs li:visible").count() == 4
    )  # two contradictions told together, and the report's; two missing
    page.click("[data-severity=w]")
    assert cards.count() == 0
    assert page.locator(".none:visible").count() == 1
    page.click("[data-all]")
    assert cards.count() == 4
    assert page.locator("[data-all]").get_attribute("aria-pressed") == "true"


@pytest.mark.browser
def test_the_switch_changes_every_message(opened: Open) -> None:
    page = opened([speaker(), nothing()])
    assert not re.search("[一-鿿]", page.locator(".check:visible .tools").inner_text())
    assert "is missing from the title" in page.locator(".cards").first.inner_text()
    page.click("#lang")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert not re.search("[a-z]{3}", page.locator(".check:visible .tools").inner_text())
    sentences = page.locator(".check:visible .fs").all_inner_texts()
    assert sentences
    assert not any(re.search("script|missing|title", text) for text in sentences)
    assert page.locator(".sg button:visible").first.inner_text() == "复制"
    page.click("#lang")
    assert page.locator(".sg button:visible").first.inner_text() == "Copy"


@pytest.mark.browser
def test_one_of_several_checks_is_chosen(opened: Open) -> None:
    page = opened([speaker(), nothing()])
    assert page.locator(".check:visible").get_attribute("id") == "k0"
    page.click(".list a >> nth=1")
    assert page.locator(".check:visible").get_attribute("id") == "k1"
    assert "no claim was found" in page.locator(".check:visible").inner_text()
    assert page.locator(".list a[aria-current]").count() == 1


@pytest.mark.browser
def test_hostile_text_does_not_run(opened: Open) -> None:
    page = opened([hostile(), hostile()])
    page.click(".s a >> nth=0")
    assert page.evaluate("window.ran") is None
    assert page.locator("img").count() == 0
    shown = page.locator(".check:visible .field.description").inner_text()
    assert HOSTILE.replace("\u202e", "⟦U+202E⟧") in shown


@pytest.mark.browser
def test_a_suggestion_is_copied(opened: Open) -> None:
    page = opened([speaker()], permissions=["clipboard-read", "clipboard-write"])
    page.click("#c0-1 .sg button")
    assert page.evaluate("navigator.clipboard.readText()") == "最长24小时"
    assert page.locator("#c0-1 .sg button").inner_text() == "Copied"


@pytest.mark.browser
def test_a_phone_shows_the_claim_in_reach(opened: Open) -> None:
    page = opened([speaker()], viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.tap(".s a >> nth=1")
    assert "最长24小时" in page.locator("#dock").inner_text()
    page.tap("#dock .x")
    assert page.locator("#dock").inner_text() == ""


@pytest.mark.browser
def test_without_its_script_the_page_is_whole(opened: Open) -> None:
    page = opened([speaker(), nothing()], "zh", java_script_enabled=False)
    assert page.locator(".check:visible").count() == 2
    assert page.locator(".cards > li:visible").count() == 4
    assert page.locator(".tools:visible").count() == 0


@pytest.mark.browser
def test_paper_shows_everything(opened: Open) -> None:
    page = opened([speaker()])
    page.emulate_media(media="print")
    assert page.locator(".tools:visible, .sg button:visible").count() == 0
    assert page.locator(".cards > li:visible").count() == 4
    assert page.pdf(format="A4").startswith(b"%PDF")
