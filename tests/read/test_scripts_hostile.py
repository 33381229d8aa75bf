"""Any bytes in any format give scripts or a sentence, within bounds."""

from __future__ import annotations

import io
import json
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from writing import LINES, WRITERS

from consistency.errors import ConsistencyError
from consistency.read.scripts import MOST_CHARACTERS, SUFFIXES, read_scripts

FRAGMENTS = [
    part.encode()
    for part in (
        "00:00:01,000 --> 00:00:02,000", "99:99.9-->1:1:1", "WEBVTT", "NOTE", "[Events]", "Format: Start, Text",
        "Dialogue: 0:00:01.00,hi", "{\\p1}", "<v a>", "\n", "\n\n", "\r", "\r\n", "|", "|---|---|", "| Shot | VO EN |",
        "### DE", "## ZH", "---\n", ",", "\t", '"', "VO,Caption,Shot", "镜号\t口播\t台词(英文)", "IPX8 防水", "\x00",
        '{"segments":[{"start":1e999,"text":"a"}]}', '{"materials":{"texts":[]},"tracks":[{}]}', "[", "{", "\\N",
        "&#0;", "&amp;", "\u2028", "1", "-", "PK\x03\x04", "\ufeff",
    )
]  # fmt: skip


def _read(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            found = read_scripts(path)
        except ConsistencyError as error:
            assert name in str(error)
            assert error.exit_status == 2
            return
    assert found
    for source in found:
        assert source.text.strip()
        assert len(source.text) <= MOST_CHARACTERS
        for offset in range(0, len(source.text) + 1, max(1, len(source.text) // 20)):
            assert source.place(offset)
            assert min(source.position(offset)) >= 1


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SUFFIXES), st.binary(max_size=60))
def test_any_bytes(suffix: str, data: bytes) -> None:
    _read(f"a{suffix}", data)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(SUFFIXES), st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(b"".join))
def test_pieces_of_formats_in_any_order(suffix: str, data: bytes) -> None:
    _read(f"a{suffix}", data)


_share = st.floats(0, 1, exclude_max=True)  # of the file: archives differ in size by the time they are made


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(sorted(WRITERS)), st.lists(st.tuples(_share, st.integers(0, 255)), min_size=1, max_size=5), _share
)
def test_damaged_files(name: str, damage: list[tuple[float, int]], cut: float) -> None:
    whole = bytearray(WRITERS[name](LINES))
    for where, byte in damage:
        whole[int(where * len(whole))] = byte
    _read(name, bytes(whole[: int(len(whole) * max(0.5, 1 - cut))]))


_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.sampled_from(["a", "[", '{"text": "b"}'])),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["segments", "text", "start", "materials", "texts", "tracks", "id", "content", "material_id", "drafts",
             "draft", "target_timerange", "source_timerange", "offsets", "from", "timestamp", "extra_material_refs",
             "text_templates", "text_info_resources"]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(_json)
@example({"materials": {"texts": [{"id": 1, "content": "[" * 99_999}]}, "tracks": [{"segments": [{"material_id": 1}]}]})
@example({"segments": [{"text": "a", "start": 10**400}]})
def test_any_json(data: object) -> None:
    _read("a.json", json.dumps(data).encode())


def test_a_clip_within_itself_many_times_is_read_once() -> None:
    clip: dict[str, object] = {"materials": {"texts": [{"id": "t", "content": '{"text": "24 hours"}'}]}}
    clip["tracks"] = [{"segments": [{"material_id": "t", "target_timerange": {"start": 0}}]}]
    for _ in range(30):
        clip = {
            "materials": {"drafts": [{"id": "d", "draft": clip}]},
            "tracks": [{"segments": [{"material_id": "d", "target_timerange": {"start": 1_000_000}}] * 40}],
        }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft_info.json"
        path.write_text(json.dumps(clip))
        (source,) = read_scripts(path)
    assert (source.text, source.place(0)) == ("24 hours", "0:00:30")


