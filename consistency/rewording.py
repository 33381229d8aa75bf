"""Find what may be written in a script instead of vague or reworded words, with no number changed.

A vague word of praise gives way to the parameter that the report (else the page) states, a value or
a code to the report's spelling of the same. All else is for a person to word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from consistency.extract.chunks import Chunk
from consistency.extract.chunks import read as chunks_of
from consistency.extract.fold import fold, lower
from consistency.extract.numerals import numbers
from consistency.extract.parameters import parameters
from consistency.extract.stream import is_han
from consistency.judge.spell import spell
from consistency.lexicon.tables import rows
from consistency.model import Claim, Evidence, FieldName, Parameter, Result
from consistency.rules import rule

AUTHORITY: tuple[FieldName, ...] = ("report", "bullets", "title", "description")
_WORD_BEFORE = re.compile(r"([A-Za-z']+)[ \t]*$")
_WORD_AFTER = re.compile(r"[ \t]*([A-Za-z']+)")
_VOWEL = re.compile(r"[aeiou]|8|1[18](?!\d)", re.IGNORECASE)
_SPACED = re.compile("(?<=[\u3400-\ufaff]) +| +(?=[\u3400-\ufaff])")
_CLAUSE = re.compile(r"[,.;:!?，。；：！？、…()（）\[\]【】\n\r|]")
_CLAUSE_OR_SPACE = re.compile(rf"{_CLAUSE.pattern}|\s")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Rewording(NamedTuple):
    """New words for a stretch of a script; `claim` is the index of the claim, `source` the field with the wording."""

    start: int
    end: int
    old: str
    new: str
    claim: int
    source: FieldName


def rewordings(text: str, result: Result) -> list[Rewording]:
    """Return what may be written instead in a script, in order; where two overlap, the first alone."""
    kinds: dict[int, set[str]] = {}
    for finding in result.findings:
        if finding.claim is not None:
            kinds.setdefault(finding.claim, set()).add(rule(finding.code).kind)
    found: list[Rewording] = []
    for number, kind in sorted(kinds.items()):
        claim = result.claims[number]
        if any(j is not None and j.status == "conflict" for j in claim.fields.values()):
            continue  # a person must say which side is right
        one = None
        if "vague" in kind:
            one = None if _stated_already(claim, result) else _precise(text, number, claim)
        elif "reworded" in kind:
            one = _as_stated(text, number, claim)
        if one is not None and one.new != one.old and keeps_numbers(one.old, one.new):
            found.append(one)
    return list(_apart(sorted(found)))


def _apart(found: list[Rewording]) -> Iterator[Rewording]:
    end = -1
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def keeps_numbers(old: str, new: str) -> bool:
    """Tell whether every number of `old`, and every value with its unit, stands in `new` as it was.

    >>> keeps_numbers("24 hours", "24 h"), keeps_numbers("24 hours", "1 day"), keeps_numbers("super", "24 h")
    (True, False, True)
    """
    return not (_values(old) - _values(new)) and not (_measures(old) - _measures(new))


def _values(text: str) -> Counter[float | str]:
    folded = fold(text)
    found: Counter[float | str] = Counter()
    for number in numbers(text, folded):
        found.update(value for value in (number.value, number.high) if value is not None)
    found.update(digits.replace(",", "") for digits in _DIGITS.findall(folded))
    return found


def _measures(text: str) -> Counter[tuple[object, ...]]:
    found = [m.parameter for m in parameters(text) if m.parameter.kind == "quantity"]
    return Counter((p.value, p.low, p.high, p.values, p.unit, p.tolerance) for p in found)


def _precise(text: str, number: int, claim: Claim) -> Rewording | None:
    """Return the parameter to write instead of a claim's vague words, from its suggestion."""
    new, source = claim.suggestion, _source(claim)
    if not new or source is None or claim.parameter is not None or not parameters(new):
        return None
    words = text[claim.start : claim.end]
    hits = [c for c in chunks_of(words).chunks if any(_praises(s.concept, s.sense, claim) for s in c.senses)]
    if len(hits) != 1 or "\n" in words or parameters(words):
        return None
    stretch = _with_degrees(text, claim.start, hits[0])
    if stretch is None:
        return None
    start, end = stretch
    if _measured_beside(text, start, end):
        return None  # "PU3000mm waterproof", "the bright mode runs 3 h": the words belong to that value
    old = text[start:end]
    chinese = any(map(is_han, old))
    if chinese != any(map(is_han, new)) and any(c.isalpha() for c in _DIGITS.sub("", new)) and not _codes_only(new):
        return None
    if chinese:
        new = _SPACED.sub("", new)
    else:
        new = _fitted(text, start, old, new)
        if new is None or lower(new).split()[-1] != lower(old).split()[-1]:
            return None  # a verb ("lasts for ages") does not give way to a noun
    return Rewording(start, end, old, new, number, source)


