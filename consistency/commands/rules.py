"""`consistency rules`: the list of rules."""

from __future__ import annotations

import click

from consistency.commands.options import lang_option, write


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="A table, or data."
)
@lang_option
def rules(form: str, lang: str) -> None:
    """List every rule with its code, name and severity."""
    if form == "text":
        from consistency.report.text import rules_text

        write(rules_text(lang), None)
        return
    from dataclasses import asdict

    from consistency.report.data import to_json
    from consistency.rules import all_rules, page

    write(
        to_json(
            [{"code": r.code, "name": r.name, "severity": r.severity, **asdict(page(r, lang))} for r in all_rules()]
        ),
        None,
    )
