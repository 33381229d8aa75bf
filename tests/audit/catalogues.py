"""A small catalogue, and what an audit of it made."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TITLES = ("Power bank 5,000 mAh", "Speaker, IPX8 waterproof", "Bottle, keeps cold 24 h", "Earbuds, 8 h playtime")
SCRIPTS = (
    "这款充电宝五千毫安。65W fast charging.",
    "It is IPX7 waterproof and plays for up to 12 hours.",
    "Keeps ice for 24 hours. 304不锈钢。",
    "Eight hours of playtime. 主动降噪。",
)


def product(number: int, **more: object) -> dict[str, object]:
    """Return a product of a catalogue; those of four share their page."""
    title = TITLES[number % 4]
    return {
        "sku": f"PB-{number}", "category": ("audio", "kitchen")[number % 2], "title": title,
        "bullets": [title, "Light and small"], "description": f"{title}. No {number // 4}.", **more,
    }  # fmt: skip


def write_catalogue(path: Path, count: int) -> Path:
    """Write products with a script each as JSON Lines."""
    lines = (
        json.dumps(product(number, script=f"{SCRIPTS[number % 4]} Take {number}."), ensure_ascii=False)
        for number in range(count)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def results(out: Path) -> dict[str, bytes]:
    """Return the content of every result of an audit."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
