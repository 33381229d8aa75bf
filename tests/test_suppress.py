"""Comments in a script hide the findings that they name, no others, and what hides nothing is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import consistency
from consistency.extract.spoken import unspoken
from consistency.model import Claim, Finding, Judgement, Result
from consistency.read.scripts import read_script
from consistency.read.source import Segment, Source
from consistency.rules import all_rules
from consistency.suppress import Suppression, silenced, suppress, suppression, suppressions

LISTING = {"title": "Speaker", "bullets": ["24 h playtime"], "description": "IPX8 waterproof, 24 h playtime"}


def source(text: str, name: str = "a.md") -> Source:
    return Source(Path(name), text, "utf-8")


def codes(text: str, lang: str = "en") -> list[tuple[str, str]]:
    """Return the code and the claim of every finding that is left."""
    script = source(text)
    result = consistency.check(silenced(text), LISTING)
    outcome = suppress(result, suppressions(script), lang)
    return [(f.code, result.claims[f.claim].text if f.claim is not None else "") for f in outcome.result.findings]


SCRIPT = "It's IPX8 waterproof.\n\nIt plays for 24 hours.\n"
PLAIN = [("C101", "IPX8 waterproof"), ("C102", "IPX8 waterproof"), ("C101", "plays for 24 hours")]


def test_without_a_comment_all_is_told() -> None:
    assert codes(SCRIPT) == PLAIN
    assert codes("<!-- consistency: see C101 -->\n" + SCRIPT) == PLAIN


@pytest.mark.parametrize(
    "top",
    [
        "<!-- consistency: ignore missing-in-title -->\n",
        "\ufeff<!-- consistency: ignore C101 -->\r\n",
        "<!-- another -->\n\n<!--consistency:ignore C101-->\n\n",
        "---\nsku: A\n---\n\n<!-- consistency: ignore C101 -- the title is full -->\n",
        "---\nsku: A\n# consistency: ignore C101 -- the title is full\n---\n",
        "// consistency: ignore C101 -- the title is full\n\n",
        "<!-- Consistency：ignore c101 —— 标题放不下 -->\n",
    ],
)
def test_at_the_top_it_is_about_the_whole_file(top: str) -> None:
    assert codes(top + SCRIPT) == PLAIN[1:2]


def test_alone_on_its_line_it_is_about_the_next_paragraph() -> None:
    comment = "<!-- consistency: ignore missing-in-title, C102 -->\n"
    assert codes(f"# Speaker\n\n{comment}\n{SCRIPT}") == PLAIN[2:]
    assert codes(SCRIPT.replace("\n\n", f"\n\n{comment.replace(', C102', '')}")) == PLAIN[:2]
    two = "Hi!\n\n<!-- consistency: ignore\nmissing-in-title -- all\nof it -->\nIt's IPX8 waterproof.\nPlays 24 hours."
    assert [code for code, _ in codes(two)] == ["C102"]


def test_several_comments_before_one_paragraph() -> None:
    text = "Hi!\n<!-- consistency: ignore C101 -->\n\n<!-- note -->\n// consistency: ignore C102\n" + SCRIPT
    assert codes(text) == PLAIN[2:]


def test_beside_words_it_is_about_their_line() -> None:
    line = "It's IPX8 waterproof. <!-- consistency: ignore C101 C102 -->\nIt plays for 24 hours.\n"
    assert codes(line) == PLAIN[2:]
    assert (
        codes("<!-- consistency: ignore C101、C102 --> " + line.replace("<!-- consistency: ignore C101 C102 -->", ""))
        == (PLAIN[2:])
    )


def test_slashes_are_about_the_next_line_and_are_not_said() -> None:
    text = "Hi!\n  // consistency: ignore C101 -- 65 W fast charging\nIt's IPX8 waterproof.\nIt plays for 24 hours."
    assert codes(text) == PLAIN[1:]
    assert len(silenced(text)) == len(text) and "65 W" not in silenced(text)
    assert silenced("see // consistency: ignore") == "see // consistency: ignore"


def test_in_subtitles_it_is_about_the_next_line(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    cues = ["Hi!", "<!-- consistency: ignore C101, C102 -->", "It's IPX8 waterproof.", "It plays for 24 hours."]
    path.write_text("".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n\n" for n, cue in enumerate(cues, 1)))
    script = read_script(path)
    outcome = suppress(consistency.check(script.text, LISTING), suppressions(script))
    assert [f.code for f in outcome.result.findings] == ["C101"]
    assert [f.code for f in outcome.hidden] == ["C101", "C102"]


def test_a_comment_without_a_rule_hides_all_but_what_is_told_of_comments() -> None:
    assert codes("<!-- consistency: ignore -->\n" + SCRIPT) == []
    assert codes("<!-- consistency: ignore -->\n<!-- consistency: ignore C404 -->\n" + SCRIPT) == [("C507", "")]
    assert codes("<!-- consistency: ignore unused-suppression, C404, missing -->\n" + SCRIPT) == []


def test_the_comment_is_not_said() -> None:
    text = "<!-- consistency: ignore C101 -- 5000 mAh,\nIPX8 waterproof -->\nHello there."
    assert (0, text.index("\nHello")) in unspoken(text)


def test_what_hides_nothing_is_told_with_its_place() -> None:
    text = "Hi!\n\n<!-- consistency: ignore missing-in-title, C102, reworded -->\nIt plays for 24 hours.\n"
    (told,) = suppress(consistency.check(text, LISTING), suppressions(source(text))).result.findings
    assert (told.code, told.severity, told.claim) == ("C507", "warning", None)
    assert "“C102, reworded” at 3:1" in told.message
    (told,) = suppress(consistency.check(text, LISTING), suppressions(source(text)), "zh").result.findings
    assert "3:1 处的忽略标记“C102, reworded”没有起作用" in told.message


def test_a_misspelt_rule_is_told_with_the_right_one() -> None:
    text = "<!-- consistency: ignore missing-in-titel -->\n" + SCRIPT
    result = suppress(consistency.check(text, LISTING), suppressions(source(text))).result
    assert [f.code for f in result.findings] == ["C101", "C102", "C101", "C507"]
    assert "“missing-in-titel”; write “missing-in-title”" in result.findings[-1].message


def test_a_script_passes_where_no_error_is_left() -> None:
    text = "<!-- consistency: ignore missing -->\n" + SCRIPT
    result = consistency.check(text, LISTING)
    assert result.verdict == "fail"
    assert suppress(result, suppressions(source(text))).result.verdict == "pass"
    assert suppress(result, suppressions(source(text.replace("missing", "C102")))).result.verdict == "fail"


def test_entries_for_one_claim_are_shared_and_told_by_whoever_gives_them() -> None:
    result = consistency.check(SCRIPT, LISTING)
    entries = (
        suppression(["missing-in-title"], claim="ipx8  Waterproof", reason="no room"),
        suppression(["missing"], claim="drop-proof"),
    )
    outcome = suppress(result, entries, own=0)
    assert [f.code for f in outcome.result.findings] == ["C102", "C101"]
    assert outcome.used == (frozenset({"C101"}), frozenset())


def test_findings_on_no_claim_are_hidden_for_the_whole_file_only() -> None:
    result = Result("a", "fail", (), (Finding("C502", "error", "the title is empty"),))
    assert not suppress(result, [suppression(["C502"])]).result.findings
    assert len(suppress(result, [suppression(["C502"], span=(0, 10))]).result.findings) == 2


@pytest.mark.parametrize(
    "part", ["<!-- consistency: ignore C101 -->", "<!-- consistency: ignore\n", "// consistency: ignore\n"]
)
def test_time_is_linear(part: str) -> None:
    text = part * 20_000
    start = time.perf_counter()
    suppressions(source(text))
    assert time.perf_counter() - start < 10


CODES = [one.code for one in all_rules()]


@given(st.text("<!-/consistency: ignore C101\r\n#\ufeff，", max_size=80), st.booleans())
def test_any_text_is_read(text: str, segmented: bool) -> None:
    script = Source(Path("a"), text, "utf-8", segments=(Segment(0, "x", 1),) if segmented else ())
    for one in suppressions(script):
        assert (one.start is None) == (one.end is None)
        assert one.start is None or one.end is None or 0 <= one.start <= one.end <= len(text)
    assert len(silenced(text)) == len(text)


@given(
    st.lists(st.sampled_from(CODES), max_size=6),
    st.lists(st.sampled_from([*CODES, "missing", "C4", "nonsense"]), max_size=3),
)
def test_nothing_is_lost(found: list[str], named: list[str]) -> None:
    claim = Claim("IPX8", 0, 4, "waterproof", None, {"title": Judgement("missing")})
    result = Result("a", "fail", (claim,), tuple(Finding(code, "error", "", 0) for code in found))
    one: Suppression = suppression(named)
    outcome = suppress(result, [one])
    kept = [f for f in outcome.result.findings if f in result.findings]
    hidden = [f for f in outcome.hidden if f in result.findings]
    assert sorted(f.code for f in (*kept, *hidden)) == sorted(found)
    assert all(
        f.code in {c for _, codes in one.names for c in codes} or not named
        for f in outcome.hidden
        if f in result.findings
    )
