"""One run of `check`: the settings, listings and reports that its scripts share, and what came of each script."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from consistency.config import Config, find, load
from consistency.config import Suppression as TeamSuppression
from consistency.errors import ContentMissing, UsageError

if TYPE_CHECKING:
    from consistency.commands.kept import Kept
    from consistency.config.partners import Partner
    from consistency.fix import Mended
    from consistency.model import Listing, Result
    from consistency.read.source import Source
    from consistency.report.checked import Checked
    from consistency.suppress import Suppression

STDIN = Path("-")
Judged: TypeAlias = "tuple[Script, Result | None]"
"""A script, and what came of judging it where that is known."""


class Job(NamedTuple):
    """A script to check: its path, and its content where that is no file's."""

    path: Path
    data: bytes | None = None


class Given(NamedTuple):
    """What the command line says, before what the settings say."""

    listing: Path | None = None
    report: Path | None = None
    sku: str | None = None
    part: str | None = None
    columns: Mapping[str, str] | None = None
    config: Path | None = None
    no_config: bool = False
    lang: str | None = None
    select: Collection[str] = ()
    ignore: Collection[str] = ()
    no_cache: bool = False


@dataclass
class Session:
    """What is read once for all the scripts of a run."""

    given: Given
    lang: str
    """Of the messages, where neither command line nor settings say."""
    _configs: dict[Path, Config] = field(default_factory=dict)
    _files: dict[Path, Path | None] = field(default_factory=dict)
    _listings: dict[tuple[Path, str], list[Listing]] = field(default_factory=dict)
    _reports: dict[Path, Source] = field(default_factory=dict)
    _kept_by: dict[Path | None, Kept] = field(default_factory=dict)
    used: dict[TeamSuppression, set[str]] = field(default_factory=dict)
    """The rules that each suppression of the settings hid."""
    ahead: dict[Job, Callable[[], list[Judged]]] = field(default_factory=dict)
    """What is judged, or is being judged by workers, before its turn."""

    def config_of(self, path: Path) -> Config:
        """Return the settings for a file: those of --config, else the nearest above it."""
        given = self.given
        if given.no_config:
            return self._kept(None)
        if given.config is not None:
            return self._kept(given.config)
        from consistency.config.patterns import absolute

        folder = absolute(path).parent
        if folder not in self._files:
            self._files[folder] = find(folder)
        return self._kept(self._files[folder])

    def _kept(self, file: Path | None) -> Config:
        key = file or Path()
        if key not in self._configs:
            self._configs[key] = load(file) if file else Config()
        return self._configs[key]

    def kept(self, config: Config) -> Kept:
        """Return the way to read and judge under settings: by the cache beside them, unless --no-cache was given."""
        from consistency.commands.kept import Kept

        if config.root not in self._kept_by:
            self._kept_by[config.root] = Kept(None) if self.given.no_cache else Kept.by(config)
        return self._kept_by[config.root]

    def idle(self) -> Iterator[tuple[TeamSuppression, set[str]]]:
        """Yield the suppressions of the settings in use, each with the rules that it hid."""
        for one in dict.fromkeys(one for config in self._configs.values() for one in config.suppressions):
            yield one, self.used.get(one, set())

    def language(self, config: Config) -> str:
        """Return the language of the messages."""
        return self.given.lang or config.lang or self.lang

    def check(self, job: Job) -> list[Checked]:
        """Check every script of a file; raise ConsistencyError where something that it needs cannot be read."""
        from consistency.report.checked import Checked

        judged = self.ahead.pop(job)() if job in self.ahead else [(one, None) for one in self.scripts(job)]
        return [
            Checked(one.result(one.source.text, found), one.source, one.page, str(one.path), one.authority)
            for one, found in judged
        ]

    def mended(self, job: Job) -> Mended | None:
        """Return a file with its wording mended where that is safe, unwritten; None where it holds several scripts."""
        from consistency.fix import mend, refusal

        why = refusal(STDIN if job.data is not None else job.path)
        if why is not None:
            raise UsageError(why, hint="Write the suggestions in by hand.")
        found = self.scripts(job)
        return mend(found[0].source, found[0].result) if len(found) == 1 else None

    def scripts(self, job: Job) -> list[Script]:
        """Return the scripts of a file with what each is checked against."""
        from consistency.read.scripts import read_script

        config = self.config_of(job.path)
        part = self.given.part
        sources = [read_script(job.path, part, job.data)] if part else self.kept(config).scripts(job.path, job.data)
        metadata = sources[0].metadata
        path, page = self._page(job.path, metadata, config)
        authority = self._authority(job.path, metadata, config)
        return [Script(source, page, path, authority, config, self) for source in sources]

    def _page(self, script: Path, metadata: Mapping[str, str], config: Config) -> tuple[Path, Listing]:
        """Return the listing file and the product page of a script."""
        from consistency.config.partners import Partner, choose, partner, shown, slots_of
        from consistency.read.listings import pick

        given = self.given.listing
        if given is not None:
            found = Partner((given,), slots_of(script, metadata, config).get("sku"))
        else:
            found = partner("listing", script, metadata, config)
        if self.given.sku is not None:
            found = replace(found, sku=self.given.sku)
        file = choose("listing", found, script, lambda path, sku: self._holds(path, sku, config))
        if file is None:
            raise ContentMissing(f"No listing is known for {script}.", hint=_where(config))
        path = file if given is not None else shown(file)
        listings = self._all(path, config)
        return path, pick(listings, self._number(found, listings), path)

    def _number(self, found: Partner, listings: list[Listing]) -> str | None:
        """Return the number to pick by: that of --sku always, another where it has to settle which product."""
        if self.given.sku is not None or not found.sure or len(listings) > 1:
            return found.sku
        return None

    def _all(self, path: Path, config: Config) -> list[Listing]:
        columns = self.given.columns if self.given.columns is not None else config.columns
        key = path, repr(columns)
        if key not in self._listings:
            self._listings[key] = self.kept(config).listings(path, columns)
        return self._listings[key]

    def _holds(self, path: Path, sku: str, config: Config) -> bool:
        from consistency.read.listings import pick

        try:
            pick(self._all(path, config), sku, path)
        except ContentMissing:
            return False
        return True

    def _authority(self, script: Path, metadata: Mapping[str, str], config: Config) -> Source | None:
        """Return the report of a script, None where there is none."""
        from consistency.config.partners import choose, partner, shown

        path = self.given.report
        if path is None:
            found = choose("report", partner("report", script, metadata, config), script, lambda *_: False)
            if found is None:
                return None
            path = shown(found)
        if path not in self._reports:
            self._reports[path] = self.kept(config).report(path)
        return self._reports[path]


