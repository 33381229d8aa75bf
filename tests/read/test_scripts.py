"""Text and Markdown are read as they are, with their places; what is no script is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency.errors import ConsistencyError
from consistency.read.scripts import read_script

SRT = "1\r\n00:00:01,000 --> 00:00:03,500\r\nRuns for 24 hours.\r\n\r\n2\r\n00:01:04,000 --> 00:01:06,000\r\nIPX8.\r\n"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.MD"])
def test_text_is_the_file_as_decoded(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SRT.encode("utf-16"))
    source = read_script(tmp_path / name)
    assert source.text == SRT
    assert source.encoding == "utf-16"


def test_places_in_text_are_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\r\ntwo 防水\rthree\n", newline="", encoding="utf-8")
    source = read_script(tmp_path / "a.txt")
    assert source.place(source.text.index("防")) == "2:5"
    assert source.place(source.text.index("three")) == "3:1"
    assert source.position(0) == (1, 1)


def test_front_matter_is_kept_as_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        '---\nsku: "PB-1"\nlang: zh\ntags:\n  - x\nempty:\n---\n5000毫安\n', encoding="utf-8"
    )
    source = read_script(tmp_path / "a.md")
    assert source.metadata == {"sku": "PB-1", "lang": "zh"}
    assert source.text.startswith("---")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "empty.txt is empty. Give the file that holds what the video says."),
        ("blank.md", b" \n\t\n", "blank.md is empty."),
        ("blank.txt", b"\xef\xbb\xbf", "blank.txt is empty."),
        ("clip.mp4", b"x", "clip.mp4 is no script: .mp4 is not read. Scripts are .txt"),
        ("script", b"x", "a file without an ending is not read"),
    ],
)
def test_bad_scripts_are_named(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ConsistencyError) as caught:
        read_script(tmp_path / name)
    assert sentence in str(caught.value)
    assert caught.value.exit_status == 2


def test_missing_file_and_directory(tmp_path: Path) -> None:
    (tmp_path / "script.txt").write_text("x")
    with pytest.raises(ConsistencyError, match=r"scrpit.txt does not exist. Did you mean .*script.txt"):
        read_script(tmp_path / "scrpit.txt")
    with pytest.raises(ConsistencyError, match=r"is a directory. Give the file itself"):
        read_script(tmp_path)
    with pytest.raises(ConsistencyError, match="does not exist either"):
        read_script(tmp_path / "no" / "script.txt")
    with pytest.raises(ConsistencyError, match="cannot be read"):
        read_script(tmp_path / "script.txt" / "inner.txt")
