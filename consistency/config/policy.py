"""Judge a result by the team's policy: which fields carry which claims, how severe each rule is, what a market asks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from consistency.config.markets import Market, languages, markets
from consistency.config.settings import Config
from consistency.extract.fold import fold
from consistency.model import FIELDS, Claim, FieldName, Finding, Listing, Result
from consistency.rules import Rule, message, rule

_NO_CLAIMS = "no-claims-found"


def apply(result: Result, config: Config, listing: Listing, *, core: Iterable[str] = (), lang: str = "en") -> Result:
    """Return the result under a policy: findings dropped, softened, sharpened or added, and the verdict that follows.

    `core` adds the selling points that the script itself declares.
    """
    if config.default_policy:
        return result
    needed = _Needs(config, core)
    findings = [*result.findings, *market_findings(listing, market_of(config), lang)]
    kept = tuple(one for one in findings if needed.counts(one, result))
    return weighed(replace(result, findings=kept), config)


def weighed(result: Result, config: Config, select: Collection[str] = (), ignore: Collection[str] = ()) -> Result:
    """Return the result with the severities of a policy, of the codes selected alone and without those ignored."""
    levels = _levels(config, select, ignore)
    if not levels and config.default_policy:
        return result
    kept = tuple(
        replace(one, severity="error" if level == "error" else "warning")
        for one in result.findings
        if (level := levels.get(one.code, one.severity)) != "off"
    )
    return replace(result, verdict="fail" if _fails(kept, result) else "pass", findings=kept)


def market_of(config: Config) -> Market:
    """Return what the market asks, the team's own limits before those of the preset."""
    named = config.get("market")
    preset = markets()[named] if named else Market(None, None)
    return Market(config.get("title.limit") or preset.limit, config.get("title.language") or preset.language)


def market_findings(listing: Listing, market: Market, lang: str = "en") -> Iterator[Finding]:
    """Yield what a market would refuse in the title; an empty one has a finding of its own."""
    title = listing.title.strip()
    if not title:
        return
    if market.limit and len(title) > market.limit:
        yield _finding("title-too-long", lang, length=str(len(title)), limit=str(market.limit))
    if market.language:
        strange = _strange(title, market.language)
        if strange is not None:
            yield _finding("title-in-other-language", lang, language=market.language, evidence=strange)


def _strange(title: str, language: str) -> str | None:
    """Return the letters of a title that do not belong to a language, or the title itself; None where all is well."""
    own, foreign, share = languages()[language]
    strangers = re.findall(f"[{foreign}]+", title)
    if strangers:
        return " ".join(strangers)
    letters = sum(map(str.isalpha, title))
    found = sum(map(len, re.findall(f"[{own}]", title.lower() if language == "vi" else title)))
    return title if letters and found < share * letters else None


def _finding(name: str, lang: str, **slots: str) -> Finding:
    found: Rule = rule(name)
    return Finding(found.code, found.severity, message(found, lang, **slots), None, found.field)


def _levels(config: Config, select: Collection[str], ignore: Collection[str]) -> Mapping[str, str]:
    """Return code → off, warning or error; a rule's own setting counts before that of its kind."""
    from consistency.rules import all_rules

    levels: dict[str, str] = {}
    own = config.table("severity")
    if not own and not select and not ignore:
        return levels
    for one in all_rules():
        keys = (one.code, one.code.lower(), one.name, one.name.replace("-", "_"), one.kind)
        level = next((own[key] for key in keys if key in own), None)
        if one.code in ignore or (select and one.code not in select):
            level = "off"
        if level:
            levels[one.code] = level
    return levels


class _Needs:
    """Which claims a field has to carry."""

    def __init__(self, config: Config, core: Iterable[str]) -> None:
        self.demands: dict[FieldName, str] = {name: config.required(name) for name in FIELDS}
        self.core = [_folded(words) for words in (*config.get("core"), *core)]
        self.ignored = {_folded(name) for name in config.get("ignore_attributes")}

    def needs(self, name: FieldName, claim: Claim) -> bool:
        """Tell whether a field has to carry a claim."""
        demand = self.demands[name]
        if demand == "none" or _folded(claim.attribute) in self.ignored:
            return False
        if demand == "parameters":
            return claim.parameter is not None
        return demand == "all" or not self.core or self._is_core(claim)  # where none is declared all are core

    def _is_core(self, claim: Claim) -> bool:
        """Tell whether a claim is about a core attribute, or holds the words of a core selling point."""
        words = _folded(claim.text)
        return any(one == _folded(claim.attribute) or one in words for one in self.core)

    def counts(self, finding: Finding, result: Result) -> bool:
        """Tell whether a finding is about what is needed."""
        name = finding.field
        if finding.claim is not None:
            claim = result.claims[finding.claim]
            return self.needs(name, claim) if name else any(self.needs(one, claim) for one in FIELDS)
        if name is None or not finding.code.startswith("C50"):
            return True
        if not result.claims:
            return self.demands[name] != "none"
        return any(self.needs(name, claim) for claim in result.claims)


def _fails(findings: Iterable[Finding], result: Result) -> bool:
    """Tell whether an error is left that a claim or the market has; an empty field alone fails no script."""
    errors = [one for one in findings if one.severity == "error" and one.code != rule(_NO_CLAIMS).code]
    return any(one.claim is not None or bool(result.claims) or one.code.startswith("C6") for one in errors)


def _folded(text: str) -> str:
    return " ".join(fold(text).casefold().replace("_", " ").replace("-", " ").split())
