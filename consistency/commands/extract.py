"""`consistency extract`: the claims of a script alone."""

from __future__ import annotations

from pathlib import Path

import click

from consistency.commands.options import FILE, lang_option, output_options, spare_inputs, write


@click.command()
@click.argument("file", type=FILE)
@click.option("--part", metavar="NAME", help="Which script of the file, where it holds several: English.")
@output_options("text", "json", "jsonl")
@lang_option
def extract(file: Path, part: str | None, form: str, output: Path | None, lang: str) -> None:
    """List the claims of a script, with attribute and parameter.

    FILE is a script in any format that `check` reads, or - for standard input.
    """
    from consistency.commands.session import Given, Session
    from consistency.config.terms import use_terms
    from consistency.read.scripts import read_script
    from consistency.suppress import silenced

    spare_inputs(output, file)
    source = read_script(file, part)
    use_terms(Session(Given(), lang).config_of(file).lexicon)

    from consistency.extract.claims import extract as claims_of

    claims = claims_of(silenced(source.text))
    if form == "text":
        from consistency.report.text import claims_text

        write(claims_text(claims, source.name, source.place, lang), output)
    else:
        from consistency.report.data import claim_dict, to_json, to_json_lines

        data = [claim_dict(claim) for claim in claims]
        write(to_json(data) if form == "json" else to_json_lines(data), output)
