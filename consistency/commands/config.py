"""`consistency config`: each setting, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from consistency.commands.options import FILE, config_options, lang_option, write
from consistency.config import Config, find, load


@click.command()
@click.argument("path", default=".", type=FILE)
@config_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="A table, or data."
)
@lang_option
def config(path: Path, config: Path | None, no_config: bool, form: str, lang: str) -> None:
    """Show each setting that is in force for PATH, a script or a folder, and the file and line it comes from."""
    from consistency.config.patterns import absolute

    file = None if no_config else config or find(absolute(path) if path.is_dir() else absolute(path).parent)
    settings = load(file) if file else Config()
    rows = list(_rows(settings))
    if form == "json":
        from consistency.report.data import to_json

        write(to_json([{"key": key, "value": value, "from": origin} for key, value, origin in rows]), None)
        return
    from consistency.report.safe import one_line
    from consistency.report.width import pad, width
    from consistency.rules import texts

    words = texts(lang)["settings"]
    cells = [(key, _shown(value), one_line(origin or words["default"])) for key, value, origin in rows]
    first, second = (min(max(width(row[i]) for row in cells), 60) for i in (0, 1))
    lines = [f"{pad(key, first)}  {pad(value, second)}  {origin}" for key, value, origin in cells]
    write("\n".join([*([] if settings.files else [words["none"]]), *lines]) + "\n", None)


def _rows(settings: Config) -> Iterator[tuple[str, Any, str | None]]:
    """Yield key, value as written (its default where it is not set) and file:line."""
    from consistency.config.keys import KEYS, SCRIPTS
    from consistency.config.partners import shown

    def where(key: str) -> str | None:
        origin = settings.origins.get(key)
        return f"{shown(origin.file)}:{origin.line}" if origin else None

    for key, one in KEYS.items():
        if key.endswith("*"):
            start = key[:-1]
            yield from ((own, settings.written[own], where(own)) for own in settings.written if own.startswith(start))
        elif key == "scripts.include" and key not in settings.written:
            yield key, list(SCRIPTS), None
        else:
            default = list(one.default) if isinstance(one.default, tuple) else one.default
            yield key, settings.written.get(key, default), where(key)
    for one_off in settings.suppressions:
        parts = {"claim": one_off.claim, "rules": list(one_off.rules), "reason": one_off.reason}
        parts["scripts"] = [pattern.text for pattern in one_off.scripts]
        place = f"{shown(one_off.origin.file)}:{one_off.origin.line}"
        yield "suppress", {name: value for name, value in parts.items() if value}, place


def _shown(value: Any) -> str:
    import json

    from consistency.report.safe import one_line

    return "–" if value is None else one_line(json.dumps(value, ensure_ascii=False))
