"""Laws that a checker keeps on real listings, whatever the labels: `python -m benchmarks.metamorphic`.

The text of one field of a real listing is the script, and the listing is its page. Of itself a text
says what it says; then the field alone is edited, one parameter or one sentence at a time:

    itself    every claim is a match in the field that it came from; a plain or vague word for a graded
              attribute may be vague
    one line  no claim runs over the end of a line or bullet
    number    one parameter has another number: conflict
    unit      one parameter stands in another unit: reworded
    deleted   the sentence that states a claim is gone, and nothing else in the field speaks of its
              attribute: missing or vague; with a parameter, and without (a feature)
    found     the script is the same, so the claim whose parameter or sentence is edited is found again
    still     no other claim goes, none of its statuses moves, nor does one in a field that is not edited

An edit is made only where it does to the field what it is meant to: see `benchmarks.edits`. That a
deleted feature is not paraphrased elsewhere in wholly other words cannot be told, so that rate ends short of 1.
`--count N` texts a language, `--language en` one language only, `-v` the first 20 breaks of each law.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import consistency
from benchmarks.edits import Edit, Text, edits, unconcerned
from consistency.lexicon.concepts import concept
from consistency.model import FIELDS, Claim, FieldName, Result

WILD = Path(__file__).resolve().parents[2] / "shared" / "wild"
LAWFUL: Mapping[str, tuple[str, ...]] = {
    "number": ("conflict",),
    "unit": ("reworded",),
    "deleted": ("missing", "vague"),
    "deleted feature": ("missing", "vague"),
}
LAWS = ("itself", "one line", *LAWFUL, *(f"{law}: {kind}" for law in ("found", "still") for kind in LAWFUL))


@dataclass
class Rate:
    """How often a law was tried and kept, and how it was broken."""

    tried: int = 0
    kept: int = 0
    breaks: list[str] = field(default_factory=list)

    def add(self, broken: str | None) -> None:
        self.tried += 1
        self.kept += broken is None
        if broken is not None:
            self.breaks.append(broken)

    def __str__(self) -> str:
        return f"{self.kept}/{self.tried} {self.kept / self.tried:.3f}" if self.tried else "-"


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file of real texts."""
    with gzip.open(WILD / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def spread(texts: Sequence[Text], count: int) -> list[Text]:
    """Return `count` of the texts, evenly from first to last, each once."""
    texts = list({t.field: t for t in texts}.values())
    return [texts[i * len(texts) // count] for i in range(min(count, len(texts)))]


def english(count: int) -> list[Text]:
    """Return descriptions, and bullets where a listing has no description to speak of."""
    return spread([t for row in rows("listings") if row["lang"] == "en" for t in _listed(row, 200)], count)


def chinese(count: int) -> list[Text]:
    """Return fields of listings for one half, details of appliances and copy of clothes for the rest.

    A detail's first phrase is its title.
    """
    listed = [t for row in rows("listings") if row["lang"] == "zh" for t in _listed(row, 60)]
    listed = [t for t in listed if 5 * sum("一" <= c <= "鿿" for c in t.field) > len(t.field)]
    details = []
    for row in rows("jd_detail_vs_pitch"):
        title, _, body = row["product_text"].partition("，")
        details.append(Text("description", body, {"title": title, "bullets": [row["pitch"]], "description": body}))
    copy = [Text("description", row["text"], {"description": row["text"]}) for row in rows("zh_ad_copy")]
    return spread(listed, count // 2) + spread(details, count // 4) + spread(copy, count // 4)


def _listed(row: Mapping[str, Any], least: int) -> Iterator[Text]:
    bullets = [" ".join(b.split()) for b in row["bullets"]]
    listing = {"title": row["title"], "bullets": bullets, "description": row["description"]}
    if least <= len(row["description"]) <= 2000:
        yield Text("description", row["description"], listing)
    elif len(bullets) > 3 and len("\n".join(bullets)) >= least:
        yield Text("bullets", "\n".join(bullets), listing)


def measure(text: Text, rates: Mapping[str, Rate]) -> None:
    """Try every law on one text."""
    before = consistency.check(text.field, text.listing)
    for claim in before.claims:
        rates["itself"].add(_of_itself(claim, text))
        rates["one line"].add(None if "\n" not in claim.text else f"{claim.text!r} ({claim.attribute})")
    for kind, lawful in LAWFUL.items():
        edit = next(edits(kind, text, before), None)
        if edit is None:
            continue
        after = consistency.check(text.field, text.edited(edit))
        where = f"{edit.claim.text!r} ({edit.claim.attribute}) {text.name}: {edit.shown(text.field)}"
        met = _again(edit.claim, after)
        rates[f"found: {kind}"].add(None if met else where)
        if met is not None:
            status = _status(met, text.name)
            rates[kind].add(None if status in lawful else f"{status}{_evidence(met, text.name)}: {where}")
        for claim in before.claims:
            if "\n" not in claim.text and (met is not None or claim is not edit.claim):
                for moved in _moves(text, edit, claim, _again(claim, after)):
                    rates[f"still: {kind}"].add(moved and f"{moved}; edited {where}")


def _again(claim: Claim, result: Result) -> Claim | None:
    """Return the claim of a second result that stands where one of the first stood, the most of it."""
    shared = {min(c.end, claim.end) - max(c.start, claim.start): c for c in result.claims}
    most = max(shared, default=0)
    return shared[most] if most > 0 else None


def _of_itself(claim: Claim, text: Text) -> str | None:
    """Return how a claim is not a match in the text that it is taken from; None where all is well."""
    status = _status(claim, text.name)
    graded = claim.parameter is None and claim.attribute != "feature" and concept(claim.attribute).graded
    lawful = ("match", "vague") if graded else ("match",)
    if status in lawful:
        return None
    around = text.field[max(0, claim.start - 50) : claim.end + 50].replace("\n", " / ")
    return f"{status}{_evidence(claim, text.name)}: {claim.text!r} ({claim.attribute}) in {text.name}: {around!r}"


def _moves(text: Text, edit: Edit, claim: Claim, met: Claim | None) -> Iterator[str | None]:
    """Yield for each field where an edit has nothing to do with a claim how its status moves, None where it stays."""
    for name in FIELDS:
        judged = claim.fields[name]
        if judged is not None and (name != text.name or unconcerned(claim, text, edit)):
            status = _status(met, name) if met else "gone"
            moved = f"{judged.status} → {status}{_evidence(met, name)}: {claim.text!r} ({claim.attribute}) in {name}"
            yield None if status == judged.status else moved


def _status(claim: Claim, name: FieldName) -> str:
    judged = claim.fields[name]
    return judged.status if judged else "none"


def _evidence(claim: Claim | None, name: FieldName) -> str:
    judged = claim.fields[name] if claim else None
    return f" by {judged.evidence.text!r}" if judged and judged.evidence else ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of rates, and with -v the breaks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500, help="texts a language")
    parser.add_argument("--language", choices=("en", "zh"), action="append")
    parser.add_argument("--most", type=int, default=20, help="breaks of each law that -v prints")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args(arguments)
    languages = args.language or ["en", "zh"]
    tables: dict[str, dict[str, Rate]] = {}
    for language in languages:
        begun = time.perf_counter()
        rates: dict[str, Rate] = defaultdict(Rate)
        texts = {"en": english, "zh": chinese}[language](args.count)
        for text in texts:
            measure(text, rates)
        tables[language] = rates
        print(f"{language}: {len(texts)} texts, {time.perf_counter() - begun:.0f} s")
    print(f"{'law':<24}" + "".join(f"{language:>20}" for language in languages))
    for law in LAWS:
        print(f"{law:<24}" + "".join(f"{tables[language][law]!s:>20}" for language in languages))
    for language in languages if args.verbose else ():
        for law in LAWS:
            for broken in tables[language][law].breaks[: args.most]:
                print(f"{language} {law}: {broken}")


if __name__ == "__main__":
    main()
