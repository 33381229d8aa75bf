"""Make `terms.txt` and `cues.txt`, in which the extractor looks terms up: `python -m consistency.extract.compile`.

Run it after a change to the tables of terms or of scope cues; the tests fail where they are out of date.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from consistency.extract.stream import stream
from consistency.lexicon.concepts import terms
from consistency.lexicon.tables import rows

FOLDER = Path(__file__).parent
_HEADER = "# Made from the lexicon by `python -m consistency.extract.compile`, a head a line, its terms under it.\n"


def compiled() -> dict[str, str]:
    """Return the files' contents by their names."""
    return {
        "terms.txt": _compile((t.text, t.concept, f"{t.concept}:{t.sense}:{t.lang}") for t in terms()),
        "cues.txt": _compile((row["cue"], "", row["scope"]) for row in rows("scope.csv")),
    }


def _compile(phrases: Iterable[tuple[str, str, str]]) -> str:
    """Return heads and under each the patterns that begin so, longest first, with their meanings.

    Phrases are (text, key, meaning); of the meanings of a pattern that share a key the first one stands.
    """
    meanings: dict[str, dict[str, str]] = {}
    heads: dict[str, set[str]] = {}
    for text, key, meaning in phrases:
        head, pattern = head_of(text)
        if not pattern:
            continue
        heads.setdefault(head, set()).add(pattern)
        meanings.setdefault(pattern, {}).setdefault(key, meaning)
    parts = []
    for head in sorted(heads):
        patterns = sorted(heads[head], key=lambda p: (-len(p), p))
        parts.append(head + "\n" + "\t".join("|".join([p, *meanings[p].values()]) for p in patterns) + "\n")
    return _HEADER + "".join(parts)


def head_of(text: str) -> tuple[str, str]:
    """Return the head and the pattern of a term, both empty where nothing of it can be looked up."""
    read = stream(text)
    pattern = read.text.strip()
    if not pattern or "|" in pattern or "\t" in pattern:
        return "", ""
    second = min(1, len(read.tokens) - 1)
    return read.text[read.at[0] : read.at[second] + len(read.tokens[second])], pattern


def main() -> None:
    """Write the files."""
    for name, text in compiled().items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
        print(f"{name}: {text.count(chr(10)) // 2} heads")


if __name__ == "__main__":
    main()
