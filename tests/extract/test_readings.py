"""Words and signs of several meanings, each in a sentence that tells which one is meant."""

from __future__ import annotations

import pytest

from consistency.extract.parameters import parameters
from consistency.model import Mention


def shown(mention: Mention) -> object:
    """Return a code, or (value, unit) with the qualifier and the tolerance where there is one."""
    p = mention.parameter
    if p.kind != "quantity":
        return p.code or p.name
    value = p.values or (p.value if p.value is not None else (p.low, p.high))
    return (value, p.unit, *(more for more in (p.qualifier, p.tolerance) if more is not None))


READINGS = {
    "codes that a number with a unit resembles": [
        ("face cream, SPF 30 PA+++", ["SPF 30", "PA+++"]),
        ("spf 40 pa++ daily fluid", ["SPF 40", "PA++"]),
        ("防晒乳SPF50+/PA+++", ["SPF 50+", "PA+++"]),
        ("SPF30PA++隔离", ["SPF 30", "PA++"]),
        ("sucks at 9000 PA", [(9000, "Pa")]),
        ("scored nine h hardness", ["9H"]),
        ("a 9h tempered cover", ["9H"]),
        ("plays for nine h", [(9, "h")]),
        ("a class two-A instrument", ["Class IIa medical device"]),
        ("five I P 65 lamps", [(5, None), "IP65"]),
        ("2K resolution, two K monitor", ["2K", "2K"]),
        ("fits 6 AA batteries", [(6, "batteries"), "AA"]),
        ("needs 3 × AAA cells", [(3, None), "AAA"]),
    ],
    "what is glued to a code or a prefix": [
        ("records 4K@50Hz", ["4K", (50, "Hz")]),
        ("4K30帧录像", ["4K", (30, "fps")]),
        ("films in 1080p60", ["1080p", (60, "fps")]),
        ("5V@3A out", [(5, "V"), (3, "A")]),
        ("follow @45degrees", []),
        ("a DC24V pump", [(24, "V")]),
        ("AC110-230V in", [((110, 230), "V")]),
        ("PD45W充电", [(45, "W")]),
        ("一百瓦快充, 30WPD", [(100, "W"), (30, "W")]),
    ],
    "signs": [
        ("可在-15℃开机", [(-15, "Cel")]),
        ("存放温度-25~55℃", [((-25, 55), "Cel")]),
        ("耐受-35℃~+70℃", [((-35, 70), "Cel")]),
        ("冷冻至-22度", [(-22, "deg")]),
        ("快充-45W", [(45, "W")]),
        ("holds to plus or minus two degrees", [(2, "deg", 2)]),
        ("40 g plus or minus 1.5 g", [(40, "g", 1.5)]),
        ("误差正负一度", [(1, "Cel", 1)]),
        ("down to minus 0.5 degrees", [(-0.5, "deg")]),
    ],
    "bands of radio": [
        ("2.4G wireless mouse", [(2.4, "GHz")]),
        ("5G WiFi, 8G memory", [(5, "GHz"), (8, "GB")]),
        ("a five-gigahertz band", [(5, "GHz")]),
    ],
    "pieces and money": [
        ("标配三块", [(3, "pcs")]),
        ("另送五块滤棉", [(5, "pcs")]),
        ("四块电池够用", [(4, "batteries")]),
        ("才六块", [(6, "CNY")]),
        ("送八十块优惠券", [(80, "CNY")]),
        ("六块钱拿走", [(6, "CNY")]),
        ("a buck twenty", [(120, "cent")]),
        ("nine quid", [(9, "GBP")]),
    ],
    "pieces and yarn": [
        ("一盒十二支", [(12, "pcs")]),
        ("每次用两支", [(2, "pcs")]),
        ("八十支精梳棉", [(80, "S_yarn")]),
        ("面料是50支的", [(50, "S_yarn")]),
    ],
    "ports": [
        ("三C一A一起充", []),
        ("2C1A, 45W", [(45, "W")]),
        ("两A一C共三口", [(3, "ports")]),
        ("输出2A", [(2, "A")]),
    ],
    "counts": [
        ("lasts 70M clicks", [(7e7, "uses")]),
        ("a 6M cable", [(6, "m")]),
        ("37PCS", [(37, "pcs")]),
        ("Set of 24", [(24, "pcs")]),
        ("pack of six", [(6, "pcs")]),
        ("set of 5 brushes with 2 lids", [(5, "pcs"), (2, "pcs")]),
        ("每分钟9000次", [(9000, "/min")]),
        ("每分钟振动两万次", [(20000, "/min")]),
        ("7,000 vibrations per minute", [(7000, "/min")]),
        ("每天2次", [(2, "times")]),
    ],
    "ages": [
        ("for ages 6-10", [((6, 10), "year_old")]),
        ("Ages 8+", [(8, "year_old", "at least")]),
        ("12 years and older", [(12, "year_old", "at least")]),
        ("lasts 12 years", [(12, "a")]),
    ],
    "wind": [
        ("能抗六级风", ["Beaufort 6"]),
        ("holds in level 6 winds", ["Beaufort 6"]),
        ("rated for wind force 7", ["Beaufort 7"]),
        ("六级风速可调", [(6, "levels")]),
    ],
    "time in parts": [
        ("煮 2 小时 20 分", [(140, "min")]),
        ("全程4 分 10 秒", [(250, "s")]),
        ("charges in 1h40", [(100, "min")]),
        ("runs 2h15m", [(135, "min")]),
        ("2h, 15m cord", [(2, "h"), (15, "m")]),
    ],
    "ranges": [
        ("zero to forty five psi", [((0, 45), "psi")]),
        ("胎压从1.6打到2.4", [((1.6, 2.4), None)]),
        ("电量从10%充到60%", [((10, 60), "%")]),
    ],
    "dimensions and part numbers": [
        ("box 24x18x9 cm", [((24, 18, 9), "cm")]),
        ("外箱:610x420x385mm", [((610, 420, 385), "mm")]),
        ("board A12B34C56", []),
        ("fits 3.5x2.5x1in", [((3.5, 2.5, 1), "in")]),
    ],
    "words of other languages": [
        ("mide 30 centímetros", [(30, None)]),
        ("12 Stück im Karton", [(12, None)]),
        ("8 Núcleos", [(8, None)]),
    ],
    "times of day, years and names": [
        ("call from 9am to 5.30 pm", []),
        ("the 2023 spring look, 2022 model", []),
        ("runs One UI 5.1", []),
        ("nine 5G bands", [(9, None)]),
        ("230v/50/1-ph supply", [(230, "V"), ((50, 1), None)]),
        ("a 360 rotation arm", [(360, "deg")]),
        ("Redmi 4G网络", ["4G"]),
    ],
    "speeds and places in an order": [
        ("时速30公里", [(30, "km/h")]),
        ("时速可达三十公里", [(30, "km/h", "up to")]),
        ("续航30公里", [(30, "km")]),
        ("第三步加水, 共三步", [(3, "steps")]),
    ],
    "yuan": [
        ("只要8块8包邮", [(8.8, "CNY")]),
        ("十块3个", [(10, "CNY"), (3, "pcs")]),
    ],
    "bullets": [
        ("-80% cotton\n-4 modes\n-10°C start", [(80, "%"), (4, "modes"), (-10, "Cel")]),
        ("-6 dB at the edge", [(-6, "dB")]),
    ],
    "lists and dates": [
        ("grades 401,406,415,425,480,495", [(n, None) for n in (401, 406, 415, 425, 480, 495)]),
        ("2,000,000,000 cycles", [(2e9, "cycles")]),
        ("上市 2021-09", []),
        ("移动2G, 4g手机", ["4G"]),
    ],
    "what has a name of two words": [
        ("two HDMI ports, 3 cup holders", [(2, "ports"), (3, "cup holders")]),
        ("holds 3 cups", [(3, "cup")]),
        ("babies aged 3-9 months", [((3, 9), "month_old")]),
        ("亮度300cd/m^2", [(300, "nit")]),
    ],
    "units of two and three parts": [
        ("水平误差±2mm/10m", [(2, "mm/10m", 2)]),
        ("精度2毫米每10米", [(2, "mm/10m")]),
        ("透湿6,000 g/m²/24 h", [(6000, "g/m2/24h")]),
        ("密度60公斤每立方米", [(60, "kg/m3")]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), [case for cases in READINGS.values() for case in cases])
def test_what_is_meant_where_it_stands(text: str, found: list[object]) -> None:
    mentions = parameters(text)
    assert [shown(m) for m in mentions] == found
    assert all(text[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("2700-6500 K", 2700, 6500), ("from 3000 to 6500 K", 3000, 6500), ("3000~5700K", 3000, 5700)],
)
def test_colour_temperatures_are_kelvins(text: str, low: float, high: float) -> None:
    (mention,) = parameters(text)
    assert (mention.parameter.low, mention.parameter.high, mention.parameter.unit) == (low, high, "K")
