"""Wording is mended where that is safe: no number changes, nothing gets worse, and a second run has nothing to do."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import consistency
from consistency.errors import FileUnreadable, UsageError
from consistency.extract.numerals import numbers
from consistency.fix import Mended, diff, mend, save
from consistency.model import Listing, Result
from consistency.read.scripts import read_script
from consistency.read.source import Source
from consistency.rewording import keeps_numbers, rewordings

PAGE = Listing(
    "Bluetooth speaker IPX8 waterproof 24 h playtime",
    ("IPX8 waterproof", "24 h playtime", "silicone body"),
    "Waterproof (IPX8) speaker, plays for 24 hours",
)
SCRIPT = "This speaker is super waterproof with insanely long battery life.\nIt's really waterproof!\n"
MENDED = "This speaker is IPX8 waterproof with 24 h battery life.\nIt's IPX8 waterproof!\n"


def against(page: Listing = PAGE, report: str | None = None) -> Callable[[str], Result]:
    return lambda text: consistency.check(text, page, report)


def mended(text: str, page: Listing = PAGE, report: str | None = None) -> str:
    found = mend(Source(Path("a.txt"), text, "utf-8"), against(page, report), text.encode())
    assert found.before == text
    return found.after


def test_vague_words_give_way_to_the_parameter() -> None:
    assert mended(SCRIPT) == MENDED
    assert mended(MENDED) == MENDED
    assert mended("超深防水，超长续航。特别防水！") == "IPX8防水，24小时续航。IPX8防水！"
    assert mended("续航超长。", report="防护等级 IPX8，续航 24小时") == "24小时续航。"
    assert mended("Super waterproof!") == "IPX8 waterproof!"


def test_a_value_is_worded_as_in_the_report() -> None:
    page = Listing("Speaker 24 h", ("Playtime 24 h",), "24 h playtime")
    assert mended("It plays for about 24 hours.", page, "Playtime: 24 h") == "It plays for 24 h."


@pytest.mark.parametrize(
    "text",
    [
        "It plays for 48 hours.",  # a number is for a person to change
        "It's so waterproof that you can dive with it.",
        "It's waterproof enough for a pool.",
        "The battery lasts for ages.",  # a verb does not give way to a noun
        "It has an insanely long battery life.",  # "an 24 h"
        "PU3000mm防水涂层。",
        "高亮能用三小时。",
        "It's IPX8 waterproof and plays for 24 hours. Fully waterproof.",
        "The soft case is red.",
    ],
)
def test_what_is_not_safe_is_left(text: str) -> None:
    assert mended(text) == text


def test_a_claim_at_odds_with_a_field_is_left() -> None:
    page = Listing("IPX7 waterproof speaker", ("not waterproof",), "IPX8 waterproof")
    text = "It's super waterproof."
    result = consistency.check(text, page)
    if any(j and j.status == "conflict" for c in result.claims for j in c.fields.values()):
        assert not rewordings(text, result)


def test_what_is_suppressed_is_left() -> None:
    def check(text: str) -> Result:
        found = consistency.check(text, PAGE)
        return Result(found.id, found.verdict, found.claims, ())

    found = mend(Source(Path("a.txt"), SCRIPT, "utf-8"), check, SCRIPT.encode())
    assert found.after == SCRIPT and not found.changes


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("gb18030", b""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_are_kept(tmp_path: Path, encoding: str, mark: bytes, end: str) -> None:
    path = tmp_path / "a.txt"
    lines = ["大家好，今天给大家介绍一款音箱。", "超深防水，去哪儿都能用。", "我们下次再见。"]
    path.write_bytes(mark + end.join(lines).encode(encoding))
    path.chmod(0o640)
    found = mend(read_script(path), against())
    assert save(found)
    lines[1] = "IPX8防水，去哪儿都能用。"
    assert path.read_bytes() == mark + end.join(lines).encode(encoding)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]
    again = mend(read_script(path), against())
    assert not again.changes and not save(again)


def test_subtitles_are_mended_in_their_cues(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    text = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>This speaker is super waterproof!</i>\r\n\r\n"
        "2\r\n00:00:02,000 --> 00:00:03,000\r\nIt has insanely long battery life.\r\nReally waterproof!\r\n"
    )
    path.write_bytes(text.encode())
    found = mend(read_script(path), against())
    assert save(found)
    written = path.read_bytes().decode()
    assert written == (
        text.replace("super waterproof", "IPX8 waterproof")
        .replace("insanely long battery life", "24 h battery life")
        .replace("Really waterproof", "IPX8 waterproof")
    )
    assert {(one.line, one.old) for one in found.changes} == {
        (3, "super waterproof"), (7, "insanely long battery life"), (8, "Really waterproof"),
    }  # fmt: skip
    assert not mend(read_script(path), against()).changes


def test_a_storyboard_in_markdown_is_mended_in_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Speaker\n\n| shot | voiceover |\n|---|---|\n| 1 | It's super waterproof. |\n")
    found = mend(read_script(path), against())
    assert found.after == found.before.replace("super waterproof", "IPX8 waterproof")


def test_the_diff_is_unified() -> None:
    found = mend(
        Source(Path("scripts/a.txt"), "Hi!\nIt's super waterproof.", "utf-8"), against(), b"Hi!\nIt's super waterproof."
    )
    assert diff(found) == (
        "--- a/scripts/a.txt\n+++ b/scripts/a.txt\n@@ -1,2 +1,2 @@\n Hi!\n"
        "-It's super waterproof.\n\\ No newline at end of file\n"
        "+It's IPX8 waterproof.\n\\ No newline at end of file\n"
    )
    assert diff(mend(Source(Path("a.txt"), "Hi!", "utf-8"), against(), b"Hi!")) == ""


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.csv", "a.json", "a.ass", "-"])
def test_other_formats_are_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(UsageError, match=r"cannot be mended.*"):
        mend(Source(Path(name), SCRIPT, "utf-8"), against(), SCRIPT.encode())


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SCRIPT)
    source = read_script(path)
    found = mend(source, against())
    path.write_text(SCRIPT + "More.\n")
    with pytest.raises(FileUnreadable, match="has changed"):
        save(found)
    with pytest.raises(FileUnreadable, match="has changed"):
        mend(source, against())
    assert path.read_text() == SCRIPT + "More.\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody is kept from writing here")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SCRIPT)
    found = mend(read_script(path), against())
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FileUnreadable, match="cannot be written"):
            save(found)
    finally:
        tmp_path.chmod(0o700)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SCRIPT)
    link = tmp_path / "b.txt"
    link.symlink_to("a.txt")
    assert save(mend(read_script(link), against()))
    assert link.is_symlink() and (tmp_path / "a.txt").read_text() == MENDED


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("24 hours", "24 h", True),
        ("twenty-four hours", "24 h", True),
        ("五千毫安时", "5,000 mAh", True),
        ("super waterproof", "IPX8 waterproof", True),
        ("24 hours", "48 h", False),
        ("24 hours", "1 day", False),
        ("9.8 ft", "3 m", False),
        ("24 hours", "24 min", False),
        ("IPX8", "IP68", False),
        ("SPF 50", "SPF 50+", True),
        ("two", "it", False),
    ],
)
def test_numbers_are_kept(old: str, new: str, kept: bool) -> None:
    assert keeps_numbers(old, new) is kept


PARTS = [
    "It's super waterproof.", "Insanely long battery life!", "It plays for 24 hours.", "About 24 hours of playtime.",
    "Waterproof.", "超深防水，", "超长续航。", "续航24小时。", "防水音箱", "Only 3 left!", "It plays for 30 hours.",
    "IPX7 waterproof",
    "really waterproof speaker", "so waterproof", "\n", "\r\n", " and ", "2 colours.",
]  # fmt: skip
PAGES = [
    PAGE,
    Listing("音箱 IPX8防水", ("续航约24小时",), "IPX8防水，约24小时续航"),
    Listing("Speaker", ("IPX7",), "up to 24 h"),
]
REPORTS = [None, "Ingress protection IPX8. Playtime: 24 h", "防护等级：IPX8\n续航：24小时"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PARTS), max_size=6), st.sampled_from(PAGES), st.sampled_from(REPORTS))
def test_a_second_run_has_nothing_to_mend(parts: list[str], page: Listing, report: str | None) -> None:
    text = " ".join(parts)
    first = mended(text, page, report)
    assert mended(first, page, report) == first
    before, after = (sorted(n.value for n in numbers(t, t)) for t in (text, first))
    rest = list(after)
    for value in before:
        rest.remove(value)  # every number of the script is still there
    assert first.count("\n") == text.count("\n")
    errors = [sum(f.severity == "error" for f in consistency.check(t, page, report).findings) for t in (text, first)]
    assert errors[1] <= errors[0] + sum(f.code == "C501" for f in consistency.check(first, page, report).findings)


def test_nothing_is_written_without_being_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SCRIPT)
    found: Mended = mend(read_script(path), against())
    diff(found)
    assert path.read_text() == SCRIPT
