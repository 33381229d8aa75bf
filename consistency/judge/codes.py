"""Compare two codes or names: synonyms, scales, and codes that include one another."""

from __future__ import annotations

import re
from typing import Literal

from consistency.extract.fold import fold, lower
from consistency.lexicon.ratings import Rating, known, scale
from consistency.model import Parameter

Order = Literal["equal", "better", "worse", "includes", "included"]
Verdict = tuple[Literal["same", "reworded", "conflict", "undecided"], Order | None, str]

_IP = re.compile(r"IP([0-6X])([0-9X])(K?)")


def label(parameter: Parameter) -> str:
    """Return the code or the name of a parameter that is no quantity."""
    return parameter.code or parameter.name or ""


def letters(text: str) -> str:
    """Return the letters, digits and signs of a code that tell it from another, in one case."""
    return re.sub(r"[\s\-_.·/]+", " ", lower(fold(text))).strip()


def compare_codes(a: Parameter, b: Parameter) -> Verdict:
    """Return the verdict on two ratings or names."""
    left, right = label(a), label(b)
    one, other = _rating(a), _rating(b)
    if one.scale == other.scale and letters(left) == letters(right):
        return "same", "equal", f"both say {right}"
    if one.scale != other.scale or not one.scale:
        return "undecided", None, f"{left} and {right} are not on one scale"
    if one.key == other.key:
        return "reworded", "equal", f"{left} and {right} are two names of one thing"
    if one.scale == "ip":
        return _ip(left, right)
    rules = scale(one.scale)
    if rules.nested:
        if _begins(right, left) or _begins(other.key, one.key):
            return "same", "included", f"{right} says {left} and more"
        if _begins(left, right) or _begins(one.key, other.key):
            return "undecided", "includes", f"{right} is broader than {left}"
    if rules.relation == "independent":
        return "undecided", None, f"{right} says nothing of {left}"
    return _ranked(one, other)


def _rating(parameter: Parameter) -> Rating:
    """Return what the tables know of a code; a name of no scale takes the scale that knows it."""
    rating = known(label(parameter), parameter.scale)
    if rating is not None:
        return rating
    return Rating(parameter.scale or "", parameter.kind, label(parameter), label(parameter), None)


def _begins(longer: str, shorter: str) -> bool:
    """Tell whether `longer` is `shorter` and a suffix, digits of one number not parted."""
    rest = longer.removeprefix(shorter)
    return rest != longer and rest != "" and not (shorter[-1].isdigit() and (rest[0].isdigit() or rest[0] == "."))


def _ranked(one: Rating, other: Rating) -> Verdict:
    if one.rank is None or other.rank is None or one.rank == other.rank:
        return "conflict", None, f"{other.code} is not {one.code}"
    order: Order = "better" if one.rank > other.rank else "worse"
    if one.code + "+" == other.code:
        return "reworded", order, f"{other.code} is more than {one.code}"
    return "conflict", order, f"{other.code} is {'less' if order == 'better' else 'more'} than {one.code}"


def _ip(left: str, right: str) -> Verdict:
    """Compare ingress codes digit by digit: an X says nothing, so IP68 includes IPX8."""
    one, other = _IP.fullmatch(left), _IP.fullmatch(right)
    if one is None or other is None:
        return "conflict", None, f"{right} is not {left}"
    pairs = list(zip(one.groups()[:2], other.groups()[:2], strict=True))
    shared = [(x, y) for x, y in pairs if "X" not in (x, y)]
    if not shared:
        return "undecided", None, f"{right} says nothing of {left}"
    if any(x != y for x, y in shared) or one[3] != other[3]:
        higher = all(x >= y for x, y in shared)
        lower_ = all(x <= y for x, y in shared)
        order: Order | None = "better" if higher and not lower_ else "worse" if lower_ and not higher else None
        return "conflict", order, f"{right} is not {left}"
    if all(x == "X" or x == y for x, y in pairs):
        return "reworded", "included", f"{right} includes {left}"
    return "conflict", "includes", f"{right} says less than {left}"
