"""Read the public quantity suites beside the checkout and score a reader of quantities on them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consistency.lexicon.units import named, unit
from consistency.model import Mention

SHARED = Path(__file__).resolve().parents[2] / "shared"

# Suites by what is asked of them: the value with its unit, or the value alone.
UNIT_SUITES = (
    "recognizers_unit", "duckling_quantity", "duckling_volume", "duckling_distance", "duckling_temperature",
    "duckling_duration", "minlp_duckling_zh",
)  # fmt: skip
VALUE_SUITES = ("recognizers_number", "duckling_numeral", "cn2an_numerals", "nemo_itn_spoken", "wetext_itn_spoken")

# What the suites call units where no table of ours has the name.
ALIASES = {
    "times": "x", "point": "score", "平方米": "m2", "米": "m", "Degree": "deg", "degree": "deg", "C": "Cel",
    "F": "degF",
    "Ton": "t", "Age": "year_old", "千米每小时": "km/h", "year": "a", "Year": "a", "level": "levels", "块钱": "CNY",
    "minute": "min", "second": "s", "month": "mo", "Month": "mo", "Week": "wk", "Day": "d", "Pound": "lb",
    "Turn": "turn", "Metric ton": "t", "quarter": "quarter", "percent": "%", "m": "m", "人": "people",
    "年后": "a", "dollar": "USD", "元": "CNY", "yuan": "CNY", "两": "liang", "hour": "h", "day": "d", "Barrel": "bbl",
}  # fmt: skip
_SAME = {"age": "time", "ratio": "1", "time.night": "time"}


@dataclass
class Score:
    """How many of a suite's quantities were found, and which were not."""

    gold: int = 0
    found: int = 0
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 1.0


def rows(suite: str, languages: Iterable[str] = ("en", "zh")) -> Iterator[dict[str, Any]]:
    """Yield the rows of a suite in the languages given."""
    wanted = set(languages)
    with (SHARED / "bench" / f"{suite}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["lang"] in wanted:
                yield row


def score(suite: str, read: Callable[[str], list[Mention]], with_units: bool, skip: Iterable[str] = ()) -> Score:
    """Return the recall of `read` on a suite; the ids in `skip` are left out."""
    result, left_out = Score(), frozenset(skip)
    for row in rows(suite):
        if row["id"] in left_out:
            continue
        mentions = read(row["text"])
        for gold in row["quantities"]:
            if gold["value"] is None and not gold.get("range"):
                continue
            result.gold += 1
            if any(_meets(mention, gold, with_units) for mention in mentions):
                result.found += 1
            else:
                shown = "; ".join(f"{m.text} = {_shown(m)}" for m in mentions)
                result.missed.append(
                    (row["id"], row["text"], f"{gold['value']} {gold['unit_raw']} {gold.get('range', '')} ≠ {shown}")
                )
    return result


def _shown(mention: Mention) -> str:
    p = mention.parameter
    value = p.value if p.value is not None else (p.low, p.high) if p.low is not None else p.values
    return f"{value} {p.unit}"


def _meets(mention: Mention, gold: dict[str, Any], with_units: bool) -> bool:
    p = mention.parameter
    start, end = gold["start"], gold["end"]
    if start is not None and (mention.end <= start or mention.start >= end):
        return False
    wanted = [v for v in gold.get("range") or [gold["value"]] if v is not None]
    given = [p.value] if p.value is not None else [p.low, p.high] if p.low is not None else list(p.values)
    if p.low is None and p.values and len(wanted) == 1:
        return any(_equal(v, p.unit, wanted[0], gold["unit_raw"], with_units) for v in p.values)
    if p.low is not None and len(wanted) == 1:  # "eight to 10 feet": the suite keeps one end
        return any(v is not None and _equal(v, p.unit, wanted[0], gold["unit_raw"], with_units) for v in given)
    return len(given) == len(wanted) and all(
        v is not None and _equal(v, p.unit, w, gold["unit_raw"], with_units) for v, w in zip(given, wanted, strict=True)
    )


def _equal(value: float, symbol: str | None, wanted: float, raw: str | None, with_units: bool) -> bool:
    scaled = {
        "thousand": 1e3,
        "million": 1e6,
        "billion": 1e9,
        "trillion": 1e12,
        "万": 1e4,
        "萬": 1e4,
        "億": 1e8,
        "亿": 1e8,
    }
    if raw in scaled:
        wanted, raw = wanted * scaled[raw], None
    ours = unit(symbol) if symbol else None
    target = unit(ALIASES[raw]) if raw in ALIASES else named(raw) if raw else None
    if with_units or (ours is not None and target is not None and ours.dimension == target.dimension):
        if (target is None) != (ours is None) and not (
            ours is not None and ours.dimension == "ratio" and target is None
        ):
            return False
        if ours is not None:
            if target is not None and _dimension(ours.dimension) != _dimension(target.dimension):
                return False
            base = target or unit("x")
            assert base is not None
            if not with_units and abs(value - wanted) <= 1e-9 * abs(wanted):
                return True
            value = (value * ours.factor + ours.offset - base.offset) / base.factor
    elif ours is not None and ours.dimension == "ratio" and target is None and abs(value - wanted) > 1e-6 * abs(wanted):
        value *= ours.factor
    elif (
        ours is None and target is not None and target.dimension == "ratio" and abs(value - wanted) > 1e-9 * abs(wanted)
    ):
        value /= target.factor
    elif ours is not None and ours.symbol in ("dozens", "pairs") and target is None and abs(value - wanted) > 1e-9:
        value *= {"dozens": 12, "pairs": 2}[ours.symbol]
    return abs(value - wanted) <= max(1e-4 * abs(wanted), 1e-15)


def _dimension(name: str) -> str:
    return _SAME.get(name, name)
