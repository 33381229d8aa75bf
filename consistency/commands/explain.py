"""`consistency explain`: the page of a rule."""

from __future__ import annotations

import click

from consistency.commands.options import lang_option, write


@click.command()
@click.argument("code")
@lang_option
def explain(code: str, lang: str) -> None:
    """Explain a finding: what it means, why it matters, how to mend it.

    CODE is a rule's code or name, such as C101 or missing-in-title.
    """
    from consistency.report.text import page_text

    write(page_text(code, lang), None)
