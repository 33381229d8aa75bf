"""Score the checker on categories that it was not trained on: `python -m benchmarks.crossval`.

The cases of dev and train are dealt into folds by product category; each fold is judged by models
trained on the others, on the extra cases and, for the judge, on `statuses.jsonl`. Needs the extra
`train`. Takes some minutes.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from consistency.evaluate import Tally, load_cases
from consistency.extract import claims
from consistency.extract import train as tagging
from consistency.judge import status, trees
from consistency.judge import train as judging
from consistency.judge.check import check_case

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"
# Names of one category in the two files.
SAME = {
    "apparel_and_shoes": "apparel",
    "personal_care": "beauty",
    "phone_and_tablet_accessories": "phone_computer_accessories",
    "skincare_and_hair_care": "beauty",
    "small_kitchen_gadgets": "kitchen",
    "smart_home_and_security": "lighting_smart_home",
}

Case = Mapping[str, Any]


def category(case: Case) -> str:
    """Return a case's category, one name for one thing."""
    return SAME.get(case["category"], case["category"])


def deal(cases: Sequence[Case], folds: int) -> dict[str, int]:
    """Return category → fold, the folds of about equal size."""
    sizes = [0] * folds
    result = {}
    for name, count in Counter(map(category, cases)).most_common():
        result[name] = sizes.index(min(sizes))
        sizes[result[name]] += count
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args(arguments)
    cases = list(load_cases([GOLD / "dev.jsonl", GOLD / "train.jsonl"]))
    extra = list(load_cases([GOLD / "extra.jsonl"]))
    statuses = list(load_cases([GOLD / "statuses.jsonl"]))
    fold = deal(cases, args.folds)
    tagged = {case["id"]: list(tagging.samples(case)) for case in (*cases, *extra)}
    judged = {case["id"]: list(judging.samples(case)) for case in (*cases, *extra, *statuses)}
    tallies: dict[str, Tally] = defaultdict(Tally)
    for held_out in range(args.folds):
        ids = [c["id"] for c in cases if fold[category(c)] != held_out] + [c["id"] for c in extra]
        weights = tagging.train([sample for id in ids for sample in tagged[id]])
        ids += [c["id"] for c in statuses]
        forest = trees.from_dict(judging.fit([sample for id in ids for sample in judged[id]]))
        with patch.object(claims, "weights", lambda w=weights: w), patch.object(status, "forest", lambda f=forest: f):
            for case in cases:
                if fold[category(case)] == held_out:
                    result = check_case(case).to_dict()
                    for key in ("all", f"{case['script']['lang']} → {case['listing']['lang']}", category(case)):
                        tallies[key].add(case, result)
    for key, tally in sorted(tallies.items()):
        figures = tally.figures()
        print(
            f"{key:28}", "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items())
        )


if __name__ == "__main__":
    main()
