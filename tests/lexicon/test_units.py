"""The table of units: it is sound, it knows the spellings of the trade, it converts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.lexicon.tables import rows
from consistency.lexicon.units import convert, named, registry, unit


def test_the_table_is_large_and_sound() -> None:
    units = list(rows("units.csv"))
    symbols = Counter(row["symbol"] for row in units)
    assert len(symbols) >= 150
    assert [s for s, n in symbols.items() if n > 1] == []
    assert all(unit(s) is not None and unit(s).factor > 0 for s in symbols)  # type: ignore[union-attr]


def test_counts_have_one_row_each() -> None:
    symbols = Counter(row["symbol"] for row in rows("counts.csv"))
    assert [s for s, n in symbols.items() if n > 1] == []
    assert len(symbols) >= 60


@pytest.mark.parametrize(
    ("spelling", "symbol"),
    [
        ("mAh", "mAh"),
        ("MAH", "mAh"),
        ("毫安时", "mAh"),
        ("毫安小时", "mAh"),
        ("milliamp hours", "mAh"),
        ("毫安", "mA"),
        ("milliamps", "mA"),
        ("amps", "A"),
        ("公分", "cm"),
        ("厘米", "cm"),
        ("centimetres", "cm"),
        ("斤", "jin"),
        ("两", "liang"),
        ("公斤", "kg"),
        ("kilos", "kg"),
        ("mil", "mL"),
        ("thou", "thou"),
        ("mils", "mL"),
        ("gigs", "GB"),
        ("″", "in"),
        ('"', "in"),
        ("inches", "in"),
        ("′", "ft"),
        ("feet", "ft"),
        ("°", "deg"),
        ("度", "deg"),
        ("℃", "Cel"),
        ("摄氏度", "Cel"),
        ("degrees Celsius", "Cel"),
        ("°F", "degF"),
        ("瓦", "W"),
        ("分贝", "dB"),
        ("流明", "lm"),
        ("gsm", "g/m2"),
        ("denier", "D"),
        ("thread count", "TC"),
        ("合一", "in 1"),
        ("pieces", "pcs"),
        ("片", "pcs"),
        ("模式", "modes"),
        ("档", "levels"),
        ("speeds", "levels"),
        ("英寸", "in"),
        ("吋", "in"),
        ("Kilometer per hour", "km/h"),
        ("km/h", "km/h"),
        ("转", "rpm"),
        ("RPM", "rpm"),
        ("帧", "fps"),
    ],
)
def test_spellings(spelling: str, symbol: str) -> None:
    found = named(spelling)
    assert found is not None
    assert found.symbol == symbol


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        (3, "m", "ft", 9.8425),
        (9.8, "ft", "m", 2.98704),
        (0.25, "L", "mL", 250),
        (1, "d", "h", 24),
        (100, "Cel", "degF", 212),
        (-40, "degF", "Cel", -40),
        (0, "Cel", "K", 273.15),
        (2, "jin", "kg", 1),
        (1, "lb", "oz", 16),
        (1, "kW", "W", 1000),
        (20, "Ah", "mAh", 20000),
        (1, "Wh", "kJ", 3.6),
        (5, "atm", "kPa", 506.625),
        (80, "%", "x", 0.8),
        (1, "gal", "L", 3.785411784),
        (60, "min", "h", 1),
        (24, "pcs", "pcs", 24),
        (1000, "mg/L", "g/L", 1),
        (36, "km/h", "m/s", 10),
        (170, "g/m2", "oz/yd2", 5.014),
    ],
)
def test_conversions(value: float, source: str, target: str, result: float) -> None:
    assert convert(value, source, target) == pytest.approx(result, rel=1e-3)


def test_what_does_not_convert() -> None:
    assert convert(1, "m", "kg") is None
    assert convert(1, "mAh", "Wh") is None
    assert convert(10, "modes", "ports") is None
    assert convert(1, "no such unit", "m") is None


def test_composite_units_are_put_together() -> None:
    found = unit("mg/kg")
    assert found is not None
    assert found.dimension in ("massratio", "mass/mass")
    together = unit("Wh/L")
    assert together is not None
    assert together.dimension == "energy/volume"


SYMBOLS = sorted(registry().by_symbol)


@given(st.sampled_from(SYMBOLS), st.sampled_from(SYMBOLS), st.floats(0.001, 1e6))
def test_converting_there_and_back_changes_nothing(one: str, other: str, value: float) -> None:
    there = convert(value, one, other)
    if there is None:
        assert unit(one).dimension != unit(other).dimension  # type: ignore[union-attr]
    else:
        back = convert(there, other, one)
        assert back == pytest.approx(value, rel=1e-6, abs=1e-6 * abs(unit(one).offset) + 1e-9)  # type: ignore[union-attr]
