"""`consistency init`: write a consistency.toml for a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from consistency.commands.options import lang_option, write
from consistency.config import NAME
from consistency.errors import FileUnreadable, UsageError

if TYPE_CHECKING:
    from consistency.config.survey import Survey


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over a consistency.toml that is there.")
@lang_option
def init(folder: Path, force: bool, lang: str) -> None:
    """Write a consistency.toml into FOLDER, with a comment above each setting.

    Scripts, listings and reports are looked for in the folder, and the settings are such that
    `consistency check` finds them.
    """
    from consistency.config.patterns import absolute
    from consistency.config.survey import survey
    from consistency.rules import fill, texts

    if not folder.is_dir():
        raise FileUnreadable(f"{folder} is no folder.", hint="Give the folder of the scripts.")
    file = folder / NAME
    if file.exists() and not force:
        raise UsageError(f"{file} is there already.", hint="Write over it with --force.")
    found = survey(absolute(folder))
    write(_content(found, lang), file)
    words = texts(lang)["settings"]
    counts = {what: _count(words[f"found_{what}"], len(getattr(found, what))) for what in _FOUND}
    write(fill(words["written"], {"file": str(file), **counts}) + "\n" + words["next"] + "\n", None)


_FOUND = ("scripts", "listings", "reports")


def _count(template: str, number: int) -> str:
    one, _, many = template.partition("|")
    return (one if number == 1 or not many else many).replace("{n}", str(number))


def _content(found: Survey, lang: str) -> str:
    """Return the file: what was found is set, the rest stands as comments with an example."""
    from consistency.config.markets import languages, markets
    from consistency.rules import texts

    words = dict(texts(lang)["settings"])
    words["market"] = words["market"].replace("{markets}", ", ".join(markets()))
    words["title_language"] = words["title_language"].replace("{languages}", ", ".join(languages()))
    lines = [*_comment(words["head"]), *_comment(words["patterns"]), ""]

    def key(name: str, text: str, example: str, value: str | None = None) -> None:
        lines.extend([*_comment(words[text]), f"{name} = {value}" if value else f"# {name} = {example}"])

    def table(name: str, text: str, *, used: bool) -> None:
        lines.extend(["", *_comment(words[text]), f"[{name}]" if used else f"# [{name}]"])

    key("extend", "extend", '"../team.toml"')
    key("lang", "lang", f'"{lang}"')
    key("lexicon", "lexicon", '["our_terms.csv"]')
    key("fail_on", "fail_on", '"error"')
    key("baseline", "baseline", '".consistency-baseline.json"')
    key("cache", "cache", "true")
    key("core", "core", '["waterproof", "battery_life"]')
    key("ignore_attributes", "ignore_attributes", '["color"]')
    key("market", "market", '"tiktok-us"')
    table("scripts", "scripts", used=True)
    key("include", "scripts_include", '["scripts/**"]', _list(found.include))
    key("exclude", "scripts_exclude", '["scripts/drafts/**"]', _list(found.exclude))
    key("names", "scripts_names", '["**/{sku}_*"]', _list(found.names))
    table("listings", "listings", used=True)
    key("files", "listings_files", '["listings/{sku}.json"]', _list(found.listing_files))
    key("columns", "listings_columns", '{ title = "Name", bullets = "Point 1+Point 2" }')
    key("map", "listings_map", '{ "scripts/launch*" = "catalogue.xlsx#PB-10" }')
    table("reports", "reports", used=True)
    key("files", "reports_files", '["reports/{sku}.pdf"]', _list(found.report_files))
    key("map", "reports_map", '{ "scripts/launch*" = "reports/PB-10.pdf" }')
    table("required", "required", used=False)
    lines.extend(['# title = "core"', '# bullets = "all"', '# description = "all"', '# report = "parameters"'])
    table("severity", "severity", used=False)
    lines.extend(['# reworded = "off"', '# missing-in-title = "warning"'])
    table("title", "title", used=False)
    key("limit", "title_limit", "150")
    key("language", "title_language", '"en"')
    lines.extend(["", *_comment(words["suppress"]), "# [[suppress]]", '# claim = "IPX8"', '# rules = ["C101"]'])
    lines.extend(['# scripts = ["scripts/launch*"]', f'# reason = "{words["suppress_reason"]}"'])
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    """Return a text as comment lines of a width that an editor shows."""
    import textwrap

    return [f"# {line}" for line in textwrap.wrap(text, 110, break_long_words=False, break_on_hyphens=False)]


def _list(items: tuple[str, ...]) -> str | None:
    """Return texts as a TOML list, None where there are none."""
    import json

    if not items:
        return None
    shown = [json.dumps(item, ensure_ascii=False) for item in items]
    return f"[{', '.join(shown)}]" if len(shown) < 4 else "[\n    " + ",\n    ".join(shown) + ",\n]"
