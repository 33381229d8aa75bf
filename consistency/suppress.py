"""Leave out the findings that a team has decided to live with, where a comment in the script says so.

`<!-- consistency: ignore missing-in-title, C301 -- why -->` stands in a script of any format, and
`// consistency: ignore …` on a line of its own in plain text. A comment alone at the very top, and
`# consistency: ignore …` in front matter, are about the whole file; a comment alone on its line is
about the paragraph (after `//` and in subtitles: the line) that follows; any other about its line.
A comment that names no rule is about all of them. What hides nothing is a finding itself (C507).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consistency.errors import nearest
from consistency.extract.fold import fold, lower
from consistency.model import Finding, Result
from consistency.report.checked import Text
from consistency.rules import all_rules, meant, message, rule

UNUSED = "C507"
_ORDER = r"consistency[ \t]*[:：][ \t]*ignore(?![\w-])[ \t]*[:：]?"
_COMMENT = re.compile(rf"<!--\s*+{_ORDER}([\s\S]{{0,2000}}?)-->", re.IGNORECASE)
_SLASHES = re.compile(rf"^[ \t\ufeff]*+//[ \t]*+{_ORDER}([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_HASH = re.compile(rf"^[ \t]*+#[ \t]*+{_ORDER}([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*(?:\r\n|\n|\r)(?:[^\r\n]*(?:\r\n|\n|\r))*?(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
)
_HTML = re.compile(r"<!--[\s\S]*?-->")
_REASON = re.compile(r"(?:^|(?<=\s))(?:--+|—+|–+)|——")
_BREAK = re.compile(r"\r\n|[\n\r]")
_BLANKS = re.compile(r"[\s\ufeff]*+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r])[ \t]*+(?=\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """What not to report: some rules, or all where none is named, over a stretch of the script or the whole."""

    names: tuple[tuple[str, frozenset[str]], ...] = ()
    """What is written → the codes that it means, none where there is no such rule; empty: every rule."""
    reason: str = ""
    place: str = ""
    """Where it is written, as a person looks for it."""
    claim: str = ""
    """The words of the only claim that it is about; empty: every claim."""
    start: int | None = None
    """Where the stretch that it is about begins; None: it is about the whole script."""
    end: int | None = None

    def covers(self, code: str, claim: str | None, start: int, end: int) -> bool:
        """Tell whether a finding of the rule `code` on the words `claim` (None: on no claim) is hidden."""
        if not any(code in codes for _, codes in self.names) and (self.names or code == UNUSED):
            return False
        if self.claim and (claim is None or words_of(claim) != words_of(self.claim)):
            return False
        if self.start is None or self.end is None:
            return True
        return claim is not None and start < self.end and end > self.start


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result without what is suppressed, the findings left out, and the codes that each suppression hid."""

    result: Result
    hidden: tuple[Finding, ...]
    used: tuple[frozenset[str], ...]


def words_of(text: str) -> str:
    """Return words as two mentions of one claim share them: width, case and spaces folded."""
    return " ".join(lower(fold(text)).split())


def suppression(
    names: Iterable[str], *, claim: str = "", reason: str = "", place: str = "", span: tuple[int, int] | None = None
) -> Suppression:
    """Return the suppression of rules by code, name, kind ("missing") or beginning of a code ("C1").

    >>> [sorted(codes) for _, codes in suppression(["missing-in-title", "C40"]).names]
    [['C101'], ['C401', 'C402', 'C403', 'C404']]
    """
    start, end = span or (None, None)
    return Suppression(tuple((name, meant(name)) for name in names), reason, place, claim, start, end)


def suppressions(script: Text) -> tuple[Suppression, ...]:
    """Return the suppressions written in a script, in order."""
    text = script.text
    if "consistency" not in text.casefold():
        return ()
    block = _FRONT_MATTER.match(text)
    front = block.end() if block else 0
    found = [_read(match, None, script) for match in _HASH.finditer(text, 0, front)]
    comments = sorted([*_COMMENT.finditer(text, front), *_SLASHES.finditer(text, front)], key=re.Match.start)
    spans = _Sheet(text, front, segmented=bool(getattr(script, "segments", ()))).stretches(comments)
    return (*found, *(_read(match, span, script) for match, span in zip(comments, spans, strict=True)))


def silenced(text: str) -> str:
    """Return a script of the same length with its `// consistency:` lines blank, for they are not said."""
    if "//" not in text:
        return text
    return _SLASHES.sub(lambda match: " " * len(match[0]), text)


def _bare(text: str) -> str:
    """Return a text with its comments blank, of the same length."""
    closed = text.rfind("-->") + 1  # an open comment before it is closed: none is sought to the end of the text in vain
    head = _HTML.sub(lambda match: re.sub(r"[^\r\n]", " ", match[0]), text[: closed + 2] if closed else "")
    return silenced(head + text[len(head) :])


