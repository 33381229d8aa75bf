"""Find every parameter of a text: typed codes first, then the quantities between them."""

from __future__ import annotations

from consistency.extract.fold import fold
from consistency.extract.quantities import quantities
from consistency.extract.ratings import ratings
from consistency.model import Mention


def parameters(text: str, folded: str | None = None) -> list[Mention]:
    """Return the quantities, ratings and named things of `text` in order, none overlapping another.

    `folded` is `fold(text)`, for callers that have it already.

    >>> [(m.text, m.parameter.code) for m in parameters("IPX8防水")]
    [('IPX8', 'IPX8')]
    """
    if folded is None:
        folded = fold(text)
    codes, reserved = ratings(text, folded)
    taken = sorted(reserved + [(code.start, code.end) for code in codes])
    return sorted(codes + quantities(text, folded, taken), key=lambda mention: mention.start)
