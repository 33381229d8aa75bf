"""Encodings are told apart, and nothing is decoded to nonsense."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.errors import FileUnreadable
from consistency.read.decode import decode

HANS = "这款充电宝五千毫安，支持22.5W快充，IPX8防水，出差三天不用愁。"
HANT = "這款行動電源五千毫安培，支援22.5W快充，IPX8防水，出差三天不用愁。"
LATIN = "It’s only £24.99 – keeps drinks cold for 12 hours, café style, at –10 °C."
EVERYWHERE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
CASES = [
    *((text, encoding) for text in (HANS, HANT, LATIN, "IPX8") for encoding in EVERYWHERE),
    (HANS, "gb18030"),
    (HANS, "gbk"),
    (HANT, "big5"),
    (LATIN, "cp1252"),
    ("防水", "gb18030"),
    ("联通", "gb18030"),
    ("續航", "big5"),
    ("充电宝 🔋 5000毫安", "gb18030"),
    ("Battery: 5000 mAh\r\n电池：五千毫安\r\n", "utf-16-le"),
    ("naïve £5", "cp1252"),
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_encoding_is_found(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    if encoding == "utf-16" or encoding == "utf-32":
        assert data[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert decode(data, Path("script.txt"))[0] == text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), b"PK\x03\x04" + bytes(range(200)), b"\x00" * 8]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(FileUnreadable, match=r"picture.txt is not text"):
        decode(data, Path("picture.txt"))


def test_broken_utf_8_is_no_other_encoding() -> None:
    data = (HANS * 3).encode("utf-8")[:-1]
    with pytest.raises(FileUnreadable, match="save it as UTF-8"):
        decode(data, Path("cut.txt"))


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_clean_error(data: bytes) -> None:
    try:
        text, encoding = decode(data, Path("x.txt"))
    except FileUnreadable as error:
        assert "x.txt" in str(error)
    else:
        assert isinstance(text, str) and encoding


@given(st.text(max_size=200).filter(lambda t: "\x00" not in t and not t.startswith("\ufeff")))
def test_utf_8_is_never_mistaken(text: str) -> None:
    assert decode(text.encode("utf-8", "ignore"), Path("x.txt"))[0] == text.encode("utf-8", "ignore").decode()
