"""A text's tokens in the form in which wordings are compared: what says one thing in many ways becomes one token."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from consistency.extract.stream import is_han, stream
from consistency.lexicon.functional import role
from consistency.lexicon.tables import rows

POLARITY = {"without": 1.0, "not": 2.0, "proof": 3.0, "resist": 4.0, "absent": 5.0, "extra": 6.0, "barred": 7.0}
"""How a stretch stands to what it names, as a number for the signals."""
_LONGEST = 4


@cache
def _forms() -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for row in rows("canonical.csv"):
        table.setdefault(stream(row["form"]).tokens, row["token"])
    return table


@cache
def _heads() -> frozenset[str]:
    return frozenset(form[0] for form in _forms())


def canonical(tokens: Sequence[str]) -> list[str]:
    """Return the tokens with every form of canonical.csv replaced; what a longer form swallows becomes "".

    >>> canonical(("bpa", "fre")), canonical(("不", "含", "糖"))
    (['bpa', 'without'], ['without', '', '糖'])
    """
    result = [f"{t[:-3]}or" if len(t) > 5 and t.endswith("our") else t for t in tokens]
    heads, forms = _heads(), _forms()
    index = 0
    while index < len(result):
        if tokens[index] in heads:
            for size in range(_LONGEST, 0, -1):
                token = forms.get(tuple(tokens[index : index + size]))
                if token is not None:
                    result[index : index + size] = [token] + [""] * (size - 1)
                    index += size - 1
                    break
        index += 1
    return result


def literal_keys(tokens: Sequence[str]) -> set[str]:
    """Return canonical tokens, and neighbours as one: Han characters in pairs, Latin words written together."""
    keys = set(tokens)
    previous = ""
    for token in tokens:
        if not token:
            continue
        if previous and is_han(token) == is_han(previous):
            keys.add(previous + token)
        previous = token
    keys.discard("")
    return keys


def weight(token: str) -> float:
    """Return how much of a claim's content a canonical token carries."""
    if not token or token in role("grammar") or not token[0].isalnum():
        return 0.0
    if token in POLARITY or token in role("intensifier") or token in role("generic"):
        return 0.3
    return 0.5 * len(token) if is_han(token) else 1.0


def polarity(tokens: Sequence[str], first: int, last: int, begin: int, end: int, reach: int = 3) -> float:
    """Return how the words at and about `first` to `last` stand to what they name, looking from `begin` to `end`.

    A word that negates stands before what it negates, or right after ("alcohol-free", "not detected").
    """
    for token in tokens[first:last]:
        if token in POLARITY:
            return POLARITY[token]
    seen = 0
    for i in range(first - 1, begin - 1, -1):
        token = tokens[i]
        if token in POLARITY:
            return POLARITY[token]
        seen += bool(token)
        if seen >= reach:
            break
    seen = 0
    for i in range(last, end):
        token = tokens[i]
        if token in POLARITY and (seen == 0 or POLARITY[token] >= 5):
            return POLARITY[token]
        seen += bool(token) and token != ":"
        if seen >= 3:
            break
    return 0.0
