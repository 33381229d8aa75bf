"""Count what an audit found, and keep for each figure the first rows that it counts."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from consistency.report.catalogue import product_key

EXAMPLES = 12
"""Rows that are kept for each figure."""
WORST = 50
MOST_CATEGORIES = 2_000
"""Categories that are counted; those that come after are counted as others."""
OTHERS = "…"
_FIGURES = ("code", "field", "category", "attribute")

Examples = dict[str, dict[str, list[dict[str, Any]]]]


class Tally:
    """Counts over pairs in the order of the catalogue."""

    def __init__(self) -> None:
        self.pairs = self.failed = self.claims = self.products = 0
        self.verdicts: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()
        self.counts: dict[str, Counter[str]] = {figure: Counter() for figure in _FIGURES}
        self.statuses: dict[str, Counter[str]] = {}
        self.categories: dict[str, Counter[str]] = {}
        self.first: Examples = {figure: {} for figure in (*_FIGURES, "problem")}
        self.worst: list[tuple[int, int, int, dict[str, Any], list[dict[str, Any]]]] = []
        self.product: dict[str, Any] | None = None
        self.rows: list[dict[str, Any]] = []
        self.problems: Counter[str] = Counter()

    def add(self, pair: Mapping[str, Any], rows: Iterable[dict[str, Any]]) -> None:
        """Count a pair that was checked; `rows` are those of its findings."""
        body = pair["body"]
        self.pairs += 1
        self.verdicts[body["verdict"]] += 1
        self.claims += len(body["claims"])
        category = self._category(pair["category"])
        self._same_product(pair)
        for claim in body["claims"]:
            for field, judged in claim["fields"].items():
                if judged:
                    self.statuses.setdefault(field, Counter())[judged["status"]] += 1
        for row in rows:
            self._finding(row, category)
        if category is not None:
            self.categories.setdefault(category, Counter()).update(["pairs", body["verdict"]])

    def _finding(self, row: dict[str, Any], category: str | None) -> None:
        assert self.product is not None
        self.severities[row["severity"]] += 1
        self.product[f"{row['severity']}s"] += 1
        if len(self.rows) < EXAMPLES:
            self.rows.append(row)
        for figure, value in (
            ("code", row["code"]), ("field", row["field"]), ("category", category), ("attribute", row.get("attribute")),
        ):  # fmt: skip
            if value is not None:
                self.counts[figure][value] += 1
                self._keep(figure, value, row)

    def problem(self, problem: dict[str, Any]) -> None:
        """Count what was not checked."""
        self.problems[problem["kind"]] += 1
        self._keep("problem", problem["kind"], problem)

    def _keep(self, figure: str, value: str, row: dict[str, Any]) -> None:
        kept = self.first[figure].setdefault(value, [])
        if len(kept) < EXAMPLES:
            kept.append(row)

    def _category(self, name: str | None) -> str | None:
        if name is None or name in self.categories or len(self.categories) < MOST_CATEGORIES:
            return name
        return OTHERS

    def _same_product(self, pair: Mapping[str, Any]) -> None:
        place = {name: pair[name] for name in ("catalogue", "row", "product", "category")}
        if self.product is None or any(self.product[name] != value for name, value in place.items()):
            self._close_product()
            self.product, self.rows = place | {"pairs": 0, "errors": 0, "warnings": 0}, []
            self.products += 1
        self.product["pairs"] += 1

    def _close_product(self) -> None:
        """Keep the product if it is among the worst; of equals the first one."""
        done, self.product = self.product, None
        if done is not None and done["errors"] + done["warnings"]:
            entry = (done["errors"], done["warnings"], -self.products, done, self.rows)
            (heapq.heappush if len(self.worst) < WORST else heapq.heappushpop)(self.worst, entry)

    def to_dict(self) -> dict[str, Any]:
        """Return the counts, the largest first."""
        self._close_product()
        return {
            "products": self.products,
            "pairs": self.pairs,
            "claims": self.claims,
            "verdicts": {name: self.verdicts[name] for name in ("pass", "fail")},
            "findings": {f"{name}s": self.severities[name] for name in ("error", "warning")},
            "by_code": _ordered(self.counts["code"]),
            "by_field": _ordered(self.counts["field"]),
            "by_category": _ordered(self.counts["category"]),
            "by_attribute": _ordered(self.counts["attribute"]),
            "statuses": {field: _ordered(found) for field, found in self.statuses.items()},
            "categories": {name: _ordered(found) for name, found in sorted(self.categories.items())},
            "worst": [entry[3] for entry in self._ranked()],
            "problems": dict(sorted(self.problems.items())),
        }

    def examples(self) -> Examples:
        """Return the first rows of each figure, and of each of the worst products."""
        self._close_product()
        return self.first | {"product": {product_key(entry[3]): entry[4] for entry in self._ranked()}}

    def _ranked(self) -> list[tuple[int, int, int, dict[str, Any], list[dict[str, Any]]]]:
        return sorted(self.worst, key=lambda entry: entry[:3], reverse=True)


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
