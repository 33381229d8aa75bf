"""Read quantities: a number or a range or a list of them, with unit, tolerance and qualifier.

`quantities` finds the numbers first, reads the unit of each, and then puts together what belongs
together: 10-15 h, 20 × 30 × 5 cm, 三斤二两, 50 ± 2 g. A range is never averaged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from consistency.extract.amounts import Amount, amounts
from consistency.extract.compounds import add_rest
from consistency.extract.joins import joined
from consistency.extract.numerals import numbers
from consistency.extract.reading import Reading
from consistency.model import Mention


def quantities(text: str, folded: str, taken: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """Return the quantities of `text` in order.

    `folded` is the folded text, of the same length; no number starts inside a stretch of `taken`,
    which are sorted.

    >>> [m.text for m in quantities("up to 24 hours, 10-15 W", "up to 24 hours, 10-15 W")]
    ['up to 24 hours', '10-15 W']
    """
    found = numbers(text, folded, taken)
    if not found:
        return []
    reading = Reading(text, folded, amounts(folded, found))
    result: list[Mention] = []
    at = 0
    count = len(reading.amounts)
    while at < count:
        amount = reading.amounts[at]
        if amount.start < reading.floor:
            at += 1
            continue
        taking = None
        if at + 1 < count and reading.amounts[at + 1].start - amount.end <= 18:
            taking = joined(reading, at)
        used, mention = taking or (1, None if amount.kind == "?" else _single(reading, amount))
        if mention is not None:
            result.append(mention)
            reading.floor = mention.end
        at += used
    return result


_ALONE = re.compile(r"(?i)(?:±|\+ ?/ ?-|\+-|正负|plus(?: or |-or-| ?/ ?|-| )minus) ?$")


def _single(reading: Reading, amount: Amount) -> Mention:
    """Make a mention of one amount; ±0.1 mm alone is a tolerance and its own value."""
    folded, tolerance = reading.folded, None
    start = amount.start
    prior = folded[start - 1] if start else ""
    if prior == " ":
        prior = folded[start - 2] if start > 1 else ""
    if (prior and prior in "±-负sS") or folded[start] in "-负":
        at = start + (1 if amount.value < 0 and folded[start] in "-负" else 0)
        alone = _ALONE.search(folded, max(reading.floor, at - 15), at)
        if alone:
            amount.start, amount.value = alone.start(), abs(amount.value)
            tolerance = amount.value
    if amount.unit is not None and amount.unit.symbol == "ratio" and amount.high is not None:
        return reading.mention(amount, amount, amount.unit, amount.step, values=(amount.value, amount.high))
    if amount.high is not None:
        return reading.mention(amount, amount, amount.unit, amount.step, low=amount.value, high=amount.high)
    add_rest(folded, amount)
    return reading.mention(amount, amount, amount.unit, amount.step, value=amount.value, tolerance=tolerance)
