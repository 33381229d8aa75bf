"""What the settings say of where listings, or reports, are: worked out once for all the scripts of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from consistency.config.patterns import Pattern, absolute
from consistency.config.settings import Config

Kind = Literal["listing", "report"]


class Mapped(NamedTuple):
    """A file of the map, and the number of its product where "catalogue.xlsx#PB-10" tells it."""

    path: Path
    sku: str | None


@dataclass(frozen=True)
class Targets:
    """The map and the patterns of one kind of file."""

    patterns: Sequence[Pattern]
    entries: Sequence[tuple[Pattern, Mapped]]
    """Those of the map, in its order."""
    _single: dict[Path, list[int]] = field(default_factory=dict)
    """The entries of the map that are about one script alone, by its path."""

    def __post_init__(self) -> None:
        for number, (pattern, _) in enumerate(self.entries):
            if pattern.fixed:
                self._single.setdefault(pattern.base / pattern.text, []).append(number)

    @cached_property
    def _wide(self) -> list[int]:
        return [number for number, (pattern, _) in enumerate(self.entries) if not pattern.fixed]

    @cached_property
    def _paths(self) -> frozenset[Path]:
        return frozenset(mapped.path for _, mapped in self.entries)

    @cached_property
    def shared(self) -> tuple[Path, ...]:
        """The files of the patterns without slots, which may be any script's."""
        return tuple(dict.fromkeys(path for one in self.patterns if not one.slots for path in one.files()))

    def mapped(self, script: Path) -> Mapped | None:
        """Return what the map says of a script: the first entry that matches counts."""
        numbers = sorted([*self._single.get(script, ()), *self._wide])
        return next((self.entries[one][1] for one in numbers if self.entries[one][0].match(script) is not None), None)

    def takes(self, path: Path) -> bool:
        """Tell whether a file is one of this kind."""
        return path in self._paths or any(one.match(path) is not None for one in self.patterns)


def targets_of(kind: Kind, config: Config) -> Targets:
    """Return those of listings or reports under settings."""
    if kind not in config.targets:
        entries = []
        for key, target in config.table(f"{kind}s.map").items():
            base = config.origins[f"{kind}s.map.{key}"].file.parent
            entries.append((Pattern.of(base, key), _mapped(base, target)))
        config.targets[kind] = Targets(config.get(f"{kind}s.files"), entries)
    return config.targets[kind]


def _mapped(base: Path, target: str) -> Mapped:
    name, sign, sku = target.rpartition("#")
    if not sign or (base / target).exists():
        return Mapped(absolute(base / target), None)
    return Mapped(absolute(base / name), sku.strip())
