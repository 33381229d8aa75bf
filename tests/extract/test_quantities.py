"""Quantities: units, ranges, lists, tolerances, qualifiers, and every failure of other libraries that we know."""

from __future__ import annotations

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


# What other libraries make of these: 5000 "hao", micrometres, 35 minutes, 12.5 h, 0.83 Hz, per inch, minutes of
# arc, feet per second, 810 hours, money, 45, 3斤22, nothing.
FAILURES_OF_OTHERS = [
    ("五千毫安", 5000, "mA"), ("2.5毫米", 2.5, "mm"), ("35分贝", 35, "dB"), ("10-15 hours", (10, 15), "h"), ("50/60Hz", [50, 60], "Hz"),
    ("20x30x5 cm", [20, 30, 5], "cm"), ("12-in-1", 12, "in 1"), ("80 minutes", 80, "min"), ("60 fps", 60, "fps"),
    ("3000K-6500K", (3000, 6500), "K"), ("四五次", (4, 5), "times"), ("三斤二两", 32, "liang"), ("一吨半", 1.5, "t"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit"), FAILURES_OF_OTHERS)
def test_what_other_libraries_get_wrong(text: str, value: Any, unit: str) -> None:
    assert one(text) == (value, unit, None)


def test_a_military_standard_is_not_hours() -> None:
    assert read("MIL-STD-810H") == []


UNITS = [
    ("5000mAh", 5000, "mAh"), ("5,000 MAH", 5000, "mAh"), ("five thousand milliamp hours", 5000, "mAh"), ("两万毫安时", 20000, "mAh"),
    ("六千四百毫安培小时", 6400, "mAh"), ("twelve thousand milliamp-hours", 12000, "mAh"), ("65W", 65, "W"), ("65-watt", 65, "W"),
    ("一千八百瓦", 1800, "W"), ("1.1 kilos", 1.1, "kg"), ("一公斤半", 1.5, "kg"), ("两斤", 2, "jin"), ("30公分", 30, "cm"), ("6.7寸", 6.7, "in"),
    ("27-inch", 27, "in"), ("8.5\"", 8.5, "in"), ("7 7/8″", 7.875, "in"), ("6′", 6, "ft"), ("5 ft 3 in", 63, "in"), ("5'3\"", 63, "in"),
    ("1 h 30 min", 90, "min"), ("1h30min", 90, "min"), ("an hour and a half", 1.5, "h"), ("half an hour", 0.5, "h"), ("半小时", 0.5, "h"),
    ("一个半小时", 1.5, "h"), ("两个小时", 2, "h"), ("半个月", 0.5, "mo"), ("3分40秒", 220, "s"), ("一分半", 1.5, "min"), ("三天", 3, "d"),
    ("2 years and 3 months", 27, "mo"), ("两年三个月", 27, "mo"), ("三米九", 3.9, "m"), ("一米七五", 1.75, "m"), ("one fifty psi", 150, "psi"),
    ("thirty two hundred RPM", 3200, "rpm"), ("R P M 是", None, None), ("nineteen thousand R P M", 19000, "rpm"), ("11万转", 110000, "rpm"),
    ("99.9%", 99.9, "%"), ("百分之八十", 80, "%"), ("八成", 80, "%"), ("七成六", 76, "%"), ("ninety nine point nine percent", 99.9, "%"),
    ("25℃", 25, "Cel"), ("60°C", 60, "Cel"), ("140 °F", 140, "degF"), ("华氏98.6度", 98.6, "degF"), ("零下20度", -20, "Cel"),
    ("-20°C", -20, "Cel"), ("minus twenty degrees", -20, "deg"), ("60度", 60, "deg"), ("400 degrees", 400, "deg"), ("37摄氏度", 37, "Cel"),
    ("2700万像素", 27000000, "px"), ("48MP", 48, "MP"), ("64 gigs", 64, "GB"), ("256GB", 256, "GB"), ("480 megabits per second", 480, "Mbps"),
    ("50 mils", 50, "mL"), ("250ml", 250, "mL"), ("16 fl. oz", 16, "fl_oz"), ("20 fl oz", 20, "fl_oz"), ("16oz", 16, "oz"),
    ("85 kg/m³", 85, "kg/m3"), ("8000g/㎡/24h", 8000, "g/m2/24h"), ("300 gsm", 300, "g/m2"), ("22姆米", 22, "momme"), ("420D", 420, "D"),
    ("300 thread count", 300, "TC"), ("120m³/h", 120, "m3/h"), ("每小时3公里", 3, "km/h"), ("每分钟2升", 2, "L/min"), ("10 km/h", 10, "km/h"),
    ("thirty miles an hour", 30, "mph"), ("15 N·m", 15, "N.m"), ("20,000 Pa", 20000, "Pa"), ("两万帕", 20000, "Pa"), ("150 PSI", 150, "psi"),
    ("2.4 GHz", 2.4, "GHz"), ("50 mg/kg", 50, "mg/kg"), ("120亿活菌", 1.2e10, "CFU"), ("pH 5.5", 5.5, "pH"), ("蓬松度700", 700, "fillpower"),
    ("10 modes", 10, "modes"), ("10种模式", 10, "modes"), ("10 spray patterns", 10, "modes"), ("三档", 3, "levels"), ("3-speed", 3, "levels"),
    ("three heat settings", 3, "levels"), ("三档风速", 3, "levels"), ("两个USB-C口", 2, "ports"), ("2 USB-C ports", 2, "ports"),
    ("24 pcs", 24, "pcs"), ("24片", 24, "pcs"), ("6-pack", 6, "pcs"), ("hundred-piece set", 100, "pcs"), ("十合一", 10, "in 1"),
    ("7-in-1", 7, "in 1"), ("four layers", 4, "layers"), ("四层", 4, "layers"), ("五重过滤", 5, "layers"), ("8倍", 8, "x"), ("3x", 3, "x"),
    ("10X zoom", 10, "x"), ("2 more minutes", 2, "min"), ("6 different modes", 6, "modes"), ("20 (kg)", 20, "kg"), ("18k gold", 18, "karat"),
    ("5ft cable", 5, "ft"), ("1.5M cable", 1.5, "m"), ("10M users", 1e7, "users"), ("15K RPM", 15000, "rpm"), ("6500K", 6500, "K"),
    ("$20", 20, "USD"), ("99元", 99, "CNY"), ("九十九块九", 99.9, "CNY"), ("两块九毛九", 2.99, "CNY"), ("0.2 of a degree", 0.2, "deg"),
    ("a pound", 1, "lb"), ("1/4 mile", 0.25, "mi"), ("one hundred fifty c c", 150, "cc"), ("3瓶", 3, "pcs"), ("60HRC", 60, "HRC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit"), UNITS)
def test_one_quantity(text: str, value: Any, unit: str | None) -> None:
    if value is None:
        assert read(text) == []
    else:
        got = one(text)
        assert got == (pytest.approx(value), unit, None)


BOUNDS = [
    ("up to 24 hours", 24, "h", "up to"), ("max. 150 kg", 150, "kg", "up to"), ("Maximum 5 m", 5, "m", "up to"), ("最高50米", 50, "m", "up to"),
    ("高达2000克", 2000, "g", "up to"), ("10米以内", 10, "m", "up to"), ("不超过3公斤", 3, "kg", "up to"), ("≤35dB", 35, "dB", "up to"),
    ("no more than 5 kg", 5, "kg", "up to"), ("within 30 minutes", 30, "min", "up to"), ("at most six gallons", 6, "gal", "up to"),
    ("最长可达30天", 30, "d", "up to"), ("150 lbs max", 150, "lb", "up to"), ("最多10餐", 10, "servings", "up to"),
    ("at least 3 kg", 3, "kg", "at least"), ("min. 8 h", 8, "h", "at least"), ("minimum of 20 W", 20, "W", "at least"), ("至少8小时", 8, "h", "at least"),
    ("不低于60度", 60, "deg", "at least"), ("5公斤以上", 5, "kg", "at least"), ("≥99%", 99, "%", "at least"), ("24h+", 24, "h", "at least"),
    ("24 hours or more", 24, "h", "at least"), ("3 years and up", 3, "a", "at least"), ("fifty plus", 50, None, "at least"),
    ("under 250 g", 250, "g", "less than"), ("less than 25 decibels", 25, "dB", "less than"), ("不到1公斤", 1, "kg", "less than"),
    ("小于20毫秒", 20, "ms", "less than"), ("<25dB", 25, "dB", "less than"), ("7.0L以下", 7, "L", "less than"), ("below 6.0 gal", 6, "gal", "less than"),
    ("over 24 hours", 24, "h", "more than"), ("more than 2 cups", 2, "cup", "more than"), ("超过100小时", 100, "h", "more than"),
    (">500 h", 500, "h", "more than"), ("大于5公里", 5, "km", "more than"), ("exceeding 4 ml", 4, "mL", "more than"), ("十多万次", 100000, "times", "more than"),
    ("about 5 lb", 5, "lb", "about"), ("approx. 30 cm", 30, "cm", "about"), ("约3公斤", 3, "kg", "about"), ("8个月左右", 8, "mo", "about"),
    ("~2 L", 2, "L", "about"), ("nearly 10 m", 10, "m", "about"), ("like thirty seconds", 30, "s", "about"), ("大概两个小时", 2, "h", "about"),
    ("up to about 24 hours", 24, "h", "up to"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), BOUNDS)
def test_qualifiers(text: str, value: float, unit: str | None, qualifier: str) -> None:
    (mention,) = read(text)
    assert shown(mention) == (value, unit, qualifier)
    assert mention.text == text


RANGES = [
    ("10~15分钟", (10, 15), "min"), ("10 to 15 hours", (10, 15), "h"), ("between 5 and six millimeters", (5, 6), "mm"), ("三到五天", (3, 5), "d"),
    ("from 3km to 5km", (3, 5), "km"), ("-20℃~60℃", (-20, 60), "Cel"), ("-20 to 60 °C", (-20, 60), "Cel"), ("100-240V", (100, 240), "V"),
    ("九到十四公斤", (9, 14), "kg"), ("2.5至5米", (2.5, 5), "m"), ("1 to 1.5 L", (1, 1.5), "L"), ("500 ml to 1 L", (0.5, 1), "L"),
    ("minus twenty to seventy degrees", (-20, 70), "deg"), ("-18 °C to -34 °C", (-34, -18), "Cel"), ("七八公斤", (7, 8), "kg"),
    ("one to ten", (1, 10), None), ("三到五岁半", (3, 5.5), "year_old"), ("a 2-3 hour charge", (2, 3), "h"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit"), RANGES)
def test_ranges(text: str, value: tuple[float, float], unit: str | None) -> None:
    assert one(text) == (pytest.approx(value), unit, None)


LISTS = [
    ("20×30×5 cm", [20, 30, 5], "cm"), ("20cm x 30cm x 5cm", [20, 30, 5], "cm"), ("20*30*5mm", [20, 30, 5], "mm"), ("8.5\" x 11\"", [8.5, 11], "in"),
    ("36\"W x 24\"D x 5\"H", [36, 24, 5], "in"), ("20 by 19 by 28 centimetres", [20, 19, 28], "cm"), ("18x29x23.5\"", [18, 29, 23.5], "in"),
    ("100/200/300 ml", [100, 200, 300], "mL"), ("45, 55 and 65 degrees", [45, 55, 65], "deg"), ("12 or 24 hours", [12, 24], "h"),
    ("25+1档", [25, 1], "levels"), ("16:9", [16, 9], "ratio"), ("２２０×２４０", [220, 240], None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values", "unit"), LISTS)
def test_lists(text: str, values: list[float], unit: str | None) -> None:
    assert one(text) == (values, unit, None)


@pytest.mark.parametrize(
    ("text", "value", "unit", "tolerance"),
    [("50±2g", 50, "g", 2), ("100mm ± 0.5mm", 100, "mm", 0.5), ("±0.1 mm", 0.1, "mm", 0.1), ("正负3毫米", 3, "mm", 3), ("200 g +/- 5%", 200, "g", 10)],
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
        "00:03-00:08", "2024-05-08", "iPhone 15", "B08XYZ", "A-123", "Step 2", "第3代", "2024年", "5月8日", "7号", "call 800-680-0859", "in 2019",
        "一些", "一下", "一起", "一定", "一样", "万一", "第一", "两者", "一个", "一种", "this one", "no one", "second to none", "one of the best", "a day to remember",
        "100 miles".replace("100", "") + "away", "半自动", "三星", "四川", "五金", "十分舒服", "千万别", "百搭", "一体成型", "一键", "W/L", "miles an hour", "SCP-173",
        "1. ", "#12",
    ],
)  # fmt: skip
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
    assert [m.text for m in read(text)] == ["5,000 mAh", "up to 24 hours", "250 g", "20 x 30 x 5 cm", "3米", "约1.2公斤"]


# --- any quantity in any spelling ------------------------------------------------------------------

_NOT_ALONE = {"in", "In", "IN", "IN.", "M", "G", "K", "C", "F", "H", "D", "B", "T", "t", "x", "X", "d", "k", "×", "mil", "mils", "MM", "S", "s", "hs", "'", "′"}
"""Spellings that say different things in different places; they have cases of their own above."""
_ENGLISH, _CHINESE = [], []
for _row in rows("units.csv"):
    if _row["dimension"].startswith("money") or _row["symbol"] in ("zhe", "cheng", "ratio"):
        continue
    for _name in [_row["symbol"], *_row["symbols"].split("|"), *_row["en"].split("|")]:
        _found = registry().symbols.get(_name) or registry().names.get(_name.lower().replace("-", " "))
        if _name and _name not in _NOT_ALONE and "_" not in _name and _found is not None and _found.symbol == _row["symbol"]:
            _ENGLISH.append((_name, _row["symbol"]))
    for _name in _row["zh"].split("|"):
        if _name and registry().han[_name].symbol == _row["symbol"] and _name not in ("两", "个百分点"):
            _CHINESE.append((_name, _row["symbol"]))

_NUMBER_WORDS = {"k", "cr", "mil", "f", "c", "quarter", "k p h"}
_BEFORE_ENGLISH = {"": None, "up to ": "up to", "at least ": "at least", "under ": "less than", "over ": "more than", "about ": "about", "≤": "up to"}
_BEFORE_CHINESE = {"": None, "最高": "up to", "至少": "at least", "少于": "less than", "超过": "more than", "大约": "about"}
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


@given(english_numbers(), st.sampled_from(_ENGLISH), st.sampled_from(sorted(_BEFORE_ENGLISH)), st.sampled_from([" ", "", "-"]))
def test_any_english_spelling_reads_back(number: tuple[str, float, bool], unit: tuple[str, str], before: str, gap: str) -> None:
    written, value, words = number
    spelling, symbol = unit
    if words or " " in spelling or not spelling[0].isalpha() and gap == "-":
        gap = " "
    if gap != "" and (len(spelling) == 1 and spelling.isalpha() or spelling[0] in "'′°"):
        gap = ""
    if words and (len(spelling) == 1 or not spelling.replace(" ", "").isalpha() or spelling.lower() in _NUMBER_WORDS or not spelling.isascii()):
        return
    expression = f"{before}{written}{gap}{spelling}"
    text = f"It has {expression}, ok"
    found = [m for m in read(text) if m.start == len("It has ")]
    assert len(found) == 1, read(text)
    assert shown(found[0]) == (pytest.approx(value), symbol, _BEFORE_ENGLISH[before])
    assert found[0].text in (expression, expression.rstrip("."))


@given(WHOLES, st.none() | DECIMALS, st.sampled_from(["digits", "wide", "han", "formal"]), st.sampled_from(_CHINESE), st.sampled_from(sorted(_BEFORE_CHINESE)), st.sampled_from(sorted(_AFTER_CHINESE)))
def test_any_chinese_spelling_reads_back(whole: int, decimals: str | None, kind: str, unit: tuple[str, str], before: str, after: str) -> None:
    spelling, symbol = unit
    value = float(whole if decimals is None else f"{whole}.{decimals}")
    if kind in ("digits", "wide"):
        written = str(whole) + ("" if decimals is None else f".{decimals}")
        written = full_width(written) if kind == "wide" else written
    else:
        written = chinese(whole, kind == "formal") if decimals is None else chinese_decimal(whole, decimals)
        if spelling[0] in "千兆十百" or spelling[0] in "克卡" and written.endswith("千"):
            return
    if spelling == "年" and 1900 <= whole < 2100 or spelling in ("度", "°") and before:
        return
    expression = f"{before}{written}{spelling}{after}"
    text = f"它有{expression}，好"
    found = [m for m in read(text) if m.start == 2]
    assert len(found) == 1, read(text)
    wanted = _BEFORE_CHINESE[before] if _BEFORE_CHINESE[before] not in (None, "about") else _AFTER_CHINESE[after] if _AFTER_CHINESE[after] not in (None, "about") else _BEFORE_CHINESE[before] or _AFTER_CHINESE[after]
    assert shown(found[0]) == (pytest.approx(value), symbol, wanted)
    assert found[0].text == expression


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from(["-", "~", " to ", " - ", "–", "至", "到"]), st.sampled_from(["cm", "hours", "kg", "小时", "公斤"]))
def test_any_range_reads_back(low: int, width: int, sign: str, unit: str) -> None:
    expression = f"{low}{sign}{low + width} {unit}"
    (mention,) = read(f"Takes {expression}.")
    assert mention.text == expression
    assert shown(mention)[0] == (low, low + width)


@given(st.text(st.sampled_from("0123456789.,:/-~×x+±≤ 一二三五十百千万零点半两个小时米度斤abhWVmcg°%″'\"$约以上内toup"), max_size=50))
def test_any_text_gives_mentions_apart_and_in_place(text: str) -> None:
    end = 0
    for mention in read(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        p = mention.parameter
        assert sum((p.value is not None, p.low is not None, bool(p.values))) == 1
        assert p.low is None or p.high is not None and p.low < p.high
        end = mention.end
