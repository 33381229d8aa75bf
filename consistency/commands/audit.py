"""`consistency audit`: every script of a catalogue."""

from __future__ import annotations

import os
from pathlib import Path

import click
from click.core import ParameterSource

from consistency.commands.options import FILE, columns_option, config_options, lang_option, speak


@click.command()
@click.argument("catalogue", type=FILE)
@click.option("--out", type=FILE, required=True, metavar="FOLDER", help="Where the results go: a folder of their own.")
@click.option(
    "--scripts",
    type=FILE,
    metavar="FOLDER|TABLE",
    help="The scripts: files with the product's number in their name or front matter, or a table with columns "
    "sku and script. Without it: the catalogue's own column.",
)
@click.option("--reports", type=FILE, metavar="FOLDER", help="The test reports, found as scripts are.")
@columns_option
@click.option("--workers", type=int, metavar="N", help="Processes of this machine, by default one for each core.")
@click.option(
    "--engine",
    type=click.Choice(["process", "dask"]),
    default="process",
    show_default=True,
    help="What checks: processes of this machine, or the workers of a dask scheduler.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Of dask: tcp://host:8786.")
@click.option("--since", type=FILE, metavar="FOLDER", help="An earlier audit: pairs that are unchanged are taken over.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(["csv", "jsonl"]),
    multiple=True,
    help="Write the findings in this format besides Parquet; may be given twice.",
)
@click.option(
    "--partition-size", type=int, default=50, show_default=True, metavar="N", help="Pairs that are checked at a time."
)
@config_options
@lang_option
@click.pass_context
def audit(
    context: click.Context,
    catalogue: Path,
    out: Path,
    scripts: Path | None,
    reports: Path | None,
    columns: dict[str, str] | None,
    workers: int | None,
    engine: str,
    scheduler: str | None,
    since: Path | None,
    formats: tuple[str, ...],
    partition_size: int,
    config: Path | None,
    no_config: bool,
    lang: str,
) -> None:
    """Check every script of CATALOGUE, a file of products or a folder of such files.

    The folder of --out receives report.html to look at, findings.parquet, claims.parquet and
    pairs.parquet to reckon with, summary.json, and problems.csv: what was not checked, and why. An
    audit that was stopped, by whatever, goes on when the same command is given again.

    Exit status: 0 nothing to mend (there may be warnings), 1 something to mend, or a row, a file or a
    pair that could not be checked, 2 a file or an option is wrong.

    \b
    consistency audit catalogue.xlsx --scripts scripts/ --reports lab/ --out audit/
    consistency audit catalogue.csv --scripts scripts.csv --out audit/ --since last-week/
    """
    import consistency
    from consistency.audit.progress import Terminal
    from consistency.config import find, load
    from consistency.report.catalogue import audit_texts, told

    settings = None if no_config else config or find(catalogue if catalogue.is_dir() else catalogue.parent)
    if settings:
        team = load(settings)
        columns = columns or team.columns
        if team.lang and context.get_parameter_source("lang") is ParameterSource.DEFAULT:
            lang = team.lang
            speak(context, lang)
    terminal = Terminal(audit_texts(lang)["progress"])
    try:
        summary = consistency.audit(
            catalogue, out, scripts=scripts, reports=reports, workers=workers, engine=engine, scheduler=scheduler,
            since=since, formats=formats, columns=columns, config=settings, partition_size=partition_size, lang=lang,
            listener=terminal,
        )  # fmt: skip
    except KeyboardInterrupt:
        terminal.close()
        click.echo(audit_texts(lang)["stopped"], err=True)
        context.exit(130)
    terminal.close()
    lines, warnings = told(summary.data, lang, f"{out}{os.sep}")
    click.echo("\n".join(lines))
    for line in warnings:
        click.echo(f"consistency: {line}", err=True)
    context.exit(summary.exit_status)
