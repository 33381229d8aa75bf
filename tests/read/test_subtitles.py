"""Subtitles lose their tags, numbers and settings; cues keep their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from consistency.read.source import joined
from consistency.read.subtitles import clock, subtitles

ONE, TWO, THREE = "00:01.000 --> 00:02.000\n", "00:02.000 --> 00:03.000\n", "00:03.000 --> 00:04.000\n"
SAID = "Dialogue: 0,0:00:01.00,0:00:02.00,D,"
EVENTS = "[Events]\nFormat: Layer, Start, End, Style, Text\n"


def words(text: str, suffix: str = ".srt") -> str:
    return joined(subtitles(text, suffix, Path("a")))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>IPX8</i> <font color=\"#fff\">now</font>\n", "IPX8 now"),
        ("1\n00:00:01,000 --> 00:00:02,000\nlasts up to\n24 hours\n", "lasts up to 24 hours"),
        ("1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb", "a\nb"),
        ("1\n00:00:01,000 --> 00:00:02,000\na\n\n5000\n\n2\n00:00:03,000 --> 00:00:04,000\nb", "a 5000\nb"),
        ("00:01 --> 00:02\n3 < 5 kg & {x}\n", "3 < 5 kg & {x}"),
        ("\ufeff1\n0:0:1,5 -> 0:0:2,5\na", "a"),
        ("1\n00:00:01,000 --> 00:00:02,000 X1:10 Y1:5\nline\\Nbreak\n", "line break"),
    ],
)  # fmt: skip
def test_srt(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WEBVTT\nKind: x\n\n00:01.000 --> 00:02.000 line:0\n<v Ann>It&apos;s <c.x>IPX8</c>&nbsp;ok", "It's IPX8 ok"),
        ("WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE 50 W\nmore\n\nname\n00:01.000 --> 00:02.000\na\n", "a"),
        (f"WEBVTT\n\n{ONE}one\n\n{TWO}one\ntwo\n\n{THREE}two\nthree", "one\ntwo\nthree"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHold <00:01.500>the <00:01.700>line", "Hold the line"),
    ],
)  # fmt: skip
def test_vtt(text: str, expected: str) -> None:
    assert words(text, ".vtt") == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("Dialogue: 0,0:00:05.00,0:00:06.00,D,b\nDialogue: 0,0:00:01.00,0:00:02.00,D,a, or not\n", "a, or not\nb"),
        ("Comment: 0,0:00:01.00,0:00:02.00,D,5000 W\n" + SAID + "{\\b1}a{\\b0}\\Nb\\hc\n", "a b c"),
        ("Dialogue: 0,0:00:01.00,0:00:02.00,D,{\\an7\\p1}m 0 0 l 9 9{\\p0}\nDialogue: 0,0:00:01.00,x,D,a\n", "a"),
        (f"Dialogue: broken\n{SAID}a\n\n[Fonts]\n{SAID}b\n", "a"),
    ],
)  # fmt: skip
def test_ass(events: str, expected: str) -> None:
    assert words("[Script Info]\nTitle: 99 W\n\n" + EVENTS + events, ".ass") == expected


def test_clock_is_bounded() -> None:
    assert [clock(s) for s in (0, 65.9, 3600, -4, 1e300)] == ["0:00:00", "0:01:05", "1:00:00", "0:00:00", "99:59:59"]
