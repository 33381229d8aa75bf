"""The options that commands share, and the way out for what they print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from consistency.errors import FileUnreadable, UsageError

_Command = TypeVar("_Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)


def default_language() -> str:
    """Return "zh" where the locale is Chinese, else "en"."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    if not named and sys.platform in ("win32", "darwin"):
        import locale

        named = locale.getlocale()[0] or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def lang_option(command: _Command) -> _Command:
    """Add --lang."""
    return click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        default=default_language,
        show_default="the locale's",
        help="Language of the messages.",
    )(command)


def output_options(command: _Command) -> _Command:
    """Add --format and --output."""
    command = click.option("--output", "-o", type=FILE, metavar="FILE", help="Write to FILE instead of the terminal.")(
        command
    )
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "jsonl"]),
        default="text",
        show_default=True,
        help="A table to read, or data for programs.",
    )(command)


def wants_colour(output: Path | None) -> bool:
    """Tell whether what is printed may be coloured: on a terminal, unless NO_COLOR is set."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def spare_inputs(output: Path | None, *inputs: Path | None) -> None:
    """Refuse an --output that is one of the files read."""
    if output is not None and any(one is not None and one.resolve() == output.resolve() for one in inputs):
        raise UsageError(f"{output} is read and would be overwritten.", hint="Choose another --output.")


def write(text: str, output: Path | None) -> None:
    """Print `text`, or write it to the file `output` as UTF-8."""
    try:
        if output is None:
            click.echo(text, nl=False, color=True)
            sys.stdout.flush()
        else:
            output.write_text(text, encoding="utf-8", newline="\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileUnreadable(
            f"{output or 'the output'} cannot be written: {error.strerror}.", hint="Choose another --output."
        ) from None
