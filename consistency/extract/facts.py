"""What there is to know of a script's chunks whatever the page: kinds, gaps, and what their clauses speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consistency.extract.chunks import CLAUSE_ENDS, SENTENCE_ENDS, Chunk, Reading
from consistency.extract.page import parameter_scale
from consistency.extract.scope import scopes
from consistency.extract.stream import is_han
from consistency.lexicon.concepts import concept
from consistency.model import Parameter

Marks = tuple[str, ...]
"""What tells of a clause or sentence: its scopes, its end mark, "n2" (parameters and features), "nsizeM"."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a script, each list with one entry a chunk."""

    reading: Reading
    kinds: list[str]
    gaps: list[str]
    clauses: list[Marks]
    """The marks of the clause that holds the chunk."""
    sentences: list[Marks]
    """The marks of the sentence that holds the chunk."""
    around: list[tuple[Marks, Marks, str]]
    """The marks of the next sentence, those of the last, and the quarter of the script ("" in a short one)."""


def facts(reading: Reading, silent: Sequence[bool]) -> Facts:
    """Gather the facts of a script that has chunks; `silent[i]` tells that chunk i is not said."""
    chunks = reading.chunks
    kinds = ["silent" if quiet else _kind(chunk) for chunk, quiet in zip(chunks, silent, strict=True)]
    gaps = [_gap(reading, i) for i in range(len(chunks))]
    clause, sentence = _stretches(chunks, gaps, CLAUSE_ENDS), _stretches(chunks, gaps, SENTENCE_ENDS)
    clauses, sentences = _marks(reading, clause, kinds), _marks(reading, sentence, kinds)
    around = _around(sentences)
    return Facts(
        reading, kinds, gaps, [clauses[n] for n in clause], [sentences[n] for n in sentence],
        [around[n] for n in sentence],
    )  # fmt: skip


def _around(sentences: Sequence[Marks]) -> list[tuple[Marks, Marks, str]]:
    total = len(sentences)
    result = []
    for n in range(total):
        where = "" if total < 3 else str(n * 4 // total) if n else "first"
        result.append((sentences[n + 1] if n + 1 < total else (), sentences[n - 1] if n else (), where))
    return result


def _kind(chunk: Chunk) -> str:
    """Return the chunk's kind in the tagger's terms, fine for parameters and attributes."""
    if chunk.mention is not None:
        return _parameter_kind(chunk.mention.parameter)
    if chunk.senses:
        sense = chunk.senses[0]
        if chunk.kind == "attribute":
            return ("G" if concept(sense.concept).graded else "A") + sense.sense[:2]
        return chunk.kind[:2] + ("" if sense.sense == "term" else "~")
    return chunk.kind


def _parameter_kind(parameter: Parameter) -> str:
    if parameter.kind == "rating":
        return "R:" + (parameter.scale or "")
    if parameter.kind == "name":
        return "N"
    if parameter.unit is None:
        return "Q:bare"
    return "Q:" + parameter_scale(parameter)


def _gap(reading: Reading, i: int) -> str:
    """Return what stands between a chunk and the one before: a line end, a space next to Han, words left out."""
    if i == 0:
        return "^"
    chunks, text = reading.chunks, reading.text
    before, start = chunks[i - 1].end, chunks[i].start
    if before >= start:
        return ""
    between = text[before:start]
    if between == " ":
        return "space" if is_han(text[start]) or is_han(text[before - 1]) else ""
    if "\n" in between:
        return "line"
    words = "".join(c if c.isalnum() or c == "'" else " " for c in between.lower()).split()
    if words:
        return " ".join(words[-2:])
    han = is_han(text[start]) or is_han(text[before - 1])
    return "space" if between.strip() != between and han else ""


def _stretches(chunks: Sequence[Chunk], gaps: Sequence[str], ends: frozenset[str]) -> list[int]:
    """Number the clauses or sentences: the number of each chunk's. A line end closes both, a space in Han a clause."""
    numbers, number, closed = [], 0, False
    for chunk, gap in zip(chunks, gaps, strict=True):
        end = chunk.kind == "sign" and chunk.text in ends
        broken = gap == "line" or (gap == "space" and "," in ends)
        if (closed or broken) and not end:
            number += 1
            closed = False
        numbers.append(number)
        closed = closed or end
    return numbers


def _marks(reading: Reading, numbers: Sequence[int], kinds: Sequence[str]) -> list[Marks]:
    """Return the marks of each stretch; `numbers[i]` is the stretch of chunk i."""
    marks: list[set[str]] = [set() for _ in range(numbers[-1] + 1)]
    count = [0] * len(marks)
    sizes = [0] * len(marks)
    owner: list[int] = []  # of each token, for chunks leave none out
    for chunk, number, kind in zip(reading.chunks, numbers, kinds, strict=True):
        size = chunk.last - chunk.first
        owner += [number] * size
        sizes[number] += size
        if kind[:2] in ("Q:", "R:", "N", "fe", "G"):
            count[number] += 1
        if chunk.kind == "sign" and chunk.text in "?!":
            marks[number].add(chunk.text)
        if chunk.kind == "sign" and chunk.text in "$¥€£":
            marks[number].add("price")
    for first, _, scope in scopes(reading.stream):
        marks[owner[first]].add(scope)
    return [
        (*sorted(m), f"n{min(c, 3)}", "nsize" + ("S" if s < 4 else "M" if s < 9 else "L"))
        for m, c, s in zip(marks, count, sizes, strict=True)
    ]
