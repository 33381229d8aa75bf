"""Tell how far an audit is: a bar on a terminal, else a line a minute."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TextIO

_WIDTH = 28
_EVERY = 60.0


@dataclass(frozen=True, slots=True)
class State:
    """How far an audit is: products and pairs that are done, and of these those that were not checked again."""

    phase: str
    """plan, check or merge."""
    products: int = 0
    total: int = 0
    pairs: int = 0
    kept: int = 0


Listener = Callable[[State], None]


class Terminal:
    """A listener that writes to standard error."""

    def __init__(self, words: dict[str, str], stream: TextIO | None = None) -> None:
        self.words = words
        self.stream = stream or sys.stderr
        self.begin = monotonic()
        self.told = self.begin
        self.lock = threading.Lock()
        self.shown = False

    def __call__(self, state: State) -> None:
        with self.lock:
            now = monotonic()
            if self.stream.isatty():
                self.stream.write("\r\x1b[2K" + self.line(state, now))
                self.shown = True
            elif now - self.told >= _EVERY:
                self.told = now
                self.stream.write(self.line(state, now) + "\n")
            self.stream.flush()

    def line(self, state: State, now: float) -> str:
        """Return the bar with the rate and the time that is left."""
        if state.phase != "check":
            return self.words[state.phase]
        rate = (state.pairs - state.kept) / max(now - self.begin, 1e-6)
        share = state.products / state.total if state.total else 0.0
        full = round(_WIDTH * share)
        left = (now - self.begin) * (1 - share) / share if share else 0.0
        bar = "█" * full + "░" * (_WIDTH - full)
        told = self.words["rate"].format(pairs=f"{state.pairs:,}", rate=f"{rate:.1f}", left=duration(left))
        return f"{bar} {share:4.0%}  {told}"

    def close(self) -> None:
        """Take the bar away."""
        if self.shown:
            self.stream.write("\r\x1b[2K")
            self.stream.flush()


def duration(seconds: float) -> str:
    """Return a time as a person says it.

    >>> duration(42), duration(190), duration(7500)
    ('42 s', '3 min', '2 h 05 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"
