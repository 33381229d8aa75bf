"""What a claim says, taken apart for the judge: its parameters, its attribute, its content words."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.extract.chunks import Chunk, Reading
from consistency.extract.claims import Assertion
from consistency.extract.stream import is_han
from consistency.extract.terms import Sense
from consistency.judge.clauses import content, near
from consistency.lexicon.concepts import concept
from consistency.lexicon.functional import role
from consistency.model import Mention


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a claim's content: any of `keys` meets it whole, else the mean over `parts` counts."""

    text: str
    keys: frozenset[str]
    weight: float
    parts: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim, taken apart."""

    assertion: Assertion
    mentions: tuple[Mention, ...]
    attributes: tuple[str, ...]
    graded: bool
    vague: bool
    negated: bool
    senses: tuple[tuple[Chunk, Sense], ...]
    """The named features, parts, materials … (no words, no products, no attributes), with their chunks."""
    units: tuple[Unit, ...]
    near: frozenset[str]
    stream: str


def subject(assertion: Assertion) -> Subject:
    """Take a claim apart."""
    chunks = assertion.chunks
    mentions = tuple(c.mention for c in chunks if c.mention is not None)
    attributes = assertion.attributes
    graded = bool(attributes) and concept(attributes[0]).graded and not mentions
    praised = any(c.text in role("intensifier") for c in chunks)
    vague = graded and (
        praised or any(s.concept == attributes[0] and s.sense == "vague" for c in chunks for s in c.senses)
    )
    senses = tuple(
        (c, s) for c in chunks for s in c.senses if concept(s.concept).kind not in ("word", "product", "attribute")
    )
    tokens = assertion.reading.stream
    begin, last = chunks[0].first, chunks[-1].last - 1
    return Subject(
        assertion=assertion,
        mentions=mentions,
        attributes=attributes,
        graded=graded,
        vague=vague,
        negated=any(c.text in role("negation") for c in chunks),
        senses=senses,
        units=tuple(_units(assertion.reading, chunks)),
        near=near(assertion.reading, assertion.first, assertion.last)
        | frozenset(k for c in chunks for k in content(c)),
        stream=tokens.text[tokens.at[begin] : tokens.at[last] + len(tokens.tokens[last])],
    )


def _units(reading: Reading, chunks: tuple[Chunk, ...]) -> list[Unit]:
    units = []
    run = ""
    for chunk in chunks:
        if chunk.kind == "han" and chunk.text not in role("grammar"):
            run += chunk.text
            continue
        units += _pairs(run)
        run = ""
        keys = content(chunk)
        if keys:
            emphasis = chunk.text in role("intensifier") or chunk.text in role("negation")
            units.append(Unit(chunk.text, frozenset(keys), 0.3 if emphasis else 1.0, _parts(reading, chunk)))
    return units + _pairs(run)


def _pairs(run: str) -> list[Unit]:
    """Return a run of unknown Han characters as pairs; one alone weighs half."""
    if len(run) == 1:
        return [Unit(run, frozenset((run,)), 0.4)]
    return [Unit(run[i : i + 2], frozenset((run[i : i + 2],)), 0.6) for i in range(len(run) - 1)]


def _parts(reading: Reading, chunk: Chunk) -> tuple[frozenset[str], ...]:
    """Return the keys of the smaller pieces of a chunk of several tokens, so that half of a term can be met."""
    if chunk.last - chunk.first < 2:
        return ()
    parts = []
    at = chunk.first
    while at < chunk.last:
        inner = [
            h for h in reading.hits if h.first == at and h.last <= chunk.last and h.size < chunk.last - chunk.first
        ]
        best = max(inner, key=lambda h: h.size, default=None)
        tokens = reading.stream.tokens
        if best is not None:
            keys = {f"#{s.concept}" for h in inner if h.last == best.last for s in h.senses}
            text = "".join(tokens[at : best.last])
            parts.append(frozenset(keys | {text}))
            at = best.last
        else:
            if tokens[at] not in role("grammar"):
                pair = "".join(tokens[at : at + 2])
                parts.append(frozenset({pair if is_han(tokens[at]) and at + 1 < chunk.last else tokens[at]}))
            at += 1
    return tuple(parts)
