"""`consistency parameters FILE`: print every quantity, rating and named parameter of a text."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from consistency.model import Mention, Parameter, plain


@click.command()
@click.argument("file", default="-")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="A table for people, one JSON array, or one JSON object a line.",
)
def parameters(file: str, format_: str) -> None:
    """Print the parameters of the text in FILE ("-" reads standard input) and where they stand."""
    from consistency.extract.parameters import parameters as find

    mentions = find(_read(file))
    if format_ == "json":
        click.echo(json.dumps([m.to_dict() for m in mentions], ensure_ascii=False, indent=2))
    elif format_ == "jsonl":
        for mention in mentions:
            click.echo(json.dumps(mention.to_dict(), ensure_ascii=False))
    else:
        _table(mentions)


def _read(file: str) -> str:
    from consistency.read.decode import decode
    from consistency.read.files import read_bytes

    if file == "-":
        return decode(sys.stdin.buffer.read(), Path("<stdin>"))[0]
    return decode(read_bytes(Path(file)), Path(file))[0]


def _table(mentions: list[Mention]) -> None:
    lines = [(m.text.replace("\n", " "), show(m.parameter), f"{m.start}-{m.end}") for m in mentions]
    widths = [max((len(line[i]) for line in lines), default=0) for i in (0, 1)]
    for text, parameter, place in lines:
        click.echo(f"{text:<{widths[0]}}  {parameter:<{widths[1]}}  {place}")


def show(parameter: Parameter) -> str:
    """Return a parameter in one line: "up to 24 h", "20 × 30 × 5 cm", "IPX8 (ip)"."""
    if parameter.kind != "quantity":
        return f"{parameter.code or parameter.name} ({parameter.scale})" if parameter.scale else str(parameter.name)
    if parameter.values:
        number = " × ".join(str(plain(value)) for value in parameter.values)
    elif parameter.value is None:
        number = f"{plain(parameter.low)} to {plain(parameter.high)}"
    else:
        number = str(plain(parameter.value))
    tolerance = "" if parameter.tolerance is None else f"± {plain(parameter.tolerance)}"
    return " ".join(part for part in (parameter.qualifier, number, tolerance, parameter.unit) if part)