def _bomb(name: str) -> bytes:
    """Return an archive whose directory declares 4 GB for its last part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, bytes(100_000))
    data = bytearray(buffer.getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (2**32 - 2).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.json", b"[" * 200_000, "a.json is not valid JSON. Export it again"),
        ("a.json", b'{"segments": [', "a.json is not valid JSON at line 1, column 15."),
        ("a.json", b"{}", "a.json is no transcript that is recognised (found: nothing). Scripts in JSON are"),
        ("a.json", b'{"title": "x"}', "(found: title)"),
        ("a.json", b'{"segments": []}', "a.json holds no words that are said or shown."),
        ("draft_content.json", b"3Jq" * 100, "draft_content.json is encrypted, as 剪映 6 and later keep their drafts."),
        ("draft_content.json", bytes(range(256)) * 3, "draft_content.json is encrypted"),
        ("draft_info.json", b'{"materials": {}, "tracks": []}', "draft_info.json shows no text: its tracks hold none."),
        ("a.srt", b"IPX8 and no time", "a.srt holds no cue of subtitles. Export the subtitles again, or save"),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "a.vtt holds no words that are said or shown."),
        ("a.ass", b"[Events]\nFormat: Start, Text\n", "a.ass holds no words that are said or shown."),
        ("a.csv", b"Shot,Voiceover\n", "a.csv holds no words that are said or shown."),
        ("a.csv", b"Shot,Voiceover\n1,-\n2,\n", "a.csv holds no words that are said or shown."),
        ("a.csv", b"Shot,Voiceover\n" + b"1,a\n" * 20_001, "a.csv has more than 20,000 shots. Keep one script"),
        ("a.txt", b"a" * (MOST_CHARACTERS + 1), "a.txt holds 1,000,001 characters; scripts up to 1,000,000 are read."),
        ("a.csv", b"Voiceover\n" + b"a" * (MOST_CHARACTERS + 1), "a.csv holds 1,000,001 characters"),
        ("a.docx", WRITERS["a.txt"](LINES), "a.docx is a broken DOCX, or another kind of file."),
        ("a.docx", WRITERS["a.xlsx"](LINES), "a.docx is no DOCX"),
        ("a.docx", WRITERS["a.docx"]([]), "a.docx holds no words that are said or shown."),
        ("a.xlsx", WRITERS["a.docx"](LINES), "a.xlsx is no XLSX workbook"),
        ("a.xlsx", WRITERS["a.xlsx"]([]), "a.xlsx holds no words that are said or shown."),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    begun = time.perf_counter()
    with pytest.raises(ConsistencyError) as caught:
        read_scripts(tmp_path / name)
    assert sentence in str(caught.value)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(("name", "part"), [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")])
def test_archives_that_unpack_to_too_much(tmp_path: Path, name: str, part: str) -> None:
    (tmp_path / name).write_bytes(_bomb(part))
    with pytest.raises(ConsistencyError, match="unpacks to 4,295 MB"):
        read_scripts(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "---\nkey" + " " * 400_000 + "\n---\n"),
        ("a.md", "a | b\n|" + " " * 400_000 + "-x|\n"),
        ("a.md", "| VO EN | VO DE |\n|---|---|\n" + "|" * 400_000),
        ("a.md", "## " + "英文" * 200_000),
        ("a.srt", "00:01 --> 00:02\n" + "{\\<b" * 100_000),
        ("a.vtt", "WEBVTT\n" + " " * 400_000 + "-->"),
        ("a.csv", "VO,Time\na,1" + " " * 400_000 + "x\n"),
        ("a.json", '{"text": "' + "<" * 400_000 + '"}'),
    ],
    ids=lambda value: value[:12],
)
def test_long_lines_take_no_longer_than_their_length(tmp_path: Path, name: str, text: str) -> None:
    begun = time.perf_counter()
    _read(name, text.encode())
    assert time.perf_counter() - begun < 5
