"""Tell where in the files of a check a finding stands, and know the same finding again in the next check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from consistency.extract.fold import fold
from consistency.model import Claim, Finding
from consistency.report.checked import Checked, Text
from consistency.rules import rule


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a file, counted from 1, `end_column` exclusive; without a line it is the file as a whole."""

    file: str
    line: int | None = None
    column: int = 1
    end_line: int = 1
    end_column: int = 1


def file_of(text: Text) -> str:
    """Return the file of a text without the name of the column that it stands in."""
    return str(getattr(text, "path", text.name))


def claim_spot(check: Checked, claim: Claim) -> Spot:
    """Return where in the script a claim stands."""
    line, column = check.script.position(claim.start)
    end_line, last = check.script.position(max(claim.start, claim.end - 1))
    return Spot(file_of(check.script), line, column, end_line, last + 1)


def claim_of(check: Checked, finding: Finding) -> Claim | None:
    """Return the claim that a finding speaks of, None where it concerns a file as a whole."""
    return None if finding.claim is None else check.result.claims[finding.claim]


_OF_SCRIPT = ("no-claims-found", "unused-suppression")


def spot(check: Checked, finding: Finding) -> Spot:
    """Return where a finding stands: at its claim, else in the file that is to be mended."""
    claim = claim_of(check, finding)
    if claim is not None:
        return claim_spot(check, claim)
    if finding.field is None and (not check.result.claims or rule(finding.code).name in _OF_SCRIPT):
        return Spot(file_of(check.script))
    if finding.field == "report" and check.report is not None:
        return Spot(file_of(check.report))
    return Spot(check.listing_name)


def relative(file: str) -> str:
    """Return a path from the current directory, with slashes, as services want it that show findings in files."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def fingerprints(checks: Sequence[Checked]) -> list[list[str]]:
    """Return a hash for each finding of each check, made of what it says and not of where: an edit above keeps it."""
    seen: Counter[tuple[str, ...]] = Counter()
    return [[_fingerprint(check, finding, seen) for finding in check.result.findings] for check in checks]


def _fingerprint(check: Checked, finding: Finding, seen: Counter[tuple[str, ...]]) -> str:
    claim = claim_of(check, finding)
    said = fold(claim.text).casefold() if claim else ""
    product = check.result.id or check.listing_name
    key = (finding.code, relative(check.script.name), product, finding.field or "", said)
    seen[key] += 1
    return sha256("\0".join([*key, str(seen[key])]).encode("utf-8", "surrogatepass")).hexdigest()[:32]
