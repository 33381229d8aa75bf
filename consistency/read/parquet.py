"""Read a Parquet file batch by batch; pyarrow is imported when there is one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from consistency.errors import FileUnreadable, TooLarge, UsageError
from consistency.read.catalogue import Table
from consistency.read.columns import fields_of

_BATCH = 64
_LARGEST_GROUP = 4 * 1024**3  # bytes of a row group, unpacked


def parquet(path: Path, columns: dict[str, str]) -> Iterator[Table]:
    """Yield the table of a Parquet file, its heading row first; only the columns of fields are read."""
    try:
        parquet_file = import_module("pyarrow.parquet").ParquetFile
    except ImportError:
        raise UsageError(
            f"{path} is Parquet, which needs pyarrow.", hint="Install it with: pip install pyarrow."
        ) from None
    try:
        with parquet_file(path) as file:
            names = list(file.schema_arrow.names)
            wanted = sorted({at for places in fields_of(names, columns).values() for at in places})
            _guard(file.metadata, path)
            yield Table("", _rows(file, names, [names[at] for at in wanted], path))
    except (FileUnreadable, TooLarge):
        raise
    except Exception as error:  # pyarrow raises whatever a broken file makes it stumble on
        raise _broken(path, error) from error


def _rows(file: Any, names: list[str], wanted: list[str], path: Path) -> Iterator[tuple[int, list[Any]]]:
    yield 0, names
    number = 0
    try:
        for batch in file.iter_batches(batch_size=_BATCH, columns=wanted) if wanted else ():
            for record in batch.to_pylist():
                number += 1
                yield number, [record.get(name) for name in names]
    except Exception as error:  # as above, in the middle of the file
        raise _broken(path, error) from error


def _guard(metadata: Any, path: Path) -> None:
    for group in range(metadata.num_row_groups):
        size = metadata.row_group(group).total_byte_size  # of columns it is not asked: a broken one ends the program
        if size > _LARGEST_GROUP:
            raise TooLarge(
                f"{path} has a row group that unpacks to {size / 1e6:,.0f} MB.", hint="Write smaller row groups."
            )


def _broken(path: Path, error: Exception) -> FileUnreadable:
    return FileUnreadable(f"{path} is a broken Parquet file ({type(error).__name__}).", hint="Write it again.")
