"""Script → claims: read it, tag its chunks, and take each tagged run for one selling point."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import add

from consistency.extract.attributes import attributes
from consistency.extract.chunks import SENTENCE_ENDS, Chunk, Reading, read
from consistency.extract.facts import facts
from consistency.extract.features import own_columns, page_columns
from consistency.extract.page import Page
from consistency.extract.scope import scopes
from consistency.extract.spoken import unspoken
from consistency.extract.tagger import Weights, tag, weigh, weights
from consistency.lexicon.concepts import concept
from consistency.model import Claim, Mention


@dataclass(frozen=True, slots=True)
class Assertion:
    """One claim as the judge needs it: its chunks `first` to `last` (exclusive) of the script's reading."""

    reading: Reading
    first: int
    last: int
    attributes: tuple[str, ...]
    """What the claim is about, the likeliest first; several where the words leave it open."""

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """Return the chunks that the claim is made of."""
        return self.reading.chunks[self.first : self.last]

    @property
    def start(self) -> int:
        """Return where the claim begins in the script."""
        return self.reading.chunks[self.first].start

    @property
    def end(self) -> int:
        """Return where the claim ends in the script."""
        return self.reading.chunks[self.last - 1].end

    @property
    def text(self) -> str:
        """Return the words of the claim."""
        return self.reading.text[self.start : self.end]

    @property
    def mentions(self) -> list[Mention]:
        """Return the parameters that the claim states."""
        return [c.mention for c in self.chunks if c.mention is not None]


def silence(reading: Reading) -> list[bool]:
    """Tell for each chunk whether it is a stage direction, a time code, a hashtag or the like."""
    spans = unspoken(reading.text)
    starts = [start for start, _ in spans]
    result = []
    for chunk in reading.chunks:
        index = bisect_right(starts, chunk.start) - 1
        result.append(index >= 0 and chunk.start < spans[index][1])
    return result


def assertions(text: str, page: Page | None = None, model: Weights | None = None) -> list[Assertion]:
    """Return the claims of a script in order; the page, where given, is the best lexicon of its own script.

    A claim that the script makes plainly is one even where the page says nothing of it: what is found
    without the page and names a parameter, a grade or a feature is kept.
    """
    reading = read(text)
    if not reading.chunks:
        return []
    quiet = silence(reading)
    model = model or weights()
    script = facts(reading, quiet)
    own = weigh(own_columns(script), model)

    def tagged(page: Page | None) -> list[tuple[int, int]]:
        return _runs(reading, tag(map(add, own, weigh(page_columns(script, page), model)), model), quiet)

    runs = tagged(page)
    if page is not None:
        alone = tagged(None)
        runs += [one for one in alone if _names(reading, *one) and not any(_meet(one, other) for other in runs)]
        runs += [one for one in _graded(reading, quiet) if not any(_meet(one, other) for other in runs)]
    found: list[Assertion] = []
    seen: set[str] = set()
    for first, last in _joined(reading, sorted(runs)):
        chunks = reading.chunks[first:last]
        words = " ".join(c.text for c in chunks)
        if words not in seen:
            seen.add(words)
            found.append(Assertion(reading, first, last, attributes(reading, first, last)))
    return found


def _joined(reading: Reading, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a parameter and the word for its attribute that stand side by side: "IPX7 防水" is one claim."""
    found: list[tuple[int, int]] = []
    for first, last in runs:
        if found and found[-1][1] == first and _of_one(reading, found[-1], (first, last)):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _of_one(reading: Reading, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether one of two stretches is the name of the graded attribute that the other gives the grade of."""
    for grade, name in ((one, other), (other, one)):
        word = reading.chunks[name[0]]
        about = attributes(reading, *grade)[:1] if any(c.mention for c in reading.chunks[slice(*grade)]) else ()
        if name[1] - name[0] == 1 and word.mention is None and about and concept(about[0]).graded:
            return any(s.sense == "term" and s.concept == about[0] for s in word.senses)
    return False


def extract(text: str) -> tuple[Claim, ...]:
    """Return the claims of a script, without a page to judge them by."""
    return tuple(
        Claim(a.text, a.start, a.end, attribute_name(a), a.mentions[0].parameter if a.mentions else None)
        for a in assertions(text)
    )


def _graded(reading: Reading, quiet: list[bool]) -> list[tuple[int, int]]:
    """Return the parameters of graded attributes in sentences that speak of nothing but the product."""
    marked = {first for first, _, scope in scopes(reading.stream) if scope in _ELSEWHERE}
    found: list[tuple[int, int]] = []
    sentence: list[int] = []
    for i, chunk in enumerate(reading.chunks):
        if chunk.kind != "sign" or chunk.text not in SENTENCE_ENDS:
            sentence.append(i)
            if i + 1 < len(reading.chunks):
                continue
        tokens = range(reading.chunks[sentence[0]].first, reading.chunks[sentence[-1]].last) if sentence else range(0)
        if chunk.text != "?" and not any(t in marked for t in tokens):
            found += [(j, j + 1) for j in sentence if not quiet[j] and _grade(reading, j)]
        sentence = []
    return found


def _grade(reading: Reading, index: int) -> bool:
    if reading.chunks[index].mention is None:
        return False
    about = attributes(reading, index, index + 1)
    return bool(about) and concept(about[0]).graded


_ELSEWHERE = ("rival", "past", "hypothetical", "price", "offer", "appeal", "denial", "story", "correction")


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _names(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a stretch names a measured or rated parameter, a graded attribute, a feature or a material."""
    for chunk in reading.chunks[first:last]:
        if chunk.mention is not None:
            if chunk.mention.parameter.kind != "quantity" or chunk.mention.parameter.unit is not None:
                return True
        elif any(s.sense in ("term", "vague") and concept(s.concept).kind in _NAMED for s in chunk.senses):
            return chunk.kind != "attribute" or any(concept(s.concept).graded for s in chunk.senses)
    return False


_NAMED = ("attribute", "feature", "material", "ingredient", "certification")


def _runs(reading: Reading, labels: list[str], quiet: list[bool]) -> list[tuple[int, int]]:
    """Return the tagged runs, signs at their ends cut off, those that say nothing left out."""
    runs = []
    first: int | None = None
    for i, label in enumerate([*labels, "O"]):
        out = label == "O" or (i < len(quiet) and (quiet[i] or reading.chunks[i].text == ";"))
        if first is not None and (out or label == "B"):
            runs.append((first, i))
            first = None
        if label == "B" and not out:
            first = i
    return [run for run in (_trim(reading, *r) for r in runs) if run and not _label(reading, *run)]


def _label(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a stretch is but the label of what follows: "净含量" before "：850mL"."""
    chunks = reading.chunks
    if last + 1 >= len(chunks) or chunks[last].text != ":" or any(c.mention for c in chunks[first:last]):
        return False
    return chunks[last + 1].mention is not None or not _names(reading, first, last)


def _trim(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    chunks = reading.chunks
    while first < last and chunks[first].kind == "sign":
        first += 1
    while first < last and chunks[last - 1].kind == "sign":
        last -= 1
    return (first, last) if first < last else None


def attribute_name(assertion: Assertion) -> str:
    """Return the name under which a claim is reported: its attribute, else the concept it names, else "feature"."""
    if assertion.attributes:
        return assertion.attributes[0]
    for chunk in assertion.chunks:
        for sense in chunk.senses:
            if concept(sense.concept).kind not in ("word", "product"):
                return sense.concept
    return "feature"
