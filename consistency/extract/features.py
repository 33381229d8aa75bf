"""What the tagger weighs of each chunk of a script: its kind, neighbours and scope, and what the page says of it."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.extract.chunks import CLAUSE_ENDS, SENTENCE_ENDS, Chunk, Reading
from consistency.extract.page import Page, parameter_key, parameter_scale
from consistency.extract.scope import scopes
from consistency.extract.stream import find_whole, is_han
from consistency.lexicon.concepts import concept
from consistency.lexicon.functional import role
from consistency.model import Parameter


def features(reading: Reading, silent: Sequence[bool], page: Page | None) -> list[list[str]]:
    """Return the features of each chunk; `silent[i]` tells that chunk i is not said."""
    chunks = reading.chunks
    if not chunks:
        return []
    kinds = ["silent" if quiet else _kind(chunk) for chunk, quiet in zip(chunks, silent, strict=True)]
    shared = [_shared(chunk, page) if page else "?" for chunk in chunks]
    joined = _joined(reading, page)
    gaps = [_gap(reading, i) for i in range(len(chunks))]
    clause, sentence = _stretches(chunks, gaps, CLAUSE_ENDS), _stretches(chunks, gaps, SENTENCE_ENDS)
    clause_marks = _marks(reading, chunks, clause, kinds)
    sentence_marks = _marks(reading, chunks, sentence, kinds)
    total = sentence[-1] + 1
    places = [_places(chunk, page) for chunk in chunks]
    result = []
    for i, chunk in enumerate(chunks):
        row = ["b", "k=" + kinds[i], "s=" + shared[i], f"k={kinds[i]}|s={shared[i]}"]
        row.append(("sign=" if chunk.kind == "sign" else "w=") + chunk.text)
        row.append(f"gap={gaps[i]}")
        row.append(f"gap={gaps[i]}|k={kinds[i]}")
        row.append(f"gap1={gaps[i + 1] if i + 1 < len(chunks) else '#'}")
        row.append("shape=" + _shape(reading.text[chunk.start : chunk.end]))
        for offset in (-3, -2, -1, 1, 2, 3):
            j = i + offset
            if 0 <= j < len(chunks):
                row.append(f"k{offset}={kinds[j]}")
                if abs(offset) == 2:
                    row.append(f"w{offset}={chunks[j].text}")
                if abs(offset) == 1:
                    row.append(f"w{offset}={chunks[j].text}")
                    row.append(f"s{offset}={shared[j]}")
                    row.append(f"k{offset}={kinds[j]}|k={kinds[i]}")
                    row.append(f"k{offset}s={kinds[j]}{shared[j]}|{kinds[i]}{shared[i]}")
                    row.append(f"ww{offset}={chunks[j].text}|{chunk.text}")
            else:
                row.append(f"k{offset}=#")
        row.append(f"j={joined[i]}")
        if places[i]:
            left, right = _together(places, i, -1), _together(places, i, 1)
            row += [f"co-={left}", f"co+={right}", f"co={left}{right}|{kinds[i]}"]
        if page and joined[i]:
            row.append(f"j={joined[i]}|k={kinds[i]}")
        row += [f"c:{m}" for m in clause_marks[clause[i]]]
        row += [f"c:{m}|{kinds[i]}" for m in clause_marks[clause[i]] if not m.startswith("n")]
        row += [f"S:{m}" for m in sentence_marks[sentence[i]]]
        row += [f"S:{m}|{kinds[i]}" for m in sentence_marks[sentence[i]] if not m.startswith("n")]
        if sentence[i] + 1 < total:
            row += [f"S+:{m}" for m in sentence_marks[sentence[i] + 1] if m in ("affirmation", "denial", "?")]
        if sentence[i] > 0:
            row += [f"S-:{m}" for m in sentence_marks[sentence[i] - 1] if m in ("rival", "?", "correction")]
        if total > 2:
            row.append(f"where={sentence[i] * 4 // total}" if sentence[i] else "where=first")
        if 0 < i < len(chunks) - 1:
            row.append(f"kkk={kinds[i - 1]}|{kinds[i]}|{kinds[i + 1]}")
        result.append(row)
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


def _shared(chunk: Chunk, page: Page) -> str:
    """Tell which fields hold the chunk, by their first letters, or how its parameter compares with the page's."""
    if chunk.mention is not None:
        parameter = chunk.mention.parameter
        if parameter_key(parameter) in page.parameters:
            return "p="
        return "p~" if parameter_scale(parameter) in page.scales else "p0"
    return "".join(sorted(name[0] for name in page.holds(chunk) if name != "report")) or "0"


