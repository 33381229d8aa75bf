"""`consistency schema`: the JSON Schema of what the other commands write."""

from __future__ import annotations

import click

from consistency.commands.options import write


@click.command()
@click.option(
    "--for",
    "part",
    type=click.Choice(["result", "claims"]),
    default="result",
    show_default=True,
    help="What `check` writes, or what `extract` writes.",
)
def schema(part: str) -> None:
    """Print the JSON Schema of the output with --format json.

    A line of --format jsonl is one object of the same shape.
    """
    from consistency.report.data import schema as schema_of
    from consistency.report.data import to_json

    write(to_json(schema_of(part)), None)
