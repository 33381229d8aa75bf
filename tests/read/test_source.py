"""A source tells where in its file an offset stands."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from consistency.read.source import Piece, Segment, Source, joined


def test_name_holds_the_part() -> None:
    assert Source(Path("a.xlsx"), "x", "xlsx", part="English").name == "a.xlsx [English]"
    assert Source(Path("a.txt"), "x", "utf-8").name == "a.txt"


def test_pieces_are_lines_with_their_places() -> None:
    text, segments = joined(
        [
            Piece("  Runs for ", "0:00:01", 3, 5),
            Piece("24 hours.", "0:00:01", 4, goes_on=True),
            Piece(" \r\n", "0:00:02", 6),
            Piece("IPX8\r\n\r\nfolds", "shot 2", 8, 2),
        ]
    )
    assert text == "Runs for 24 hours.\nIPX8\nfolds"
    assert segments == (
        Segment(0, "0:00:01", 3, 7),
        Segment(9, "0:00:01", 4, 1),
        Segment(19, "shot 2", 8, 3 - 1),
        Segment(24, "shot 2", 10, 1),
    )
    source = Source(Path("a"), text, "utf-8", segments=segments)
    assert [source.place(0), source.place(text.index("24")), source.place(text.index("folds"))] == [
        "0:00:01",
        "0:00:01",
        "shot 2",
    ]
    assert source.position(text.index("hours")) == (4, 4)
    assert source.position(text.index("folds") + 2) == (10, 3)


def test_without_a_place_line_and_column_are_named() -> None:
    text, segments = joined([Piece("a", line=4), Piece("", line=5), Piece("b c", line=9)], blanks=True)
    source = Source(Path("a.md"), text, "utf-8", segments=segments)
    assert text == "a\n\nb c"
    assert [source.place(at) for at in (0, 2, 5)] == ["4:1", "5:1", "9:3"]


def test_pages_are_counted() -> None:
    source = Source(Path("a.pdf"), "one\n\ntwo", "pdf", pages=(0, 5))
    assert (source.page(4), source.page(5)) == (1, 2)
    assert Source(Path("a.txt"), "x", "utf-8").page(0) is None


_pieces = st.builds(Piece, st.text("ab \n\r\u2028防", max_size=8), st.sampled_from(["", "p"]), st.integers(0, 9))


@given(st.lists(_pieces), st.booleans())
def test_every_offset_has_a_place(pieces: list[Piece], blanks: bool) -> None:
    text, segments = joined(pieces, blanks=blanks)
    source = Source(Path("a"), text, "utf-8", segments=segments)
    assert not blanks or text.count("\n") == max(len(segments) - 1, 0)
    assert [s.start for s in segments] == sorted(s.start for s in segments)
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert line >= 1
        assert column >= 1
        assert source.place(offset)