COMMON = 8
"""What stands in more clauses of the page than this tells nothing by standing there."""


def _places(chunk: Chunk, page: Page | None) -> set[int]:
    """Return the page's clauses that hold the chunk; none for signs, grammar and what stands everywhere."""
    if page is None or chunk.kind == "sign" or chunk.text in role("grammar"):
        return set()
    found = page.at(chunk)
    return found if len(found) <= COMMON else set()


def _together(places: Sequence[set[int]], i: int, step: int) -> int:
    """Return how near, up to 3 chunks, a chunk stands that one clause of the page holds with this one; 0 for none."""
    for distance in (1, 2, 3):
        j = i + step * distance
        if 0 <= j < len(places) and places[j] & places[i]:
            return distance
    return 0


def _joined(reading: Reading, page: Page | None) -> list[int]:
    """Return for each chunk how long a run of chunks around it the page holds in one piece, up to 4."""
    chunks = reading.chunks
    lengths = [0] * len(chunks)
    if page is None:
        return lengths
    streams = [r.stream.text for f in page.fields.values() for r in f.readings]
    text = reading.stream.text
    tokens = reading.stream
    i = 0
    while i < len(chunks):
        if chunks[i].kind == "sign":
            i += 1
            continue
        j = i
        while j < min(i + 5, len(chunks)) and chunks[j].kind != "sign":
            last = chunks[j].last - 1
            piece = text[tokens.at[chunks[i].first] : tokens.at[last] + len(tokens.tokens[last])]
            if all(find_whole(s, piece) < 0 for s in streams):
                break
            j += 1
        for x in range(i, j):
            lengths[x] = max(lengths[x], min(j - i, 4))
        i += 1
    return lengths


def _gap(reading: Reading, i: int) -> str:
    """Return what stands between a chunk and the one before: a line end, a space next to Han, words left out."""
    if i == 0:
        return "^"
    chunks, text = reading.chunks, reading.text
    between = text[chunks[i - 1].end : chunks[i].start]
    if "\n" in between:
        return "line"
    words = "".join(c if c.isalnum() or c == "'" else " " for c in between.lower()).split()
    if words:
        return " ".join(words[-2:])
    han = is_han(text[chunks[i].start]) or is_han(text[chunks[i - 1].end - 1])
    return "space" if between.strip() != between and han else ""


def _shape(text: str) -> str:
    """Return the shape of a word, for names of products: Xx, XX, x, x9, or Han."""
    if not text.isascii():
        return "han"
    digit = "9" if any(c.isdigit() for c in text) else ""
    if text[:1].isupper():
        return ("XX" if len(text) > 1 and text.isupper() else "Xx") + digit
    return "x" + digit


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


def _marks(reading: Reading, chunks: Sequence[Chunk], numbers: Sequence[int], kinds: Sequence[str]) -> list[list[str]]:
    """Return the scope marks of each stretch, its end mark and how many parameters and features it holds."""
    marks: list[set[str]] = [set() for _ in range(numbers[-1] + 1)]
    count = [0] * len(marks)
    sizes = [0] * len(marks)
    owner = {}
    for chunk, number, kind in zip(chunks, numbers, kinds, strict=True):
        sizes[number] += chunk.last - chunk.first
        if kind[:2] in ("Q:", "R:", "N", "fe", "G"):
            count[number] += 1
        if chunk.kind == "sign" and chunk.text in "?!":
            marks[number].add(chunk.text)
        if chunk.kind == "sign" and chunk.text in "$¥€£":
            marks[number].add("price")
        for token in range(chunk.first, chunk.last):
            owner[token] = number
    for first, _, scope in scopes(reading.stream):
        if first in owner:
            marks[owner[first]].add(scope)
    return [
        [*sorted(m), f"n{min(c, 3)}", "nsize" + ("S" if s < 4 else "M" if s < 9 else "L")]
        for m, c, s in zip(marks, count, sizes, strict=True)
    ]
