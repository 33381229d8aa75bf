"""The metrics agree with the definition, `score.py`, to the last digit."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import consistency
from consistency.errors import ConsistencyError
from consistency.evaluate import ALL, evaluate, load_cases
from consistency.model import FIELDS

STATUSES = ["match", "reworded", "conflict", "vague", "missing"]


def judged(status: str | None) -> dict[str, Any] | None:
    return None if status is None else {"status": status, "verbatim": False, "evidence": None}


def perfect(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result that says what gold says."""
    claims = [
        {"text": c["text"], "start": c["start"], "end": c["end"], "fields": {f: judged(c[f]) for f in FIELDS}}
        for c in case["claims"]
    ]
    passing = all(c[f] in (None, "match", "reworded") for c in case["claims"] for f in FIELDS)
    return {"id": case["id"], "verdict": "pass" if passing else "fail", "claims": claims}


def noisy(seed: int) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Return a check that loses, shifts, invents and misjudges claims at random, the same way each time."""

    def check(case: Mapping[str, Any]) -> dict[str, Any]:
        chance = random.Random(f"{seed} {case['id']}")
        result = perfect(case)
        claims = [c for c in result["claims"] if chance.random() > 0.2]
        for claim in claims:
            claim["start"] = max(0, claim["start"] + chance.randint(-6, 6))
            claim["end"] = max(claim["start"] + 1, claim["end"] + chance.randint(-6, 30))
            for field in FIELDS:
                if chance.random() < 0.3:
                    claim["fields"][field] = judged(chance.choice([*STATUSES, None]))
        size = len(case["script"]["text"])
        for _ in range(chance.randint(0, 4)):
            start = chance.randrange(size)
            fields = {f: judged(chance.choice(STATUSES)) for f in FIELDS}
            claims.append({"text": "?", "start": start, "end": start + chance.randint(1, 20), "fields": fields})
        chance.shuffle(claims)
        return {**result, "claims": claims, "verdict": chance.choice(["pass", "fail"])}

    return check


def case(**changes: Any) -> dict[str, Any]:
    base = {
        "id": "a-1",
        "category": "audio",
        "script": {"lang": "en", "text": "It plays for 24 hours and it is IPX8."},
        "listing": {"lang": "zh", "title": "", "bullets": [], "description": ""},
        "report": None,
        "claims": [
            {"text": "plays for 24 hours", "start": 3, "end": 21, "title": "missing", "bullets": "match",
             "description": "vague", "report": None},
        ],
        "ignore": [{"text": "IPX8", "start": 32, "end": 36}],
    }  # fmt: skip
    return {**base, **changes}


def test_perfect_and_empty_results() -> None:
    figures = evaluate([case()], perfect).to_dict()
    assert all(figures[ALL][name] == 1.0 for name in figures[ALL] if name not in ("cases", "claims"))
    assert figures["pairs"].keys() == {"en → zh"}
    assert figures["categories"].keys() == {"audio"}
    nothing = evaluate([case()], lambda c: {"claims": [], "verdict": "pass"}).to_dict()[ALL]
    assert (nothing["claim_precision"], nothing["claim_recall"], nothing["finding_f1"]) == (1.0, 0.0, 0.0)
    assert nothing["verdict_accuracy"] == 0.0


def test_ignored_stretches_and_mistakes() -> None:
    def check(c: Mapping[str, Any]) -> dict[str, Any]:
        result = perfect(c)
        result["claims"][0]["fields"]["title"] = judged("conflict")
        fields = {f: judged("missing") for f in FIELDS}
        result["claims"].append({"text": "IPX8", "start": 32, "end": 36, "fields": fields})
        result["claims"].append({"text": "It", "start": 0, "end": 2, "fields": fields})
        return result

    tally = evaluate([case()], check).total
    assert tally.counts["extra"] == 1
    assert tally.counts["finding_extra"] == 1 + 3  # the misjudged title, and three fields of the extra claim
    assert [(m.what, m.wanted, m.got) for m in tally.mistakes] == [
        ("extra claim", None, None),
        ("title", "missing", "conflict"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "gold.jsonl is empty"),
        ("{", "gold.jsonl, line 1 is not valid JSON"),
        ('\n{"id": 1}', "gold.jsonl, line 2 is no gold case"),
        ('{"id": 1, "script": {}, "listing": {}, "claims": [{"text": "x"}]}', "a claim lacks bullets, description"),
    ],
)
def test_bad_gold(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "gold.jsonl").write_text(text)
    with pytest.raises(ConsistencyError, match=sentence):
        list(load_cases([tmp_path / "gold.jsonl"]))


def score_py(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def assert_agrees(shared: Path, check: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    path = shared / "gold" / "dev.jsonl"
    tallies: dict[str, Any] = {}
    score = score_py(shared)
    for item in score.load(path):
        result = json.loads(json.dumps(check(item)))
        pair = item["script"]["lang"] + " → " + item["listing"]["lang"]
        for key in (ALL, pair, item["category"]):
            tallies.setdefault(key, score.Tally()).add(item, result)
    ours = evaluate(load_cases([path]), check).to_dict()
    flat = {ALL: ours[ALL], **ours["pairs"], **ours["categories"]}
    assert flat == {key: tally.figures() for key, tally in tallies.items()}


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_score_on_synthetic_results(shared: Path, seed: int) -> None:
    assert_agrees(shared, noisy(seed))


@pytest.mark.shared
def test_agrees_with_score_on_real_results(shared: Path) -> None:
    assert_agrees(shared, lambda c: consistency.check_case(c).to_dict())
