"""Mend the wording of the scripts of a run, or show what would be written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from consistency.commands.options import note
from consistency.errors import ConsistencyError

if TYPE_CHECKING:
    from consistency.commands.session import Job, Session
    from consistency.fix import Mended


def mend_all(jobs: Sequence[Job], session: Session, *, write_files: bool) -> list[Mended]:
    """Return the files that can be mended, written or not.

    What cannot be read is for the check to tell; a format that cannot be mended is told of where it
    is the only file, and passed over among several.
    """
    from consistency.fix import save

    changed: list[Mended] = []
    for job in jobs:
        try:
            mended = session.mended(job)
            if mended is not None and mended.after != mended.before:
                if write_files:
                    save(mended)
                changed.append(mended)
        except ConsistencyError:
            if len(jobs) == 1:
                raise
    return changed


def diffs(changed: Sequence[Mended]) -> str:
    """Return what would be written as unified diffs."""
    from consistency.fix import diff

    return "".join(map(diff, changed))


def tell_changes(changed: Sequence[Mended], context: click.Context) -> None:
    """Tell on standard error what was written where, or that nothing was."""
    for one in changed:
        for change in one.changes:
            click.echo(f"{one.path}:{change.line}: {change.old} → {change.new}", err=True)
    if changed:
        note(context, "mended", sum(len(one.changes) for one in changed))
    else:
        tell_none(context)


def tell_none(context: click.Context) -> None:
    """Tell on standard error that nothing can be mended safely."""
    note(context, "unsafe", 0)
