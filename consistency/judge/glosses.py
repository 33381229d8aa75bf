"""Which English words render a Chinese word, learnt from the terms of one concept side by side.

The table `glosses.txt` is made by `python -m consistency.judge.glosses`; run it after a change to the terms.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from consistency.extract.stream import is_han, stream
from consistency.judge.words import canonical, literal_keys, weight
from consistency.lexicon.concepts import terms

TARGET = Path(__file__).with_name("glosses.txt")
_HEADER = "# Made from the lexicon's terms by `python -m consistency.judge.glosses`; do not edit.\n"
_MOST = 4
_LEAST_SURE, _LEAST_BOUND, _LEAST_SHARE = 0.35, 0.25, 0.3


@cache
def _lines() -> dict[str, str]:
    text = TARGET.read_text("utf-8")
    return dict(line.split("\t", 1) for line in text.split("\n") if line and line[0] != "#")


@cache
def glosses(word: str) -> Mapping[str, float]:
    """Return the words of the other language that render a word or a pair of Han characters, each with how surely."""
    pairs = (item.rpartition(":") for item in _lines().get(word, "").split())
    return {gloss: int(share) / 100 for gloss, _, share in pairs}


def compiled() -> str:
    """Return the contents of `glosses.txt`: a line for each word, its glosses in the other language, how sure in %."""
    words: dict[str, dict[str, dict[str, float]]] = {"en": defaultdict(dict), "zh": defaultdict(dict)}
    for term in terms():
        if term.sense in ("term", "paraphrase"):
            share = 1.0 if term.sense == "term" else 0.3
            table = words[term.lang][term.concept]
            for key in _content(term.text, term.lang == "zh"):
                table[key] = max(table.get(key, 0.0), share)
    both: Counter[tuple[str, str]] = Counter()
    single: Counter[str] = Counter()
    for id in words["en"].keys() & words["zh"].keys():
        for side in ("en", "zh"):
            single.update(words[side][id])
        for a, x in words["en"][id].items():
            for b, y in words["zh"][id].items():
                both[a, b] += x * y  # type: ignore[assignment]
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (a, b), together in both.items():
        bound = 2 * together / (single[a] + single[b])
        sure = together / single[b]
        if together >= 1 and bound >= 0.05 and (sure >= _LEAST_SURE or bound >= _LEAST_BOUND):
            found[b].append((min(max(sure, bound), 1.0) * min(1.0, 0.4 + bound), a))
    kept: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one in sorted(found):
        for share, other in sorted(found[one], key=lambda p: (-p[0], p[1]))[:_MOST]:
            if share >= _LEAST_SHARE:
                kept[one].append((share, other))
                kept[other].append((share, one))
    lines = [
        f"{one}\t"
        + " ".join(f"{other}:{100 * share:.0f}" for share, other in sorted(best, key=lambda p: (-p[0], p[1])))
        for one, best in sorted(kept.items())
    ]
    return _HEADER + "\n".join(lines) + "\n"


def _content(text: str, han: bool) -> set[str]:
    tokens = canonical(stream(text).tokens)
    if han:
        return {k for k in literal_keys(tokens) if is_han(k) and (len(k) > 1 or weight(k))}
    return {t for t in tokens if t and t.isascii() and t[0].isalpha() and weight(t)}


if __name__ == "__main__":
    TARGET.write_text(compiled(), "utf-8")
    print(f"{TARGET.name}: {len(compiled().splitlines()) - 1} words")
