"""A baseline hides what was there, never what is new, and reads well in a diff."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import consistency
from consistency.baseline import (
    Baseline,
    Print,
    compare,
    dumps,
    fingerprint,
    gone,
    loads,
    read,
    record,
    script_key,
    write,
)  # fmt: skip
from consistency.errors import FileUnreadable
from consistency.model import FIELDS, Claim, Finding, Listing, Result
from consistency.read.source import Source
from consistency.report.checked import Checked
from consistency.rules import all_rules

LISTING = Listing("Speaker", ("24 h playtime",), "IPX8 waterproof, 24 h playtime")
SCRIPT = "It's IPX8 waterproof.\nIt plays for 24 hours.\n"
ROOT = Path("/team")
CODES = [one.code for one in all_rules()]


def check(text: str, name: str = "/team/scripts/a.txt", part: str = "") -> Checked:
    script = Source(Path(name), text, "utf-8", part=part)
    return Checked(consistency.check(text, LISTING), script, LISTING, "listing.json")


def left(baseline: Baseline, *checks: Checked) -> list[str]:
    return [f.code for one in compare(baseline, checks, ROOT).checks for f in one.result.findings]


def test_what_is_recorded_does_not_count() -> None:
    before = check(SCRIPT)
    baseline = record([before], ROOT)
    assert [f.code for f in before.result.findings] == ["C101", "C102", "C101"]
    found = compare(baseline, [before], ROOT)
    assert (found.known, found.gone.total) == (3, 0)
    assert found.checks[0].result.verdict == "pass" and not found.checks[0].result.findings


def test_lines_may_move_and_case_may_change() -> None:
    baseline = record([check(SCRIPT)], ROOT)
    assert left(baseline, check("Hello!\n\n" + SCRIPT.replace("IPX8 w", "ipx8  W"))) == []


def test_a_new_finding_counts_and_one_that_is_gone_is_told() -> None:
    baseline = record([check(SCRIPT)], ROOT)
    now = check("It's dustproof to IP6X.\nIt plays for 24 hours.\n")
    found = compare(baseline, [now], ROOT)
    assert {f.code for f in found.checks[0].result.findings} == {"C101", "C102", "C103"}
    assert found.checks[0].result.verdict == "fail"
    assert {(one.code, one.claim) for one in found.gone.counts} == {
        ("C101", "ipx8 waterproof"),
        ("C102", "ipx8 waterproof"),
    }


def test_another_script_is_another_matter() -> None:
    baseline = record([check(SCRIPT)], ROOT)
    assert len(left(baseline, check(SCRIPT, "/team/scripts/b.txt"))) == 3
    assert len(left(baseline, check(SCRIPT, part="English"))) == 3


def test_more_of_a_kind_are_all_told() -> None:
    one = check(SCRIPT)
    twice = replace(one, result=replace(one.result, findings=one.result.findings * 2))
    assert left(record([one], ROOT), twice) == ["C101", "C102", "C101"] * 2
    assert left(record([one], ROOT), one, one) == ["C101", "C102", "C101"] * 2
    assert left(record([twice], ROOT), one) == []


def test_recording_again_takes_out_what_is_gone_and_keeps_what_was_not_checked(tmp_path: Path) -> None:
    a, b, c = (tmp_path / name for name in ("a.txt", "b [1].txt", "c.txt"))
    for path in (a, b):
        path.touch()
    before = record([check(SCRIPT, str(path)) for path in (a, b, c)], tmp_path)
    after = record([check("It plays for 24 hours.", str(a))], tmp_path, before)
    assert Counter(one.script for one in after.counts) == {"a.txt": 1, "b [1].txt": 3}
    left_it = gone(before, after)
    assert left_it.total == 5 and {one.script for one in left_it.counts} == {"a.txt", "c.txt"}


def test_a_part_that_is_gone_leaves(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.touch()
    before = record([check(SCRIPT, str(path), "English"), check(SCRIPT, str(path), "German")], tmp_path)
    after = record([check(SCRIPT, str(path), "English")], tmp_path, before)
    assert {one.script for one in after.counts} == {"a.xlsx [English]"}


def test_keys_are_the_same_from_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = Source(Path("a.txt"), "", "utf-8")
    (tmp_path / "scripts").mkdir()
    monkeypatch.chdir(tmp_path / "scripts")
    assert (
        script_key(script, tmp_path)
        == script_key(Source(tmp_path / "scripts" / "a.txt", "", ""), Path(".."))
        == "scripts/a.txt"
    )
    assert script_key(Source(Path("<stdin>"), "", ""), tmp_path) == "<stdin>"
    assert script_key(Source(Path("Cafe\u0301.txt"), "", ""), tmp_path) == "scripts/Caf\u00e9.txt"


def test_the_file_is_sorted_with_a_line_for_each_finding(tmp_path: Path) -> None:
    baseline = record([check(SCRIPT, str(tmp_path / name)) for name in ("b.txt", "a.txt")], tmp_path)
    path = tmp_path / ".consistency-baseline.json"
    assert write(path, baseline) and not write(path, baseline)
    assert path.read_text("utf-8") == (
        '{\n  "version": 1,\n  "about": "Findings that were there when `consistency baseline` ran; '
        'only others count.",\n'
        '  "scripts": {\n    "a.txt": [\n'
        '      {"rule": "missing-in-title", "claim": "ipx8 waterproof"},\n'
        '      {"rule": "missing-in-title", "claim": "plays for 24 hours"},\n'
        '      {"rule": "missing-in-bullets", "claim": "ipx8 waterproof"}\n    ],\n    "b.txt": [\n'
        '      {"rule": "missing-in-title", "claim": "ipx8 waterproof"},\n'
        '      {"rule": "missing-in-title", "claim": "plays for 24 hours"},\n'
        '      {"rule": "missing-in-bullets", "claim": "ipx8 waterproof"}\n    ]\n  }\n}\n'
    )
    assert read(path) == baseline
    assert read(tmp_path / "none.json") == Baseline()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "line 1 is no JSON"),
        ("<<<<<<< HEAD\n{}", "line 1 is no JSON"),
        ("[]", "not the form"),
        ('{"version": 2, "scripts": {}}', "of version 2"),
        ('{"version": 1, "scripts": {"a": [{"rule": "missing-in-titel", "claim": ""}]}}', "no rule “missing-in-titel”"),
        ('{"version": 1, "scripts": {"a": [{"rule": "C101", "claim": "", "count": -1}]}}', "the count -1"),
        ('{"version": 1, "scripts": {"a": [3]}}', "not the form"),
    ],
)
def test_a_broken_file_is_refused(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(FileUnreadable, match=why):
        read(path)


PRINTS = st.builds(Print, st.text(), st.sampled_from(CODES), st.sampled_from(["", *FIELDS]), st.text())


@given(st.dictionaries(PRINTS, st.integers(1, 9), max_size=6))
def test_the_file_holds_all(counts: dict[Print, int]) -> None:
    text = dumps(Baseline(counts))
    assert loads(text, Path("b.json")).counts == counts
    assert dumps(loads(text, Path("b.json"))) == text
    assert json.loads(text)["version"] == 1


WORDS = st.sampled_from(["IPX8", "ipx8", "24 h", "超深防水"])
FINDINGS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["C101", "C201", "C506"]), WORDS), max_size=8
)


def made(found: list[tuple[str, str, str]], shift: int = 0) -> list[Checked]:
    """Return checks of scripts with these findings, further down by `shift`."""
    checks = []
    for name in sorted({script for script, _, _ in found}):
        own = [(code, words) for script, code, words in found if script == name]
        claims = tuple(Claim(words, n + shift, n + shift + 1, "x") for n, (_, words) in enumerate(own))
        findings = tuple(Finding(code, "error", "", n) for n, (code, _) in enumerate(own))
        script = Source(ROOT / name, "\n" * 99, "utf-8")
        checks.append(Checked(Result(None, "fail", claims, findings), script, LISTING, "l"))
    return checks


@given(FINDINGS, FINDINGS, st.integers(0, 50))
def test_a_new_finding_is_never_hidden(
    then: list[tuple[str, str, str]], now: list[tuple[str, str, str]], shift: int
) -> None:
    before, after = made(then), made(now, shift)
    baseline = record(before, ROOT)
    found = compare(baseline, after, ROOT)
    count = Counter((script, code, words.casefold()) for script, code, words in then)
    today = Counter((script, code, words.casefold()) for script, code, words in now)
    shown = Counter(
        (p.script, p.code, p.claim)
        for one in found.checks for f in one.result.findings for p in [fingerprint(one, f, ROOT)]
    )  # fmt: skip
    assert shown == {one: number for one, number in today.items() if number > count[one]}
    assert found.known + shown.total() == today.total()
    assert all((one.result.verdict == "fail") == bool(one.result.findings) for one in found.checks)
