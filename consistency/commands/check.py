"""`consistency check`: one script against one product page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.commands.options import FILE, lang_option, output_options, spare_inputs, wants_colour, write

if TYPE_CHECKING:
    from consistency.model import Listing, Result
    from consistency.read.source import Source


@click.command()
@click.argument("script", type=FILE)
@click.option(
    "--listing", type=FILE, required=True, metavar="FILE", help="The product page: .json, .csv, .tsv or .xlsx."
)
@click.option("--sku", metavar="ID", help="Which product of the listing, where it holds several.")
@click.option("--report", type=FILE, metavar="FILE", help="The test report or specification sheet: .txt, .md or .pdf.")
@output_options
@lang_option
@click.pass_context
def check(
    context: click.Context,
    script: Path,
    listing: Path,
    sku: str | None,
    report: Path | None,
    form: str,
    output: Path | None,
    lang: str,
) -> None:
    """Check what SCRIPT claims against the product page, and against the test report.

    SCRIPT is a .txt, .md or .srt file, or - for standard input. Every claim is looked for in title,
    bullet points and description; the table shows where each stands and what to mend.

    Exit status: 0 nothing to mend (there may be warnings), 1 something to mend, 2 a file or an
    option is wrong.

    \b
    consistency check speaker.txt --listing speaker.json --report lab.pdf
    consistency check script.srt --listing catalogue.xlsx --sku PB-10 --format json
    """
    from consistency.read.reports import read_report
    from consistency.read.scripts import read_script

    spare_inputs(output, script, listing, report)
    source = read_script(script)
    page = _page(listing, sku, source)
    authority = read_report(report) if report else None

    import consistency

    result = consistency.check(source.text, page, authority.text if authority else None, id=page.id, lang=lang)
    write(_rendered(result, source, listing, report, form, lang, colour=wants_colour(output)), output)
    context.exit(int(result.verdict == "fail" or any(f.severity == "error" for f in result.findings)))


def _page(path: Path, sku: str | None, source: Source) -> Listing:
    """Return the product page meant: --sku, else the sku of the script's front matter where there are several."""
    from consistency.read.listings import pick, read_listings

    listings = read_listings(path)
    if sku is None and len(listings) > 1:
        sku = source.metadata.get("sku")
    return pick(listings, sku, path)


def _rendered(
    result: Result, source: Source, listing: Path, report: Path | None, form: str, lang: str, *, colour: bool
) -> str:
    if form == "text":
        from consistency.report.text import Names, check_text

        names = Names(str(source.path), str(listing), str(report) if report else None)
        return check_text(result, names, source.place, lang, colour=colour)
    from consistency.report.data import to_json, to_json_lines

    data = result.to_dict()
    return to_json(data) if form == "json" else to_json_lines([data])
