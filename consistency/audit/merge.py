"""Put the outcomes of all partitions together, in the order of the catalogue, in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from consistency.audit.files import lines_of, write_whole
from consistency.audit.tables import (
    CLAIMS,
    FINDINGS,
    PAIRS,
    PROBLEMS,
    Csv,
    Lines,
    Parquet,
    Table,
    claim_rows,
    finding_rows,
    pair_row,
)
from consistency.audit.tally import Examples, Tally

FORMAT = 1
"""Of summary.json and the tables: raised where a key or column changes or goes."""


def merge(
    parts: Sequence[Path], problems: Iterable[dict[str, Any]], out: Path, formats: Sequence[str]
) -> tuple[dict[str, Any], Examples]:
    """Write the tables of an audit to `out`; return the figures and the first rows of each."""
    tally = Tally()
    with ExitStack() as stack:

        def table(made: Table) -> Table:
            return stack.enter_context(made)

        findings = [table(Parquet(out / "findings.parquet", FINDINGS))]
        if "csv" in formats:
            findings.append(table(Csv(out / "findings.csv", FINDINGS)))
        if "jsonl" in formats:
            findings.append(table(Lines(out / "findings.jsonl", FINDINGS)))
        claims = table(Parquet(out / "claims.parquet", CLAIMS))
        pairs = table(Parquet(out / "pairs.parquet", PAIRS))
        wrong = [table(Parquet(out / "problems.parquet", PROBLEMS)), table(Csv(out / "problems.csv", PROBLEMS))]
        for problem in problems:
            tally.problem(problem)
            _add(wrong, problem)
        for pair in _pairs(parts):
            if "error" in pair["body"]:
                failed = _failed(pair)
                tally.problem(failed)
                _add(wrong, failed)
                continue
            rows = list(finding_rows(pair))
            tally.add(pair, rows)
            pairs.add(pair_row(pair))
            for row in claim_rows(pair):
                claims.add(row)
            for row in rows:
                _add(findings, row)
    data = {"format": FORMAT, **tally.to_dict()}
    write_whole(out / "summary.json", (json.dumps(data, ensure_ascii=True, indent=2) + "\n").encode())
    return data, tally.examples()


def _pairs(parts: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for part in parts:
        for line in lines_of(part):
            yield json.loads(line)


def _add(tables: Iterable[Table], row: dict[str, Any]) -> None:
    for table in tables:
        table.add(row)


def _failed(pair: dict[str, Any]) -> dict[str, Any]:
    """Return the problem of a pair that the checker could not check."""
    message = f"row {pair['row']} with {pair['script']}: {pair['body']['error']}"
    return {
        "kind": "checker", "file": pair["catalogue"], "row": pair["row"], "product": pair["product"], "message": message
    }  # fmt: skip