class _Sheet:
    """A script on its way to what its comments are about, in time linear in its length."""

    def __init__(self, text: str, front: int, *, segmented: bool) -> None:
        self.segmented = segmented
        self.bare = _bare(text)
        """The text with its comments blank, of the same length."""
        self.top = self._words(front)
        self.lines = [0, *(match.end() for match in _BREAK.finditer(text))]
        self.empty: dict[tuple[int, int], bool] = {}
        self.ends: dict[tuple[int, bool], int] = {}

    def stretches(self, comments: Sequence[re.Match[str]]) -> list[tuple[int, int] | None]:
        """Return the stretch that each comment is about, None for the whole script."""
        found: list[tuple[int, int] | None] = []
        begins, after = len(self.bare), len(self.bare)
        for match in reversed(comments):
            words = self._words(match.end(), begins)
            begins, after = match.start(), after if words >= begins else words
            found.append(self._stretch(match, after))
        return found[::-1]

    def _words(self, at: int, until: int | None = None) -> int:
        blanks = _BLANKS.match(self.bare, at, len(self.bare) if until is None else until)
        return blanks.end() if blanks else at

    def _stretch(self, match: re.Match[str], after: int) -> tuple[int, int] | None:
        begin = self.lines[bisect_right(self.lines, match.start()) - 1]
        number = bisect_right(self.lines, match.end() - 1)
        stop = self.lines[number] if number < len(self.lines) else len(self.bare)
        if (begin, stop) not in self.empty:
            self.empty[begin, stop] = self._words(begin, stop) >= stop
        if not self.empty[begin, stop]:
            return begin, stop
        if match.end() <= self.top:
            return None
        line = self.segmented or match[0][:1] != "<"
        if (after, line) not in self.ends:
            closes = (_BREAK if line else _BLANK_LINE).search(self.bare, after)
            self.ends[after, line] = closes.start() if closes else len(self.bare)
        return after, self.ends[after, line]


def _read(match: re.Match[str], span: tuple[int, int] | None, script: Text) -> Suppression:
    written, reason = match[1], ""
    dash = _REASON.search(written)
    if dash:
        written, reason = written[: dash.start()], " ".join(written[dash.end() :].split())
    names = [name for name in re.split(r"[\s,，、;；]+", written) if name]
    at = match.start() + len(match[0]) - len(match[0].lstrip(" \t\ufeff"))
    return suppression(names, reason=reason, place="{}:{}".format(*script.position(at)), span=span)


def suppress(result: Result, given: Sequence[Suppression], lang: str = "en", *, own: int | None = None) -> Outcome:
    """Return the result without the findings that `given` hides.

    The first `own` of them (all, where None) are the script's: what they do not hide is told as a
    finding. The others are shared among scripts: see `Outcome.used` of each.
    """
    kept: list[Finding] = []
    hidden: list[Finding] = []
    used: list[set[str]] = [set() for _ in given]
    for finding in result.findings:
        covering = [number for number, one in enumerate(given) if _hides(one, finding, result)]
        for number in covering:
            used[number].add(finding.code)
        (hidden if covering else kept).append(finding)
    for one, codes in list(zip(given, used, strict=True))[:own]:
        for finding in unused(one, codes, lang):
            covered = any(_hides(other, finding, result) for other in given)
            (hidden if covered else kept).append(finding)
    failed = result.verdict == "fail" and any(f.severity == "error" for f in kept)
    changed = replace(result, verdict="fail" if failed else "pass", findings=tuple(kept))
    return Outcome(changed, tuple(hidden), tuple(map(frozenset, used)))


def _hides(one: Suppression, finding: Finding, result: Result) -> bool:
    if finding.claim is None:
        return one.covers(finding.code, None, 0, 0)
    claim = result.claims[finding.claim]
    return one.covers(finding.code, claim.text, claim.start, claim.end)


def unused(one: Suppression, used: Iterable[str], lang: str = "en") -> list[Finding]:
    """Return what to tell of a suppression that hid only the rules `used`: nothing, or what to take out of it."""
    found, this, hidden = [], rule(UNUSED), set(used)
    for name, codes in one.names:
        if not codes:
            text = message(this, lang, variant="unknown", claim=name, evidence=one.place, suggestion=_nearest(name))
            found.append(Finding(this.code, this.severity, text))
    idle = [name for name, codes in one.names if codes and not codes & (hidden | {UNUSED})]
    if idle or not (one.names or hidden):
        text = message(this, lang, claim=", ".join(idle) or one.claim, evidence=one.place)
        found.append(Finding(this.code, this.severity, text))
    return found


def _nearest(name: str) -> str | None:
    names = [word for one in all_rules() for word in (one.name, one.code.lower())]
    return next(iter(nearest(name.strip().lower(), names)), None)
