"""Find every parameter of a text: typed codes first, then the quantities between them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from consistency.extract.fold import fold
from consistency.extract.markup import blank
from consistency.extract.quantities import quantities
from consistency.extract.ratings import ratings
from consistency.lexicon.units import unit
from consistency.model import Mention


def parameters(text: str, folded: str | None = None) -> list[Mention]:
    """Return the quantities, ratings and named things of `text` in order, none overlapping another.

    `folded` is `fold(blank(text))`, for callers that have it already.

    >>> [(m.text, m.parameter.code) for m in parameters("IPX8防水")]
    [('IPX8', 'IPX8')]
    """
    if folded is None:
        folded = fold(blank(text))
    codes, reserved = ratings(text, folded)
    taken = sorted(reserved + [(code.start, code.end) for code in codes])
    found = quantities(text, folded, taken)
    if codes and found:
        starts = [code.start for code in codes]
        found = [_short_of(mention, starts) for mention in found]
    return sorted(codes + found, key=lambda mention: mention.start)


def _short_of(mention: Mention, starts: list[int]) -> Mention:
    """End a quantity where a code begins that its unit reached into: "4 AA batteries" is 4, of size AA."""
    at = bisect_left(starts, mention.start)
    if at == len(starts) or starts[at] >= mention.end:
        return mention
    shown = mention.text[: starts[at] - mention.start].rstrip()
    measure = unit(mention.parameter.unit) if mention.parameter.unit else None
    parameter = mention.parameter if measure and measure.counts else replace(mention.parameter, unit=None)
    return Mention(shown, mention.start, mention.start + len(shown), parameter)
