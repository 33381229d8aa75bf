"""Make `terms.txt`, the form in which the extractor looks terms up: `python -m consistency.extract.compile`.

Run it after a change to the tables of terms; the tests fail where it is out of date.
"""

from __future__ import annotations

from pathlib import Path

from consistency.extract.stream import stream
from consistency.extract.terms import head
from consistency.lexicon.concepts import terms

TARGET = Path(__file__).with_name("terms.txt")
_HEADER = "# Made from the lexicon's terms by `python -m consistency.extract.compile`; do not edit.\n"


def compiled() -> str:
    """Return the contents of `terms.txt`: a line for each head, its terms with their senses, longest first."""
    senses: dict[str, list[str]] = {}
    heads: dict[str, set[str]] = {}
    for term in terms():
        tokens = stream(term.text)
        pattern = tokens.text.strip()
        if not pattern or "|" in pattern or "\t" in pattern:
            continue
        key = head(tokens.tokens[0], tokens.tokens[1] if len(tokens.tokens) > 1 else None)
        heads.setdefault(key, set()).add(pattern)
        known = senses.setdefault(pattern, [])
        if not any(s.startswith(f"{term.concept}:") for s in known):
            known.append(f"{term.concept}:{term.sense}:{term.lang}")
    lines = []
    for key in sorted(heads):
        patterns = sorted(heads[key], key=lambda p: (-len(p), p))
        lines.append("\t".join([key, *("|".join([p, *senses[p]]) for p in patterns)]))
    return _HEADER + "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(compiled(), "utf-8")
    print(f"{TARGET.name}: {len(compiled().splitlines()) - 1} heads")
