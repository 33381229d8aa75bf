"""Train the tagger on gold cases: `python -m consistency.extract.train data/gold/dev.jsonl data/gold/train.jsonl`.

Needs the extra `train` (python-crfsuite). With --folds K it cross-validates by category and writes
nothing; else it writes `tagger.json` beside the code, with its settings in it.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from consistency.evaluate import load_cases
from consistency.extract.chunks import Chunk, read
from consistency.extract.claims import silence
from consistency.extract.features import features
from consistency.extract.page import Page, read_page
from consistency.extract.tagger import LABELS, Weights, from_dict
from consistency.model import Listing

SETTINGS = {"c1": 0.0, "c2": 2.0, "max_iterations": 150, "feature.possible_transitions": True}
CAUTION = -0.45
"""Added to the weight of "no claim" everywhere: left alone, the CRF misses more claims than it makes up."""
SMALL = 0.04
"""A feature whose weights are all smaller is left out of the table."""
RARE = 3
"""A word counts only where at least this many cases hold it, so that no product's name is learnt."""

Sample = tuple[str, list[list[str]], list[str]]


def samples(case: Mapping[str, Any]) -> Iterable[Sample]:
    """Yield a case's chunks as the tagger sees them: with the page, without, with the title alone, and by sentence."""
    text = case["script"]["text"]
    spans = _spans(case)
    report = case.get("report")
    page = read_page(Listing.from_dict(case["listing"]), report["text"] if report else None)
    yield _sample(case["id"], text, spans, page)
    yield _sample(case["id"], text, spans, None)
    title = read_page(Listing(title=case["listing"]["title"]))  # a claim is one even where the page lacks it
    yield _sample(case["id"], text, spans, title)
    for match in re.finditer(r"[^\n。.!?！？]+(?:[.](?=\d)[^\n。.!?！？]+)*[\n。.!?！？]*", text):
        inside = [(s - match.start(), e - match.start()) for s, e in spans if match.start() <= s and e <= match.end()]
        if inside and len(match[0]) < len(text):
            yield _sample(case["id"], match[0], inside, page)


def _sample(case: str, text: str, spans: Sequence[tuple[int, int]], page: Page | None) -> Sample:
    reading = read(text)
    return case, features(reading, silence(reading), page), _labels(reading.chunks, spans)


def _spans(case: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Return the stretches of the gold claims and of repeats in their very words."""
    texts = {claim["text"] for claim in case["claims"]}
    found = [*case["claims"], *(s for s in case["ignore"] if s["text"] in texts)]
    return [(span["start"], span["end"]) for span in found]


def _labels(chunks: Sequence[Chunk], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Label chunks by the stretches that are claims."""
    labels = ["O"] * len(chunks)
    for start, end in spans:
        inside = "B"
        for i, chunk in enumerate(chunks):
            shared = min(chunk.end, end) - max(chunk.start, start)
            if shared * 2 >= chunk.end - chunk.start > 0 or shared == end - start:
                labels[i] = inside
                inside = "I"
    return labels


def train(data: Sequence[Sample], settings: Mapping[str, Any] = SETTINGS) -> Weights:
    """Fit the weights to `data`."""
    return from_dict(fit(data, settings))


def fit(data: Sequence[Sample], settings: Mapping[str, Any] = SETTINGS) -> dict[str, Any]:
    """Fit the weights and return them in their JSON form."""
    import pycrfsuite

    keep = _frequent(data)
    trainer = pycrfsuite.Trainer(verbose=False)
    for _, rows, labels in data:
        if rows:
            trainer.append([[f for f in row if _lexical(f) is None or _lexical(f) in keep] for row in rows], labels)
    trainer.set_params(dict(settings))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    states: dict[str, list[float]] = {}
    for (name, label), weight in info.state_features.items():
        states.setdefault(name, [0.0, 0.0, 0.0])[LABELS.index(label)] = round(weight, 3)
    states["b"][LABELS.index("O")] += CAUTION
    transitions = [[round(info.transitions.get((a, b), 0.0), 3) for b in LABELS] for a in LABELS]
    kept = [[n, *w] for n, w in sorted(states.items()) if max(map(abs, w)) > SMALL]
    return {"transitions": transitions, "states": kept}


_LEXICAL = ("w=", "w-1=", "w1=", "w-2=", "w2=", "ww-1=", "ww1=")


def _lexical(feature: str) -> str | None:
    """Return the word that a feature names, None where it names none."""
    return feature.split("=", 1)[1] if feature.startswith(_LEXICAL) else None


def _frequent(data: Sequence[Sample]) -> set[str]:
    seen: dict[str, set[str]] = {}
    for case, rows, _ in data:
        for row in rows:
            for name in row:
                if name.startswith(("w=", "ww-1=")):
                    seen.setdefault(name.split("=", 1)[1], set()).add(case)
    return {word for word, cases in seen.items() if len(cases) >= RARE}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    args = parser.parse_args(arguments)
    cases = list(load_cases(args.gold))
    data = [sample for case in cases for sample in samples(case)]
    result = {"settings": {**SETTINGS, "caution": CAUTION, "rare": RARE, "cases": len(cases)}, **fit(data)}
    target = Path(__file__).with_name("tagger.json")
    lines = json.dumps(result, ensure_ascii=False, separators=(",", ":")).replace('],["', '],\n["')
    target.write_text(lines + "\n", "utf-8")
    print(f"{target.name}: {len(result['states'])} features from {len(cases)} cases")
    print(Counter(label for _, _, labels in data for label in labels))


if __name__ == "__main__":
    main()
