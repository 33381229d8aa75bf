"""Comparison of parameters: the rulings as tables, and the laws that hold of any parameter."""

from __future__ import annotations

import math
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consistency.extract.fold import fold
from consistency.extract.ratings import ratings
from consistency.judge.compare import compare
from consistency.lexicon.units import convert
from consistency.model import Parameter, Qualifier


def q(value: float | tuple[float, ...] | None, unit: str | None, qualifier: Any = None, **more: Any) -> Parameter:
    """Return a quantity: q(24, "h"), q((20, 30), "cm"), q(None, "Cel", low=40, high=100)."""
    if isinstance(value, tuple):
        return Parameter("quantity", values=value, unit=unit, qualifier=qualifier, **more)
    return Parameter("quantity", value=value, unit=unit, qualifier=qualifier, **more)


def span(low: float, high: float, unit: str | None, **more: Any) -> Parameter:
    return q(None, unit, low=low, high=high, **more)


def code(text: str) -> Parameter:
    (mention,) = ratings(text, fold(text))[0]
    return mention.parameter


UNITS = [
    # script, field, kind
    (q(200, "jin"), q(220, "lb"), "reworded"),  # both round
    (q(200, "jin"), q(101, "kg"), "conflict"),  # nobody rounds a half
    (q(100, "g"), q(3.6, "oz", step=0.1), "conflict"),
    (q(300, "Mbit"), q(300, "Mbps"), "same"),
    (q(6000, "SPM"), q(6000, "/min"), "same"),
    (q(90, "deg", tolerance=90), q(180, "deg"), "reworded"),
    (q(180, "deg"), q(90, "deg", tolerance=90), "reworded"),
    (q(90, "deg", tolerance=90), q(360, "deg"), "conflict"),
    (q(500, "Hz"), q((125, 500, 1000), "Hz"), "same"),
    (q(250, "Hz"), q((125, 500, 1000), "Hz"), "conflict"),
    (q(20, "cm"), q((20, 30, 5), "cm"), "reworded"),
    (code("2560x1440"), code("1440p"), "reworded"),
    (code("3840×2160"), code("4K"), "reworded"),
    (code("7680x4320"), code("8K"), "reworded"),
    (code("六级风"), code("level 6 wind"), "same"),
    (code("六级风"), code("level 5 wind"), "conflict"),
    (code("六级风"), q(6, None), "same"),
    (code("六级风"), q(6, "levels"), "undecided"),
    (q(24, "h"), q(24, "h"), "same"),
    (q(24, "h"), q(1, "d"), "reworded"),
    (q(24, "h"), q(20, "h"), "conflict"),
    (q(3, "m"), q(9.8, "ft", step=0.1), "reworded"),
    (q(3, "m"), q(10, "ft"), "reworded"),
    (q(3, "m"), q(12, "ft"), "conflict"),
    (q(0.25, "L"), q(250, "mL"), "reworded"),
    (q(250, "mL"), q(0.25, "L"), "reworded"),
    (q(65, "W"), q(0.065, "kW"), "reworded"),
    (q(330, "lb"), q(150, "kg"), "reworded"),
    (q(100, "kg"), q(330, "lb"), "conflict"),
    (q(98, "degF"), q(36.7, "Cel", step=0.1), "reworded"),
    (q(50, "Cel"), q(122, "degF"), "reworded"),
    (q(5000, "mA"), q(5000, "mAh"), "same"),
    (q(5000, "mAh"), q(5, "Ah"), "reworded"),
    (q(5000, "mAh"), q(10000, "mAh"), "conflict"),
    (q(30, "oz"), q(900, "mL"), "undecided"),
    (q(24, "h"), q(24, "mL"), "undecided"),
    (q(10, "modes"), q(10, "pcs"), "undecided"),
    (q(10, "modes"), q(10, "modes"), "same"),
    (q(10, "modes"), q(8, "modes"), "conflict"),
    (q(400, None), q(400, "degF"), "same"),
    (q(400, "degF"), q(400, None), "same"),
    (q(400, None), q(350, "degF"), "undecided"),
    (q(400, None), q(400, None), "same"),
    (q(400, None), q(350, None), "conflict"),
    (q(99.9, "%"), q(99, "%"), "conflict"),
]

QUALIFIERS = [
    # script's qualifier, field's, kind for a property, kind for a limit
    (None, None, "same", "same"),
    ("up to", "up to", "same", "same"),
    (None, "up to", "conflict", "same"),
    ("up to", None, "reworded", "same"),
    (None, "less than", "reworded", "same"),
    ("up to", "less than", "reworded", "same"),
    (None, "about", "reworded", "reworded"),
    ("about", None, "reworded", "reworded"),
    ("about", "up to", "conflict", "conflict"),
    ("up to", "about", "reworded", "reworded"),
    (None, "more than", "reworded", "reworded"),
    (None, "at least", "reworded", "reworded"),
    ("more than", None, "conflict", "conflict"),
    ("more than", "at least", "conflict", "conflict"),
    ("at least", "more than", "reworded", "reworded"),
    ("at least", None, "reworded", "reworded"),
    ("at least", "up to", "conflict", "conflict"),
    ("up to", "at least", "conflict", "conflict"),
]

