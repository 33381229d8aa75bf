"""Show a cell of a workbook as its number format does: 5000, not 5000.0; 12 % for 0.12; 0012 for 12."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?](?:[#0?,.]*[#0?%]|%)?%?")
_BREAK = re.compile(r"_x000[dD]_")  # how XML writes the carriage return of a line end


def shown(value: Any, number_format: str = "General") -> Any:
    """Return text for text, numbers and dates; a format that is not understood leaves the plain number.

    >>> shown(0.995, "0.0%"), shown(5000.0, '#,##0" mAh"'), shown(12, "0000"), shown(0.1 + 0.2)
    ('99.5%', '5,000 mAh', '0012', '0.3')
    """
    if isinstance(value, str):
        return _BREAK.sub("", value) if "_x000" in value else value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != datetime.min.time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int | float) or value != value or abs(value) >= 1e300:
        return value
    pattern = _pattern(number_format, value < 0)
    return _general(value) if pattern is None else _filled(value, *pattern)


def _general(value: float) -> str:
    """Return a number with the eleven digits or so that a cell has room for, whole ones in full."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.10g}"


@cache
def _pattern(number_format: str, negative: bool) -> tuple[str, str, str, bool] | None:
    """Return what stands before the digits, the digits, what stands after them, and whether a sign is wanted."""
    parts = number_format.split(";")
    own = negative and len(parts) > 1 and bool(parts[1])  # a part for negative numbers writes its own sign
    part = parts[1] if own else parts[0]
    if part.strip().lower() in ("general", "@", ""):
        return None
    bare = _LITERAL.sub(lambda m: "\0" * len(m[0]), part)
    digits = _DIGITS.search(bare)
    if not digits or re.search(r"[a-zA-Z/]", bare) or _DIGITS.search(bare, digits.end()):
        return None
    before, after = (_LITERAL.sub(lambda m: m[1] or m[2] or "", part[a:b]) for a, b in _around(part, digits))
    return before, digits[0], after, negative and not own


def _around(part: str, digits: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (0, digits.start()), (digits.end(), len(part))


def _filled(value: float, before: str, digits: str, after: str, signed: bool) -> str:
    percent = digits.endswith("%") or after.strip() == "%"
    whole, _, decimals = digits.rstrip("%").partition(".")
    number = Decimal(repr(abs(value))) * (100 if percent else 1)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    ones, _, rest = f"{rounded:f}".partition(".")
    least = decimals.rstrip("#?")
    while len(rest) > len(least) and rest.endswith("0"):
        rest = rest[:-1]
    ones = ones.zfill(whole.count("0")) if whole.count("0") > 1 else ones
    if "," in whole:
        ones = f"{int(ones):,}"
    sign = "%" if digits.endswith("%") else ""
    return f"{'-' if signed else ''}{before}{ones}{'.' if rest else ''}{rest}{sign}{after}"
