"""Write checks as one page for a browser: the script beside the listing, every claim joined to its evidence.

The page is whole without its script: the script only joins, filters and switches the language.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from consistency.model import FIELDS, Claim, FieldName, Finding
from consistency.report.checked import Checked
from consistency.report.passages import Passage, evidence_of, lines_of, whole
from consistency.report.spans import Piece, Span, escaped
from consistency.report.text import MARKS
from consistency.report.told import Told, adds, told, told_of_all
from consistency.rules import LANGUAGES, fill, texts

Marks = Callable[[Piece, str], str]
"""How a stretch of a text is written, given which claims it speaks of."""

WORST = ("conflict", "missing", "vague", "reworded", "match")
_LETTERS = {"conflict": "c", "missing": "n", "vague": "v", "reworded": "r", "match": "m"}
_SHORT = {"title": "t", "bullets": "b", "description": "d", "report": "r"}
_BIG = 150  # claims; the cards of more are laid out only when they come into view
_TEMPLATE = files("consistency") / "report" / "templates" / "page.html"


def render(checks: Sequence[Checked], lang: str) -> str:
    """Return the page of the checks; it opens in `lang` and holds every language."""
    slots = {
        "lang": "zh-CN" if lang == "zh" else "en",
        "words": _json({one: texts(one)["html"] | {"labels": texts(one)["labels"]} for one in LANGUAGES}),
        "list": _index(checks) if len(checks) > 1 else "",
        "checks": "".join(_Check(one, number).html() for number, one in enumerate(checks)) or _words("none"),
        "about": _words("about"),
        "print": _words("print"),
        "heading": _words("heading"),
    }
    page, policy = _template()
    return re.sub(r"<!--(\w+)-->|@(lang|policy)@", lambda m: (slots | {"policy": policy})[m[1] or m[2]], page)


@cache
def _names() -> str:
    """Return as style what every card says alike: a thousand cards would spell it out a thousand times."""
    rules = []
    for lang, root in (("en", "html"), ("zh", "html[lang^=zh]")):
        table = texts(lang)["html"]
        named = [(f'.chips [href^="#{key}"]::after', " " + table["short"][field]) for field, key in _SHORT.items()]
        named += [(f".sg.{verb}::before", table[verb]) for verb in ("write", "add", "keep")]
        rules += [f"{root} {chosen}{{content:{json.dumps(name, ensure_ascii=False)}}}" for chosen, name in named]
    return "\n".join(rules)


@cache
def _template() -> tuple[str, str]:
    """Return the template and the policy that lets its own style and script run, and nothing else."""
    page = _TEMPLATE.read_text("utf-8").replace("<!--names-->", _names())

    def digests(tag: str) -> str:
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        found = (base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies)
        return " ".join(f"'sha256-{digest}'" for digest in found)

    policy = f"default-src 'none'; style-src {digests('style')}; script-src {digests('script')}"
    return page, policy + "; base-uri 'none'; form-action 'none'"


def _json(data: Any) -> str:
    """Return JSON that cannot end the element that holds it."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _both(english: str, chinese: str) -> str:
    """Return HTML of which the page shows the part in its language."""
    return english if english == chinese else f"<l-e>{english}</l-e><l-z>{chinese}</l-z>"


def _words(name: str, section: str = "html", **slots: str) -> str:
    """Return a text of the product in both languages, its slots filled with what is HTML already."""
    return _both(*(fill(_text(lang, section, name, slots.get("n")), slots) for lang in LANGUAGES))


def _text(lang: str, section: str, name: str, number: str | None) -> str:
    """Return a text; one of the form "1 claim|{n} claims" has its singular first."""
    table = texts(lang)
    for part in section.split("."):
        table = table[part]
    one, _, many = str(table[name]).partition("|")
    return many if many and number != "1" else one


def _worst(claim: Claim) -> str:
    held = {j.status for j in claim.fields.values() if j}
    return next((status for status in WORST if status in held), "match")


def _statuses(claim: Claim) -> set[str]:
    """Return the statuses that a claim is filtered by: those to mend, "match" where it has no other."""
    held: set[str] = {j.status for j in claim.fields.values() if j}
    return held - {"match"} or {"match"}


def _passed(check: Checked) -> bool:
    return check.result.verdict == "pass" and all(f.severity != "error" for f in check.result.findings)


