"""Write a parameter in a language, as a listing of that language would: "up to 24 h" → 最高24小时."""

from __future__ import annotations

from consistency.extract.stream import is_han
from consistency.lexicon.units import registry
from consistency.model import Parameter, Qualifier, plain

_BOUNDS: dict[Qualifier, tuple[str, str]] = {
    "up to": ("up to", "最高"),
    "at least": ("at least", "至少"),
    "about": ("about", "约"),
    "less than": ("less than", "低于"),
    "more than": ("more than", "超过"),
}


def spell(text: str, parameter: Parameter | None, lang: str) -> str:
    """Return `text`, the parameter's wording on the page, in `lang`; as it is where it reads in that language anyway.

    Codes, symbols and numbers are the same in every language; only words and bounds are rewritten.
    """
    foreign = any(is_han(c) for c in text) if lang == "en" else any(c.isascii() and c.isalpha() for c in text)
    if not foreign or parameter is None or parameter.kind != "quantity":
        return text
    unit = _unit(parameter.unit, lang)
    number = _number(parameter)
    if unit is None or number is None:
        return text
    bound = _BOUNDS[parameter.qualifier][lang == "zh"] if parameter.qualifier else ""
    return f"{bound}{number}{unit}" if lang == "zh" else f"{bound} {number} {unit}".strip()


def _number(parameter: Parameter) -> str | None:
    if parameter.values:
        return "×".join(str(plain(v)) for v in parameter.values)
    if parameter.value is not None:
        return str(plain(parameter.value))
    if parameter.low is not None and parameter.high is not None:
        return f"{plain(parameter.low)}–{plain(parameter.high)}"
    return None


def _unit(symbol: str | None, lang: str) -> str | None:
    """Return the unit's Chinese name where it has one that is a word, else the symbol that every page uses."""
    if symbol is None:
        return None
    if lang == "en":
        return {"Cel": "°C", "degF": "°F", "deg": "°"}.get(symbol, symbol)
    return next((name for name, unit in registry().han.items() if unit.symbol == symbol), None)
