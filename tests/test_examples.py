"""The examples that the README runs: each format is read, and each says what it was made to say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from consistency.cli import main
from consistency.extract.spoken import unspoken
from consistency.read.listings import pick, read_listings
from consistency.read.reports import read_report
from consistency.read.scripts import read_script

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"
FILES = {
    "speaker": ("script.txt", "listing.json", "report.pdf", None),
    "tumbler": ("script.md", "listing.csv", "report.txt", None),
    "lamp": ("script.srt", "listing.xlsx", "report.txt", "NOOK-1"),
    "powerbank": ("script.txt", "listing.json", "report.pdf", None),
}


def check(name: str) -> tuple[int, dict[str, Any]]:
    """Return the exit status and result of an example."""
    script, listing, report, sku = FILES[name]
    files = [str(EXAMPLES / name / file) for file in (script, listing, report)]
    arguments = ["check", files[0], "--listing", files[1], "--report", files[2], "--format", "json"]
    ran = CliRunner().invoke(main, [*arguments, *(["--sku", sku] if sku else [])])
    return ran.exit_code, json.loads(ran.stdout)


def status(result: dict[str, Any], words: str, field: str) -> str:
    """Return the status of the claim that holds `words`."""
    claim = next(c for c in result["claims"] if words in c["text"])
    return str(claim["fields"][field]["status"])


@pytest.mark.parametrize("name", FILES)
def test_examples_are_read(name: str) -> None:
    script, listing, report, sku = FILES[name]
    source = read_script(EXAMPLES / name / script)
    assert unspoken(source.text)
    listings = read_listings(EXAMPLES / name / listing)
    page = pick(listings, sku or source.metadata.get("sku"), listing)
    assert page.id and page.title and len(page.bullets) >= 3 and page.description
    assert len(read_report(EXAMPLES / name / report).text) > 100


def test_clean_example() -> None:
    exit_status, result = check("powerbank")
    statuses = {judged["status"] for claim in result["claims"] for judged in claim["fields"].values()}
    assert (exit_status, result["verdict"], result["findings"], statuses) == (0, "pass", [], {"match"})
    assert len(result["claims"]) >= 5


def test_chinese_script_against_english_page() -> None:
    exit_status, result = check("speaker")
    assert (exit_status, result["verdict"]) == (1, "fail")
    assert status(result, "超深防水", "title") == "vague"
    assert status(result, "24小时", "title") == "conflict"
    assert status(result, "20W", "bullets") == "match"
    assert status(result, "580克", "title") == "missing"
    assert status(result, "580克", "description") == "reworded"


def test_chinese_script_against_chinese_page() -> None:
    exit_status, result = check("tumbler")
    assert (exit_status, result["id"]) == (1, "CUP-600")
    assert status(result, "316不锈钢", "title") == "conflict"
    assert status(result, "双层真空", "bullets") == "match"
    assert status(result, "600毫升", "description") == "match"


def test_english_script_against_english_page() -> None:
    exit_status, result = check("lamp")
    assert (exit_status, result["id"]) == (1, "NOOK-1")
    assert status(result, "97", "report") == "conflict"
    assert status(result, "insanely", "title") == "vague"
    assert status(result, "6500", "title") == "match"
    assert status(result, "10-watt", "title") == "missing"
