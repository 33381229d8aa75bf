"""Write what an audit found as one page for a browser: charts whose every figure leads to its rows.

The page holds no row twice as many as it needs: the first of each figure, and where the others stand.
It needs no script but to switch the language: the rows of a figure show when its link is followed.
"""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from consistency.model import FIELDS
from consistency.report.spans import escaped
from consistency.rules import LANGUAGES, all_rules, fill, page, texts

Row = Mapping[str, Any]
Examples = Mapping[str, Mapping[str, Sequence[Row]]]
"""By figure (code, field, category, attribute, product, problem) and its value, the first rows of it."""

_STATUSES = (("match", "m"), ("reworded", "r"), ("vague", "v"), ("conflict", "c"), ("missing", "n"))
_LETTERS = dict(_STATUSES)
_MOST_BARS = 30
_FIGURES = ("code", "field", "category", "attribute")
_TEMPLATE = files("consistency") / "report" / "templates" / "catalogue.html"


def render(data: Mapping[str, Any], examples: Examples, lang: str) -> str:
    """Return the page of an audit's figures and first rows; it opens in `lang` and holds every language."""
    ids = {(figure, value): f"{figure}-{at}" for figure, found in examples.items() for at, value in enumerate(found)}
    body = [_head(data, ids), _statuses(data)]
    body.append(f'<div class="charts">{"".join(_chart(data, figure, ids) for figure in _FIGURES)}</div>')
    body += [_worst(data, ids), *_sections(data, examples, ids)]
    slots = {"lang": "zh-CN" if lang == "zh" else "en", "body": "".join(body)}
    slots |= {name: _words(name) for name in ("heading", "about", "print")}
    whole, policy = _template()
    return re.sub(r"<!--(\w+)-->|@(lang|policy)@", lambda m: (slots | {"policy": policy})[m[1] or m[2]], whole)


def told(data: Mapping[str, Any], lang: str, path: str) -> tuple[list[str], list[str]]:
    """Return the sentences that a terminal shows of an audit in the folder `path`, and those that warn."""
    table = audit_texts(lang)["told"]

    def count(name: str, number: int) -> str:
        one, _, many = str(table[name]).partition("|")
        return fill(many if many and number != 1 else one, {"n": f"{number:,}"})

    verdicts, problems = data["verdicts"], data["problems"]
    counts = {name: count(name, data[name]) for name in ("pairs", "products", "claims")}
    counts |= {name: count(name, number) for name, number in data["findings"].items()}
    counts |= {name: f"{number:,}" for name, number in verdicts.items()} | {"path": path}
    lines = [fill(table[name], counts) for name in ("total", "findings", "see")]
    warnings = []
    alone = {kind: count(f"{kind}s_alone", problems.get(kind, 0)) for kind in ("product", "script", "report")}
    if any(problems.get(kind) for kind in alone):
        warnings.append(fill(table["alone"], {**alone, "path": path}))
    unread = sum(problems.get(kind, 0) for kind in ("row", "file", "checker"))
    if unread:
        warnings.append(fill(table["unread"], {"n": f"{unread:,}", "path": path}))
    return lines, warnings


@cache
def audit_texts(lang: str) -> dict[str, Any]:
    """Return what an audit says in a language."""
    known = lang if lang in LANGUAGES else "en"
    return tomllib.loads((files("consistency") / "lexicon" / "rules" / f"audit-{known}.toml").read_text("utf-8"))


@cache
def _template() -> tuple[str, str]:
    """Return the template and the policy that lets its own style and script run, and nothing else."""
    whole = _TEMPLATE.read_text("utf-8")

    def digests(tag: str) -> str:
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", whole, re.DOTALL)
        found = (base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies)
        return " ".join(f"'sha256-{digest}'" for digest in found)

    policy = f"default-src 'none'; style-src {digests('style')}; script-src {digests('script')}"
    return whole, policy + "; base-uri 'none'; form-action 'none'"


def _both(english: str, chinese: str) -> str:
    return english if english == chinese else f"<l-e>{english}</l-e><l-z>{chinese}</l-z>"


def _words(name: str, number: int | None = None, **slots: str) -> str:
    """Return a text in both languages, its slots filled with what is HTML already."""
    found = []
    for lang in LANGUAGES:
        one, _, many = str(audit_texts(lang)["page"][name]).partition("|")
        counted = slots if number is None else {"n": f"{number:,}", **slots}
        found.append(fill(many if many and number != 1 else one, counted))
    return _both(*found)


