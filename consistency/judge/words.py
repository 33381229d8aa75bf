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


_ENDINGS = (
    "ically", "ability", "ibility", "ization", "ation", "ition", "ement", "ment", "ness", "ance", "ence", "able",
    "ible", "izer", "iser", "ing", "ist", "ant", "ent", "ive", "ful", "ize", "ied", "ion", "ed", "er", "or", "ly", "al",
    "ic", "e", "y",
)  # fmt: skip


@cache
def root(token: str) -> str:
    """Return what the words of one family share, whatever their class; anything but a longer Latin word as it is.

    >>> root("detangler"), root("washable"), root("dermatologist"), root("certificat"), root("sensor")
    ('detangl', 'wash', 'dermatolog', 'certificat', 'sens')
    """
    if not token.isascii() or not token.isalpha() or len(token) < 5:
        return token
    if token.endswith("our"):
        token = token[:-3] + "or"
    for _ in range(2):
        for ending in _ENDINGS:
            rest = len(token) - len(ending)
            if rest >= 4 and token.endswith(ending):
                token = token[:rest]
                break
        else:
            break
    return token[:-1] if len(token) > 4 and token[-1] == token[-2] else token


def canonical(tokens: Sequence[str]) -> list[str]:
    """Return the roots of tokens, every form of canonical.csv replaced; what a longer form swallows becomes "".

    >>> canonical(("bpa", "fre")), canonical(("不", "含", "糖"))
    (['bpa', 'without'], ['without', '', '糖'])
    """
    result = list(map(root, tokens))
    heads, forms = _heads(), _forms()
    index = 0
    while index < len(result):
        if tokens[index] in heads:
            for size in range(min(_LONGEST, len(result) - index), 0, -1):
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


@cache
def _rooted(name: str) -> frozenset[str]:
    return frozenset(map(root, role(name)))


@cache
def weight(token: str) -> float:
    """Return how much of a claim's content a canonical token carries."""
    if not token or token in _rooted("grammar") or not token[0].isalnum():
        return 0.0
    if token in POLARITY or token in _rooted("intensifier") or token in _rooted("generic"):
        return 0.3
    return 0.5 * len(token) if is_han(token) else 1.0


_ENDS = frozenset(".!?;。…")
_STOPS = _ENDS | {","}
"""What a word that denies does not reach back over: in "even airflow, avoids clumps" it speaks of the clumps."""


def polarity(tokens: Sequence[str], first: int, last: int, begin: int, end: int, reach: int = 3) -> float:
    """Return how the words at and about `first` to `last` stand to what they name, looking from `begin` to `end`.

    A word that negates stands at most `reach` tokens before what it negates, in the same sentence, or right after
    ("alcohol-free", "not detected").
    """
    for token in tokens[first:last]:
        if token in POLARITY:
            return POLARITY[token]
    seen = 0
    for i in range(first - 1, begin - 1, -1):
        token = tokens[i]
        if token in POLARITY:
            return POLARITY[token]
        if token in _ENDS:
            break
        seen += bool(token)
        if seen >= reach:
            break
    seen = 0
    for i in range(last, end):
        token = tokens[i]
        if token in POLARITY and (seen == 0 or POLARITY[token] >= 5):
            return POLARITY[token]
        if token in _STOPS:
            break
        seen += bool(token) and token != ":"
        if seen >= 3:
            break
    return 0.0


def denied(tokens: Sequence[str], first: int, last: int) -> bool:
    """Tell whether what stands at `first` to `last` is said not to be there: "no A, B or C", "C-free"."""
    found = polarity(tokens, first, last, max(0, first - 10), min(len(tokens), last + 4), 10)
    return found in (POLARITY["without"], POLARITY["absent"])
