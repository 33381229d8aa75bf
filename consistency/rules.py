"""The rules: a stable code and a readable name for every finding, its message and its page.

The texts stand in lexicon/rules/, one file a language; this module holds none of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from consistency.errors import UsageError
from consistency.model import FIELDS, Claim, FieldName, Finding, Severity, Status

LANGUAGES = ("en", "zh")
_LONGEST = 120  # characters that a message quotes of a text
_STATUSES: tuple[tuple[Status, Severity], ...] = (
    ("missing", "error"), ("conflict", "error"), ("vague", "error"), ("reworded", "warning"),
)  # fmt: skip
# What concerns the script or the listing as a whole, in the order of their codes (C501 …).
_GENERAL: tuple[tuple[str, FieldName | None, Severity], ...] = (
    ("no-claims-found", None, "error"),
    ("empty-title", "title", "error"),
    ("empty-bullets", "bullets", "error"),
    ("empty-description", "description", "error"),
    ("empty-report", "report", "error"),
    ("listing-contradicts-itself", None, "warning"),
    ("unused-suppression", None, "warning"),
)
# What a market asks of the listing (C601 …).
_MARKET: tuple[tuple[str, FieldName | None, Severity], ...] = (
    ("title-too-long", "title", "error"),
    ("title-in-other-language", "title", "error"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding; `kind` names its texts, `severity` is the default one."""

    code: str
    name: str
    kind: str
    field: FieldName | None
    severity: Severity


@dataclass(frozen=True, slots=True)
class Page:
    """The documentation of a rule in one language."""

    summary: str
    what: str
    why: str
    bad: str
    good: str
    mend: str


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code."""
    judged = [
        Rule(f"C{i}0{j}", f"{status}-in-{field}", status, field, severity)
        for i, (status, severity) in enumerate(_STATUSES, 1)
        for j, field in enumerate(FIELDS, 1)
    ]
    general = [
        Rule(f"C{group}{i:02}", name, name, field, severity)
        for group, some in ((5, _GENERAL), (6, _MARKET))
        for i, (name, field, severity) in enumerate(some, 1)
    ]
    return (*judged, *general)


@cache
def _by_key() -> dict[str, Rule]:
    return {key: r for r in all_rules() for key in (r.code.lower(), r.name)}


def rule(code_or_name: str) -> Rule:
    """Return the rule of a code ("C101") or name ("missing-in-title"); raise UsageError on another."""
    found = _by_key().get(code_or_name.strip().lower().replace("_", "-"))
    if found is None:
        raise UsageError(f"There is no rule “{code_or_name}”.", hint="`consistency rules` lists them all.")
    return found


def meant(name: str) -> frozenset[str]:
    """Return the codes of the rules that a code, the beginning of one ("C1", "C1xx"), a name or a kind means.

    >>> sorted(meant("C40")) == sorted(meant("reworded"))
    True
    """
    wanted = name.strip().lower().replace("_", "-")
    begins = re.fullmatch(r"(c\d{1,3})x{0,2}", wanted)
    return frozenset(
        r.code for r in all_rules() if wanted in (r.name, r.kind) or (begins and r.code.lower().startswith(begins[1]))
    )


def codes_of(names: Iterable[str]) -> frozenset[str]:
    """Return the codes of the rules that names mean (see `meant`); raise UsageError on one that means none."""
    return frozenset(code for name in names for code in meant(name) or {rule(name).code})


def finding_code(status: Status, field: FieldName) -> Rule:
    """Return the rule for a claim of `status` in `field`; "match" has none and raises KeyError."""
    return _by_key()[f"{status}-in-{field}"]


@cache
def texts(lang: str) -> dict[str, Any]:
    """Return the texts of a language, English where there are none in `lang`."""
    known = lang if lang in LANGUAGES else "en"
    return tomllib.loads((files("consistency") / "lexicon" / "rules" / f"{known}.toml").read_text("utf-8"))


def message(found: Rule, lang: str = "en", *, variant: str | None = None, **slots: str | None) -> str:
    """Return the message of a finding.

    Slots: `claim` (the script's words), `evidence` (the field's) and `suggestion` (the wording to
    use). What is empty or not given is left out of the sentence. Of a vague status, the `variant`
    "field" says that the field lacks the parameter, "script" that the script does.

    >>> message(rule("missing-in-title"), claim="IPX8", suggestion="IPX8 waterproof")
    '“IPX8” is missing from the title: add “IPX8 waterproof”'
    """
    part = f"message_{variant}" if variant else "message"
    words = {name: _one_line(text) for name, text in slots.items() if text}
    return fill(_text(found, part, lang), {**_field_slots(found.field, lang), **words})


def _one_line(text: str) -> str:
    """Return words quoted in a message without line ends, the middle left out where they are many."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2].rstrip()} … {text[-_LONGEST // 2 :].lstrip()}"


