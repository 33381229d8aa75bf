"""Doubts warn where a script otherwise agrees with its page; what is certain fails it all the same."""

from __future__ import annotations

import consistency

BULLETS = ["5,000 mAh battery", "65W fast charging", "USB-C port", "IPX7 waterproof"]
SCRIPT = "五千毫安,支持65W快充。Type-C接口。IPX7防水。"


def test_one_measured_claim_that_a_field_lacks_fails_the_script() -> None:
    whole = ", ".join(BULLETS)
    page = {"title": "Power bank, 65W fast charging, USB-C port, IPX7", "bullets": BULLETS, "description": whole}
    result = consistency.check(SCRIPT, page, "Capacity 5000 mAh. Output 65 W. Port USB-C. IPX7.")
    first = next(c for c in result.claims if c.text.startswith("五千毫安"))
    assert first.fields["title"] is not None
    assert first.fields["title"].status == "missing"
    assert result.verdict == "fail"


def test_one_other_number_fails_the_script() -> None:
    whole = ", ".join(BULLETS)
    page = {"title": whole.replace("5,000", "8,000"), "bullets": BULLETS, "description": whole}
    result = consistency.check(SCRIPT, page)
    assert {c.fields["title"].status for c in result.claims if c.fields["title"] and "毫安" in c.text} == {"conflict"}
    assert result.verdict == "fail"


def test_a_script_of_the_page_passes() -> None:
    whole = ", ".join(BULLETS)
    assert consistency.check(SCRIPT, {"title": whole, "bullets": BULLETS, "description": whole}).verdict == "pass"
