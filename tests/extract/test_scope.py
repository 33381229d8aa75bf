from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.extract.scope import scopes
from consistency.extract.stream import stream
from consistency.lexicon.tables import rows


@pytest.mark.parametrize("row", list(rows("scope.csv"))[::7], ids=lambda row: row["cue"])
def test_every_cue_is_found(row: dict[str, str]) -> None:
    text = f"x {row['cue']} x" if row["lang"] == "en" else row["cue"]
    if stream(row["cue"]).tokens:
        assert scopes(stream(text))


def test_no_cue_inside_a_word() -> None:
    assert [s for s in scopes(stream("xothersx")) if s[2] == "rival"] == []


@given(st.text(st.sampled_from("普通别的其他 other brands?其它只要99元"), max_size=30))
def test_cues_stand_where_they_say(text: str) -> None:
    read = stream(text)
    known = {row["scope"] for row in rows("scope.csv")}
    for first, last, name in scopes(read):
        assert 0 <= first < last <= len(read.tokens)
        assert name in known