def _stated_already(claim: Claim, result: Result) -> bool:
    """Tell whether the script itself states a parameter of the attribute, or the suggested one of whatever it be."""
    new = [m.parameter for m in parameters(claim.suggestion or "")]
    others = [one for one in result.claims if one.parameter is not None]
    return any(one.attribute == claim.attribute or any(_same(one.parameter, p) for p in new) for one in others)


def _same(one: Parameter | None, other: Parameter) -> bool:
    return one is not None and replace(one, qualifier=None, step=None) == replace(other, qualifier=None, step=None)


def _praises(concept: str, sense: str, claim: Claim) -> bool:
    return concept == claim.attribute and sense in ("vague", "term")


def _codes_only(new: str) -> bool:
    return all(m.parameter.kind != "quantity" for m in parameters(new))


@cache
def _degrees(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("degrees.csv") if row["role"] == role)


def _with_degrees(text: str, at: int, hit: Chunk) -> tuple[int, int] | None:
    """Return the stretch of a word of praise with the words of degree before it; None where the sentence needs them."""
    start, end = at + hit.start, at + hit.end
    after = _WORD_AFTER.match(text, end)
    if (after and lower(after[1]) in _degrees("stop")) or text[end : end + 1] == "-":
        return None
    if any(fold(text[end : end + size]) in _degrees("drop") | _degrees("stop") for size in (1, 2)):
        return None  # 吸力超猛
    while True:
        before = fold(text[max(0, start - 40) : start])
        word = _WORD_BEFORE.search(before)
        if word:
            name, size = lower(word[1]), len(word[0])
        else:
            sizes = (size for size in (2, 1) if before[-size:] in _degrees("drop") | _degrees("stop"))
            size = next(sizes, 0)
            name = before[-size:] if size else ""
        if name in _degrees("stop") or before[-1:] == "-":
            return None
        if name not in _degrees("drop"):
            return start, end
        start -= size


def _measured_beside(text: str, start: int, end: int) -> bool:
    """Tell whether the clause about a stretch states a parameter."""
    spaced = any(map(is_han, text[start:end]))
    before = _clause(text[max(0, start - 80) : start][::-1], spaced=spaced)[::-1]
    after = _clause(text[end : end + 80], spaced=spaced)
    return bool(parameters(before) or parameters(after) or parameters(f"{before}{text[start:end]}{after}"))


def _clause(text: str, *, spaced: bool) -> str:
    ends = (_CLAUSE_OR_SPACE if spaced else _CLAUSE).search(text)
    return text[: ends.start()] if ends else text


def _fitted(text: str, start: int, old: str, new: str) -> str | None:
    """Return English words in the case that their place asks for; None where the article before would not fit."""
    before = _WORD_BEFORE.search(text[max(0, start - 12) : start])
    article = lower(before[1]) if before else ""
    if article in ("a", "an") and (article == "an") != bool(_VOWEL.match(new)):
        return None
    bounded = [m for m in parameters(new) if m.start == 0 and m.parameter.qualifier]
    first = new[0]
    if old[0].isupper():
        first = first.upper()
    elif bounded:
        first = first.lower()
    return first + new[1:]


def _source(claim: Claim) -> FieldName | None:
    """Return the field of the highest authority that states the attribute's parameter."""
    for name in AUTHORITY:
        judged = claim.fields.get(name)
        if judged is not None and judged.evidence is not None and parameters(judged.evidence.text):
            return name
    return None


def _as_stated(text: str, number: int, claim: Claim) -> Rewording | None:
    """Return a claim's parameter as the report words it, without a report as all fields do that have it."""
    found = _authority(claim)
    if found is None or claim.parameter is None:
        return None
    source, evidence = found
    words = text[claim.start : claim.end]
    own, stated = parameters(words), parameters(evidence.text)
    if len(own) != 1 or len(stated) != 1 or "\n" in own[0].text or "\n" in stated[0].text:
        return None
    lang = "zh" if any(map(is_han, words)) else "en"
    new = _spelt(stated[0].text.strip(), stated[0].parameter, lang)
    if new is None:
        return None
    start = claim.start + own[0].start
    old = own[0].text
    if lang == "en":
        fitted = _fitted(text, start, old, new)
        if fitted is None:
            return None
        new = fitted
    return Rewording(start, start + len(old), old, new, number, source)


def _spelt(stated: str, parameter: Parameter, lang: str) -> str | None:
    new = spell(stated, parameter, lang)
    return None if lang == "en" and any(map(is_han, new)) else new


def _authority(claim: Claim) -> tuple[FieldName, Evidence] | None:
    report = claim.fields.get("report")
    if report is not None:
        return ("report", report.evidence) if report.status == "reworded" and report.evidence else None
    judged = [(name, j) for name in AUTHORITY if (j := claim.fields.get(name)) is not None and j.status != "missing"]
    if any(j.status != "reworded" or j.evidence is None for _, j in judged):
        return None
    words = {" ".join(lower(fold(j.evidence.text)).split()) for _, j in judged if j.evidence}
    name, first = judged[0]
    return (name, first.evidence) if len(words) == 1 and first.evidence else None
