"""Hold one text while its amounts are put together, and make mentions of them."""

from __future__ import annotations

from functools import lru_cache

from consistency.extract import bounds
from consistency.extract.amounts import Amount
from consistency.lexicon.units import Unit
from consistency.model import Mention, Parameter, Qualifier

Joined = tuple[int, Mention | None]
"""How many amounts a mention takes, and the mention."""


class Reading:
    """One text while its amounts are put together."""

    __slots__ = ("amounts", "floor", "folded", "text")

    def __init__(self, text: str, folded: str, found: list[Amount]) -> None:
        self.text, self.folded, self.amounts = text, folded, found
        self.floor = 0
        """Where the last mention ends: no qualifier reaches before it."""

    def between(self, at: int) -> str:
        return self.folded[self.amounts[at].end : self.amounts[at + 1].start]

    def mention(
        self,
        first: Amount,
        last: Amount,
        measure: Unit | None,
        step: float,
        *,
        value: float | None = None,
        low: float | None = None,
        high: float | None = None,
        values: tuple[float, ...] = (),
        tolerance: float | None = None,
    ) -> Mention:
        """Add the qualifiers on both sides and give the mention its stretch of the text as given."""
        start, end = first.start, last.end
        qualifier: Qualifier | None = first.bound or last.bound  # type: ignore[assignment]
        ahead = bounds.before(self.folded, start, self.floor)
        if ahead is not None:
            qualifier, start = bounds.merge(ahead[0], qualifier), ahead[1]
        behind = bounds.after(self.folded, end)
        if behind is not None:
            qualifier, end = bounds.merge(qualifier, behind[0]), behind[1]
        symbol = measure.symbol if measure is not None else None
        parameter = _parameter(value, low, high, values, symbol, qualifier, tolerance, step)
        return Mention(self.text[start:end], start, end, parameter)


@lru_cache(maxsize=1 << 16)
def _parameter(
    value: float | None,
    low: float | None,
    high: float | None,
    values: tuple[float, ...],
    symbol: str | None,
    qualifier: Qualifier | None,
    tolerance: float | None,
    step: float,
) -> Parameter:
    """Return the parameter; the same one is used wherever a text says the same (they cannot change)."""
    return Parameter("quantity", value, low, high, values, symbol, qualifier, tolerance, step)
