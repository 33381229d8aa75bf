"""Turn what was read and judged into plain data and back, with nothing lost, so that it can be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.model import Claim, Evidence, Finding, Judgement, Listing, Parameter, Result

if TYPE_CHECKING:
    from consistency.read.listings import Listings
    from consistency.read.source import Source


def _values(one: Any) -> list[Any]:
    """Return the values of a class of plain fields, tuples as lists."""
    return [getattr(one, field.name) for field in fields(one)]


def of_result(result: Result) -> list[Any]:
    """Return a result as plain data.

    >>> of_result(Result("A", "pass", (), (Finding("C501", "error", "nothing"),)))
    ['A', 'pass', [], [['C501', 'error', 'nothing', None, None]]]
    """
    return [result.id, result.verdict, [_of_claim(one) for one in result.claims], [_values(f) for f in result.findings]]


def _of_claim(claim: Claim) -> list[Any]:
    parameter = None if claim.parameter is None else _values(claim.parameter)
    judged = {name: None if one is None else _of_judgement(one) for name, one in claim.fields.items()}
    return [claim.text, claim.start, claim.end, claim.attribute, parameter, judged, claim.suggestion]


def _of_judgement(one: Judgement) -> list[Any]:
    evidence = None if one.evidence is None else _values(one.evidence)
    return [one.status, one.verbatim, evidence, one.reason, one.passing]


def to_result(data: Sequence[Any]) -> Result:
    """Return the result of `of_result`; raise LookupError, TypeError or ValueError on other data."""
    id, verdict, claims, findings = data
    return Result(id, verdict, tuple(map(_to_claim, claims)), tuple(Finding(*one) for one in findings))


def _to_claim(data: Sequence[Any]) -> Claim:
    text, start, end, attribute, parameter, judged, suggestion = data
    found = None if parameter is None else _to_parameter(parameter)
    by_field = {name: None if one is None else _to_judgement(one) for name, one in judged.items()}
    return Claim(text, start, end, attribute, found, by_field, suggestion)


def _to_parameter(data: Sequence[Any]) -> Parameter:
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in data]
    return Parameter(*values)


def _to_judgement(data: Sequence[Any]) -> Judgement:
    status, verbatim, evidence, reason, passing = data
    return Judgement(status, verbatim, None if evidence is None else Evidence(*evidence), reason, passing)


def of_source(source: Source) -> list[Any]:
    """Return a text that was read as plain data, all but its path."""
    segments = [[one.start, one.place, one.line, one.column] for one in source.segments]
    return [source.text, source.encoding, dict(source.metadata), list(source.pages), segments, source.part]


def to_source(data: Sequence[Any], path: Path) -> Source:
    """Return the text of `of_source`, read from `path`; raise LookupError, TypeError or ValueError on other data."""
    from consistency.read.source import Segment, Source

    text, encoding, metadata, pages, segments, part = data
    places = tuple(Segment(*one) for one in segments)
    return Source(path, text, encoding, metadata, tuple(pages), places, part)


def of_listing(page: Listing) -> list[Any]:
    """Return a product page as plain data."""
    return [page.title, list(page.bullets), page.description, page.id, page.lang]


def to_listing(data: Sequence[Any]) -> Listing:
    """Return the page of `of_listing`."""
    title, bullets, description, id, lang = data
    return Listing(title, tuple(bullets), description, id, lang)


def of_listings(listings: Listings) -> Mapping[str, Any]:
    """Return the products of a file as plain data."""
    rows = [[r.row, of_listing(r.listing), r.id, list(r.skus), r.script, r.error, r.category] for r in listings.rows]
    return {"listings": [of_listing(one) for one in listings], "rows": rows}


def to_listings(data: Mapping[str, Any]) -> Listings:
    """Return the products of `of_listings`; raise LookupError, TypeError or ValueError on other data."""
    from consistency.read.listings import Listings, Row

    rows = [
        Row(number, to_listing(page), id, tuple(skus), script, error, category)
        for number, page, id, skus, script, error, category in data["rows"]
    ]
    return Listings([to_listing(one) for one in data["listings"]], rows)
