"""Run an audit from its inputs to its results, or go on with one that was stopped.

Everything that is not a result is in the folder .work of the audit's folder: the index of partners,
the partitions in flight, and the outcomes of those that are done, each under the key of all that
decides it. Nothing else is needed to go on: the plan is made anew, and what is done is not done again.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, Any

from consistency.audit.engines import Engine, Processes, Task
from consistency.audit.files import clear, locked, packed, write_whole
from consistency.audit.gather import gather
from consistency.audit.identity import checker, key_of
from consistency.audit.merge import FORMAT, merge
from consistency.audit.partners import Partners
from consistency.audit.plan import Problem, partitions, rows_of
from consistency.audit.progress import Listener, State
from consistency.audit.settings import Settings
from consistency.audit.since import Earlier, nothing
from consistency.audit.summary import Summary
from consistency.config import Config, load
from consistency.errors import ContentMissing, FileUnreadable, UsageError

RESULTS = ("findings.parquet", "claims.parquet", "pairs.parquet", "problems.parquet", "problems.csv", "report.html")


def run(settings: Settings, listener: Listener | None = None) -> Summary:
    """Check a catalogue; raise ConsistencyError where the settings or every file of it are wrong."""
    settings.check()
    work = settings.out / ".work"
    _prepare(settings.out, work)
    with locked(work / "lock"):
        return _Audit(settings, work, listener or (lambda state: None)).run()


def _prepare(out: Path, work: Path) -> None:
    try:
        if out.is_dir() and not work.is_dir() and any(out.iterdir()):
            raise UsageError(f"{out} holds something else than an audit.", hint="Give a new or empty folder as --out.")
        for folder in (work / "in", work / "done"):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileUnreadable(f"{out} cannot be written: {error.strerror}.", hint="Choose another --out.") from None


class _Audit:
    """One run; `parts` are the outcomes in order as they come to be planned."""

    def __init__(self, settings: Settings, work: Path, listener: Listener) -> None:
        self.settings = settings
        self.work = work
        self.listener = listener
        self.config = load(settings.config) if settings.config else Config()
        self.parts: list[Path] = []
        self.products = self.pairs = self.kept = self.total = self.new = 0
        self.lock = threading.Lock()

    def run(self) -> Summary:
        for folder in (self.settings.out, self.work, self.work / "in", self.work / "done"):
            clear(folder)
        shutil.rmtree(self.work / "in")
        (self.work / "in").mkdir()
        self.listener(State("plan"))
        earlier = Earlier(self.settings.since, self.work / "since.sqlite") if self.settings.since else nothing
        problems = self.work / "problems.jsonl"
        with Partners(self.work / "partners.sqlite") as partners, problems.open("wb") as told:
            self._pair(partners)
            self._engine().run(self._tasks(partners, earlier, told), self._done)
            for problem in _unpaired(partners):
                _tell(told, problem)
        if isinstance(earlier, Earlier):
            earlier.close()
        self._forget()
        if not self.parts and not problems.stat().st_size:
            raise ContentMissing(f"{self.settings.catalogue} holds no product.", hint="Give a catalogue with some.")
        self.listener(State("merge", self.total, self.total, self.pairs, self.kept))
        return Summary(self.settings.out, self._merged(problems), self.new)

    def _pair(self, partners: Partners) -> None:
        """Read scripts and reports, and find the product of each."""
        settings = self.settings
        for _, row in rows_of(settings):
            self.total += 1
            partners.add_product(row.id, [number for number in (row.id, *row.skus) if number])
        gather(partners, settings)
        partners.pair({"script": settings.scripts or Path(), "report": settings.reports or Path()})

    def _engine(self) -> Engine:
        if self.settings.engine == "dask":
            from consistency.audit.dask_engine import Dask

            return Dask(str(self.settings.scheduler), self.settings.lang, self.config)
        return Processes(self.settings.processes, self.settings.lang, self.settings.config)

    def _tasks(self, partners: Partners, earlier: Any, told: IO[bytes]) -> Iterator[Task]:
        """Yield what is not done yet, spooled; partitions are planned as there is room for them."""
        report = partial(_tell, told)
        for partition in partitions(self.settings, self.config, partners, earlier, report):
            name = f"{partition.number:06}-{partition.key}.jsonl.gz"
            target = self.work / "done" / name
            self.parts.append(target)
            if target.exists():
                self._count(partition.products, partition.pairs, partition.pairs)
                continue
            source = self.work / "in" / name
            write_whole(source, packed(b"".join(partition.lines)))
            with self.lock:
                self.kept += partition.taken
                self.new += partition.pairs - partition.taken
            yield Task(source, target, partition.products, partition.pairs)

    def _done(self, task: Task) -> None:
        task.source.unlink(missing_ok=True)
        self._count(task.products, task.pairs, 0)

    def _count(self, products: int, pairs: int, kept: int) -> None:
        with self.lock:
            self.products += products
            self.pairs += pairs
            self.kept += kept
            state = State("check", self.products, self.total, self.pairs, self.kept)
        self.listener(state)

    def _forget(self) -> None:
        """Remove the outcomes of what is no longer in the catalogue."""
        wanted = {part.name for part in self.parts}
        for path in (self.work / "done").iterdir():
            if path.name not in wanted:
                path.unlink()

    def _merged(self, problems: Path) -> dict[str, Any]:
        """Write the results, unless they are there already as they would be written."""
        settings, out, mark = self.settings, self.settings.out, self.work / "merged"
        formats = sorted(set(settings.formats))
        key = key_of(
            FORMAT, checker(), [part.name for part in self.parts], problems.read_text("utf-8"), formats, settings.lang
        )
        wanted = [*RESULTS, *(f"findings.{form}" for form in formats), "summary.json"]
        if mark.exists() and mark.read_text() == key and all((out / name).exists() for name in wanted):
            found: dict[str, Any] = json.loads((out / "summary.json").read_text("utf-8"))
            return found
        mark.unlink(missing_ok=True)
        data, examples = merge(self.parts, _told(problems), out, formats)
        from consistency.report.catalogue import render

        write_whole(out / "report.html", render(data, examples, settings.lang).encode("utf-8", "replace"))
        write_whole(mark, key.encode())
        return data


def _unpaired(partners: Partners) -> Iterator[Problem]:
    """Yield the files that cannot be read, and the texts that belong to no product."""
    from consistency.read.reports import SUFFIXES as REPORTS
    from consistency.read.scripts import SUFFIXES as SCRIPTS

    for kind, path, error in partners.errors():
        read = Path(path).suffix.lower() in (SCRIPTS if kind == "script" else REPORTS)
        yield Problem("file" if read else "other", path, None, None, error)
    for kind, path, place, wanted in partners.alone():
        named = f"of the product {wanted}" if wanted else "whose product its name tells"
        message = f"there is no product, or more than one, for this {kind} {named}"
        yield Problem(kind, path, place or None, wanted, message)


def _tell(file: IO[bytes], problem: Problem) -> None:
    file.write(json.dumps(asdict(problem)).encode() + b"\n")


def _told(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)
