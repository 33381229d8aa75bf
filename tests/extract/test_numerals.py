"""Numbers in digits, Chinese and spoken English: values, offsets, and what is no number."""

from __future__ import annotations

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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5000", 5000), ("5,000", 5000), ("1,234,567.5", 1234567.5), ("12,34,567", 1234567), ("1.234,56", 1234.56), ("2,5", 2.5),
        ("5 000", 5000), ("1 234 567", 1234567), ("5\u202f200", 5200), (".5", 0.5), ("0033", 33), ("５０００", 5000), ("２．５", 2.5),
        ("1/2", 0.5), ("3/4", 0.75), ("1 1/2", 1.5), ("7-7/8", 7.875), ("½", 0.5), ("2½", 2.5), ("2 ½", 2.5), ("⅔", 2 / 3),
        ("1.3x10^6", 1.3e6), ("1.5e3", 1500), ("2^10", 1024), ("2^-1", 0.5), ("1 over 3", 1 / 3),
        ("3 million", 3e6), ("1.5 million", 1.5e6), ("5 thousand", 5000), ("2 dozen", 24), ("3 hundred and 21", 321), ("13 lakh", 1.3e6),
    ],
)  # fmt: skip
def test_digits(text: str, value: float) -> None:
    assert read(text) == [(text, pytest.approx(value))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两万", 20000), ("一千五", 1500), ("1.8万", 18000), ("十五", 15), ("二百五", 250), ("两千四百五", 2450), ("一万三", 13000),
        ("一百二十万三", 1203000), ("一千零五", 1005), ("二点五", 2.5), ("零点零三", 0.03), ("十二点五", 12.5), ("三千点五", 3000.5),
        ("二零二四", 2024), ("一百零一", 101), ("壹仟贰佰", 1200), ("廿二", 22), ("卅三", 33), ("5万4千6百", 54600), ("1,100.9亿", 1.1009e11),
        ("四千五百六十九万八千三百一十一亿", 4.5698311e15), ("三又二分之一", 3.5), ("四分之三", 0.75), ("五分之一", 0.2), ("半百", 50),
        ("三百 五十", 350), ("100万三千", 1003000), ("两亿", 2e8), ("五兆", 5e12), ("二十万亿", 2e13),
    ],
)  # fmt: skip
def test_chinese(text: str, value: float) -> None:
    assert read(text) == [(text, pytest.approx(value))]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("四五", 4, 5), ("十五六", 15, 16), ("三五千", 3000, 5000), ("七百三四十", 730, 740), ("三万四五", 34000, 35000), ("二三十", 20, 30)],
)
def test_two_neighbours_are_a_range(text: str, low: float, high: float) -> None:
    found = han.read(text)
    assert found is not None
    assert (found.value, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("five thousand", 5000), ("twenty four", 24), ("twenty-four", 24), ("ninety-nine point nine", 99.9), ("point five", 0.5),
        ("one fifty", 150), ("three sixteen", 316), ("three oh four", 304), ("thirty two hundred", 3200), ("seventy five hundred", 7500),
        ("fifteen hundred", 1500), ("two k", 2000), ("a hundred and twelve", 112), ("a hundred twenty", 120), ("a thousand", 1000),
        ("two and a half", 2.5), ("one and three quarters", 1.75), ("two thirds", 2 / 3), ("half a dozen", 6), ("a dozen", 12),
        ("one million and a half", 1.5e6), ("two and a half million", 2.5e6), ("minus twenty", -20), ("zero point three three", 0.33),
        ("eighteen point o one", 18.01), ("one hundred and thirty-two fifths", 26.4), ("one twenty-fifth", 0.04), ("a couple", 2),
        ("twenty one crore", 2.1e8), ("one point eight four billion", 1.84e9), ("half", 0.5), ("three hundred thousand", 3e5),
    ],
)  # fmt: skip
def test_spoken_english(text: str, value: float) -> None:
    found = spoken.read(text)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.end == len(text)


@pytest.mark.parametrize(
    ("text", "step"),
    [("9.8", 0.1), ("5,000", 1), ("20,000", 1), ("1.8万", 1000), ("两万", 1), ("二点五", 0.1), ("two hundred", 1), ("9.80", 0.01), ("1.5 million", 1e5)],
)
def test_the_worth_of_the_last_digit(text: str, step: float) -> None:
    (found,) = numbers(text, fold(text))
    assert found.step == pytest.approx(step)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-08", "2024/05/08", "05/08/2024", "10:30", "00:03-00:08", "00:01:02", "800-680-0859", "(800) 680-0859", "192.168.1.2",
        "v1.2.3", "B08XYZ", "iPhone15", "#12", "@50cent", "no one", "万一", "千万别", "百分", "上千兆",
    ],
)  # fmt: skip
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


@given(st.text(st.sampled_from("0123456789.,:/- 一二三四五六七八九十百千万亿零点半两分之abxXkKMone twhudrt½°%$"), max_size=40))
def test_any_text_gives_sorted_numbers_apart_inside_it(text: str) -> None:
    end = 0
    for number in numbers(text, fold(text)):
        assert end <= number.start < number.end <= len(text)
        end = number.end
