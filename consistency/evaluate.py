"""Score results against gold cases: how well are claims found and statuses judged?

A found claim meets a gold claim where the shared stretch is at least 60 % of the shorter of the
two and the found one is no longer than four times the gold one plus eight characters; one to one,
largest overlap first. What is found on an `ignore` stretch counts neither for nor against.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consistency.errors import ContentMissing, FileUnreadable, FormatUnknown
from consistency.model import FIELDS, PASSING

Case = Mapping[str, Any]
ALL = "all"
FIGURES = ("claim_precision", "claim_recall", "claim_f1", "status_accuracy", "finding_f1", "verdict_accuracy")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that went wrong: `wanted` and `got` are statuses where a field was misjudged."""

    case: str
    what: str
    text: str
    wanted: str | None = None
    got: str | None = None


@dataclass(slots=True)
class Tally:
    """The counts over some cases, and the figures that follow from them."""

    counts: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, case: Case, result: Mapping[str, Any]) -> None:
        """Count one case; `result` is a dictionary as `Result.to_dict` gives it."""
        found, gold = result["claims"], case["claims"]
        met = align(found, gold)
        extra = _extra(found, {i for i, _ in met}, case)
        missed = [g for j, g in enumerate(gold) if j not in {j for _, j in met}]
        self.counts.update(cases=1, gold=len(gold), met=len(met), extra=len(extra))
        self.counts["verdict_right"] += _verdict(case) == result.get("verdict", "pass")
        for claim in extra:
            self.mistakes.append(Mistake(case["id"], "extra claim", claim["text"]))
            fields = [f for f in FIELDS if f != "report" or case["report"]]
            self.counts["finding_extra"] += sum(_status(claim, f) not in (None, "match") for f in fields)
        for claim in missed:
            self.mistakes.append(Mistake(case["id"], "claim not found", claim["text"]))
            self.counts["finding_gold"] += sum(claim[f] not in (None, "match") for f in FIELDS)
        for i, j in met:
            self._judged(case["id"], found[i], gold[j])

    def _judged(self, case: str, found: Mapping[str, Any], gold: Mapping[str, Any]) -> None:
        for name in FIELDS:
            wanted, got = gold[name], _status(found, name)
            if wanted is None:
                continue
            self.counts["fields"] += 1
            self.counts["fields_right"] += wanted == got
            self.counts["finding_gold"] += wanted != "match"
            self.counts["finding_met"] += wanted != "match" and wanted == got
            self.counts["finding_extra"] += got not in (None, "match") and wanted != got
            if wanted != got:
                self.mistakes.append(Mistake(case, name, gold["text"], wanted, got))

    def figures(self) -> dict[str, float | int]:
        """Return the metrics; a ratio of nothing to nothing is 1."""
        n = self.counts
        return {
            "cases": n["cases"],
            "claims": n["gold"],
            "claim_precision": _ratio(n["met"], n["met"] + n["extra"]),
            "claim_recall": _ratio(n["met"], n["gold"]),
            "claim_f1": _ratio(2 * n["met"], n["gold"] + n["met"] + n["extra"]),
            "status_accuracy": _ratio(n["fields_right"], n["fields"]),
            "finding_f1": _ratio(2 * n["finding_met"], n["finding_gold"] + n["finding_met"] + n["finding_extra"]),
            "verdict_accuracy": _ratio(n["verdict_right"], n["cases"]),
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The tallies of a run: of all cases, and by language pair and category."""

    total: Tally
    pairs: Mapping[str, Tally]
    categories: Mapping[str, Tally]

    def to_dict(self) -> dict[str, Any]:
        """Return every figure, as `evaluate --json` prints them."""
        return {
            ALL: self.total.figures(),
            "pairs": {key: tally.figures() for key, tally in self.pairs.items()},
            "categories": {key: tally.figures() for key, tally in self.categories.items()},
        }


def evaluate(cases: Iterable[Case], check: Callable[[Case], Mapping[str, Any]]) -> Evaluation:
    """Run `check` over gold cases and tally its results (dictionaries of a result)."""
    total: Tally = Tally()
    pairs: defaultdict[str, Tally] = defaultdict(Tally)
    categories: defaultdict[str, Tally] = defaultdict(Tally)
    for case in cases:
        result = check(case)
        pair = f"{case['script']['lang']} → {case['listing']['lang']}"
        for tally in (total, pairs[pair], categories[case["category"]]):
            tally.add(case, result)
    return Evaluation(total, dict(sorted(pairs.items())), dict(sorted(categories.items())))


def load_cases(paths: Iterable[Path | str]) -> Iterator[dict[str, Any]]:
    """Yield the gold cases of JSON Lines files; raise ConsistencyError with file and line."""
    for path in map(Path, paths):
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise FileUnreadable(f"{path} cannot be read: {reason}.", hint="Give a file of gold cases.") from None
        number = 0
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield _case(line, f"{path}, line {number}")
        if not text.strip():
            raise ContentMissing(f"{path} is empty.", hint="Give a file of gold cases, one JSON object a line.")


def _case(line: str, place: str) -> dict[str, Any]:
    """Return a line's case, with what may be left out filled in."""
    try:
        case = json.loads(line)
    except ValueError as error:
        raise FormatUnknown(f"{place} is not valid JSON: {error}.", hint="A case is one JSON object a line.") from None
    if not isinstance(case, dict) or not {"id", "script", "listing", "claims"} <= case.keys():
        raise FormatUnknown(f"{place} is no gold case.", hint="It needs id, script, listing and claims.")
    for claim in case["claims"]:
        if missing := {"text", "start", "end", "title", "bullets", "description"} - claim.keys():
            raise FormatUnknown(f"{place}: a claim lacks {', '.join(sorted(missing))}.", hint="Label it.")
        claim.setdefault("report", None)
    for name in ("script", "listing"):
        case[name].setdefault("lang", "?")
    return {"category": "none", "report": None, "ignore": [], **case}


def align(found: list[Mapping[str, Any]], gold: list[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Return the pairs (found, gold) of indices that meet, one to one, largest overlap first."""
    pairs = sorted(
        (-_shared(f, g), f["end"] - f["start"], i, j)
        for i, f in enumerate(found)
        for j, g in enumerate(gold)
        if _meets(f, g)
    )
    used_found: set[int] = set()
    used_gold: set[int] = set()
    met = []
    for _, _, i, j in pairs:
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            met.append((i, j))
    return met


def _shared(a: Mapping[str, Any], b: Mapping[str, Any]) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def _meets(found: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    size_found, size_gold = found["end"] - found["start"], gold["end"] - gold["start"]
    common = _shared(found, gold)
    return common > 0 and common >= 0.6 * min(size_found, size_gold) and size_found <= 4 * size_gold + 8


def _extra(found: list[Mapping[str, Any]], met: set[int], case: Case) -> list[Mapping[str, Any]]:
    """Return the found claims that meet no gold claim and lie on no `ignore` stretch."""
    return [f for i, f in enumerate(found) if i not in met and not any(_shared(f, s) > 0 for s in case["ignore"])]


def _status(claim: Mapping[str, Any], name: str) -> str | None:
    judged = claim["fields"].get(name)
    return None if judged is None else str(judged["status"])


def _verdict(case: Case) -> str:
    statuses = (claim[name] for claim in case["claims"] for name in FIELDS)
    return "pass" if all(s is None or s in PASSING for s in statuses) else "fail"


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