BOUNDS = [
    # script, field, kind where the values differ
    (q(250, "g", "less than"), q(245, "g"), "reworded"),
    (q(245, "g"), q(250, "g", "less than"), "reworded"),
    (q(250, "g", "less than"), q(260, "g"), "conflict"),
    (q(260, "g"), q(250, "g", "less than"), "conflict"),
    (q(0.25, "kg", "less than"), q(245, "g"), "reworded"),
    (q(20, "h", "more than"), q(24, "h"), "reworded"),
    (q(20, "h", "at least"), q(24, "h"), "reworded"),
    (q(20, "h", "at least"), q(18, "h"), "conflict"),
    (q(24, "h", "up to"), q(20, "h"), "conflict"),
    (q(24, "h", "up to"), q(30, "h", "up to"), "conflict"),
    (q(250, "g", "about"), q(248, "g"), "reworded"),
    (q(248, "g"), q(250, "g", "about"), "reworded"),
    (q(250, "g", "about"), q(280, "g"), "conflict"),
    (q(24, "h", "about"), q(25, "h"), "conflict"),
]

SHAPES = [
    # script, field, kind, order
    (span(28, 47.5, "in"), span(28, 47.5, "in"), "same", "equal"),
    (span(28, 47.5, "cm"), span(280, 475, "mm"), "reworded", "equal"),
    (span(22, 37, "lb"), span(10, 17, "kg"), "reworded", "equal"),
    (span(2500, 9000, "K"), span(2700, 6500, "K"), "conflict", "includes"),
    (span(3000, 5000, "K"), span(2700, 6500, "K"), "conflict", "included"),
    (span(22, 42, "cm"), span(22, 36, "cm"), "conflict", "includes"),
    (span(11, 50, "cm"), span(60, 70, "cm"), "conflict", None),
    (q(80, "Cel"), span(40, 100, "Cel"), "reworded", "included"),
    (q(10, "h"), span(8, 10, "h"), "conflict", "better"),
    (q(12, "h"), span(8, 10, "h"), "conflict", None),
    (q(10, "h", "up to"), span(8, 10, "h"), "reworded", "included"),
    (q(8, "h", "at least"), span(8, 10, "h"), "reworded", "included"),
    (span(8, 10, "h"), q(10, "h"), "conflict", "includes"),
    (span(8, 10, "h"), q(10, "h", "up to"), "conflict", None),
    (q((20, 30, 5), "cm"), q((20, 30, 5), "cm"), "same", "equal"),
    (q((20, 30, 5), "cm"), q((30, 5, 20), "cm"), "same", "equal"),
    (q((20, 30, 5), "cm"), q((200, 300, 50), "mm"), "reworded", "equal"),
    (q((20, 30, 5), "cm"), q((7.9, 11.8, 2.0), "in", step=0.1), "reworded", "equal"),
    (q((20, 30, 5), "cm"), q((20, 30, 6), "cm"), "conflict", None),
    (q((20, 30, 5), "cm"), q((20, 30), "cm"), "undecided", "includes"),
    (q((20, 30), "cm"), q((20, 30, 5), "cm"), "reworded", "included"),
    (q((20, 30, 5), "cm"), q((20, 31), "cm"), "conflict", None),
    (q(60, "Hz"), q((50, 60), "Hz"), "same", "included"),
    (q((20, 30), "cm"), span(20, 30, "cm"), "undecided", None),
    (q(37, "Cel", tolerance=0.5), q(37, "Cel", tolerance=0.5), "same", "equal"),
    (q(37, "Cel", tolerance=0.5), q(37, "Cel"), "reworded", "equal"),
    (q(37, "Cel", tolerance=0.1), q(37, "Cel", tolerance=0.5), "conflict", "better"),
    (q(37, "Cel", tolerance=0.5), q(37, "Cel", tolerance=0.1), "reworded", "worse"),
]