def _index(checks: Sequence[Checked]) -> str:
    """Return the list that several checks are chosen from."""
    items = []
    for number, check in enumerate(checks):
        mark, verdict = ("✓", "pass") if _passed(check) else ("✗", "fail")
        errors = sum(f.severity == "error" for f in check.result.findings)
        names = f"<bdi>{_path(check.script.name)}</bdi><small><bdi>{escaped(check.result.id or '')}</bdi></small>"
        count = _words("errors", n=str(errors)) if errors else _words("pass")
        items.append(
            f'<li><a href="#k{number}" data-k="{number}" class="{verdict}"><b>{mark}</b>'
            f"<span>{names}</span><em>{count}</em></a></li>"
        )
    passed = sum(map(_passed, checks))
    head = _words("several", n=str(len(checks)), passed=str(passed))
    return f'<nav class="list" aria-labelledby="list"><h2 id="list">{head}</h2><ol>{"".join(items)}</ol></nav>'


class _Check:
    """The section of one check; `number` keeps its ids apart from those of the others."""

    def __init__(self, check: Checked, number: int) -> None:
        self.check = check
        self.result = check.result
        self.id = number
        self.worst = [_worst(c) for c in self.result.claims]
        self.own: dict[int | None, list[Finding]] = {}
        for finding in self.result.findings:
            self.own.setdefault(finding.claim, []).append(finding)

    def html(self) -> str:
        """Return the section: verdict, filters, and the three panes."""
        panes = [self.script(), self.findings(), self.page()]
        return (
            f'<section class="check" id="k{self.id}" aria-labelledby="v{self.id}">'
            f'{self.head()}{self.filters()}<div class="panes">{"".join(panes)}</div></section>'
        )

    def head(self) -> str:
        """Return what was checked against what, the verdict and the counts."""
        names = [("script", self.check.script.name), ("listing", self.check.listing_name)]
        if self.result.id:
            names.append(("product", self.result.id))
        if self.check.report:
            names.append(("report", self.check.report.name))
        listed = "".join(f"<div><dt>{_words(k)}</dt><dd><bdi>{_path(v)}</bdi></dd></div>" for k, v in names)
        passed = _passed(self.check)
        wrong = {f.claim for f in self.result.findings if f.severity == "error" and f.claim is not None}
        severities = Counter(f.severity for f in self.result.findings)
        counts = [_words(f"{s}s", n=str(severities[s])) for s in ("error", "warning") if severities[s]]
        told_count = _words("mend" if wrong else "clean", n=str(len(self.result.claims)), mend=str(len(wrong)))
        return (
            f'<header class="{"pass" if passed else "fail"}"><h2 id="v{self.id}"><b>{"✓" if passed else "✗"}</b>'
            f"{_words('pass' if passed else 'fail')}</h2><p>{told_count}"
            f"{''.join(f'<small>{c}</small>' for c in counts)}</p>{self.bar()}<dl>{listed}</dl></header>"
        )

    def bar(self) -> str:
        """Return a bar that shows how many claims there are of each status; the filters say it in words."""
        counts, left, parts = Counter(self.worst), 0, []
        for status in WORST:
            if counts[status]:
                parts.append(f'<rect class="{_LETTERS[status]}" x="{left}" width="{counts[status]}" height="1"/>')
                left += counts[status]
        box = f'viewBox="0 0 {max(left, 1)} 1" preserveAspectRatio="none" aria-hidden="true"'
        return f'<svg class="bar" {box}>{"".join(parts)}</svg>'

    def filters(self) -> str:
        """Return the buttons that leave claims out, each with how many it keeps, and those to step through them."""
        statuses, severities = Counter[str](), Counter[str]()
        for number, claim in enumerate(self.result.claims):
            statuses.update(_statuses(claim))
            severities.update({f.severity for f in self.own.get(number, [])})
        buttons = [_button("all", "", _words("all"), len(self.result.claims), pressed=True)]
        for status in WORST:
            if statuses[status]:
                name = f"<b>{MARKS[status]}</b> " + _words(status, "html.status")  # type: ignore[index]
                buttons.append(_button("status", _LETTERS[status], name, statuses[status], kind=_LETTERS[status]))
        kinds = [
            _button("severity", s[0], _words(s)) for s in ("error", "warning") if severities[s] and len(severities) > 1
        ]
        step = (
            f'<span class="step"><button data-step="-1"><span aria-hidden="true">‹</span>{_hidden("previous")}</button>'
            f'<output>0 / {len(self.result.claims)}</output><button data-step="1"><span aria-hidden="true">›</span>'
            f"{_hidden('next')}</button></span>"
        )
        group = f'<div role="group" aria-labelledby="l{self.id}"><span class="vh" id="l{self.id}">{_words("filter")}'
        return f'<div class="tools">{group}</span>{"".join(buttons + kinds)}</div>{step}</div>'

    def script(self) -> str:
        """Return the pane of the script, a claim a link to what is found of it."""
        spans = [Span(c.start, c.end, n) for n, c in enumerate(self.result.claims)]
        lines = lines_of(self.check.script, spans)
        return self.pane("s", _words("script"), self.passage(lines, self.claim_marks))

    def pane(self, name: str, title: str, body: str) -> str:
        key = f"{name}{self.id}"
        return (
            f'<section class="pane {name}" aria-labelledby="{key}" tabindex="0"><h3 id="{key}">{title}</h3>'
            f"{body}</section>"
        )

    def passage(self, lines: Iterator[Passage], marks: Marks) -> str:
        """Return lines with their gutter, each stretch that speaks of claims marked."""
        found, wide = [], False
        for line in lines:
            if line.left_out:
                found.append(f'<p class="gap">{_words("left_out", n=str(line.left_out))}</p>')
                continue
            place = _words("page", n=line.place[1:]) if line.place.startswith("p") else escaped(line.place)
            wide = wide or len(line.place) > 3 or line.place.startswith("p")
            gutter = f"<i>{place}</i>" if place and line.text.strip() else ""
            body = "".join(marks(piece, line.text[piece.start : piece.end]) for piece in line.pieces)
            found.append(f"<p>{gutter}{body}</p>")
        return f'<div class="tx{" wide" if wide else ""}">{"".join(found)}</div>' if found else ""

    def claim_marks(self, piece: Piece, text: str) -> str:
        """Return a stretch of the script; where claims overlap it leads to the shortest."""
        if not piece.claims:
            return escaped(text)
        claims = self.result.claims
        first = min(piece.claims, key=lambda n: claims[n].end - claims[n].start)
        numbers = " ".join(map(str, sorted(piece.claims, key=lambda n: n != first)))
        refs = "".join(_reference(self.worst[n], n) for n in piece.ending)
        letter = _LETTERS[self.worst[first]]
        return f'<a class={letter} href=#c{self.id}-{first} data-c="{numbers}">{escaped(text)}{refs}</a>'

    def evidence_marks(self, field: FieldName) -> Marks:
        """Return how to mark a stretch of a field: by the worst status of the claims that it decides."""
        judged = [c.fields.get(field) for c in self.result.claims]
        statuses = [j.status if j else "match" for j in judged]

        def mark(piece: Piece, text: str) -> str:
            if not piece.claims:
                return escaped(text)
            worst = min((statuses[n] for n in piece.claims), key=WORST.index)
            refs = "".join(_reference(statuses[n], n) for n in piece.ending[:3])
            more = len(piece.ending) - 3
            refs += f"<sup>+{more}</sup>" if more > 0 else ""
            numbers = " ".join(map(str, piece.claims))
            return f'<mark class={_LETTERS[worst]} data-c="{numbers}">{escaped(text)}{refs}</mark>'

        return mark

    def findings(self) -> str:
        """Return the pane of what was found: first of the whole, then claim by claim."""
        whole_items = "".join(_told(told_of_all(f)) for f in self.own.get(None, []))
        cards = "".join(self.card(n, c) for n, c in enumerate(self.result.claims))
        big = " big" if len(self.result.claims) > _BIG else ""
        body = f'<ul class="fs all">{whole_items}</ul>' if whole_items else ""
        body += f'<ol class="cards{big}">{cards}</ol><p class="none" hidden>{_words("nothing")}</p>'
        return self.pane("f", _words("findings"), body)

    def card(self, number: int, claim: Claim) -> str:
        """Return a claim with its marks, what to mend, and the wording to use."""
        findings = self.own.get(number, [])
        worst = self.worst[number]
        problems = "".join(_told(one) for one in told(findings, claim))
        problems = f'<ul class="fs">{problems}</ul>' if problems else ""
        advice = ""
        if claim.suggestion and findings:
            verb = "add" if adds(claim) else "keep" if claim.suggestion == claim.text else "write"
            advice = f'<p class="sg {verb}"><bdi>{escaped(" ".join(claim.suggestion.split()))}</bdi></p>'
        kinds = "".join(sorted(_LETTERS[s] for s in _statuses(claim)))
        severities = "".join(sorted({f.severity[0] for f in findings}))
        place = escaped(self.check.script.place(claim.start))
        return (
            f'<li class="{_LETTERS[worst]}" id="c{self.id}-{number}" data-n="{number}" data-s="{kinds}" '
            f'data-v="{severities}"><h4><button><b>{MARKS[worst]}</b><bdi>{escaped(" ".join(claim.text.split()))}'  # type: ignore[index]
            f"</bdi><i>{number + 1} · {place}</i></button></h4>"
            f'<p class="chips">{self.chips(claim)}</p>{problems}{advice}</li>'
        )

    def chips(self, claim: Claim) -> str:
        """Return the mark of each field, a link to it."""
        found = []
        for field in FIELDS:
            judged = claim.fields.get(field)
            if judged:
                key, letter = _SHORT[field], _LETTERS[judged.status]
                found.append(f"<a class={letter} href=#{key}{self.id}>{MARKS[judged.status]}</a>")
        return "".join(found)  # their names are style, see _names

    def page(self) -> str:
        """Return the pane of the listing and the report, their evidence marked."""
        listing = self.check.listing
        spans = {field: evidence_of(self.result.claims, field) for field in FIELDS}
        title = self.passage(whole(listing.title, spans["title"].get(None, [])), self.evidence_marks("title"))
        marks = self.evidence_marks("bullets")
        bullets = "".join(
            f"<li>{self.passage(whole(text, spans['bullets'].get(i, [])), marks)}</li>"
            for i, text in enumerate(listing.bullets)
        )
        about = self.passage(
            whole(listing.description, spans["description"].get(None, [])), self.evidence_marks("description")
        )
        parts = [
            self.field("title", title),
            self.field("bullets", f"<ol>{bullets}</ol>" if bullets else ""),
            self.field("description", about),
        ]
        if self.check.report:
            lines = lines_of(self.check.report, spans["report"].get(None, []))
            parts.append(self.field("report", self.passage(lines, self.evidence_marks("report"))))
        return self.pane("p", _words("fields"), "".join(parts))

    def field(self, field: FieldName, body: str) -> str:
        key = f"{_SHORT[field]}{self.id}"
        empty = f'<p class="empty">{_words("empty")}</p>'
        return (
            f'<section class="field {field}" aria-labelledby="{key}"><h4 id="{key}">{_words(field, "labels")}</h4>'
            f"{body or empty}</section>"
        )


def _path(name: str) -> str:
    """Return a file's name, to be broken after its folders where it is long."""
    return escaped(name).replace("/", "/<wbr>")


def _reference(status: str, number: int) -> str:
    """Return the mark and number of a claim, kept on the line of the word before it."""
    return f"<sup>\u2060{MARKS[status]}{number + 1}</sup>"  # type: ignore[index]


def _hidden(name: str) -> str:
    return f'<span class="vh">{_words(name)}</span>'


def _button(
    what: str, value: str, name: str, count: int | None = None, *, kind: str = "", pressed: bool = False
) -> str:
    state = "true" if pressed else "false"
    number = "" if count is None else f" <small>{count}</small>"
    return f'<button class="{kind}" data-{what}="{value}" aria-pressed="{state}">{name}{number}</button>'


def _told(one: Told) -> str:
    letter = _LETTERS.get(one.kind, "g")
    mark = MARKS.get(one.kind, "✗" if one.severity == "error" else "!")  # type: ignore[call-overload]
    sentence = _both(*(escaped(one.sentences[lang]) for lang in LANGUAGES))
    codes = " ".join(one.codes)
    return f"<li class={letter} data-v={one.severity[0]}><b>{mark}</b> {sentence} <code>{codes}</code></li>"
