"""`consistency baseline`: record the findings that are there, so that only new ones count."""

from __future__ import annotations

from pathlib import Path

import click

from consistency.commands.options import FILE, columns_option, config_options, lang_option, note, write


@click.command()
@click.argument("scripts", nargs=-1, type=FILE)
@click.option("--listing", type=FILE, metavar="FILE", help="The product page, where consistency.toml does not tell.")
@click.option("--sku", metavar="ID", help="Which product of the listing, where it holds several.")
@columns_option
@click.option("--report", type=FILE, metavar="FILE", help="The test report, where consistency.toml does not tell.")
@click.option("--baseline", type=FILE, metavar="FILE", help="The file to record in.")
@config_options
@lang_option
@click.pass_context
def baseline(
    context: click.Context,
    scripts: tuple[Path, ...],
    listing: Path | None,
    sku: str | None,
    columns: dict[str, str] | None,
    report: Path | None,
    baseline: Path | None,
    config: Path | None,
    no_config: bool,
    lang: str,
) -> None:
    """Record the findings of SCRIPTS, which are named as for `check`; from then on only others count.

    What was mended leaves the file. What is recorded of other scripts stays, as long as they exist.
    """
    from consistency.baseline import gone, read, record
    from consistency.baseline import write as save
    from consistency.commands.arguments import jobs_of
    from consistency.commands.known import baseline_of
    from consistency.commands.scripts import check_all
    from consistency.commands.session import Given, Session

    session = Session(Given(listing, report, sku, None, columns, config, no_config), lang)
    jobs = jobs_of(scripts, session)
    checks, failed = check_all(jobs, session, context)
    by_file: dict[Path, list[int]] = {}
    for number, one in enumerate(checks):
        by_file.setdefault(baseline_of(session.config_of(Path(one.script.name)), baseline), []).append(number)
    for file, numbers in by_file.items():
        before = read(file)
        found = record([checks[number] for number in numbers], file.parent, before)
        save(file, found)
        write(f"{file}\n", None)
        note(context, "recorded", found.total)
        mended = gone(before, found).total
        if mended:
            note(context, "left", mended)
    context.exit(2 if failed else 0)
