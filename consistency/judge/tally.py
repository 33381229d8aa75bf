"""The signals of one claim in one field: named numbers, and the words of the field behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

from consistency.extract.chunks import Reading
from consistency.model import Evidence

Stretch = tuple[int, Reading, int, int]
"""A stretch of a field: the reading's number, the reading, and the first and the last offset (exclusive)."""


@dataclass
class Signals:
    """Named numbers of one claim in one field, and the best evidence of each sort."""

    values: dict[str, float] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)

    def best(self, name: str, value: float, stretch: Stretch | None = None) -> None:
        """Keep the larger value of a signal, with its evidence."""
        if value > self.values.get(name, 0.0):
            self.values[name] = value
            if stretch is not None:
                self.evidence[name] = evidence_of(*stretch)


def evidence_of(index: int, reading: Reading, start: int, end: int) -> Evidence:
    """Return a stretch of a field's reading number `index` as evidence."""
    return Evidence(reading.text[start:end], start, end, index)
