"""What a claim says, taken apart for the judge: its parameters, its attribute, its content words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consistency.extract.chunks import SENTENCE_ENDS, Chunk, Reading
from consistency.extract.claims import Assertion
from consistency.extract.page import parameter_key
from consistency.extract.scope import scopes
from consistency.extract.stream import is_han
from consistency.extract.terms import Sense
from consistency.judge.clauses import beside, content, near
from consistency.judge.glosses import glosses
from consistency.judge.stated import stated
from consistency.judge.words import POLARITY, canonical, weight
from consistency.lexicon.concepts import concept
from consistency.lexicon.functional import role
from consistency.model import Mention, Parameter


@dataclass(frozen=True, slots=True)
class Word:
    """A content token of a claim: `pairs` are it and a neighbour in one, where a single character says too little."""

    text: str
    weight: float
    pairs: frozenset[str]
    glosses: dict[str, float]
    """Words of the other language that render it, each with how surely."""


@dataclass(frozen=True, slots=True)
class Part:
    """A smaller term inside a unit, or a word between such terms."""

    keys: frozenset[str]
    standard: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a claim's content: its words, and the concepts that it names.

    Where no concept meets, the share of `parts` (the smaller terms inside it) that do counts.
    """

    words: tuple[Word, ...]
    weight: float
    named: frozenset[str]
    standard: frozenset[str]
    parts: tuple[Part, ...]
    keys: frozenset[str]
    """Every key by which it can be met."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A parameter of a claim: `key` is its scale and value, `beside` has the keys of the words next to it."""

    parameter: Parameter
    key: tuple[str, ...]
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim, taken apart."""

    assertion: Assertion
    mentions: tuple[Mention, ...]
    amounts: tuple[Amount, ...]
    """The mentions with what the judge asks of them in every field."""
    attributes: tuple[str, ...]
    graded: bool
    vague: bool
    polarity: float
    """How it stands to what it names, see words.POLARITY; 0 where it simply asserts it."""
    denies: bool
    """It says that a feature known by name is not there: mostly a drawback that it admits."""
    admits: bool
    """A drawback is announced in its sentence ("the only downside", 可惜)."""
    numbers: frozenset[str]
    senses: tuple[tuple[Chunk, Sense], ...]
    """The named features, parts, materials … (no words, no products, no attributes), with their chunks."""
    units: tuple[Unit, ...]
    keys: frozenset[str]
    """Every key by which its units can be met."""
    own: frozenset[str]
    """Keys of its own words."""
    heads: frozenset[str]
    """Its words that say enough to stand for it."""
    named: frozenset[str]
    """Keys of what its units name, else of their parts."""
    near: frozenset[str]
    """Keys of its own words and of those about it."""
    others: frozenset[tuple[str, ...]]
    """Keys of the parameters of the script's other claims."""
    stream: str
    han: bool


def subjects(assertions: Iterable[Assertion]) -> list[Subject]:
    """Take the claims of one script apart."""
    found = list(assertions)
    keys = [frozenset(parameter_key(m.parameter) for m in one.mentions) for one in found]
    return [
        subject(one, frozenset().union(*(k for j, k in enumerate(keys) if j != i)) - keys[i])
        for i, one in enumerate(found)
    ]


def subject(assertion: Assertion, others: frozenset[tuple[str, ...]] = frozenset()) -> Subject:
    """Take a claim apart."""
    chunks = assertion.chunks
    mentions = tuple(_mentions(assertion))
    praised = any(c.text in role("intensifier") for c in chunks)
    attributes = assertion.attributes
    if not attributes and praised and not mentions:
        attributes = _praised(chunks)
    graded = bool(attributes) and concept(attributes[0]).graded and not mentions
    vague = graded and (
        praised or any(s.concept == attributes[0] and s.sense == "vague" for c in chunks for s in c.senses)
    )
    senses = tuple(
        (c, s) for c in chunks for s in c.senses if concept(s.concept).kind not in ("word", "product", "attribute")
    )
    stream = assertion.reading.stream
    begin, finish = chunks[0].first, chunks[-1].last
    tokens = canonical(stream.tokens[begin:finish])
    own = frozenset(k for c in chunks for k in content(c))
    units = tuple(_units(assertion.reading, chunks, tokens))
    polarity = next((POLARITY[t] for t in tokens if t in POLARITY), 0.0)
    return Subject(
        assertion=assertion,
        mentions=mentions,
        amounts=tuple(_amount(assertion, m) for m in mentions),
        attributes=attributes,
        graded=graded,
        vague=vague,
        polarity=polarity,
        denies=_denies(chunks, tokens, begin),
        admits=bool(polarity) and _admits(assertion),
        numbers=frozenset(t for t in tokens if t.isdigit()),
        senses=senses,
        units=units,
        keys=frozenset().union(*(u.keys for u in units)),
        own=own,
        heads=frozenset(w.text for u in units for w in u.words if w.weight >= 0.5),
        named=frozenset().union(*(u.named or frozenset().union(*(p.keys for p in u.parts)) for u in units)),
        near=near(assertion.reading, assertion.first, assertion.last) | own,
        others=others,
        stream=stream.text[stream.at[begin] : stream.at[finish - 1] + len(stream.tokens[finish - 1])],
        han=2 * sum(map(is_han, stream.tokens[begin:finish])) >= finish - begin,
    )


