"""The keys of consistency.toml: what each may hold, and what holds where it is not set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consistency.config.patterns import SLOTS, Pattern, absolute
from consistency.errors import UsageError
from consistency.model import FIELDS

LEVELS = ("off", "warning", "error")
KINDS = ("missing", "conflict", "vague", "reworded")
DEMANDS = ("all", "parameters", "core", "none")
SCRIPTS = ("**/*.{txt,md,markdown,docx,srt,vtt,ass,ssa}",)
"""What is taken for a script in a folder where the settings do not say."""

Check = Callable[[Any, Path], Any]
"""From a value as written and the folder of its file to the value to use; ValueError says what is wrong."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its dotted name, what it may hold, and its default; * stands for names of the user's choice."""

    name: str
    check: Check
    default: Any = None


class NearMiss(ValueError):
    """A value that is none of those known; `known` are they."""

    def __init__(self, sentence: str, value: str, known: Sequence[str]) -> None:
        super().__init__(sentence)
        self.value = value
        self.known = known


def _one_of(*choices: str) -> Check:
    def check(value: Any, folder: Path) -> str:
        if value not in choices:
            known = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
            raise NearMiss(f"is one of {known}, not {_shown(value)}", str(value), choices)
        return str(value)

    return check


def _text(value: Any, folder: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"is a text, not {_shown(value)}")
    return value


def _texts(value: Any, folder: Path) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(one, str) and one.strip() for one in items):
        raise ValueError(f"is a list of texts, not {_shown(value)}")
    return tuple(items)


def _number(value: Any, folder: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"is a whole number above 0, not {_shown(value)}")
    return value


def _path(value: Any, folder: Path) -> Path:
    return absolute(folder / _text(value, folder))


def _paths(value: Any, folder: Path) -> tuple[Path, ...]:
    found = tuple(_path(one, folder) for one in _texts(value, folder))
    for one in found:
        if not one.is_file():
            raise ValueError(f"names {one}, which does not exist")
    return found


def _patterns(*slots: str) -> Check:
    def check(value: Any, folder: Path) -> tuple[Pattern, ...]:
        return tuple(_pattern(one, folder, slots) for one in _texts(value, folder))

    return check


def _pattern(text: str, folder: Path, slots: Sequence[str]) -> Pattern:
    found = Pattern.of(folder, text)
    named = [part.partition("}")[0] for part in found.text.split("{")[1:]]
    wrong = next((name for name in named if "," not in name and name not in slots), None)
    if wrong is not None:
        allowed = ", ".join(f"{{{name}}}" for name in slots) or "none"
        raise NearMiss(f"has a slot {{{wrong}}}, which is not known here ({allowed})", wrong, slots)
    return found


def _switch(value: Any, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"is true or false, not {_shown(value)}")
    return value


def _rule(name: str) -> None:
    from consistency.rules import rule

    if name in KINDS:
        return
    try:
        rule(name)
    except UsageError:
        raise _no_rule(name) from None


def _no_rule(name: str) -> NearMiss:
    from consistency.rules import all_rules

    known = [*KINDS, *(key for one in all_rules() for key in (one.name, one.code))]
    return NearMiss(f"names the rule “{name}”, which there is not", name, known)


def _rules(value: Any, folder: Path) -> tuple[str, ...]:
    from consistency.rules import meant

    names = _texts(value, folder)
    for name in names:
        if not meant(name):
            raise _no_rule(name)
    return names


def _market(value: Any, folder: Path) -> str:
    from consistency.config.markets import markets

    return str(_one_of(*markets())(value, folder))


def _language(value: Any, folder: Path) -> str:
    from consistency.config.markets import languages

    return str(_one_of(*languages())(value, folder))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


FREE = ("severity", "listings.columns", "listings.map", "reports.map")
"""The tables whose keys are of the user's choice."""

KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("extend", _path),
        Key("lang", _one_of("en", "zh")),
        Key("lexicon", _paths, ()),
        Key("fail_on", _one_of("error", "warning", "never"), "error"),
        Key("baseline", _path),
        Key("cache", _switch, True),
        Key("core", _texts, ()),
        Key("ignore_attributes", _texts, ()),
        Key("scripts.include", _patterns(), None),
        Key("scripts.exclude", _patterns(), ()),
        Key("scripts.names", _patterns("sku", "lang", "name"), ()),
        Key("listings.files", _patterns(*SLOTS), ()),
        Key("listings.columns.*", _text),
        Key("listings.map.*", _text),
        Key("reports.files", _patterns(*SLOTS), ()),
        Key("reports.map.*", _text),
        *(Key(f"required.{field}", _one_of(*DEMANDS), "all") for field in FIELDS),
        Key("severity.*", _one_of(*LEVELS)),
        Key("market", _market),
        Key("title.limit", _number),
        Key("title.language", _language),
    )
}
SUPPRESS: dict[str, Check] = {"claim": _text, "rules": _rules, "scripts": _patterns(), "reason": _text}
"""The keys of an entry of [[suppress]]."""


def check_name(table: str, name: str, folder: Path) -> None:
    """Check a name of the user's choice in the table `table`."""
    if table == "severity":
        _rule(name)
    elif table == "listings.columns":
        from consistency.read.columns import FIELDS as COLUMNS

        if name not in COLUMNS:
            raise NearMiss(f"names the field “{name}”, which a listing has not", name, COLUMNS)
