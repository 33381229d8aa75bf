"""Read what bounds a quantity: up to, at least, over, under, about; 高达, 至少, 以上, 左右; ≤ ~ +."""

from __future__ import annotations

import re
from functools import cache

from consistency.lexicon.tables import rows
from consistency.model import Qualifier

_FILLERS = "about|around|a|an|the|total of|of|为|是|可|在|约|达|到"
"""What may stand between a qualifier and its quantity: "up to a", 最高可达."""
_LAST_WORDS = frozenset([
    "to", "upto", "max", "max.", "maximum", "of", "most", "than", "exceed", "exceeding", "exceeds", "within", "as",
    "least", "min", "min.", "minimum", "under", "below", "over", "above", "beyond", "beneath", "about", "around",
    "approx", "approx.", "approximately", "approximate", "roughly", "nearly", "almost", "circa", "ca.", "some",
    "like", "a", "an", "the",
])  # fmt: skip
"""The last words before a quantity that make it worth looking for a qualifier."""
_LAST_SIGNS = frozenset("≤≥=<>~≈过于多高大长远深快达可少低小短码说限到足满下出超约概近右不为等是在逾")
_FIRST_SIGNS = frozenset("以或及起+之内左上 -i")
_LINKS = frozenset(["to", "of", "a", "an", "the"])
_LINKED = _LAST_WORDS | {"up", "total"}
_WORD_END = re.compile(r"[^a-z.]+")


@cache
def _qualifiers(side: str) -> tuple[re.Pattern[str], tuple[Qualifier, ...]]:
    """Return one pattern for all the terms of a side, and the qualifier of each of its groups."""
    terms: dict[str, list[str]] = {}
    for row in rows("qualifiers.csv"):
        if row["side"] == side:
            terms.setdefault(row["qualifier"], []).append(row["pattern"])
    any_of = "|".join(f"({'|'.join(patterns)})" for patterns in terms.values())
    names: tuple[Qualifier, ...] = tuple(terms)  # type: ignore[arg-type]
    if side == "after":
        return re.compile(f"(?i) ?(?:{any_of})"), names
    return re.compile(rf"(?i)(?:(?<![A-Za-z-])|(?=[^A-Za-z]))(?:{any_of})[ :]?(?: ?(?:{_FILLERS}) ?)?$"), names


def before(folded: str, start: int, floor: int = 0) -> tuple[Qualifier, int] | None:
    """Return the qualifier that ends where the quantity starts, and its own start, not before `floor`."""
    at = start - 1
    if at < floor:
        return None
    sign = folded[at]
    if sign in " :":
        at -= 1
        if at < floor:
            return None
        sign = folded[at]
    if sign.isascii() and (sign.isalpha() or sign == "."):
        earlier, _, word = folded[max(floor, at - 24) : at + 1].lower().rpartition(" ")
        if word not in _LAST_WORDS:
            word = _WORD_END.split(word)[-1]
            if word not in _LAST_WORDS:
                return None
        elif word in _LINKS and earlier.rpartition(" ")[2].strip("(,;:") not in _LINKED:
            return None
    elif sign not in _LAST_SIGNS:
        return None
    pattern, names = _qualifiers("before")
    found = pattern.search(folded, max(floor, start - 26), start)
    if found is None or found.lastindex is None:
        return None
    return names[found.lastindex - 1], found.start()


def after(folded: str, end: int) -> tuple[Qualifier, int] | None:
    """Return the qualifier that starts where the quantity ends, and its own end."""
    sign = folded[end : end + 1]
    if not sign:
        return None
    if sign in _FIRST_SIGNS:
        pattern, names = _qualifiers("after")
        found = pattern.match(folded, end)
        if found is not None and found.lastindex is not None:
            return names[found.lastindex - 1], found.end()
    return None


def merge(*qualifiers: Qualifier | None) -> Qualifier | None:
    """Return the first qualifier that bounds, else the first of all: "up to about" is "up to"."""
    given = [qualifier for qualifier in qualifiers if qualifier]
    strong = [qualifier for qualifier in given if qualifier != "about"]
    return next(iter(strong or given), None)
