"""`consistency check`: one script against one product page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.commands.options import (
    FILE,
    columns_option,
    lang_option,
    output_options,
    spare_inputs,
    wants_colour,
    write,
)
from consistency.report.formats import FORMATS, render

if TYPE_CHECKING:
    from consistency.model import Listing
    from consistency.read.source import Source


@click.command()
@click.argument("script", type=FILE)
@click.option(
    "--listing",
    type=FILE,
    required=True,
    metavar="FILE",
    help="The product page: an export of the marketplace, or a table.",
)
@click.option("--part", metavar="NAME", help="Which script of the file, where it holds several: English.")
@click.option("--sku", metavar="ID", help="Which product of the listing, where it holds several.")
@columns_option
@click.option("--report", type=FILE, metavar="FILE", help="The test report or specification sheet.")
@output_options(*FORMATS)
@lang_option
@click.pass_context
def check(
    context: click.Context,
    script: Path,
    listing: Path,
    part: str | None,
    sku: str | None,
    columns: dict[str, str] | None,
    report: Path | None,
    form: str,
    output: Path | None,
    lang: str,
) -> None:
    """Check what SCRIPT claims against the product page, and against the test report.

    SCRIPT is text, Markdown, DOCX, subtitles (SRT, VTT, ASS), a storyboard in XLSX, CSV or DOCX, a
    transcript or an editor's draft (JSON), or - for standard input; a storyboard with a column for
    each language is a script for each. Every claim is looked for in title, bullet points and
    description; the table shows where each stands and what to mend.

    Exit status: 0 nothing to mend (there may be warnings), 1 something to mend, 2 a file or an
    option is wrong.

    \b
    consistency check speaker.txt --listing speaker.json --report lab.pdf
    consistency check script.srt --listing catalogue.xlsx --sku PB-10 --format html -o check.html
    """
    from consistency.read.reports import read_report
    from consistency.read.scripts import read_script, read_scripts

    spare_inputs(output, script, listing, report)
    sources = [read_script(script, part)] if part else read_scripts(script)
    page = _page(listing, sku, columns, sources[0])
    authority = read_report(report) if report else None

    import consistency
    from consistency.report.checked import Checked

    checks = []
    for source in sources:
        text = authority.text if authority else None
        result = consistency.check(source.text, page, text, id=page.id, lang=lang)
        checks.append(Checked(result, source, page, str(listing), authority))
    rendered = render(form, checks, lang, colour=wants_colour(output))
    write(rendered, output, binary=FORMATS[form].binary)
    errors = (f.severity == "error" for one in checks for f in one.result.findings)
    context.exit(int(any(one.result.verdict == "fail" for one in checks) or any(errors)))


def _page(path: Path, sku: str | None, columns: dict[str, str] | None, source: Source) -> Listing:
    """Return the product page meant: --sku, else the sku of the script's front matter where there are several."""
    from consistency.read.listings import pick, read_listings

    listings = read_listings(path, columns)
    if sku is None and len(listings) > 1:
        sku = source.metadata.get("sku")
    return pick(listings, sku, path)
