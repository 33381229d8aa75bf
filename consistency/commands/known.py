"""Leave out of the checks of a run what a baseline has recorded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.commands.options import note
from consistency.config import Config
from consistency.errors import FileUnreadable

if TYPE_CHECKING:
    from consistency.commands.session import Session
    from consistency.report.checked import Checked


def baseline_of(config: Config, given: Path | None = None) -> Path:
    """Return the file of a baseline: the one given, that of the settings, else the usual name beside them."""
    from consistency.baseline import NAME

    return given or config.baseline or (config.root or Path()) / NAME


def without_known(
    checks: Sequence[Checked], session: Session, given: Path | None, context: click.Context
) -> list[Checked]:
    """Return the checks without what is recorded, and tell how much that was."""
    if given is not None and not given.exists():
        raise FileUnreadable(f"{given} does not exist.", hint="Record it with: consistency baseline.")
    files = [baseline_of(session.config_of(Path(one.script.name)), given) for one in checks]
    kept = list(checks)
    known = gone = 0
    for file in dict.fromkeys(files):
        if not file.exists():
            continue
        from consistency.baseline import compare, read

        places = [number for number, own in enumerate(files) if own == file]
        compared = compare(read(file), [kept[number] for number in places], file.parent)
        for number, check in zip(places, compared.checks, strict=True):
            kept[number] = check
        known += compared.known
        gone += compared.gone.total
    if known:
        note(context, "known", known)
    if gone:
        note(context, "gone", gone)
    return kept