CODES = [
    # script, field, kind, order
    ("IPX8", "IPX8", "same", "equal"),
    ("I P X eight", "IPX8", "same", "equal"),
    ("IPX8", "IPX7", "conflict", "better"),
    ("IPX7", "IPX8", "conflict", "worse"),
    ("IPX8", "IP68", "reworded", "included"),
    ("IP68", "IPX8", "conflict", "includes"),
    ("IP67", "IP68", "conflict", "worse"),
    ("IP6X", "IPX8", "undecided", None),
    ("IP54", "IP45", "conflict", None),
    ("IP69", "IP69K", "conflict", None),
    ("5 ATM", "五个大气压", "same", "equal"),
    ("5 ATM", "3ATM", "conflict", "better"),
    ("SPF50+", "SPF 50", "conflict", "better"),
    ("SPF50", "SPF 50+", "reworded", "worse"),
    ("SPF30", "SPF 50+", "conflict", "worse"),
    ("PA++++", "PA+++", "conflict", "better"),
    ("P A four plus", "PA++++", "same", "equal"),
    ("UPF 50+", "UPF 40", "conflict", "better"),
    ("SPF 50", "UPF 50", "undecided", None),
    ("HEPA H13", "HEPA H12", "conflict", "better"),
    ("304不锈钢", "304 stainless steel", "same", "equal"),
    ("304不锈钢", "18/8", "reworded", "equal"),
    ("SUS304", "1.4301", "same", "equal"),
    ("304 stainless steel", "SUS304", "reworded", "equal"),
    ("304 steel", "201 steel", "conflict", None),
    ("316 stainless steel", "316L stainless steel", "conflict", None),
    ("6061 aluminum", "7075 aluminum", "conflict", None),
    ("4K", "2160p", "reworded", "equal"),
    ("4K", "UHD", "reworded", "equal"),
    ("4K", "3840×2160", "reworded", "equal"),
    ("1080p", "全高清", "reworded", "equal"),
    ("4K", "1080p", "conflict", "better"),
    ("2K屏", "1440p", "reworded", "equal"),
    ("蓝牙5", "Bluetooth 5.0", "same", "equal"),
    ("Bluetooth 5.4", "Bluetooth 5.3", "conflict", "better"),
    ("Wi-Fi 6", "802.11ax", "reworded", "equal"),
    ("Wi-Fi 6E", "WiFi 6", "conflict", "better"),
    ("USB 3.0", "USB 3.2 Gen 1", "reworded", "equal"),
    ("USB 3.2", "USB 3.2 Gen 2", "same", "included"),
    ("USB 3.2 Gen 2", "USB 3.2", "undecided", "includes"),
    ("PD 3.0", "QC 3.0", "undecided", None),
    ("ISO 9001", "ISO 9001:2015", "same", "included"),
    ("ISO 9001", "ISO 14001", "undecided", None),
    ("MIL-STD-810H", "MIL-STD-810G", "undecided", None),
    ("MIL-STD-810H", "军标810H", "same", "equal"),
    ("GB/T 4208", "GB 4208-2017", "same", "included"),
    ("AA", "LR6", "reworded", "equal"),
    ("4D armrests", "3D扶手", "conflict", "better"),
    ("FCC", "CE", "undecided", None),
    ("3C认证", "CCC", "same", "equal"),
    ("OEKO-TEX", "OEKO-TEX Standard 100", "same", "included"),
    ("OEKO-TEX Standard 100", "OEKO-TEX", "undecided", "includes"),
    ("七号电池", "AAA batteries", "same", "equal"),
    ("五号电池", "AAA batteries", "conflict", None),
    ("磷酸铁锂", "LiFePO4", "same", "equal"),
    ("lithium-ion", "lithium polymer", "conflict", None),
    ("S925", "sterling silver", "reworded", "equal"),
    ("18K gold", "14K gold", "conflict", "better"),
    ("十八K金", "18K gold", "same", "equal"),
    ("CRI 95", "Ra 95", "reworded", "equal"),
    ("CRI 97", "Ra 95", "conflict", "better"),
    ("一级能效", "能效2级", "conflict", "better"),
    ("A类面料", "Class A fabric", "same", "equal"),
    ("A类面料", "B类面料", "conflict", "better"),
    ("二类医疗器械", "Class II medical device", "same", "equal"),
    ("E27 base", "E26 base", "conflict", None),
    ("pH 5.5", "pH值5.5", "same", "equal"),
]


@pytest.mark.parametrize(("script", "field", "kind"), UNITS + BOUNDS)
def test_values_and_units(script: Parameter, field: Parameter, kind: str) -> None:
    assert compare(script, field).kind == kind


@pytest.mark.parametrize(("script", "field", "kind", "limit_kind"), QUALIFIERS)
def test_qualifiers(script: Qualifier | None, field: Qualifier | None, kind: str, limit_kind: str) -> None:
    one, other = q(24, "m", script), q(24, "m", field)
    assert (compare(one, other).kind, compare(one, other, limit=True).kind) == (kind, limit_kind)


@pytest.mark.parametrize(("script", "field", "kind", "order"), SHAPES)
def test_ranges_lists_and_tolerances(script: Parameter, field: Parameter, kind: str, order: str | None) -> None:
    relation = compare(script, field)
    assert (relation.kind, relation.order) == (kind, order)


