"""Read a team's own tables of terms and put them to use.

A table is CSV with a heading: concept, sense and term, as in the lexicon's terms/; the sense "remove"
takes a term out of the concept, or out of all where the concept is left empty. `lang` is told by the
letters where there is no such column. A concept that the lexicon lacks is new, and a row of it has to
say its `kind`; group, broader, graded, limit, usual and dimensions are columns of concepts.csv.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.errors import ConfigError, nearest

if TYPE_CHECKING:
    from consistency.lexicon.concepts import Term

_SENSES = ("term", "paraphrase", "weaker", "contrary", "vague", "cue", "remove")
_CONCEPT = ("kind", "group", "broader", "graded", "limit", "usual", "dimensions")
_COLUMNS = ("concept", "sense", "term", "lang", *_CONCEPT)
_in_use: tuple[tuple[Path, int, int], ...] = ()


def use_terms(paths: Sequence[Path]) -> None:
    """Let the extraction know the terms of `paths` and no other team's; nothing is loaded where there are none."""
    global _in_use
    wanted = tuple((path, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in paths)
    if wanted == _in_use:
        return
    from consistency.extract import own

    _in_use = ()
    own.use([], {})
    terms, concepts = read_terms(paths)
    own.use(terms, concepts)
    _in_use = wanted


def read_terms(paths: Sequence[Path]) -> tuple[list[Term], dict[str, str]]:
    """Return the terms of tables and the lines of the concepts that are new; raise ConfigError with a line."""
    from consistency.lexicon.concepts import KINDS, Term, is_concept

    terms: list[Term] = []
    concepts: dict[str, str] = {}
    rows = [(path, number, row) for path in paths for number, row in _rows(path)]
    for path, number, row in rows:
        if row.get("kind"):
            if row["kind"] not in KINDS:
                raise _mistake(path, number, "kind", row["kind"], KINDS)
            if not re.fullmatch(r"[a-z0-9_]+", row["concept"]):
                raise ConfigError(
                    f"{path}, line {number}: “{row['concept']}” is no name for a concept.",
                    hint="Take small letters, digits and _.",
                )
            concepts[row["concept"]] = ",".join([row["concept"], *(row.get(name, "") for name in _CONCEPT)])
    for path, number, row in rows:
        if row["sense"] not in _SENSES:
            raise _mistake(path, number, "sense", row["sense"], _SENSES)
        if not row["term"]:
            raise ConfigError(f"{path}, line {number}: the row has no term.", hint="Fill it in, or take the row out.")
        everywhere = row["sense"] == "remove" and not row["concept"]
        if not everywhere and row["concept"] not in concepts and not is_concept(row["concept"]):
            raise _unknown(path, number, row["concept"])
        lang = row.get("lang") or ("zh" if re.search("[\u3400-\u9fff]", row["term"]) else "en")
        terms.append(Term(row["concept"], row["sense"], row["term"], lang))
    return terms, concepts


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    from consistency.read.decode import decode
    from consistency.read.files import read_bytes

    text = decode(read_bytes(path), path)[0]
    heading: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip(" ,\t") or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line]))]
        if not heading:
            heading = [cell.casefold() for cell in cells]
            unknown = next((name for name in heading if name and name not in _COLUMNS), None)
            if unknown is not None:
                raise _mistake(path, number, "column", unknown, _COLUMNS)
            lacking = next((name for name in ("concept", "sense", "term") if name not in heading), None)
            if lacking is not None:
                raise ConfigError(
                    f"{path}, line {number}: there is no column “{lacking}”.", hint="Begin with concept,sense,term."
                )
            continue
        yield number, dict(zip(heading, cells + [""] * (len(heading) - len(cells)), strict=False))


def _mistake(path: Path, number: int, what: str, value: str, known: Sequence[str]) -> ConfigError:
    close = nearest(value, known, alike=0.5)
    hint = f"Did you mean “{close[0]}”?" if close else f"There are {', '.join(known)}."
    return ConfigError(f"{path}, line {number}: the {what} “{value}” is not known.", hint=hint)


def _unknown(path: Path, number: int, concept: str) -> ConfigError:
    from consistency.lexicon.concepts import ids

    close = nearest(concept, ids(), alike=0.7)
    hint = f"Did you mean “{close[0]}”? " if close else ""
    return ConfigError(
        f"{path}, line {number}: there is no concept “{concept}”.",
        hint=f"{hint}If it is a new one, say its kind: feature, material, attribute …",
    )
