"""Say an error in the user's language: the English sentence is looked up by its template.

Errors are raised with their English sentence; lexicon/rules/zh_errors.toml gives for each template
the Chinese one. What no template knows stays English.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from consistency.errors import ConsistencyError


def sentence(error: ConsistencyError, lang: str) -> str:
    """Return message and hint of an error in `lang`."""
    if lang != "zh":
        return str(error)
    return "".join(translated(part) for part in (error.message, error.hint) if part)


def translated(text: str) -> str:
    """Return a sentence in Chinese, or as it is where no template fits; what fills it may be a sentence too."""
    for pattern, template in _templates():
        match = pattern.fullmatch(text)
        if match is not None:
            slots = [translated(slot) for slot in match.groups()]
            return template.format(*slots)
    return text


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Return the templates as patterns, those with the most words of their own first."""
    text = (files("consistency") / "lexicon" / "rules" / "zh_errors.toml").read_text("utf-8")
    table = tomllib.loads(text)["sentences"]
    ordered = sorted(table.items(), key=lambda item: -len(item[0].replace("{}", "")))
    return [
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), chinese)
        for english, chinese in ordered
    ]
