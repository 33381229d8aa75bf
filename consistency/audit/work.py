"""Check the pairs of a partition: lines of JSON in, a line of JSON for each pair out."""

from __future__ import annotations

import json
import re
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from consistency.config import Config, policy
from consistency.config.patterns import absolute
from consistency.config.terms import use_terms
from consistency.judge.check import check
from consistency.model import Claim, Listing, Result
from consistency.read.source import Segment, Source
from consistency.report.words import parameter_text
from consistency.suppress import Suppression, silenced, suppress, suppression, suppressions

_KEPT = 2000
"""Outcomes that a worker remembers, so that repeated texts are judged once."""
_LONGEST = 500


class Checker:
    """Checks pairs and remembers the latest outcomes."""

    def __init__(self, lang: str, config: Config) -> None:
        self.lang = lang
        self.config = config
        use_terms(config.lexicon)
        self.known: OrderedDict[str, bytes] = OrderedDict()
        """Outcomes by key, compressed: as objects they would take ten times as much."""

    def warm(self) -> None:
        """Load the tables before the first pair."""
        check("五千毫安的电池, IPX8 waterproof", Listing("Power bank 5,000 mAh"), "5000 mAh", lang=self.lang)

    def lines(self, records: Iterable[bytes], first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """Yield a line for each pair of the records; `first` to `last` (exclusive) of them where that is given."""
        number = 0
        for line in records:
            record = json.loads(line)
            for script in record["scripts"]:
                if first <= number and (last is None or number < last):
                    yield outcome(record, script, self._body(record, script))
                number += 1

    def _body(self, record: dict[str, Any], script: dict[str, Any]) -> dict[str, Any]:
        body: dict[str, Any]
        if script["taken"] is not None:
            body = script["taken"]
            return body
        key = script["key"]
        if key not in self.known:
            found = self._checked(record, script)
            self.known[key] = zlib.compress(json.dumps(found).encode(), 1)
            if len(self.known) > _KEPT:
                self.known.popitem(last=False)
            return found
        self.known.move_to_end(key)
        body = json.loads(zlib.decompress(self.known[key]))
        return body

    def _checked(self, record: dict[str, Any], script: dict[str, Any]) -> dict[str, Any]:
        report = record["report"]
        try:
            listing = Listing.from_dict(record["listing"])
            source = _source(script)
            result = check(silenced(source.text), listing, report["text"] if report else None, lang=self.lang)
            return _told(self._weighed(result, source, listing), source)
        except MemoryError:
            raise  # not of this pair: what a worker without memory says is worth nothing
        except Exception as error:  # one pair must not end the audit of a million
            return {"error": f"{type(error).__name__}: {error}"[:_LONGEST]}

    def _weighed(self, result: Result, source: Source, listing: Listing) -> Result:
        """Return a result by the team's policy, without what it has decided to live with."""
        config = self.config
        result = policy.apply(result, config, listing, core=_core(source.metadata), lang=self.lang)
        own, team = suppressions(source), _team(config, source.path)
        if own or team:
            result = suppress(result, [*own, *team], self.lang, own=len(own)).result
        return policy.weighed(result, config)


def _core(metadata: Mapping[str, str]) -> list[str]:
    """Return the selling points that a script declares to be its core."""
    return [words.strip() for words in re.split("[,，、;；]", metadata.get("core", "").strip("[]")) if words.strip()]


def _team(config: Config, script: Path) -> list[Suppression]:
    """Return the suppressions of the settings that are about a script."""
    path = absolute(script)
    return [
        suppression(one.rules, claim=one.claim or "", reason=one.reason or "")
        for one in config.suppressions
        if not one.scripts or any(pattern.match(path) is not None for pattern in one.scripts)
    ]


def outcome(record: dict[str, Any], script: dict[str, Any], body: dict[str, Any]) -> bytes:
    """Return the line of a pair: its key first, then what it is, then what was found."""
    named = {name: record[name] for name in ("catalogue", "row", "product", "category")}
    report = record["report"]["name"] if record["report"] else None
    line = {"key": script["key"], **named, "script": script["name"], "report": report, "body": body}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _source(script: dict[str, Any]) -> Source:
    segments = tuple(Segment(*one) for one in script["segments"])
    pages, path = tuple(script["pages"]), Path(script["path"])
    return Source(path, script["text"], "", script["metadata"], pages=pages, segments=segments)


def _told(result: Result, source: Source) -> dict[str, Any]:
    claims = [_claim(claim, source) for claim in result.claims]
    return {"verdict": result.verdict, "claims": claims, "findings": [f.to_dict() for f in result.findings]}


def _claim(claim: Claim, source: Source) -> dict[str, Any]:
    told = claim.to_dict() | {"parameter": parameter_text(claim.parameter) or None}
    told["value"] = claim.parameter.to_dict() if claim.parameter else None
    return told | {"line": source.position(claim.start)[0], "place": source.place(claim.start)}