def lacking(finding: Finding, claim: Claim, lang: str = "en") -> str | None:
    """Return the variant of a finding's message: which side lacks the parameter ("field", "script"), "unsure" or None.

    The judge alone knows, and its message is where it says so.
    """
    found, slots = rule(finding.code), _claim_slots(finding, claim)
    told = (
        v for v in (None, "field", "script", "unsure") if message(found, lang, variant=v, **slots) == finding.message
    )
    return next(told, None)


def retell(finding: Finding, claim: Claim, lang: str = "en", *, fields: Sequence[FieldName] = ()) -> str:
    """Return the message of a finding on `claim` without the wording to use, for a table that shows it apart.

    `fields` names all the fields that the sentence speaks of, where they lack the claim alike.
    """
    slots = {**_claim_slots(finding, claim), "suggestion": None}
    if len(fields) > 1:
        words = {e.text.casefold() if (j := claim.fields.get(f)) and (e := j.evidence) else None for f in fields}
        slots |= {"field": enumerate_fields(fields, lang), "evidence": slots["evidence"] if len(words) == 1 else None}
    return message(rule(finding.code), lang, variant=lacking(finding, claim, lang), **slots)


def _claim_slots(finding: Finding, claim: Claim) -> dict[str, str | None]:
    judged = claim.fields.get(finding.field) if finding.field else None
    evidence = judged.evidence.text if judged and judged.evidence else None
    return {"claim": claim.text, "evidence": evidence, "suggestion": claim.suggestion}


def enumerate_fields(fields: Sequence[FieldName], lang: str) -> str:
    """Return field names as a list in a sentence: "the title and the description"."""
    table: dict[str, str] = texts(lang)["table"]
    names = [str(texts(lang)["fields"][name]) for name in fields]
    return table["and"].join([*([table["comma"].join(names[:-1])] if names[1:] else []), names[-1]])


def page(found: Rule, lang: str = "en") -> Page:
    """Return the documentation of a rule."""
    slots = _field_slots(found.field, lang)
    parts = ("summary", "what", "why", "bad", "good", "mend")
    return Page(*(fill(_text(found, part, lang), slots).strip("\n") for part in parts))


def _text(found: Rule, part: str, lang: str) -> str:
    section = texts(lang)[found.kind]
    own = section.get(found.field) if found.field else None
    places = [place for place in (own, section) if place]
    for name in (part, part.partition("_")[0]):
        for place in places:
            if name in place:
                return str(place[name])
    raise KeyError(f"{found.kind}.{part}")


def _field_slots(field: str | None, lang: str) -> dict[str, str]:
    if field is None:
        return {}
    name = texts(lang)["fields"][field]
    return {"field": name, "Field": name[:1].upper() + name[1:], "label": texts(lang)["labels"][field]}


_SLOT = re.compile(r"\{(\w+)\}")


@cache
def _parts(template: str) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Return a template part by part: the slots without which it is left out, its text, its otherwise."""
    found = []
    for i, part in enumerate(re.split(r"\[\[(.*?)\]\]", template)):
        text, _, otherwise = part.partition("||") if i % 2 else (part, "", "")
        found.append((tuple(_SLOT.findall(text)) if i % 2 else (), text, otherwise))
    return tuple(found)


def fill(template: str, slots: Mapping[str, str | None]) -> str:
    """Fill the slots of a template; a [[part||otherwise]] with an empty slot gives its otherwise."""
    kept = "".join(text if all(map(slots.get, names)) else otherwise for names, text, otherwise in _parts(template))
    return _SLOT.sub(lambda match: slots.get(match[1]) or "…", kept)
