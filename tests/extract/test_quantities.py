"""Quantities: units, ranges, lists, tolerances, qualifiers, and every failure of other libraries that we know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelling import chinese, chinese_decimal, english, english_decimal, full_width

from consistency.extract.fold import fold
from consistency.extract.quantities import quantities
from consistency.lexicon.tables import rows
from consistency.lexicon.units import registry
from consistency.model import Mention


def read(text: str) -> list[Mention]:
    return quantities(text, fold(text))


def shown(mention: Mention) -> tuple[Any, str | None, str | None]:
    """Return value, unit and qualifier; a range is a pair, a list a list."""
    p = mention.parameter
    value: Any = p.value
    if p.low is not None:
        value = (p.low, p.high)
    elif p.values:
        value = list(p.values)
    return value, p.unit, p.qualifier


def one(text: str) -> tuple[Any, str | None, str | None]:
    (mention,) = read(text)
    assert text[mention.start : mention.end] == mention.text
    return shown(mention)


def table(section: str) -> list[tuple[str, Any, str | None, str | None]]:
    """Return the cases of one section of quantities.tsv."""
    cases: list[tuple[str, Any, str | None, str | None]] = []
    here = ""
    for line in Path(__file__).with_name("quantities.tsv").read_text("utf-8").splitlines():
        if line.startswith("# "):
            here = line[2:]
        elif here == section:
            text, value, unit, qualifier = line.split("\t")
            given = json.loads(value)
            if isinstance(given, dict):
                given = (given["low"], given["high"])
            cases.append((text, given, unit or None, qualifier or None))
    return cases


# Others read these as 5000 "hao", micrometres, 35 minutes, 12.5 h, 0.83 Hz, per inch, minutes of arc, feet per
# second, money, 45, 3斤22 or nothing.
@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), table("what other libraries get wrong"))
def test_what_other_libraries_get_wrong(text: str, value: Any, unit: str, qualifier: None) -> None:
    assert one(text) == (value, unit, None)


def test_a_military_standard_is_not_hours() -> None:
    assert read("MIL-STD-810H") == []


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), table("units"))
def test_one_quantity(text: str, value: Any, unit: str | None, qualifier: None) -> None:
    assert one(text) == (pytest.approx(value), unit, None)


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), table("bounds"))
def test_qualifiers(text: str, value: float, unit: str | None, qualifier: str) -> None:
    (mention,) = read(text)
    assert shown(mention) == (value, unit, qualifier)
    assert mention.text == text


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), table("ranges"))
def test_ranges(text: str, value: tuple[float, float], unit: str | None, qualifier: None) -> None:
    assert one(text) == (pytest.approx(value), unit, None)


@pytest.mark.parametrize(("text", "values", "unit", "qualifier"), table("lists"))
def test_lists(text: str, values: list[float], unit: str | None, qualifier: None) -> None:
    assert one(text) == (values, unit, None)


@pytest.mark.parametrize(
    ("text", "value", "unit", "tolerance"),
    [
        ("50±2g", 50, "g", 2),
        ("100mm ± 0.5mm", 100, "mm", 0.5),
        ("±0.1 mm", 0.1, "mm", 0.1),
        ("正负3毫米", 3, "mm", 3),
        ("200 g +/- 5%", 200, "g", 10),
    ],
)
def test_tolerances(text: str, value: float, unit: str, tolerance: float) -> None:
    (mention,) = read(text)
    assert shown(mention) == (value, unit, None)
    assert mention.parameter.tolerance == pytest.approx(tolerance)


def test_a_multiple_and_a_pair_of_ratings_are_two_quantities() -> None:
    assert [shown(m)[:2] for m in read("2 × 3000 mAh")] == [(2, "x"), (3000, "mAh")]
    assert [shown(m)[:2] for m in read("5V/3A, 9V/2A")] == [(5, "V"), (3, "A"), (9, "V"), (2, "A")]


@pytest.mark.parametrize(
    "text",
    [
        "00:03-00:08",
        "2024-05-08",
        "iPhone 15",
        "B08XYZ",
        "A-123",
        "Step 2",
        "第3代",
        "2024年",
        "5月8日",
        "7号",
        "call 800-680-0859",
        "in 2019",
        "一些",
        "一下",
        "一起",
        "一定",
        "一样",
        "万一",
        "第一",
        "两者",
        "一个",
        "一种",
        "this one",
        "no one",
        "second to none",
        "one of the best",
        "a day to remember",
        "100 miles".replace("100", "") + "away",
        "半自动",
        "三星",
        "四川",
        "五金",
        "十分舒服",
        "千万别",
        "百搭",
        "一体成型",
        "一键",
        "W/L",
        "miles an hour",
        "SCP-173",
        "1. ",
        "#12",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert [m for m in read(text) if not (text == "1. " and m.parameter.value == 1)] == []


def test_the_numbers_of_a_list_are_no_quantities() -> None:
    assert [m.text for m in read("1. Open it\n2. Use 3 ml\n3) Close it\n① 5 modes")] == ["3 ml", "5 modes"]


def test_a_bare_number_is_a_mention_without_a_unit() -> None:
    assert [shown(m) for m in read("SKU holds 36 with the case")] == [(36, None, None)]


def test_mentions_do_not_start_in_what_is_taken() -> None:
    text = "IPX8 防水3米"
    assert [m.text for m in quantities(text, fold(text), [(0, 4)])] == ["3米"]


def test_a_long_text_is_read_in_order() -> None:
    text = "Battery: 5,000 mAh (up to 24 hours). Weighs 250 g, 20 x 30 x 5 cm. 防水3米，重约1.2公斤。"
    assert [m.text for m in read(text)] == [
        "5,000 mAh",
        "up to 24 hours",
        "250 g",
        "20 x 30 x 5 cm",
        "3米",
        "约1.2公斤",
    ]


# --- any quantity in any spelling ------------------------------------------------------------------

_NOT_ALONE = {
    "in",
    "In",
    "IN",
    "IN.",
    "M",
    "G",
    "K",
    "C",
    "F",
    "H",
    "D",
    "B",
    "T",
    "t",
    "x",
    "X",
    "d",
    "k",
    "×",
    "mil",
    "mils",
    "MM",
    "S",
    "s",
    "hs",
    "'",
    "′",
    "/min",
}
"""Spellings that say different things in different places; they have cases of their own above."""
_ENGLISH, _CHINESE = [], []
for _row in rows("units.csv"):
    if _row["dimension"].startswith("money") or _row["symbol"] in ("zhe", "cheng", "ratio"):
        continue
    for _name in [_row["symbol"], *_row["symbols"].split("|"), *_row["en"].split("|")]:
        _found = registry().symbols.get(_name) or registry().names.get(_name.lower().replace("-", " "))
        if (
            _name
            and _name not in _NOT_ALONE
            and "_" not in _name
            and _found is not None
            and _found.symbol == _row["symbol"]
        ):
            _ENGLISH.append((_name, _row["symbol"]))
    for _name in _row["zh"].split("|"):
        if _name and registry().han[_name].symbol == _row["symbol"] and _name not in ("两", "个百分点"):
            _CHINESE.append((_name, _row["symbol"]))

_NUMBER_WORDS = {"k", "cr", "mil", "f", "c", "quarter", "k p h"}
_BEFORE_ENGLISH = {
    "": None,
    "up to ": "up to",
    "at least ": "at least",
    "under ": "less than",
    "over ": "more than",
    "about ": "about",
    "≤": "up to",
}
_BEFORE_CHINESE = {
    "": None,
    "最高": "up to",
    "至少": "at least",
    "少于": "less than",
    "超过": "more than",
    "大约": "about",
}
_AFTER_CHINESE = {"": None, "以内": "up to", "以上": "at least", "左右": "about"}

WHOLES = st.integers(2, 99_999)
DECIMALS = st.text("0123456789", min_size=1, max_size=3)


@st.composite
def english_numbers(draw: st.DrawFn) -> tuple[str, float, bool]:
    """Give a number as written or said in English, its value, and whether it is in words."""
    whole, decimals = draw(WHOLES), draw(st.none() | DECIMALS)
    value = float(whole if decimals is None else f"{whole}.{decimals}")
    kind = draw(st.sampled_from(["plain", "grouped", "wide", "words"]))
    if kind == "words":
        return (english(whole) if decimals is None else english_decimal(whole, decimals)), value, True
    text = (f"{whole:,}" if kind == "grouped" else str(whole)) + ("" if decimals is None else f".{decimals}")
    return (full_width(text) if kind == "wide" else text), value, False


@given(
    english_numbers(),
    st.sampled_from(_ENGLISH),
    st.sampled_from(sorted(_BEFORE_ENGLISH)),
    st.sampled_from([" ", "", "-"]),
)
def test_any_english_spelling_reads_back(
    number: tuple[str, float, bool], unit: tuple[str, str], before: str, gap: str
) -> None:
    written, value, words = number
    spelling, symbol = unit
    if symbol == "pH" and value > 14:
        return  # no such acidity: the letters are something else then
    if words or " " in spelling or (not spelling[0].isalpha() and gap == "-"):
        gap = " "
    if gap != "" and ((len(spelling) == 1 and spelling.isalpha()) or spelling[0] in "'′°"):
        gap = ""
    if words and (
        len(spelling) == 1
        or not spelling.replace(" ", "").isalpha()
        or spelling.lower() in _NUMBER_WORDS
        or not spelling.isascii()
    ):
        return
    expression = f"{before}{written}{gap}{spelling}"
    text = f"It has {expression}, ok"
    found = [m for m in read(text) if m.start == len("It has ")]
    assert len(found) == 1, read(text)
    assert shown(found[0]) == (pytest.approx(value), symbol, _BEFORE_ENGLISH[before])
    assert found[0].text in (expression, expression.rstrip("."))


@given(
    WHOLES,
    st.none() | DECIMALS,
    st.sampled_from(["digits", "wide", "han", "formal"]),
    st.sampled_from(_CHINESE),
    st.sampled_from(sorted(_BEFORE_CHINESE)),
    st.sampled_from(sorted(_AFTER_CHINESE)),
)
def test_any_chinese_spelling_reads_back(
    whole: int, decimals: str | None, kind: str, unit: tuple[str, str], before: str, after: str
) -> None:
    spelling, symbol = unit
    if spelling == "支":
        return  # pieces or the count of a yarn, told apart by the number
    value = float(whole if decimals is None else f"{whole}.{decimals}")
    if kind in ("digits", "wide"):
        written = str(whole) + ("" if decimals is None else f".{decimals}")
        written = full_width(written) if kind == "wide" else written
    else:
        written = chinese(whole, kind == "formal") if decimals is None else chinese_decimal(whole, decimals)
        if written == "拾":  # to pick up; ten only beside other numerals
            return
        if spelling[0] in "千兆十百" or (spelling[0] in "克卡" and written.endswith("千")):
            return
    if (spelling == "年" and 1900 <= whole < 2100) or (spelling in ("度", "°") and before):
        return
    expression = f"{before}{written}{spelling}{after}"
    text = f"它有{expression}，好"
    found = [m for m in read(text) if m.start == 2]
    assert len(found) == 1, read(text)
    wanted = (
        _BEFORE_CHINESE[before]
        if _BEFORE_CHINESE[before] not in (None, "about")
        else _AFTER_CHINESE[after]
        if _AFTER_CHINESE[after] not in (None, "about")
        else _BEFORE_CHINESE[before] or _AFTER_CHINESE[after]
    )
    assert shown(found[0]) == (pytest.approx(value), symbol, wanted)
    assert found[0].text == expression


@given(
    st.integers(0, 500),
    st.integers(1, 500),
    st.sampled_from(["-", "~", " to ", " - ", "–", "至", "到"]),
    st.sampled_from(["cm", "hours", "kg", "小时", "公斤"]),
)
def test_any_range_reads_back(low: int, width: int, sign: str, unit: str) -> None:
    expression = f"{low}{sign}{low + width} {unit}"
    (mention,) = read(f"Takes {expression}.")
    assert mention.text == expression
    assert shown(mention)[0] == (low, low + width)


@given(
    st.text(
        st.sampled_from("0123456789.,:/-~×x+±≤ 一二三五十百千万零点半两个小时米度斤abhWVmcg°%″'\"$约以上内toup"),
        max_size=50,
    )
)
def test_any_text_gives_mentions_apart_and_in_place(text: str) -> None:
    end = 0
    for mention in read(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        p = mention.parameter
        assert sum((p.value is not None, p.low is not None, bool(p.values))) == 1
        assert p.low is None or (p.high is not None and p.low < p.high)
        end = mention.end
