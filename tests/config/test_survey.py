"""What `init` makes of a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consistency.config.survey import survey

PAGE = json.dumps({"title": "Speaker", "bullets": ["IPX8"], "description": "IPX8"})
LAYOUTS = {
    "by number": (
        [
            "scripts/A1_en.md",
            "scripts/A1_zh.md",
            "scripts/B2_en.srt",
            "pages/A1.json",
            "pages/B2.json",
            "lab/A1.pdf",
            "lab/B2.pdf",
        ],
        {
            "include": ["scripts/**"],
            "names": ["**/{sku}_*"],
            "listing_files": ["pages/{sku}.json"],
            "report_files": ["lab/{sku}.pdf"],
        },
    ),
    "by name": (
        ["scripts/lamp.txt", "scripts/cup.txt", "pages/lamp.json", "pages/cup.json"],
        {"include": ["scripts/**"], "names": [], "listing_files": ["pages/{name}.json"], "report_files": []},
    ),
    "a folder each": (
        ["lamp/script.md", "lamp/page.json", "lamp/report.txt", "cup/script.srt", "cup/page.json"],
        {"include": ["**/script.{md,srt}"], "listing_files": ["{dir}/page.json"], "report_files": ["lamp/report.txt"]},
    ),
    "a catalogue": (
        ["launch.md", "README.md", "catalogue.json", "package.json"],
        {"include": ["launch.md"], "exclude": [], "listing_files": ["catalogue.json"]},
    ),
    "side by side": (
        ["a.md", "b.md", "README.md", "catalogue.json"],
        {"include": ["*.md"], "exclude": ["**/README.md"], "listing_files": ["catalogue.json"]},
    ),
    "listings of no number": (
        ["s/a.md", "s/b.md", "pages/x.json", "pages/y.json"],
        {"include": ["s/**"], "names": [], "listing_files": ["pages/*.json"]},
    ),
    "reports beside scripts of their format": (
        ["a.docx", "b.docx", "report.docx", "report2.pdf", "page.json"],
        {"include": ["*.docx"], "listing_files": ["page.json"], "report_files": ["report.docx", "report2.pdf"]},
    ),
    "nothing": ([], {"include": [], "names": [], "listing_files": [], "report_files": []}),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(tmp_path: Path, layout: str) -> None:
    names, expected = LAYOUTS[layout]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE if path.suffix == ".json" else "words")
    found = survey(tmp_path)
    assert {key: list(getattr(found, key)) for key in expected} == expected
