"""Keep the findings of a day in a file, so that only new ones count.

A finding is known again by its script (from the folder of the file), rule, field and the claim's
words: not by its line, nor by what stands on the page. Where there are more of one kind than were
recorded, all of them are told, for nobody can say which one is new.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from consistency.atomic import replace_file
from consistency.config.settings import BASELINE
from consistency.errors import FileUnreadable, UsageError
from consistency.model import Finding
from consistency.report.checked import Checked, Text
from consistency.rules import rule
from consistency.suppress import words_of

NAME = BASELINE
_VERSION = 1
_ABOUT = "Findings that were there when `consistency baseline` ran; only others count."


class Print(NamedTuple):
    """What a finding is known by."""

    script: str
    code: str
    field: str
    claim: str


@dataclass(frozen=True)
class Baseline:
    """The findings recorded, and how many of each there were."""

    counts: Mapping[Print, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Compared:
    """Checks without what is recorded; `known` counts what was left out, `gone` what is there no more."""

    checks: tuple[Checked, ...]
    known: int
    gone: Baseline


def fingerprint(check: Checked, finding: Finding, root: Path) -> Print:
    """Return what a finding is known by; `root` is the folder of the baseline's file."""
    claim = check.result.claims[finding.claim].text if finding.claim is not None else ""
    return Print(script_key(check.script, root), finding.code, finding.field or "", _plain(words_of(claim)))


def script_key(script: Text, root: Path) -> str:
    """Return a script's path from `root`, with slashes, and the part of a file with several scripts."""
    path = str(getattr(script, "path", script.name))
    part = getattr(script, "part", "")
    if not path.startswith("<"):  # <stdin>
        path = path_key(path, root)
    return f"{path} [{_plain(part)}]" if part else path


def path_key(path: Path | str, root: Path) -> str:
    """Return a path from `root`, spelt alike on every system."""
    whole = os.path.abspath(path)  # noqa: PTH100 - links stay as they are named
    with suppress(ValueError):  # another drive
        whole = os.path.relpath(whole, os.path.abspath(root))  # noqa: PTH100
    return _plain(unicodedata.normalize("NFC", Path(whole).as_posix()))


def _plain(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def record(checks: Sequence[Checked], root: Path, before: Baseline | None = None) -> Baseline:
    """Return a baseline of the findings of `checks`, the whole of each file.

    Of `before` it keeps what is recorded of files that were not checked now and still exist.
    """
    counts = Counter(fingerprint(check, one, root) for check in checks for one in check.result.findings)
    files = {_file(script_key(check.script, root)) for check in checks}
    for one, count in (before or Baseline()).counts.items():
        if not {one.script, _file(one.script)} & files and _exists(one.script, root):
            counts[one] = count
    return Baseline(dict(counts))


def _file(key: str) -> str:
    """Return the path of a script's key without the part of the file."""
    return key.rpartition(" [")[0] or key if key.endswith("]") else key


def _exists(key: str, root: Path) -> bool:
    return (root / key).exists() or (root / _file(key)).exists()


def compare(baseline: Baseline, checks: Sequence[Checked], root: Path) -> Compared:
    """Return the checks without the findings that are recorded; a script without an error left passes."""
    prints = [[fingerprint(check, one, root) for one in check.result.findings] for check in checks]
    today = Counter(one for some in prints for one in some)
    old = {one for one, count in today.items() if count <= baseline.counts.get(one, 0)}
    kept = [_without(check, some, old) for check, some in zip(checks, prints, strict=True)]
    scripts = {script_key(check.script, root) for check in checks}
    gone = {
        one: count - today[one]
        for one, count in baseline.counts.items()
        if one.script in scripts and count > today[one]
    }  # fmt: skip
    return Compared(tuple(kept), sum(today[one] for one in old), Baseline(gone))


def _without(check: Checked, prints: Sequence[Print], old: Collection[Print]) -> Checked:
    kept = tuple(f for f, one in zip(check.result.findings, prints, strict=True) if one not in old)
    if len(kept) == len(prints):
        return check
    failed = check.result.verdict == "fail" and any(f.severity == "error" for f in kept)
    return replace(check, result=replace(check.result, verdict="fail" if failed else "pass", findings=kept))


def gone(before: Baseline, after: Baseline) -> Baseline:
    """Return what left a baseline."""
    left = {one: count - after.counts.get(one, 0) for one, count in before.counts.items()}
    return Baseline({one: count for one, count in left.items() if count > 0})


def dumps(baseline: Baseline) -> str:
    """Return the file of a baseline: sorted, a line for each finding, so that a change is easy to read."""
    scripts: dict[str, list[str]] = {}
    for one, count in sorted(baseline.counts.items()):
        found = rule(one.code)
        entry: dict[str, Any] = {"rule": found.name, "claim": one.claim}
        if one.field != (found.field or ""):
            entry["field"] = one.field
        if count > 1:
            entry["count"] = count
        scripts.setdefault(one.script, []).append(f"      {_json(entry)}")
    blocks = [f"    {_json(script)}: [\n" + ",\n".join(lines) + "\n    ]" for script, lines in scripts.items()]
    body = "{\n" + ",\n".join(blocks) + "\n  }" if blocks else "{}"
    return f'{{\n  "version": {_VERSION},\n  "about": {_json(_ABOUT)},\n  "scripts": {body}\n}}\n'


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def loads(text: str, path: Path) -> Baseline:
    """Read the file of a baseline; raise FileUnreadable on one that is broken or of a later version."""
    try:
        data = json.loads(text)
        version = data["version"]
        if version != _VERSION:
            raise _broken(path, f"it is of version {version}, this program reads {_VERSION}")
        counts: Counter[Print] = Counter()
        for script, entries in data["scripts"].items():
            for entry in entries:
                found = rule(entry["rule"])
                name = str(entry.get("field", found.field or ""))
                count = entry.get("count", 1)
                if not isinstance(count, int) or isinstance(count, bool) or count < 1:
                    raise _broken(path, f"the count {count!r} of a finding is no number above 0")
                counts[Print(script, found.code, name, str(entry["claim"]))] += count
    except json.JSONDecodeError as error:
        raise _broken(path, f"line {error.lineno} is no JSON ({error.msg})") from None
    except UsageError as error:
        raise _broken(path, error.message.rstrip(".")) from None
    except (AttributeError, KeyError, TypeError, RecursionError):
        raise _broken(path, "it has not the form of a baseline") from None
    return Baseline(dict(counts))


def _broken(path: Path, why: str) -> FileUnreadable:
    return FileUnreadable(
        f"{path} cannot be used: {why}.", hint="Take its merge marks out, or record it anew: consistency baseline."
    )


def read(path: Path) -> Baseline:
    """Read a baseline; where there is no file it is empty."""
    from consistency.read.decode import decode
    from consistency.read.files import read_bytes

    if not path.exists():
        return Baseline()
    return loads(decode(read_bytes(path), path)[0], path)


def write(path: Path, baseline: Baseline) -> bool:
    """Write a baseline at once and whole; tell whether the file has changed."""
    data = dumps(baseline).encode()
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        replace_file(path, data)
    except OSError as error:
        raise FileUnreadable(f"{path} cannot be written: {error.strerror}.", hint="Choose another place.") from None
    return True
