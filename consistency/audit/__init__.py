"""The same check over a catalogue: partitions, engines, resume, summary.

The package is also the library's function of that name, `consistency.audit(catalogue, out)`: a
subpackage and an attribute of one name are one object, so the module is made callable.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.audit.progress import Listener
    from consistency.audit.summary import Summary


class _Audit(ModuleType):
    def __call__(
        self,
        catalogue: Path | str,
        out: Path | str,
        *,
        scripts: Path | str | None = None,
        reports: Path | str | None = None,
        workers: int | None = None,
        engine: str = "process",
        scheduler: str | None = None,
        since: Path | str | None = None,
        formats: Sequence[str] = (),
        columns: Mapping[str, str] | None = None,
        config: Path | str | None = None,
        partition_size: int = 50,
        lang: str = "en",
        listener: Listener | None = None,
    ) -> Summary:
        """Check every script of a catalogue against its product, and write what is found to the folder `out`.

        `catalogue` is a file of products or a folder of such files. `scripts` is a folder or a table;
        without it the catalogue's own column of scripts is meant. `reports` is a folder. A file of a
        folder belongs to the product whose number its front matter, its name or its folder tells. What
        was done already in `out`, finished or not, is not done again; what `since`, the folder of an
        earlier audit, holds of pairs that are unchanged is taken over. `workers` are processes of this
        machine, by default one for each core; with the engine "dask" the workers of `scheduler` check.
        `config` is the consistency.toml by whose policy, terms and suppressions results are judged.
        """
        from consistency.audit.run import run
        from consistency.audit.settings import Settings

        settings = Settings(
            catalogue=Path(catalogue),
            out=Path(out),
            scripts=None if scripts is None else Path(scripts),
            reports=None if reports is None else Path(reports),
            workers=workers,
            engine=engine,
            scheduler=scheduler,
            since=None if since is None else Path(since),
            formats=tuple(formats),
            columns=dict(columns or {}),
            config=None if config is None else Path(config),
            partition_size=partition_size,
            lang=lang,
        )
        return run(settings, listener)


sys.modules[__name__].__class__ = _Audit
