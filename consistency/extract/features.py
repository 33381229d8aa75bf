"""What the tagger weighs of each chunk of a script: its kind, neighbours and scope, and what the page says of it.

Features come in groups: a group is a function that names the features which follow from a key, such as
a kind and a gap. The tagger adds up weights by group and key, so a key met before costs one look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from consistency.extract.chunks import Reading
from consistency.extract.facts import Facts, Marks, facts
from consistency.extract.onpage import joined, shared, together
from consistency.extract.page import Page

Key = tuple[Any, ...]
Group = Callable[..., Iterable[str]]
_OUT = "#"
"""The kind, and the gap, of what would stand beyond either end of the script."""


class Column(NamedTuple):
    """A group of features with the key of each chunk."""

    group: Group
    keys: Sequence[Key]


def features(reading: Reading, silent: Sequence[bool], page: Page | None) -> list[list[str]]:
    """Return the features of each chunk; `silent[i]` tells that chunk i is not said."""
    if not reading.chunks:
        return []
    script = facts(reading, silent)
    named = ([column.group(*key) for key in column.keys] for column in own_columns(script) + page_columns(script, page))
    return [list(chain.from_iterable(row)) for row in zip(*named, strict=True)]


def own_columns(script: Facts) -> list[Column]:
    """Return the groups that are the same whatever the page."""
    chunks, text, kinds, gaps = script.reading.chunks, script.reading.text, script.kinds, script.gaps
    words = [chunk.text for chunk in chunks]
    k3, k2, k1, _, k_1, k_2, k_3 = _shifts(kinds, 3, _OUT)
    w2, w1, _, w_1, w_2 = _shifts(words, 2, "")
    return [
        Column(_own, _keys(kinds, gaps)),
        Column(_word, [(c.text, c.kind == "sign", _shape(text[c.start : c.end])) for c in chunks]),
        Column(_gap_after, _keys([*gaps[1:], _OUT])),
        Column(_kinds_about, _keys(k1, kinds, k_1)),
        Column(_kinds_before, _keys(k3, k2)),
        Column(_kinds_after, _keys(k_2, k_3)),
        Column(_word_before, _keys(w1, words)),
        Column(_word_after, _keys(w_1, words)),
        Column(_second_before, _keys(w2)),
        Column(_second_after, _keys(w_2)),
        Column(_clause, _keys(script.clauses, kinds)),
        Column(_sentence, _keys(script.sentences, kinds)),
        Column(_around, script.around),
    ]


def page_columns(script: Facts, page: Page | None) -> list[Column]:
    """Return the groups that say how the chunks stand to the page, if there is one."""
    chunks, kinds = script.reading.chunks, script.kinds
    held = [shared(chunk, page) if page else "?" for chunk in chunks]
    runs = joined(script.reading, page) if page else [0] * len(chunks)
    k1, _, k_1 = _shifts(kinds, 1, _OUT)
    s1, _, s_1 = _shifts(held, 1, "")
    columns = [
        Column(_shared, _keys(kinds, held)),
        Column(_shared_before, _keys(k1, s1, kinds, held)),
        Column(_shared_after, _keys(k_1, s_1, kinds, held)),
        Column(_joined, _keys(runs, kinds)),
    ]
    if page:
        columns.append(Column(_together, _keys(together(chunks, page), kinds)))
    return columns


def _keys(*values: Sequence[Any]) -> list[Key]:
    return list(zip(*values, strict=True))


def _shifts(values: Sequence[str], reach: int, out: str) -> list[Sequence[str]]:
    """Return for each offset from -reach to reach the values that stand so far from each chunk."""
    padded = [out] * reach + list(values) + [out] * reach
    return [padded[i : i + len(values)] for i in range(2 * reach + 1)]


def _own(kind: str, gap: str) -> Iterable[str]:
    return "b", f"k={kind}", f"gap={gap}", f"gap={gap}|k={kind}"


def _word(word: str, sign: bool, shape: str) -> Iterable[str]:
    return f"sign={word}" if sign else f"w={word}", f"shape={shape}"


def _gap_after(gap: str) -> Iterable[str]:
    return (f"gap1={gap}",)


def _kinds_about(before: str, kind: str, after: str) -> Iterable[str]:
    yield f"k-1={before}"
    yield f"k1={after}"
    if before != _OUT:
        yield f"k-1={before}|k={kind}"
    if after != _OUT:
        yield f"k1={after}|k={kind}"
    if _OUT not in (before, after):
        yield f"kkk={before}|{kind}|{after}"


def _kinds_before(third: str, second: str) -> Iterable[str]:
    return f"k-3={third}", f"k-2={second}"


def _kinds_after(second: str, third: str) -> Iterable[str]:
    return f"k2={second}", f"k3={third}"


def _word_before(before: str, word: str) -> Iterable[str]:
    return (f"w-1={before}", f"ww-1={before}|{word}") if before else ()


def _word_after(after: str, word: str) -> Iterable[str]:
    return (f"w1={after}", f"ww1={after}|{word}") if after else ()


def _second_before(word: str) -> Iterable[str]:
    return (f"w-2={word}",) if word else ()


def _second_after(word: str) -> Iterable[str]:
    return (f"w2={word}",) if word else ()


def _clause(marks: Marks, kind: str) -> Iterable[str]:
    return _of_marks("c", marks, kind)


def _sentence(marks: Marks, kind: str) -> Iterable[str]:
    return _of_marks("S", marks, kind)


def _of_marks(stretch: str, marks: Marks, kind: str) -> Iterable[str]:
    yield from (f"{stretch}:{m}" for m in marks)
    yield from (f"{stretch}:{m}|{kind}" for m in marks if not m.startswith("n"))


def _around(following: Marks, previous: Marks, where: str) -> Iterable[str]:
    yield from (f"S+:{m}" for m in following if m in ("affirmation", "denial", "?"))
    yield from (f"S-:{m}" for m in previous if m in ("rival", "?", "correction"))
    if where:
        yield f"where={where}"


def _shared(kind: str, held: str) -> Iterable[str]:
    return f"s={held}", f"k={kind}|s={held}"


def _shared_before(kind1: str, held1: str, kind: str, held: str) -> Iterable[str]:
    return (f"s-1={held1}", f"k-1s={kind1}{held1}|{kind}{held}") if held1 else ()


def _shared_after(kind1: str, held1: str, kind: str, held: str) -> Iterable[str]:
    return (f"s1={held1}", f"k1s={kind1}{held1}|{kind}{held}") if held1 else ()


def _joined(length: int, kind: str) -> Iterable[str]:
    return (f"j={length}", f"j={length}|k={kind}") if length else ("j=0",)


def _together(near: tuple[int, int] | None, kind: str) -> Iterable[str]:
    if near is None:
        return ()
    left, right = near
    return f"co-={left}", f"co+={right}", f"co={left}{right}|{kind}"


def _shape(text: str) -> str:
    """Return the shape of a word, for names of products: Xx, XX, x, x9, or Han."""
    if not text.isascii():
        return "han"
    if text.isalpha():
        return "x" if not text[0].isupper() else "XX" if len(text) > 1 and text.isupper() else "Xx"
    digit = "9" if any(c.isdigit() for c in text) else ""
    if text[:1].isupper():
        return ("XX" if len(text) > 1 and text.isupper() else "Xx") + digit
    return "x" + digit
