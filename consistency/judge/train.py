"""Train the forest on gold cases: `python -m consistency.judge.train data/gold/dev.jsonl data/gold/train.jsonl`.

Needs the extra `train` (scikit-learn). The gold claims' stretches are judged, so that the forest
does not depend on what the extractor finds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from consistency.evaluate import load_cases
from consistency.extract.attributes import attributes
from consistency.extract.chunks import Reading, read
from consistency.extract.claims import Assertion
from consistency.extract.page import read_page
from consistency.judge.clauses import indexes
from consistency.judge.signals import signals
from consistency.judge.subject import Subject, subjects
from consistency.model import FIELDS, FieldName, Listing

SETTINGS = {
    "max_iter": 120,
    "learning_rate": 0.07,
    "max_leaf_nodes": 16,
    "min_samples_leaf": 20,
    "l2_regularization": 5.0,
}
CLASSES = ("match", "reworded", "conflict", "vague", "missing")

Sample = tuple[str, dict[str, float], str]


def samples(case: Mapping[str, Any]) -> Iterable[Sample]:
    """Yield the signals and the status of each gold claim in each field."""
    for claim, _, name, values in judgements(case):
        yield case["id"], values, claim[name]


def judgements(case: Mapping[str, Any]) -> Iterable[tuple[Mapping[str, Any], Subject, FieldName, dict[str, float]]]:
    """Yield each gold claim, taken apart, with each field that it is judged in and its signals there."""
    report = case.get("report")
    page = read_page(Listing.from_dict(case["listing"]), report["text"] if report else None)
    fields = indexes(page)
    reading = read(case["script"]["text"])
    located = [(claim, locate(reading, claim["start"], claim["end"])) for claim in case["claims"]]
    found = [(claim, assertion) for claim, assertion in located if assertion is not None]
    for (claim, _), taken in zip(found, subjects([a for _, a in found]), strict=True):
        for name in FIELDS:
            if claim[name] is not None and not fields[name].field.empty:
                yield claim, taken, name, signals(taken, fields[name]).values


def locate(reading: Reading, start: int, end: int) -> Assertion | None:
    """Return the claim that a stretch of the script's text is."""
    inside = [
        i for i, c in enumerate(reading.chunks)
        if 2 * (min(c.end, end) - max(c.start, start)) >= c.end - c.start or (c.start <= start and end <= c.end)
    ]  # fmt: skip
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    return Assertion(reading, first, last, attributes(reading, first, last))


def fit(data: Sequence[Sample], settings: Mapping[str, Any] = SETTINGS) -> dict[str, Any]:
    """Fit the forest and return it in its JSON form."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    names = sorted({name for _, values, _ in data for name in values})
    x = np.array([[values.get(n, 0.0) for n in names] for _, values, _ in data])
    y = np.array([CLASSES.index(status) for _, _, status in data])
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **settings).fit(x, y)
    trees: list[list[list[list[float]]]] = [[] for _ in CLASSES]
    for stage in model._predictors:
        for k, predictor in enumerate(stage):
            trees[int(model.classes_[k])].append([
                [-1, round(float(n["value"]), 4), 0, 0] if n["is_leaf"]
                else [int(n["feature_idx"]), round(float(n["num_threshold"]), 6), int(n["left"]), int(n["right"])]
                for n in predictor.nodes
            ])  # fmt: skip
    base = [0.0] * len(CLASSES)
    for k, value in zip(model.classes_, np.ravel(model._baseline_prediction), strict=True):
        base[int(k)] = round(float(value), 4)
    return {"signals": names, "classes": list(CLASSES), "base": base, "trees": trees}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    args = parser.parse_args(arguments)
    cases = list(load_cases(args.gold))
    data = [sample for case in cases for sample in samples(case)]
    result = {"settings": {**SETTINGS, "cases": len(cases)}, **fit(data)}
    target = Path(__file__).with_name("forest.json")
    target.write_text(json.dumps(result, separators=(",", ":")).replace("]],[[", "]],\n[[") + "\n", "utf-8")
    print(f"{target.name}: {len(data)} judgements of {len(cases)} cases")


if __name__ == "__main__":
    main()
