"""Find consistency.toml upwards from a script, read it and what it extends, and name each mistake with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from consistency.config.keys import FREE, KEYS, SUPPRESS, Check, NearMiss, check_name
from consistency.config.lines import key_lines
from consistency.config.patterns import absolute
from consistency.config.settings import Config, Origin, Suppression
from consistency.errors import ConfigError, nearest

NAME = "consistency.toml"
_TABLES = {key.rpartition(".")[0] for key in KEYS} - {""} | set(FREE) | {"suppress"}


def find(start: Path) -> Path | None:
    """Return the nearest consistency.toml in the folder `start` or above it."""
    folder = absolute(start)
    return next((one / NAME for one in (folder, *folder.parents) if (one / NAME).is_file()), None)


def load(path: Path) -> Config:
    """Read a settings file and those that it extends; raise ConfigError with the place of a mistake."""
    files: list[Path] = []
    values: dict[str, Any] = {}
    written: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    suppressions: list[Suppression] = []
    following: Path | None = absolute(path)
    came_from: Origin | None = None
    while following is not None:
        if following in files:
            raise ConfigError(f"{_place(came_from)}: “extend” comes back to {following}.", hint="Take it out.")
        one = _File(following, came_from)
        files.append(following)
        for key, raw, value in one.values():
            if key not in values:
                values[key], written[key], origins[key] = value, raw, one.origin(key)
        suppressions += one.suppressions()
        one.check_attributes(values)
        following = one.extends
        came_from = one.origin("extend")
    values.pop("extend", None)
    return Config(tuple(files), values, origins, written, tuple(suppressions))


def _place(origin: Origin | None) -> str:
    return f"{origin.file}, line {origin.line}" if origin else NAME


class _File:
    """One settings file, read."""

    def __init__(self, path: Path, came_from: Origin | None) -> None:
        self.path = path
        self.extends: Path | None = None
        text = _text(path, came_from)
        try:
            self.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{path} is not valid TOML: {error}.", hint="Mend that place.") from None
        except RecursionError:
            raise ConfigError(f"{path} is nested too deeply.", hint="Write it anew.") from None
        self.lines = key_lines(text)

    def origin(self, key: str) -> Origin:
        """Return where a key stands, or the nearest table around it."""
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return Origin(self.path, self.lines.get(key, 1))

    def values(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield dotted key, value as written and value to use."""
        for key, free, raw in _flat(self.data):
            name = f"{free}.*" if free else key
            if name not in KEYS:
                self._refuse_key(key)
            if free:
                self._checked(key, partial(check_name, free), key[len(free) + 1 :])
            value = self._checked(key, KEYS[name].check, raw)
            if key == "extend":
                self.extends = value
            yield key, raw, value

    def check_attributes(self, values: Mapping[str, Any]) -> None:
        """Refuse an attribute that no table knows; a team's own tables may hold any."""
        names = values.get("ignore_attributes", ())
        if not names or values.get("lexicon") or "ignore_attributes" not in self.lines:
            return
        from consistency.lexicon.concepts import ids

        known = {*ids(), "feature"}
        for name in names:
            if name.strip().lower().replace(" ", "_").replace("-", "_") not in known:
                close = nearest(name, known)
                hint = f"Did you mean “{close[0]}”?" if close else ""
                raise self._mistake("ignore_attributes", f"names “{name}”, which is no attribute", hint)

    def suppressions(self) -> Iterator[Suppression]:
        """Yield the entries of [[suppress]]."""
        entries = self.data.get("suppress", [])
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            raise self._mistake("suppress", "is a table for each entry", "Write [[suppress]].")
        for number, entry in enumerate(entries):
            where = f"suppress.{number}"
            for key in entry:
                if key not in SUPPRESS:
                    self._refuse_key(f"{where}.{key}", tuple(SUPPRESS))
            known = {
                key: self._checked(f"{where}.{key}", check, entry[key])
                for key, check in SUPPRESS.items()
                if key in entry
            }
            if not known.keys() - {"reason"}:
                raise self._mistake(where, "names nothing to suppress", "Give claim, rules or scripts.")
            yield Suppression(
                known.get("claim"), known.get("rules", ()), known.get("scripts", ()), known.get("reason"),
                self.origin(where),
            )  # fmt: skip

    def _checked(self, key: str, check: Check, value: Any) -> Any:
        try:
            return check(value, self.path.parent)
        except NearMiss as error:
            close = nearest(error.value, error.known, alike=0.5)
            hint = f"Did you mean “{close[0]}”?" if close else ""
            raise self._mistake(key, str(error), hint) from None
        except ValueError as error:
            raise self._mistake(key, str(error)) from None

    def _mistake(self, key: str, sentence: str, hint: str = "") -> ConfigError:
        return ConfigError(f"{_place(self.origin(key))}: “{key}” {sentence}.", hint=hint)

    def _refuse_key(self, key: str, known: tuple[str, ...] = ()) -> None:
        head, _, last = key.rpartition(".")
        if known:
            close = nearest(last, known, alike=0.5)
        else:
            names = [name for name in (*KEYS, *_TABLES) if not name.endswith("*")]
            close = nearest(key, names, alike=0.7)
            close = close or [name for name in names if name.rpartition(".")[2] == last]
            beside = [name for name in names if name.rpartition(".")[0] == head]
            close = close or nearest(key, beside, alike=0.5) or nearest(key, names, alike=0.5)
        hint = f"Did you mean “{close[0]}”?" if close else "`consistency config` lists the keys."
        raise ConfigError(f"{_place(self.origin(key))}: there is no key “{key}”.", hint=hint)


def _flat(data: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield dotted key, the table of free keys that it is in or "", and value; [[suppress]] is left out."""
    for name, value in data.items():
        key = f"{above}.{name}" if above else name
        if key == "suppress":
            continue
        if key in FREE and isinstance(value, dict):
            yield from ((f"{key}.{own}", key, entry) for own, entry in value.items())
        elif isinstance(value, dict) and key in _TABLES:
            yield from _flat(value, key)
        else:
            yield key, "", value


def _text(path: Path, came_from: Origin | None) -> str:
    from consistency.read.decode import decode
    from consistency.read.files import read_bytes

    if came_from is not None and not path.is_file():
        raise ConfigError(f"{_place(came_from)}: “extend” names {path}, which does not exist.", hint="Mend the path.")
    return decode(read_bytes(path), path)[0].replace("\r\n", "\n")