@dataclass(frozen=True)
class Script:
    """A script with what it is checked against."""

    source: Source
    page: Listing
    path: Path
    authority: Source | None
    config: Config
    session: Session

    def found(self, text: str) -> Result | None:
        """Return what `judged` does where it is kept, else None."""
        return self._kept.found(*self._judging(text))

    def judged(self, text: str) -> Result:
        """Judge the script as if `text` were its words, by the rules alone."""
        return self._kept.result(*self._judging(text))

    @property
    def _kept(self) -> Kept:
        return self.session.kept(self.config)

    def _judging(self, text: str) -> tuple[str, Listing, str | None, str, Sequence[Path]]:
        from consistency.suppress import silenced

        report = self.authority.text if self.authority else None
        return silenced(text), self.page, report, self.session.language(self.config), self.config.lexicon

    def result(self, text: str, judged: Result | None = None) -> Result:
        """Check the script as if `text` were its words, by the policy and without what is suppressed.

        `judged` is what came of judging, where that was done before.
        """
        from consistency.config import policy
        from consistency.suppress import suppress, suppressions

        source, config, given = replace(self.source, text=text), self.config, self.session.given
        lang = self.session.language(config)
        result = self.judged(text) if judged is None else judged
        result = policy.apply(result, config, self.page, core=_core(source.metadata), lang=lang)
        own, team = suppressions(source), _team(config, source.path)
        if own or team:
            outcome = suppress(result, [*own, *team.values()], lang, own=len(own))
            result = outcome.result
            for one, codes in zip(team, outcome.used[len(own) :], strict=True):
                self.session.used.setdefault(one, set()).update(codes)
        return policy.weighed(result, config, given.select, given.ignore)


def _core(metadata: Mapping[str, str]) -> list[str]:
    """Return the selling points that a script declares to be its core."""
    return [words.strip() for words in re.split("[,，、;；]", metadata.get("core", "").strip("[]")) if words.strip()]


def _team(config: Config, script: Path) -> dict[TeamSuppression, Suppression]:
    """Return the suppressions of the settings that are about a script."""
    from consistency.config.patterns import absolute
    from consistency.suppress import suppression

    path = absolute(script)
    return {
        one: suppression(one.rules, claim=one.claim or "", reason=one.reason or "")
        for one in config.suppressions
        if not one.scripts or any(pattern.match(path) is not None for pattern in one.scripts)
    }


def _where(config: Config) -> str:
    if config.root is None:
        return "Give --listing FILE, or let `consistency init` write a consistency.toml that tells where listings are."
    return "Name it under [listings] in consistency.toml, in the script's front matter (listing: …) or with --listing."