def _named(figure: str, value: str) -> str:
    """Return what a figure's value is called."""
    if figure == "field":
        return _both(*(texts(lang)["labels"][value] for lang in LANGUAGES))
    if figure == "code":
        rule = next((rule for rule in all_rules() if rule.code == value), None)
        summary = _both(*(escaped(page(rule, lang).summary) for lang in LANGUAGES)) if rule else ""
        return f"<code>{escaped(value)}</code> {summary}"
    return f"<bdi>{escaped(value.replace('_', ' ') if figure == 'attribute' else value)}</bdi>"


def _head(data: Mapping[str, Any], ids: Mapping[tuple[str, str], str]) -> str:
    """Return the figures of the whole."""
    verdicts, severities = data["verdicts"], data["findings"]
    not_checked = sum(data["problems"].values())
    figures = [
        ("products", data["products"], "worst", ""), ("pairs", data["pairs"], "pairs", ""),
        ("pass", verdicts["pass"], "pairs", "m"), ("fail", verdicts["fail"], "worst", "c"),
        ("claims", data["claims"], "statuses", ""), ("errors", severities["errors"], "by-code", "c"),
        ("warnings", severities["warnings"], "by-code", "v"), ("problems", not_checked, "problems", ""),
    ]  # fmt: skip
    items = "".join(
        f'<li class="{kind}"><a href="#{target}"><b>{number:,}</b> {_words(name)}</a></li>'
        for name, number, target, kind in figures
        if number or name not in ("problems", "warnings")
    )
    bar = _bar([(verdicts["pass"], "m"), (verdicts["fail"], "c")], data["pairs"])
    return f'<header><ul class="figures">{items}</ul>{bar}</header>'


def _bar(parts: Iterable[tuple[int, str]], whole: int) -> str:
    """Return a bar of parts as a drawing; the figures beside it say the same in words."""
    left, rects = 0.0, []
    for number, kind in parts:
        size = 1000 * number / max(whole, 1)
        rects.append(f'<rect class="{kind}" x="{left:.1f}" width="{size:.1f}" height="10"/>')
        left += size
    box = 'viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="bar" {box}>{"".join(rects)}</svg>'


def _statuses(data: Mapping[str, Any]) -> str:
    """Return for each field how its claims stand."""
    rows = []
    for field in FIELDS:
        found = data["statuses"].get(field)
        if not found:
            continue
        parts = [(found.get(status, 0), letter) for status, letter in _STATUSES]
        counts = " ".join(
            f'<span class="{letter}">{_both(*(texts(lang)["html"]["status"][status] for lang in LANGUAGES))} '
            f"<b>{found[status]:,}</b></span>"
            for status, letter in _STATUSES
            if found.get(status)
        )
        bar = _bar(parts, sum(found.values()))
        rows.append(f'<li><span class="name">{_named("field", field)}</span>{bar}<p class="key">{counts}</p></li>')
    return f'<section id="statuses"><h2>{_words("statuses")}</h2><ul class="stacks">{"".join(rows)}</ul></section>'


def _chart(data: Mapping[str, Any], figure: str, ids: Mapping[tuple[str, str], str]) -> str:
    """Return the bars of a figure, the longest first, each a link to its rows."""
    counts: Mapping[str, int] = data[f"by_{figure}"]
    if not counts and figure == "category":
        return ""  # the catalogue has none
    longest = max(counts.values(), default=1)
    shown = list(counts.items())[:_MOST_BARS]
    bars = "".join(
        f'<li><a href="#{ids[figure, value]}"><span class="name">{_named(figure, value)}</span>'
        f"{_bar([(number, _kind(figure, value))], longest)}<b>{number:,}</b></a></li>"
        for value, number in shown
    )
    rest = list(counts.values())[_MOST_BARS:]
    more = f'<p class="more">{_words("more", len(rest), sum=f"{sum(rest):,}")}</p>' if rest else ""
    body = f"<ol>{bars}</ol>{more}" if bars else f'<p class="more">{_words("nothing")}</p>'
    return f'<section class="chart" id="by-{figure}"><h2>{_words(f"by_{figure}")}</h2>{body}</section>'


def _kind(figure: str, value: str) -> str:
    rule = next((rule for rule in all_rules() if rule.code == value), None) if figure == "code" else None
    return _LETTERS.get(rule.kind, "c") if rule else "b"


