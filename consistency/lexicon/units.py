"""The units of measure and of count: what they are called, what they are worth, how they convert.

The knowledge stands in `units.csv` and `counts.csv`; this module loads both and answers questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from consistency.lexicon.tables import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the base value of its dimension is `value * factor + offset`."""

    symbol: str
    dimension: str
    factor: float = 1.0
    offset: float = 0.0

    @property
    def counts(self) -> bool:
        """Tell whether the unit counts things (pcs, modes) and measures nothing."""
        return self.dimension.startswith("count.")


@dataclass(frozen=True, slots=True)
class Registry:
    """All units by their spellings."""

    by_symbol: dict[str, Unit]
    symbols: dict[str, Unit]
    """Written symbols, case kept: mAh, °C, ″."""
    folded: dict[str, Unit]
    """Symbols of two signs and more in lower case, where no other unit claims that."""
    names: dict[str, Unit]
    """English names in lower case, words apart by one space."""
    words: dict[str, int]
    """The first word of each English name of several words → the most words of such a name."""
    han: dict[str, Unit]
    """Chinese names."""
    before: dict[str, Unit]
    """What stands before a number and gives it its unit: ph, 蓬松度."""
    classifiers: frozenset[str]
    """Chinese classifiers that may stand before a counted noun."""


def _number(text: str) -> float:
    """Read a factor: "1000", "1e-6", "5/9", "459.67*5/9"."""
    value = 1.0
    for factor in text.split("*"):
        top, _, bottom = factor.partition("/")
        value *= float(top) / float(bottom or 1)
    return value


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _plurals(name: str) -> Iterator[str]:
    yield name
    if name.endswith(("s", "x", "ch", "sh")):
        yield name + "es"
    elif name.endswith("y") and name[-2:-1] not in "aeiou":
        yield name[:-1] + "ies"
    else:
        yield name + "s"


def _table() -> Iterator[tuple[Unit, list[str], list[str], list[str], list[str]]]:
    """Yield each unit with its symbols, English names, Chinese names and what stands before."""
    for row in rows("units.csv"):
        unit = Unit(row["symbol"], row["dimension"], _number(row["factor"]), _number(row["offset"] or "0"))
        symbols = [unit.symbol, *_split(row["symbols"])]
        yield unit, symbols, _split(row["en"]), _split(row["zh"]), _split(row["before"])
    for row in rows("counts.csv"):
        if row["symbol"] != "classifier":
            yield (
                Unit(row["symbol"], f"count.{row['kind']}"),
                [],
                [row["symbol"], *_split(row["en"])],
                _split(row["zh"]),
                [],
            )


@cache
def registry() -> Registry:
    """Load the tables once. Where two units share a spelling the first one in the tables has it."""
    result = Registry({}, {}, {}, {}, {}, {}, {}, frozenset(_classifiers()))
    for unit, symbols, english, chinese, before in _table():
        result.by_symbol.setdefault(unit.symbol, unit)
        for symbol in symbols:
            result.symbols.setdefault(symbol, unit)
            if len(symbol) > 1:
                result.folded.setdefault(symbol.lower(), unit)
        for name in english:
            for form in _plurals(name.lower().replace("-", " ")):
                result.names.setdefault(form, unit)
                first, _, rest = form.partition(" ")
                if rest:
                    result.words[first] = max(result.words.get(first, 1), form.count(" ") + 1)
        for name in chinese:
            result.han.setdefault(name, unit)
        result.before.update(dict.fromkeys(before, unit))
    return result


def _classifiers() -> Iterator[str]:
    for row in rows("counts.csv"):
        if row["symbol"] == "classifier":
            yield from _split(row["zh"])


@lru_cache(maxsize=4096)
def unit(symbol: str) -> Unit | None:
    """Return the unit that results call `symbol`; "mg/kg" and its like are put together from their parts.

    >>> unit("mAh").dimension
    'charge'
    """
    found = registry().by_symbol.get(symbol)
    if found is None and "/" in symbol:
        top, _, bottom = symbol.rpartition("/")
        over, under = unit(top), unit(bottom)
        if over and under and not over.offset and not under.offset:
            return Unit(symbol, f"{over.dimension}/{under.dimension}", over.factor / under.factor)
    return found


@lru_cache(maxsize=4096)
def named(spelling: str) -> Unit | None:
    """Return the unit that any of its spellings names: "毫安时", "milliamp hours", "MAH", "degree Celsius"."""
    units = registry()
    name = spelling.strip()
    plain = name.lower().replace("-", " ")
    return (
        units.symbols.get(name)
        or units.names.get(plain)
        or units.han.get(name)
        or units.folded.get(name.lower())
        or unit(name)
    )


def convert(value: float, source: str, target: str) -> float | None:
    """Return `value` of the unit `source` in the unit `target`; None where they measure different things.

    >>> round(convert(3, "m", "ft"), 2)
    9.84
    """
    if source == target:
        return value
    one, other = unit(source), unit(target)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return (value * one.factor + one.offset - other.offset) / other.factor
