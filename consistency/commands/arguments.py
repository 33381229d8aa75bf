"""Turn the arguments of `check` into scripts: files, folders, standard input, and listings whose scripts are meant."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from consistency.commands.session import STDIN, Job, Session
from consistency.config.partners import dependents, role, scripts_in, shown
from consistency.config.patterns import absolute
from consistency.errors import ContentMissing, UsageError


def jobs_of(
    arguments: Sequence[Path], session: Session, *, stdin_name: Path | None = None, by_config: bool = False
) -> list[Job]:
    """Return the scripts that the arguments mean, each once.

    A folder means the scripts in it, a listing or report (by the settings) those that have it, a
    settings file all of them. With `by_config` a file that the settings do not take for any of these
    is left out. Raise UsageError where the arguments mean nothing.
    """
    if not arguments:
        arguments = _here(session)
    jobs: dict[Path, Job] = {}
    changed: dict[Path, list[Path]] = {}
    for path in arguments:
        if path == STDIN:
            jobs[path] = _from_stdin(stdin_name)
        elif path.is_dir():
            found = list(scripts_in(path, session.config_of))
            if not found:
                raise ContentMissing(f"{path} holds no script.", hint=_patterns(path, session))
            _add(jobs, found)
        else:
            config = session.config_of(path)
            kind = role(path, config) if config.root else "script"
            if kind == "script" or (kind is None and not by_config):
                _add(jobs, [path])
            elif kind is not None and config.root is not None:
                changed.setdefault(config.root, []).append(path)
    for root, files in changed.items():
        config = session.config_of(root / "consistency.toml")
        _add(jobs, map(shown, dependents(files, config, session.config_of)))
    return list(jobs.values())


def covers_all(arguments: Sequence[Path], session: Session) -> bool:
    """Tell whether the arguments mean every script under the settings here."""
    root = session.config_of(Path("consistency.toml")).root
    return root is not None and (not arguments or any(absolute(path) == root for path in arguments))


def _add(jobs: dict[Path, Job], paths: Iterable[Path]) -> None:
    for path in paths:
        jobs.setdefault(absolute(path), Job(path))


def _from_stdin(name: Path | None) -> Job:
    if name is None:
        return Job(STDIN)
    return Job(name, sys.stdin.buffer.read())


def _here(session: Session) -> list[Path]:
    """Return the folder of the settings that are in force here."""
    root = session.config_of(Path("consistency.toml")).root
    if root is None:
        raise UsageError("No script was given.", hint="Name scripts or folders, or - for standard input.")
    return [shown(root)]


def _patterns(folder: Path, session: Session) -> str:
    config = session.config_of(folder / "any")
    if config.get("scripts.include") is None:
        return "In a folder, text, Markdown, DOCX and subtitles are taken for scripts; name files of other kinds."
    return f"Scripts are what {config.origins['scripts.include'].file} says under [scripts]."
