"""The command line. A command's module is imported when the command is called, so that help is instant."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from consistency.errors import ConsistencyError

# Each is a module of consistency.commands with a click command of the same name.
COMMANDS = {
    "check": "Check scripts against their product pages and test reports.",
    "audit": "Check every script of a catalogue.",
    "extract": "List the claims of a script.",
    "parameters": "List the parameters in a text.",
    "evaluate": "Score the checker on labelled cases.",
    "rules": "List every rule.",
    "explain": "Explain a finding by its code.",
    "schema": "Print the JSON Schema of the results.",
    "baseline": "Record the findings that are there, so that only new ones count.",
    "init": "Write a consistency.toml for a folder.",
    "config": "Show each setting and where it comes from.",
    "completion": "Let a shell complete commands and options.",
}


class Refusal(click.ClickException):
    """A mistake of the user, told in a sentence with its code."""

    exit_code = ConsistencyError.exit_status

    def __init__(self, error: ConsistencyError, context: click.Context) -> None:
        from consistency.commands.options import told

        super().__init__(told(error, context))

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


class Lazy(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"consistency.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a sign that a terminal lacks is no reason to stop
        try:
            return super().invoke(ctx)
        except ConsistencyError as error:
            raise Refusal(error, ctx) from error


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="consistency", message="%(prog)s %(version)s")
def main() -> None:
    """Check a product video's script against its product page before the marketplace does."""
