"""Numbers in digits, Chinese and spoken English: values, offsets, and what is no number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelling import chinese, chinese_decimal, english, english_decimal, full_width

from consistency.extract import english as spoken
from consistency.extract import han
from consistency.extract.fold import fold
from consistency.extract.numerals import numbers


def read(text: str) -> list[tuple[str, float]]:
    return [(text[n.start : n.end], n.value) for n in numbers(text, fold(text))]


def table(section: str) -> list[tuple[str, float]]:
    """Return the cases of one section of numerals.tsv."""
    cases, here = [], ""
    for line in Path(__file__).with_name("numerals.tsv").read_text("utf-8").splitlines():
        if line.startswith("# "):
            here = line[2:]
        elif here == section:
            text, value = line.split("\t")
            cases.append((text.replace("\\u202f", "\u202f"), float(value)))
    return cases


@pytest.mark.parametrize(("text", "value"), table("digits"))
def test_digits(text: str, value: float) -> None:
    assert read(text) == [(text, pytest.approx(value))]


@pytest.mark.parametrize(("text", "value"), table("chinese"))
def test_chinese(text: str, value: float) -> None:
    assert read(text) == [(text, pytest.approx(value))]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("四五", 4, 5),
        ("十五六", 15, 16),
        ("三五千", 3000, 5000),
        ("七百三四十", 730, 740),
        ("三万四五", 34000, 35000),
        ("二三十", 20, 30),
    ],
)
def test_two_neighbours_are_a_range(text: str, low: float, high: float) -> None:
    found = han.read(text)
    assert found is not None
    assert (found.value, found.high) == (low, high)


@pytest.mark.parametrize(("text", "value"), table("spoken english"))
def test_spoken_english(text: str, value: float) -> None:
    found = spoken.read(text)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.end == len(text)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("9.8", 0.1),
        ("5,000", 1),
        ("20,000", 1),
        ("1.8万", 1000),
        ("两万", 1),
        ("二点五", 0.1),
        ("two hundred", 1),
        ("9.80", 0.01),
        ("1.5 million", 1e5),
    ],
)
def test_the_worth_of_the_last_digit(text: str, step: float) -> None:
    (found,) = numbers(text, fold(text))
    assert found.step == pytest.approx(step)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-08",
        "2024/05/08",
        "05/08/2024",
        "10:30",
        "00:03-00:08",
        "00:01:02",
        "800-680-0859",
        "(800) 680-0859",
        "192.168.1.2",
        "v1.2.3",
        "B08XYZ",
        "iPhone15",
        "#12",
        "@50cent",
        "no one",
        "万一",
        "千万别",
        "百分",
        "上千兆",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert [n for n in numbers(text, fold(text)) if n.kind != "1"] == []


def test_numbers_do_not_start_in_what_is_taken() -> None:
    text = "IPX8 and 12 and 13"
    assert [n.value for n in numbers(text, text, [(0, 4), (9, 11)])] == [13]


def test_english_text_with_full_stops_in_thousands_is_told_by_its_language() -> None:
    assert read("Capacidad de 5.000 ml para la cocina")[0][1] == 5000
    assert read("5.000 kg net")[0][1] == 5


WHOLE = st.integers(0, 99_999_999)
DECIMALS = st.text("0123456789", min_size=1, max_size=4)


@given(WHOLE)
def test_whole_numbers_in_every_spelling(number: int) -> None:
    grouped = f"{number:,}"
    for text in (str(number), grouped, full_width(str(number)), full_width(grouped)):
        assert read(text) == [(text, number)]
    for text in (chinese(number), chinese(number, formal=True), chinese(number, two="两")):
        found = han.read(fold(text))
        assert found is not None and found.high is None
        assert found.value == number
    for text in (english(number), english(number, "-"), english(number, "-", "and")):
        said = spoken.read(text)
        assert said is not None
        assert (said.value, said.end) == (number, len(text))


@given(st.integers(0, 9999), DECIMALS)
def test_decimals_in_every_spelling(whole: int, decimals: str) -> None:
    value = float(f"{whole}.{decimals}")
    for text in (f"{whole}.{decimals}", f"{whole:,}.{decimals}", full_width(f"{whole}.{decimals}")):
        assert read(text) == [(text, value)]
    found = han.read(chinese_decimal(whole, decimals))
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.step == pytest.approx(10.0 ** -len(decimals))
    text = english_decimal(whole, decimals)
    said = spoken.read(text)
    assert said is not None
    assert (said.value, said.end) == (pytest.approx(value), len(text))


@given(
    st.text(
        st.sampled_from("0123456789.,:/- 一二三四五六七八九十百千万亿零点半两分之abxXkKMone twhudrt½°%$"), max_size=40
    )
)
def test_any_text_gives_sorted_numbers_apart_inside_it(text: str) -> None:
    end = 0
    for number in numbers(text, fold(text)):
        assert end <= number.start < number.end <= len(text)
        end = number.end