@pytest.mark.parametrize(("script", "field", "kind", "order"), CODES)
def test_codes(script: str, field: str, kind: str, order: str | None) -> None:
    relation = compare(code(script), code(field))
    assert (relation.kind, relation.order) == (kind, order)


@pytest.mark.parametrize(
    ("depth", "kind"),
    [(q(50, "m"), "reworded"), (q(30, "m"), "conflict"), (q(5, "bar"), "reworded"), (q(5, "h"), "undecided")],
)
def test_atmospheres_and_metres_of_water_are_one_scale(depth: Parameter, kind: str) -> None:
    assert compare(code("5 ATM"), depth).kind == compare(depth, code("5 ATM")).kind == kind


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (Parameter("name", name="hyaluronic acid"), Parameter("name", name="Hyaluronic Acid"), "same"),
        (Parameter("name", name="hyaluronic acid"), Parameter("name", name="niacinamide"), "undecided"),
        (Parameter("name", name="304 stainless steel"), code("SUS304"), "reworded"),
        (code("IPX8"), q(3, "m"), "undecided"),
    ],
)
def test_names(one: Parameter, other: Parameter, kind: str) -> None:
    assert compare(one, other).kind == kind


NUMBERS = st.one_of(st.integers(1, 100_000), st.decimals("0.1", "9999", places=1)).map(float)
KIN = [("m", "ft"), ("cm", "in"), ("kg", "lb"), ("h", "min"), ("L", "mL"), ("W", "kW"), ("Cel", "degF"), ("mAh", "Ah")]
QUALIFIER = st.sampled_from([None, *get_args(Qualifier)])


@st.composite
def quantities(draw: st.DrawFn) -> Parameter:
    unit, qualifier = draw(st.sampled_from([u for pair in KIN for u in pair])), draw(QUALIFIER)
    shape = draw(st.sampled_from(["value", "range", "list", "tolerance"]))
    numbers = draw(st.lists(NUMBERS, min_size=2, max_size=4))
    if shape == "range":
        return Parameter("quantity", low=min(numbers), high=max(numbers), unit=unit, qualifier=qualifier)
    if shape == "list":
        return Parameter("quantity", values=tuple(numbers), unit=unit)
    tolerance = draw(NUMBERS) if shape == "tolerance" else None
    return Parameter("quantity", value=numbers[0], unit=unit, qualifier=qualifier, tolerance=tolerance)


PARAMETERS = st.one_of(quantities(), st.sampled_from([text for row in CODES for text in row[:2]]).map(code))


@given(PARAMETERS, st.booleans())
def test_a_parameter_is_the_same_as_itself(parameter: Parameter, limit: bool) -> None:
    assert compare(parameter, parameter, limit=limit).kind == "same"


@given(PARAMETERS, PARAMETERS, st.booleans())
def test_any_two_parameters_compare_and_the_same_is_mutual(a: Parameter, b: Parameter, limit: bool) -> None:
    there, back = compare(a, b, limit=limit), compare(b, a, limit=limit)
    assert there.reason
    if there.order == "equal":
        assert back.kind != "undecided"
    if there.kind == "same" and there.order == "equal":
        assert back.kind == "same"


@given(quantities(), st.integers(2, 9))
def test_another_number_is_a_conflict(a: Parameter, factor: int) -> None:
    assume(a.qualifier is None)
    if a.values:
        b = Parameter("quantity", values=(*a.values[:-1], a.values[-1] * factor), unit=a.unit)
        assume(sorted(a.values) != sorted(b.values))
    elif a.value is None:
        assert a.high is not None
        b = Parameter("quantity", low=a.low, high=a.high * factor, unit=a.unit)
        assert compare(b, a).kind == "conflict"
        return
    else:
        b = Parameter("quantity", value=a.value * factor, unit=a.unit, tolerance=a.tolerance)
    assert compare(a, b).kind == compare(b, a).kind == "conflict"


@given(NUMBERS, st.sampled_from(KIN), st.integers(1, 4), QUALIFIER)
def test_another_unit_is_a_rewording(value: float, units: tuple[str, str], digits: int, qualifier: Any) -> None:
    there = convert(value, *units)
    assert there is not None
    shown = round(there, digits)
    assume(shown and abs(shown - there) <= 0.04 * abs(shown))
    a = q(value, units[0], qualifier, step=0.1)
    b = q(shown, units[1], qualifier, step=10.0**-digits)
    assert compare(a, b).kind == compare(b, a).kind == "reworded"


@given(NUMBERS, st.sampled_from(KIN), st.floats(1.06, 3))
def test_a_wrong_conversion_is_a_conflict(value: float, units: tuple[str, str], factor: float) -> None:
    there = convert(value, *units)
    assert there is not None
    assume(math.isfinite(there) and there != 0)
    assert compare(q(value, units[0], step=0.1), q(there * factor, units[1], step=0.1)).kind == "conflict"
