"""Write an evaluation as tables: figures by language pair and category, and what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from consistency.evaluate import ALL, FIGURES, Evaluation, Tally
from consistency.report.width import clip, lines

_HEAD = ["", "cases", "claims", *(name.replace("_", " ") for name in FIGURES)]


def evaluation_text(evaluation: Evaluation, *, errors: bool = False) -> str:
    """Return the figures as a table, with `errors` followed by every mistake."""
    rows = [_HEAD, _row(ALL, evaluation.total)]
    blocks = [evaluation.pairs, evaluation.categories]
    for block in blocks:
        rows += [_row(key, tally) for key, tally in block.items()]
    table = lines(
        [
            [cell.rjust(len(head)) if i else cell for i, (cell, head) in enumerate(zip(r, _HEAD, strict=True))]
            for r in rows
        ]
    )
    at, parts = 2, [*table[:2]]
    for block in blocks:
        parts += ["", *table[at : at + len(block)]]
        at += len(block)
    if errors:
        parts += _mistakes(evaluation.total)
    return "\n".join(parts) + "\n"


def _row(key: str, tally: Tally) -> list[str]:
    figures = tally.figures()
    return [key, str(figures["cases"]), str(figures["claims"]), *(f"{figures[name]:.3f}" for name in FIGURES)]


def _mistakes(tally: Tally) -> Iterator[str]:
    """Yield the confusions, most frequent first, then each mistake with its case."""
    confusions = Counter((m.wanted, str(m.got)) for m in tally.mistakes if m.wanted)
    if confusions:
        yield from ["", "wanted → judged"]
        for (wanted, got), count in confusions.most_common():
            yield f"  {wanted} → {got}: {count}"
    if tally.mistakes:
        yield from ["", "mistakes"]
        rows = [
            [f"  {m.case}", f"{m.what}: {m.wanted} judged {m.got}" if m.wanted else m.what, clip(m.text, 60)]
            for m in tally.mistakes
        ]
        yield from lines(rows)
