"""The tables that an audit writes: their columns, and Parquet, CSV and JSON Lines of the same rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from consistency.audit.files import TEMPORARY, place, settle
from consistency.model import FIELDS
from consistency.report.safe import guard

Row = Mapping[str, Any]
GROUP = 10_000
"""Rows of a row group: fixed, so that the same rows make the same bytes."""

_PAIR = {"catalogue": "s", "row": "i", "product": "s", "category": "s", "script": "s", "report": "s"}
_CLAIM = {"claim_number": "i", "place": "s", "line": "i", "claim": "s", "attribute": "s", "parameter": "s"}
FINDINGS = {
    **_PAIR, **_CLAIM, "field": "s", "status": "s", "severity": "s", "code": "s", "message": "s",
    "evidence": "s", "bullet": "i", "suggestion": "s",
}  # fmt: skip
CLAIMS = {
    **_PAIR, **_CLAIM, "start": "i", "end": "i", "value": "s", "suggestion": "s",
    **{f"{field}_status": "s" for field in FIELDS}, **{f"{field}_evidence": "s" for field in FIELDS},
}  # fmt: skip
PAIRS = {**_PAIR, "verdict": "s", "claims": "i", "errors": "i", "warnings": "i", "key": "s"}
PROBLEMS = {"kind": "s", "file": "s", "row": "i", "product": "s", "message": "s"}


class Table(Protocol):
    """Where rows go; on leaving `with` the file has its name, unless there was an error."""

    def add(self, row: Row) -> None: ...

    def __enter__(self) -> Table: ...

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None: ...


class Parquet:
    """A table in Parquet; of the same rows it has the same bytes."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
        self.path, self.part = path, path.with_name(path.name + TEMPORARY)
        self.columns = columns
        self.arrow = pa
        self.schema = pa.schema([(name, pa.string() if kind == "s" else pa.int64()) for name, kind in columns.items()])
        self.file = self.part.open("wb")
        self.writer = pq.ParquetWriter(self.file, self.schema, compression="zstd")
        self.rows: dict[str, list[Any]] = {name: [] for name in columns}
        self.count = 0

    def __enter__(self) -> Parquet:
        return self

    def add(self, row: Row) -> None:
        for name, values in self.rows.items():
            value = row.get(name)
            values.append(clean(value) if isinstance(value, str) else value)
        self.count += 1
        if self.count == GROUP:
            self._write()

    def _write(self) -> None:
        self.writer.write_table(self.arrow.table(self.rows, schema=self.schema), row_group_size=GROUP)
        for values in self.rows.values():
            values.clear()
        self.count = 0

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None and self.count:
            self._write()
        self.writer.close()
        _finish(self, kind)


class Csv:
    """A table that Excel opens: UTF-8 with a signature, no cell a formula."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        self.path, self.part = path, path.with_name(path.name + TEMPORARY)
        self.columns = columns
        self.file = self.part.open("w", encoding="utf-8-sig", newline="")
        self.writer = csv.writer(self.file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        self.writer.writerow(columns)

    def __enter__(self) -> Csv:
        return self

    def add(self, row: Row) -> None:
        values = (row.get(name) for name in self.columns)
        self.writer.writerow(["" if v is None else guard(v) if isinstance(v, str) else v for v in values])

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        _finish(self, kind)


class Lines:
    """A table as JSON Lines."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        self.path, self.part = path, path.with_name(path.name + TEMPORARY)
        self.columns = columns
        self.file = self.part.open("w", encoding="utf-8", newline="\n")

    def __enter__(self) -> Lines:
        return self

    def add(self, row: Row) -> None:
        values = {name: clean(v) if isinstance(v := row.get(name), str) else v for name in self.columns}
        text = json.dumps(values, ensure_ascii=False)
        self.file.write(
            text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"
        )

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        _finish(self, kind)


def _finish(table: Parquet | Csv | Lines, kind: type[BaseException] | None) -> None:
    if kind is None:
        settle(table.file)
    table.file.close()
    if kind is None:
        place(table.part, table.path)
    else:
        table.part.unlink(missing_ok=True)


def clean(text: str) -> str:
    """Return text that UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def pair_row(pair: Row) -> dict[str, Any]:
    """Return the row of a pair that was checked."""
    body = pair["body"]
    severities = [finding["severity"] for finding in body["findings"]]
    return {
        **_named(pair), "verdict": body["verdict"], "claims": len(body["claims"]), "key": pair["key"],
        "errors": severities.count("error"), "warnings": severities.count("warning"),
    }  # fmt: skip


def claim_rows(pair: Row) -> Iterator[dict[str, Any]]:
    """Yield the rows of the claims of a pair."""
    for number, claim in enumerate(pair["body"]["claims"], 1):
        row = {**_named(pair), **_claimed(number, claim), "suggestion": claim["suggestion"]}
        row |= {"start": claim["start"], "end": claim["end"]}
        row["value"] = json.dumps(claim["value"], ensure_ascii=False) if claim["value"] else None
        for field in FIELDS:
            judged = claim["fields"].get(field)
            row[f"{field}_status"] = judged and judged["status"]
            row[f"{field}_evidence"] = judged["evidence"]["text"] if judged and judged["evidence"] else None
        yield row


def finding_rows(pair: Row) -> Iterator[dict[str, Any]]:
    """Yield the rows of the findings of a pair."""
    claims = pair["body"]["claims"]
    for finding in pair["body"]["findings"]:
        row = {**_named(pair), **{name: finding[name] for name in ("field", "severity", "code", "message")}}
        if finding["claim"] is not None:
            claim = claims[finding["claim"]]
            judged = claim["fields"].get(finding["field"]) if finding["field"] else None
            evidence = judged["evidence"] if judged else None
            row |= {**_claimed(finding["claim"] + 1, claim), "suggestion": claim["suggestion"]}
            row["status"] = judged and judged["status"]
            row["evidence"] = evidence and evidence["text"]
            row["bullet"] = evidence["index"] + 1 if evidence and "index" in evidence else None
        yield row


def _named(pair: Row) -> dict[str, Any]:
    return {name: pair[name] for name in _PAIR}


def _claimed(number: int, claim: Row) -> dict[str, Any]:
    told = {name: claim[name] for name in ("place", "line", "attribute", "parameter")}
    return {"claim_number": number, "claim": claim["text"], **told}
