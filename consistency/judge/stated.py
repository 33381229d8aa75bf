"""A parameter as its clause states it: what stands apart from it ("max. power: 65 W") bounds it all the same."""

from __future__ import annotations

import re
from dataclasses import replace

from consistency.extract.chunks import CLAUSE_ENDS, Reading
from consistency.model import Mention, Parameter, Qualifier

_REACH = 6
_SHORTENED = ("max", "approx")
_BOUNDS: dict[Qualifier, tuple[str, ...]] = {
    "up to": ("max", "最大", "最高", "最多", "最长", "最远", "最快", "最深"),
    "about": ("约可", "约能", "约为", "approx"),
}
_ALIKE = {"dBA": "dB"}
_AT_MOST = re.compile(
    r"≤|<=|within|不(?:得)?超过|不多于|不大于|不高于|小于(?:或)?等于|(?:no|not) more|not exceed|以内|之内"
)
"""Bounds that praise by being low, unlike "up to" and "max."."""


def stated(reading: Reading, chunk: int) -> Mention | None:
    """Return the parameter of a chunk, or inside it, with the bound that the words before it in its clause set."""
    mention = reading.chunks[chunk].mention or reading.chunks[chunk].inner
    if mention is None or mention.parameter.kind != "quantity":
        return mention
    parameter = _plain(mention.parameter)
    if parameter.qualifier == "up to" and _AT_MOST.search(mention.text.lower()):
        parameter = replace(parameter, qualifier="less than")
    if parameter.value is not None and parameter.qualifier is None:
        parameter = replace(parameter, qualifier=_bound(reading, chunk))
    return mention if parameter == mention.parameter else replace(mention, parameter=parameter)


def _plain(parameter: Parameter) -> Parameter:
    """Return a bare tolerance ("±1 psi") as the amount that it is, and decibels of any weighting as decibels."""
    if parameter.tolerance is not None and parameter.tolerance == parameter.value:
        parameter = replace(parameter, tolerance=None)
    if parameter.unit in _ALIKE:
        parameter = replace(parameter, unit=_ALIKE[parameter.unit])
    return parameter


def _bound(reading: Reading, chunk: int) -> Qualifier | None:
    """Return the bound that the last few chunks before a parameter set; one colon may stand between."""
    chunks = reading.chunks
    first, colon = chunk, False
    while first > 0 and chunk - first < _REACH:
        before = chunks[first - 1]
        point = before.text == "." and first > 1 and chunks[first - 2].text in _SHORTENED
        if before.mention is not None or (before.text in CLAUSE_ENDS and not point and (before.text != ":" or colon)):
            break
        colon = colon or before.text == ":"
        first -= 1
    text = reading.text[chunks[first].start : chunks[chunk].start].lower()
    return next((q for q, words in _BOUNDS.items() if any(word in text for word in words)), None)
