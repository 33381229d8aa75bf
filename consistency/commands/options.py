"""The options that commands share, and the way out for what they print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from consistency.errors import ConsistencyError, FileUnreadable, UsageError

_Command = TypeVar("_Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path)
_LANG = "consistency.lang"
"""Under which the language of the messages is kept, for errors."""


def default_language() -> str:
    """Return "zh" where the locale is Chinese, else "en"."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    if not named and sys.platform in ("win32", "darwin"):
        import locale

        named = locale.getlocale()[0] or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def was_given(context: click.Context, name: str) -> bool:
    """Tell whether an option was given, and is not at its default."""
    return context.get_parameter_source(name) not in (click.core.ParameterSource.DEFAULT, None)


def told(error: ConsistencyError, context: click.Context, *, code: bool = True) -> str:
    """Return the line that tells of an error, in the language of the command."""
    from consistency.messages import sentence

    return f"consistency: {sentence(error, _language(context))}" + (f" [{error.code}]" if code else "")


def note(context: click.Context, what: str, number: int) -> None:
    """Tell on standard error how many there are of something, in the language of the command."""
    from consistency.rules import texts

    one, _, many = texts(_language(context))["notes"][what].partition("|")
    sentence = one if number == 1 or not many else many
    click.echo(f"consistency: {sentence.replace('{n}', str(number))}", err=True)


def _language(context: click.Context) -> str:
    return str(context.find_root().meta.get(_LANG) or default_language())


def speak(context: click.Context, lang: str) -> None:
    """Let errors and notes be told in a language from now on."""
    context.find_root().meta[_LANG] = lang


def _keep_language(context: click.Context, parameter: click.Parameter, value: str) -> str:
    speak(context, value)
    return value


def lang_option(command: _Command) -> _Command:
    """Add --lang."""
    return click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        default=default_language,
        is_eager=True,
        callback=_keep_language,
        show_default="the locale's",
        help="Language of the messages.",
    )(command)


def config_options(command: _Command) -> _Command:
    """Add --config and --no-config."""
    command = click.option("--no-config", is_flag=True, help="Read no consistency.toml.")(command)
    return click.option(
        "--config", type=FILE, metavar="FILE", help="The settings to use, instead of the nearest consistency.toml."
    )(command)


def rules_option(name: str, help: str) -> Callable[[_Command], _Command]:
    """Add an option that names rules, between commas or given several times."""
    return click.option(name, multiple=True, callback=_codes, metavar="RULES", help=help)


def _codes(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> frozenset[str]:
    names = [name for part in value for name in part.replace("，", ",").split(",") if name.strip()]
    if not names:
        return frozenset()
    from consistency.rules import codes_of

    return codes_of(names)


def output_options(*formats: str) -> Callable[[_Command], _Command]:
    """Add --format, one of `formats`, and --output."""

    def add(command: _Command) -> _Command:
        command = click.option(
            "--output", "-o", type=FILE, metavar="FILE", help="Write to FILE instead of the terminal."
        )(command)
        return click.option(
            "--format",
            "form",
            type=click.Choice(formats),
            default="text",
            show_default=True,
            help="A table to read, a page or a workbook to work through, or data for programs."
            if "html" in formats
            else "A table to read, or data for programs.",
        )(command)

    return add


def columns_option(command: _Command) -> _Command:
    """Add --columns."""
    return click.option(
        "--columns",
        callback=_columns,
        metavar="FIELD=HEADING,…",
        help="Which columns of the listing hold title, bullets, description and sku, where their headings do not tell: "
        "title=Name,bullets=Point 1+Point 2.",
    )(command)


def _columns(context: click.Context, parameter: click.Parameter, value: str | None) -> dict[str, str] | None:
    """Return FIELD=HEADING pairs as a mapping; a heading may hold commas of its own."""
    if value is None:
        return None
    found: dict[str, str] = {}
    last = None
    for part in value.split(","):
        field, sign, heading = part.partition("=")
        if sign:
            last = field.strip()
            found[last] = heading.strip()
        elif last is None:
            raise UsageError(
                f"--columns {value} is not understood at {part}.",
                hint="Write --columns title=…,bullets=…,description=… with the headings of the file.",
            )
        else:
            found[last] += "," + part
    return found


def wants_colour(output: Path | None) -> bool:
    """Tell whether what is printed may be coloured: on a terminal, unless NO_COLOR is set."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def spare_inputs(output: Path | None, *inputs: Path | None) -> None:
    """Refuse an --output that is one of the files read."""
    if output is not None and any(one is not None and one.resolve() == output.resolve() for one in inputs):
        raise UsageError(f"{output} is read and would be overwritten.", hint="Choose another --output.")


def write(report: str | bytes, output: Path | None, *, binary: bool = False) -> None:
    """Print `report`, or write it to the file `output`, text as UTF-8; what is `binary` is not for a terminal."""
    if binary and output is None and sys.stdout.isatty():
        raise UsageError("This format is no text to print.", hint="Give a file with --output.")
    try:
        if output is None:
            click.echo(report, nl=False, color=True)
            sys.stdout.flush()
        else:
            output.write_bytes(report if isinstance(report, bytes) else report.encode("utf-8", "surrogatepass"))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileUnreadable(
            f"{output or 'the output'} cannot be written: {error.strerror}.", hint="Choose another --output."
        ) from None
