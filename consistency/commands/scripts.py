"""Check the scripts of a run one after the other; what goes wrong with one never stops the rest."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from consistency.commands.options import told
from consistency.errors import ConsistencyError

if TYPE_CHECKING:
    from consistency.commands.session import Job, Session
    from consistency.report.checked import Checked

_MANY = 20
"""Scripts from which on progress is told."""
_CLEAR = "\r\x1b[K"


def check_all(jobs: Sequence[Job], session: Session, context: click.Context) -> tuple[list[Checked], int]:
    """Return the checks, and how many scripts could not be checked: each is told of on standard error."""
    checks: list[Checked] = []
    failed = 0
    shows = len(jobs) >= _MANY and sys.stderr.isatty()
    for number, job in enumerate(jobs, 1):
        if shows:
            click.echo(f"{_CLEAR}{number}/{len(jobs)} {job.path}", err=True, nl=False)
        try:
            checks += session.check(job)
        except ConsistencyError as error:
            failed += 1
            click.echo(_CLEAR * shows + told(_of(error, job, jobs), context), err=True)
    if shows:
        click.echo(_CLEAR, err=True, nl=False)
    if failed and len(jobs) > 1:
        count = ConsistencyError(f"{failed} of {len(jobs)} scripts could not be checked.")
        click.echo(told(count, context, code=False), err=True)
    return checks, failed


def tell_idle(session: Session, lang: str) -> None:
    """Tell of the suppressions in settings that hid nothing in a run over all their scripts."""
    from consistency.config.partners import shown
    from consistency.suppress import suppression, unused

    for one, used in session.idle():
        place = f"{shown(one.origin.file)}:{one.origin.line}"
        written = suppression(one.rules, claim=one.claim or "", place=place)
        for finding in unused(written, used, lang):
            click.echo(f"consistency: {finding.message} [{finding.code}]", err=True)


def _of(error: ConsistencyError, job: Job, jobs: Sequence[Job]) -> ConsistencyError:
    """Name the script in an error about something else that it needs, where there are several."""
    if len(jobs) < 2 or str(job.path) in error.message:
        return error
    named = ConsistencyError(f"{job.path}: {error.message}", hint=error.hint)
    named.code = error.code
    return named
