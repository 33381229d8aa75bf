"""Find the product page and the report that belong to a script, and the scripts that belong to those."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from consistency.config.patterns import Pattern, absolute, walk
from consistency.config.settings import Config
from consistency.config.targets import Kind, targets_of
from consistency.errors import ContentMissing, UsageError

Role = Literal["script", "listing", "report", "settings"]
_MARKDOWN = (".md", ".markdown")
_FRONT = 64 * 1024
"""Bytes of a script in which its front matter stands."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The files that may be a script's, and the number of its product where that is known."""

    files: tuple[Path, ...]
    sku: str | None = None
    sure: bool = True
    """Whether the script's own name led to them, not only that there is nothing else."""


def partner(kind: Kind, script: Path, metadata: Mapping[str, str], config: Config) -> Partner:
    """Return the listing or report of a script.

    The front matter counts first, then the map of the settings, then patterns with a slot, then the
    files that patterns without one find.
    """
    script = absolute(script)
    slots = slots_of(script, metadata, config)
    sku = slots.get("sku")
    if kind in metadata:
        return Partner((_named(metadata[kind], script, config),), sku)
    targets = targets_of(kind, config)
    mapped = targets.mapped(script)
    if mapped is not None:
        path, own = mapped
        return Partner((path,), sku if own is None else own)
    own_files = [
        path
        for one in targets.patterns
        if one.slots and one.slots <= slots.keys()
        for path in _filled(one, slots, config)
    ]
    if own_files:
        return Partner(_unique(own_files), sku)
    return Partner(targets.shared, sku, sure=False)


def slots_of(script: Path, metadata: Mapping[str, str], config: Config) -> dict[str, str]:
    """Return what a script's path and front matter tell: name, dir, and sku and lang where they do."""
    slots = {"name": script.stem, "dir": script.parent.name}
    for pattern in config.get("scripts.names"):
        found = pattern.match(script)
        if found is not None:
            slots |= found
            break
    return slots | {key: metadata[key] for key in ("sku", "lang") if key in metadata}


def _filled(pattern: Pattern, slots: Mapping[str, str], config: Config) -> list[Path]:
    """Return the files of a pattern in which the slots are filled so."""
    filled = pattern.filled(slots)
    if filled.fixed:
        return list(filled.files())
    if pattern not in config.found:
        index: dict[tuple[str, ...], list[Path]] = {}
        for path in pattern.files():
            index.setdefault(_values(pattern, pattern.match(path) or {}), []).append(path)
        config.found[pattern] = index
    return config.found[pattern].get(_values(pattern, slots), [])


def _values(pattern: Pattern, slots: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(slots[name] for name in sorted(pattern.slots))


def _unique(paths: Iterator[Path] | Sequence[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(paths))


def _named(written: str, script: Path, config: Config) -> Path:
    """Return the file that front matter names: beside the script, else below the settings' folder."""
    beside = absolute(script.parent / written)
    if config.root is not None and not beside.exists() and (config.root / written).exists():
        return absolute(config.root / written)
    return beside


def choose(kind: Kind, found: Partner, script: Path, holds: Callable[[Path, str], bool]) -> Path | None:
    """Return the one file of a partner, None where there is none; raise ConsistencyError where several are left.

    `holds` tells whether a listing holds a product.
    """
    if len(found.files) < 2:
        return found.files[0] if found.files else None
    sku = found.sku
    if kind == "listing" and sku is not None:
        holding = [path for path in found.files if holds(path, sku)]
        if len(holding) == 1:
            return holding[0]
        if not holding:
            raise ContentMissing(
                f"{script}: none of {len(found.files)} listings holds the product {sku}.", hint="Mend the number."
            )
        found = Partner(tuple(holding), sku)
    names = ", ".join(path.name for path in found.files[:5]) + (" …" if len(found.files) > 5 else "")
    raise UsageError(
        f"{script} may belong to {len(found.files)} {kind}s: {names}.",
        hint=f"Name one in its front matter ({kind}: …), in consistency.toml or with --{kind}.",
    )


def metadata_of(path: Path) -> dict[str, str]:
    """Return the front matter of a script, read from its beginning; empty where it has none or cannot be read."""
    if path.suffix.lower() not in _MARKDOWN:
        return {}
    from consistency.read.markdown import front_matter

    try:
        with path.open("rb") as file:
            text = file.read(_FRONT).decode("utf-8-sig", "replace")
    except OSError:
        return {}
    return front_matter(text)


def role(path: Path, config: Config) -> Role | None:
    """Return what a file is by the settings, None where they do not say; a listing or report is no script besides."""
    path = absolute(path)
    if path in config.files or path in config.lexicon:
        return "settings"
    kinds: tuple[Kind, ...] = ("listing", "report")
    for kind in kinds:
        if targets_of(kind, config).takes(path):
            return kind
    return "script" if is_script(path, config) else None


def is_script(path: Path, config: Config) -> bool:
    """Tell whether a file is a script by the patterns."""
    if not any(one.match(path) is not None for one in config.included):
        return False
    return not any(one.match(path) is not None for one in config.get("scripts.exclude"))


def scripts_in(folder: Path, config_of: Callable[[Path], Config]) -> Iterator[Path]:
    """Yield the scripts below a folder, each by the settings that are nearest to it."""
    named_so = absolute(folder)
    for path in walk(named_so):
        config = config_of(path)
        if config.root is None:
            taken = _default().match(path.relative_to(named_so.anchor)) is not None
        else:
            taken = is_script(path, config) and role(path, config) == "script"
        if taken:
            yield folder / path.relative_to(named_so)


def _default() -> Pattern:
    from consistency.config.keys import SCRIPTS

    return Pattern(Path(), SCRIPTS[0])


def dependents(changed: Iterable[Path], config: Config, config_of: Callable[[Path], Config]) -> Iterator[Path]:
    """Yield the scripts that have changed listings or reports; all of them where settings or terms have changed."""
    if config.root is None:
        return
    files = {absolute(path) for path in changed}
    everything = any(role(path, config) == "settings" for path in files)
    kinds: tuple[Kind, ...] = ("listing", "report")
    for script in scripts_in(config.root, config_of):
        own = config_of(script)
        metadata = metadata_of(script)
        if everything or any(not files.isdisjoint(partner(kind, script, metadata, own).files) for kind in kinds):
            yield script


def shown(path: Path) -> Path:
    """Return a path as it is shortest from the working folder, as long as it lies below it."""
    try:
        return path.relative_to(os.getcwd())  # noqa: PTH109 - links stay as they are named
    except ValueError:
        return path
