"""The settings as the rest of the product asks for them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from consistency.config.keys import KEYS, SCRIPTS
from consistency.config.patterns import Pattern
from consistency.model import FieldName

if TYPE_CHECKING:
    from consistency.config.targets import Targets

BASELINE = ".consistency-baseline.json"
"""The usual name of the file of findings that do not count, beside the settings."""


class Origin(NamedTuple):
    """Where a value stands."""

    file: Path
    line: int


class Suppression(NamedTuple):
    """An entry of [[suppress]]: findings that a team has decided to live with.

    It means the findings of all `rules` (every one where there are none) on the claim whose words are
    `claim` (every one where it is None) in the scripts that match (every one where there are none).
    """

    claim: str | None
    rules: tuple[str, ...]
    scripts: tuple[Pattern, ...]
    reason: str | None
    origin: Origin


@dataclass(frozen=True)
class Config:
    """What consistency.toml and the files that it extends say; without any of them the defaults."""

    files: tuple[Path, ...] = ()
    """The files read, the nearest first."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What is set, by dotted key; patterns and paths are resolved."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    written: Mapping[str, Any] = field(default_factory=dict)
    """What is set, as written."""
    suppressions: tuple[Suppression, ...] = ()
    found: dict[Pattern, dict[tuple[str, ...], list[Path]]] = field(default_factory=dict, compare=False, repr=False)
    """The files of patterns that were looked for, by how they fill the slots."""
    targets: dict[str, Targets] = field(default_factory=dict, compare=False, repr=False)
    """Where listings and reports are, worked out once."""

    def get(self, key: str) -> Any:
        """Return the value of a dotted key, its default where it is not set."""
        return self.values.get(key, KEYS[key].default)

    def table(self, name: str) -> dict[str, Any]:
        """Return what is set in a table whose keys are of the user's choice."""
        start = f"{name}."
        return {key.removeprefix(start): value for key, value in self.values.items() if key.startswith(start)}

    @property
    def root(self) -> Path | None:
        """The folder of the nearest consistency.toml."""
        return self.files[0].parent if self.files else None

    @property
    def lang(self) -> str | None:
        """The language of the messages."""
        value: str | None = self.get("lang")
        return value

    @property
    def lexicon(self) -> tuple[Path, ...]:
        """The team's own tables of terms."""
        value: tuple[Path, ...] = self.get("lexicon")
        return value

    @property
    def baseline(self) -> Path | None:
        """The file of findings that do not count."""
        value: Path | None = self.get("baseline")
        return value

    @property
    def cache(self) -> bool:
        """Whether results are kept in .consistency_cache."""
        return bool(self.get("cache"))

    @property
    def columns(self) -> dict[str, str] | None:
        """Which columns of the listings hold what."""
        return self.table("listings.columns") or None

    @property
    def included(self) -> tuple[Pattern, ...]:
        """The patterns of scripts."""
        value: tuple[Pattern, ...] | None = self.get("scripts.include")
        if value is None:
            return tuple(Pattern(self.root, text) for text in SCRIPTS) if self.root else ()
        return value

    def required(self, name: FieldName) -> str:
        """Return which claims have to stand in a field: all, parameters, core or none."""
        return str(self.get(f"required.{name}"))

    @property
    def default_policy(self) -> bool:
        """Whether every claim is judged as the marketplace does."""
        keys = ("required.", "severity.", "core", "ignore_attributes", "market", "title.")
        return not any(key.startswith(keys) for key in self.values)

    @property
    def digest(self) -> str:
        """A hash of all that can change a result: what is set, and the content of the team's terms."""
        whole = hashlib.sha256()
        for key in sorted(self.written):
            whole.update(f"{key}={self.written[key]!r} {self.origins[key].file.parent}\n".encode("utf-8", "replace"))
        for one in self.suppressions:
            whole.update(f"{one[:4]!r}\n".encode("utf-8", "replace"))
        for path in self.lexicon:
            whole.update(path.read_bytes())
        return whole.hexdigest()
