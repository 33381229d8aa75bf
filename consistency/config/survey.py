"""Look at a folder and tell which files are scripts, listings and reports, and how they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from consistency.config.patterns import Pattern, walk
from consistency.errors import ConsistencyError

_TABLES = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx", ".parquet")
_TEXTS = (".txt", ".md", ".markdown", ".docx", ".srt", ".vtt", ".ass", ".ssa")
_PICTURES = (".pdf", ".png", ".jpg", ".jpeg")
_REPORT = re.compile(r"report|(?<![a-z])(?:lab|test|spec)s?(?![a-z])|报告|检测|规格", re.IGNORECASE)
_OTHER = re.compile(r"(?:readme|changelog|license|licence|contributing|requirements|notes?|todo)\b", re.IGNORECASE)
_SETTINGS = ("package.json", "package-lock.json", "tsconfig.json", "composer.json")
MOST = 5000
"""Files that are looked at."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of a folder by what they are, and the patterns that find them."""

    scripts: tuple[Path, ...]
    listings: tuple[Path, ...]
    reports: tuple[Path, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    listing_files: tuple[str, ...] = ()
    report_files: tuple[str, ...] = ()


def survey(folder: Path) -> Survey:
    """Look at the files below a folder; tables are opened to see whether they hold products."""
    scripts: list[Path] = []
    listings: list[Path] = []
    reports: list[Path] = []
    others: list[Path] = []
    for _, path in zip(range(MOST), walk(folder), strict=False):
        suffix = path.suffix.lower()
        below = path.relative_to(folder)
        if _OTHER.match(path.stem) or path.name in _SETTINGS:
            others.append(below)
            continue
        if suffix in _TABLES:
            if _holds_products(path):
                listings.append(below)
            elif suffix != ".parquet" and _holds_script(path):
                scripts.append(below)
        elif suffix in _PICTURES or (suffix in _TEXTS and _REPORT.search(str(below.with_suffix("")))):
            reports.append(below)
        elif suffix in _TEXTS:
            scripts.append(below)
    listing_files, names = _patterns(listings, scripts, folder)
    report_files, more = _patterns(reports, scripts, folder)
    listing_files = _apart(listing_files, listings, [*scripts, *reports], folder)
    report_files = _apart(report_files, reports, [*scripts, *listings], folder)
    include = _folders(scripts, {*listings, *reports})
    return Survey(
        tuple(scripts), tuple(listings), tuple(reports),
        tuple(include), tuple(dict.fromkeys(f"**/{one.name}" for one in others if _meets(one, include, folder))),
        tuple(dict.fromkeys([*names, *more])),
        tuple(listing_files), tuple(report_files),
    )  # fmt: skip


def _apart(patterns: list[str], files: Sequence[Path], others: Sequence[Path], folder: Path) -> list[str]:
    """Return the files themselves where a pattern for them would take others too, which were then no scripts."""
    loose = [text for text in patterns if not Pattern.of(folder, text).slots]
    if any(_meets(one, loose, folder) for one in others):
        return [path.as_posix() for path in files]
    return patterns


def _meets(path: Path, include: Sequence[str], folder: Path) -> bool:
    return any(Pattern.of(folder, text).match(folder / path) is not None for text in include)


def _holds_products(path: Path) -> bool:
    from consistency.read.listings import iter_listings

    try:
        return any(not row.empty for _, row in zip(range(5), iter_listings(path), strict=False))
    except ConsistencyError:
        return False


def _holds_script(path: Path) -> bool:
    from consistency.read.scripts import read_scripts

    try:
        return bool(read_scripts(path))
    except ConsistencyError:
        return False


def _folders(scripts: Sequence[Path], others: set[Path]) -> list[str]:
    """Return patterns for scripts: by folder where nothing else of their kind lies there, by name where not."""
    top = {one: one.parts[0] if len(one.parts) > 1 else "" for one in (*scripts, *others)}
    mixed = {"", *(top[one] for one in others)}
    found = [f"{name}/**" for name in sorted({top[one] for one in scripts} - mixed)]
    rest = [one for one in scripts if top[one] in mixed]
    if rest:
        stems = {one.stem for one in rest}
        deep = "**/" if any(top[one] for one in rest) else ""
        found.append(f"{deep}{stems.pop() if len(stems) == 1 else '*'}.{_endings(rest)}")
    return found


def _endings(paths: Iterable[Path]) -> str:
    endings = sorted({path.suffix[1:] for path in paths})
    return endings[0] if len(endings) == 1 else f"{{{','.join(endings)}}}"


def _patterns(files: Sequence[Path], scripts: Sequence[Path], folder: Path) -> tuple[list[str], list[str]]:
    """Return patterns for listings or reports, and those by which a script's name tells the product."""
    if not files:
        return [], []
    if len(files) == 1:
        return [files[0].as_posix()], []
    parent = files[0].parent.as_posix()
    within = "" if parent == "." else f"{parent}/"
    one_folder = len({path.parent for path in files}) == 1
    stems = {path.stem for path in files}
    if not one_folder and len(stems) == 1 and all(path.parent.name for path in files):
        above = {path.parent.parent.as_posix() for path in files}
        start = "**/" if len(above) > 1 else "" if above == {"."} else f"{above.pop()}/"
        return [f"{start}{{dir}}/{files[0].stem}.{_endings(files)}"], []
    if one_folder and stems & {script.stem for script in scripts}:
        return [f"{within}{{name}}.{_endings(files)}"], []
    if one_folder:
        for name in ("{sku}_*", "{sku}-*", "*_{sku}.*", "*-{sku}.*"):
            pattern = Pattern(folder, f"**/{name}")
            told = [(pattern.match(folder / script) or {}).get("sku") for script in scripts]
            if sum(sku in stems for sku in told) * 2 > len(scripts):
                return [f"{within}{{sku}}.{_endings(files)}"], [f"**/{name}"]
        return [f"{within}*.{_endings(files)}"], []
    return [path.as_posix() for path in files[:20]], []