def _denies(chunks: tuple[Chunk, ...], tokens: list[str], begin: int) -> bool:
    """Tell whether a negation stands beside a named feature, or the term says that the feature is not there."""
    outside = any(
        t in _NEGATIONS
        for c in chunks
        if c.kind in ("word", "latin", "han")
        for t in tokens[c.first - begin : c.last - begin]
    )
    for chunk in chunks:
        inside = any(t in _NEGATIONS for t in tokens[chunk.first - begin : chunk.last - begin])
        for sense in chunk.senses:
            if concept(sense.concept).kind in ("feature", "certification", "attribute") and (
                (outside and sense.sense == "term") or (inside and sense.sense == "contrary")
            ):
                return True
    return False


_NEGATIONS = ("not", "without", "barred")


def _admits(assertion: Assertion) -> bool:
    """Tell whether the claim's sentence announces a drawback."""
    chunks = assertion.reading.chunks
    first, last = assertion.first, assertion.last
    while first and chunks[first - 1].text not in SENTENCE_ENDS:
        first -= 1
    while last < len(chunks) and chunks[last].text not in SENTENCE_ENDS:
        last += 1
    begin, finish = chunks[first].first, chunks[last - 1].last
    tokens = assertion.reading.stream
    return any(
        scope == "denial" and begin <= a and b <= finish and canonical(tokens.tokens[a:b])[0] not in POLARITY
        for a, b, scope in scopes(tokens)
    )


def _praised(chunks: tuple[Chunk, ...]) -> tuple[str, ...]:
    """Return the graded attributes that the cues of a vague claim point to: "battery goes on forever"."""
    cues = (s.concept for c in chunks for s in c.senses if s.sense == "cue")
    return tuple(dict.fromkeys(a for a in cues if concept(a).graded))


def _mentions(assertion: Assertion) -> Iterator[Mention]:
    """Yield the claim's parameters; a number inside a term ("3-in-1") is a part of the term."""
    for i, chunk in enumerate(assertion.chunks, assertion.first):
        mention = stated(assertion.reading, i)
        if mention is not None and (chunk.mention is not None or mention.parameter.kind != "quantity"):
            yield mention


def _amount(assertion: Assertion, mention: Mention) -> Amount:
    first = assertion.first
    place = next((i for i, c in enumerate(assertion.chunks, first) if c.end >= mention.end), first)
    return Amount(mention.parameter, parameter_key(mention.parameter), beside(assertion.reading, place))


def _units(reading: Reading, chunks: tuple[Chunk, ...], tokens: list[str]) -> list[Unit]:
    begin = chunks[0].first
    units: list[Unit] = []
    run: list[int] = []
    for chunk in chunks:
        if chunk.mention is not None:
            continue
        places = list(range(chunk.first - begin, chunk.last - begin))
        if chunk.kind == "han":
            run += places
            continue
        units += _unit(tokens, run)
        run = []
        units += _unit(tokens, places, chunk, _parts(reading, chunk, [tokens[i] for i in places]))
    return units + _unit(tokens, run)


def _unit(tokens: list[str], places: list[int], chunk: Chunk | None = None, parts: tuple[Part, ...] = ()) -> list[Unit]:
    """Return the unit of some tokens of a claim; none where they carry no content."""
    words = [_word(tokens, i) for i in places if weight(tokens[i])]
    senses = chunk.senses if chunk is not None else ()
    if not words and all(concept(s.concept).kind == "word" for s in senses):
        return []
    named = frozenset(f"#{s.concept}" for s in senses if s.sense != "contrary")
    standard = frozenset(f"#{s.concept}" for s in senses if s.sense == "term")
    keys = named.union((w.text for w in words), *(w.pairs for w in words), *(p.keys for p in parts))
    return [Unit(tuple(words), max(sum(w.weight for w in words), 0.2), named, standard, parts, keys)]


def _word(tokens: list[str], i: int) -> Word:
    pairs = _pairs(tokens, i)
    found: dict[str, float] = {}
    for key in (*pairs, tokens[i]) if is_han(tokens[i]) else (tokens[i],):
        alone = is_han(key) and len(key) == 1 and bool(pairs)
        for gloss, share in glosses(key).items():
            found[gloss] = max(found.get(gloss, 0.0), 0.5 * share if alone else share)
    return Word(tokens[i], weight(tokens[i]), pairs, found)


def _pairs(tokens: list[str], i: int) -> frozenset[str]:
    """Return a token written together with its neighbours of the same writing."""
    pairs = set()
    if i and tokens[i - 1] and is_han(tokens[i - 1]) == is_han(tokens[i]):
        pairs.add(tokens[i - 1] + tokens[i])
    if i + 1 < len(tokens) and tokens[i + 1] and is_han(tokens[i]) == is_han(tokens[i + 1]):
        pairs.add(tokens[i] + tokens[i + 1])
    return frozenset(pairs)


def _parts(reading: Reading, chunk: Chunk, tokens: list[str]) -> tuple[Part, ...]:
    """Return the smaller pieces of a chunk of several tokens, so that half of it can be met; `tokens` are its own."""
    if chunk.last - chunk.first < 2:
        return ()
    parts = []
    at = chunk.first
    while at < chunk.last:
        token = tokens[at - chunk.first]
        if not token or token in POLARITY:
            at += 1
            continue
        inner = [
            h for h in reading.hits if h.first == at and h.last <= chunk.last and h.size < chunk.last - chunk.first
        ]
        best = max(inner, key=lambda h: h.size, default=None)
        if best is not None:
            parts.append(
                Part(
                    frozenset(f"#{s.concept}" for s in best.senses if s.sense != "contrary"),
                    frozenset(f"#{s.concept}" for s in best.senses if s.sense == "term"),
                )
            )
            at = best.last
        else:
            if weight(token):
                pairs = _pairs(tokens, at - chunk.first)
                parts.append(Part(pairs if is_han(token) and pairs else frozenset({token}), frozenset()))
            at += 1
    return tuple(parts)
