"""What an audit ends with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of an audit; `data` is the content of summary.json in the folder `out`."""

    out: Path
    data: dict[str, Any]
    checked: int
    """Pairs that this run checked: those that were not done before and not taken over."""

    @property
    def products(self) -> int:
        """Return how many products were checked."""
        return int(self.data["products"])

    @property
    def pairs(self) -> int:
        """Return how many scripts were checked against a product, now or before."""
        return int(self.data["pairs"])

    @property
    def errors(self) -> int:
        """Return the number of findings that are errors."""
        return int(self.data["findings"]["errors"])

    @property
    def unread(self) -> int:
        """Return how many rows, files and pairs could not be checked for a fault of theirs."""
        return sum(self.data["problems"].get(kind, 0) for kind in ("row", "file", "checker"))

    @property
    def exit_status(self) -> int:
        """Return 1 where there is something to mend or something could not be checked, else 0."""
        return int(bool(self.errors or self.unread or self.data["verdicts"]["fail"]))

    def findings(self) -> pd.DataFrame:
        """Return the findings, a row each."""
        return self._frame("findings")

    def claims(self) -> pd.DataFrame:
        """Return the claims with their status in each field, a row each."""
        return self._frame("claims")

    def scripts(self) -> pd.DataFrame:
        """Return the verdicts, a row for each script and product."""
        return self._frame("pairs")

    def problems(self) -> pd.DataFrame:
        """Return what was not checked and why, a row each."""
        return self._frame("problems")

    def _frame(self, name: str) -> pd.DataFrame:
        import pandas as pd

        return pd.read_parquet(self.out / f"{name}.parquet")