def _worst(data: Mapping[str, Any], ids: Mapping[tuple[str, str], str]) -> str:
    """Return the products with most errors."""
    head = "".join(
        f"<th>{_words(name)}</th>" for name in ("product", "category", "file", "count", "errors", "warnings")
    )
    rows = "".join(
        f'<tr><td><a href="#{ids["product", product_key(one)]}">{_text(one["product"] or one["row"])}</a></td>'
        f"<td>{_text(one['category'])}</td><td>{_text(one['catalogue'])} · {one['row']}</td><td>{one['pairs']:,}</td>"
        f'<td><a href="#{ids["product", product_key(one)]}">{one["errors"]:,}</a></td><td>{one["warnings"]:,}</td></tr>'
        for one in data["worst"]
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    body = table if rows else f"<p>{_words('clean')}</p>"
    note = f'<p class="more" id="pairs">{_words("all_pairs")}</p>'
    return f'<section id="worst"><h2>{_words("worst")}</h2><div class="wide">{body}</div>{note}</section>'


def product_key(product: Row) -> str:
    """Return the value under which the examples of a product stand."""
    return f"{product['catalogue']}\n{product['row']}"


def _sections(data: Mapping[str, Any], examples: Examples, ids: Mapping[tuple[str, str], str]) -> Iterable[str]:
    """Yield the rows of every figure, which show when its link is followed."""
    for figure in _FIGURES:
        for value in list(data[f"by_{figure}"])[:_MOST_BARS]:
            where = f"<code>{figure} = {escaped(value)}</code>"
            yield _rows(ids[figure, value], _named(figure, value), data[f"by_{figure}"][value], where,
                        examples[figure][value])  # fmt: skip
    for one in data["worst"]:
        key = product_key(one)
        where = f"<code>catalogue = {escaped(one['catalogue'])}, row = {one['row']}</code>"
        name = _text(one["product"] or one["row"])
        yield _rows(ids["product", key], name, one["errors"] + one["warnings"], where, examples["product"][key])
    if data["problems"]:
        yield _problems(data, examples)


def _rows(id: str, name: str, count: int, where: str, rows: Sequence[Row]) -> str:
    head = "".join(f"<th>{_words(name)}</th>" for name in ("product", "script", "claim", "field", "code", "message"))
    body = "".join(_row(row) for row in rows)
    return (
        f'<section class="rows" id="{id}"><h2>{name} <small>{_words("rows", count, shown=str(len(rows)))}</small>'
        f'<a class="x" href="#top">{_words("back")}</a></h2><div class="wide"><table><thead><tr>{head}</tr></thead>'
        f'<tbody>{body}</tbody></table></div><p class="more">{_words("all_rows", where=where)}</p></section>'
    )


def _row(row: Row) -> str:
    field = _named("field", row["field"]) if row["field"] else ""
    place = f" <small>{_text(row.get('place'))}</small>" if row.get("place") else ""
    return (
        f'<tr class="{_LETTERS.get(row.get("status") or "", "")}"><td>{_text(row["product"] or row["row"])}</td>'
        f"<td>{_text(row['script'])}{place}</td><td class=claim>{_text(row.get('claim'))}</td><td>{field}</td>"
        f"<td><code>{escaped(row['code'])}</code></td><td>{_text(row['message'])}</td></tr>"
    )


def _problems(data: Mapping[str, Any], examples: Examples) -> str:
    """Return what was not checked: how many of each kind, and the first of them."""
    kinds = {lang: audit_texts(lang)["page"]["kinds"] for lang in LANGUAGES}
    blocks = []
    for kind, count in data["problems"].items():
        rows = examples.get("problem", {}).get(kind, ())
        name = _both(*(kinds[lang][kind] for lang in LANGUAGES))
        items = "".join(f"<tr><td>{_text(row['file'])}</td><td>{_text(row['message'])}</td></tr>" for row in rows)
        head = f"<tr><th>{_words('file')}</th><th>{_words('reason')}</th></tr>"
        shown = _words("rows", count, shown=str(len(rows)))
        blocks.append(
            f"<h3>{name} <small>{shown}</small></h3><table><thead>{head}</thead><tbody>{items}</tbody></table>"
        )
    note = f'<p class="more">{_words("all_problems")}</p>'
    return (
        f'<section id="problems"><h2>{_words("problems")}</h2><div class="wide">{"".join(blocks)}</div>{note}</section>'
    )


def _text(value: Any) -> str:
    """Return a value from a file on one line."""
    return "" if value is None else f"<bdi>{escaped(' '.join(str(value).split()))}</bdi>"
