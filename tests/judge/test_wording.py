"""What the signals tell of a claim without a parameter: the same words, other words, denials, stand-ins."""

from __future__ import annotations

import pytest

from consistency.extract.attributes import attributes
from consistency.extract.chunks import read
from consistency.extract.claims import Assertion
from consistency.extract.page import read_page
from consistency.judge.clauses import FieldIndex, indexes
from consistency.judge.signals import signals
from consistency.judge.subject import Subject, subject
from consistency.judge.words import POLARITY, canonical, denied, literal_keys, polarity, root
from consistency.model import Listing


def claim(text: str) -> Subject:
    reading = read(text)
    count = len(reading.chunks)
    return subject(Assertion(reading, 0, count, attributes(reading, 0, count)))


def field(text: str) -> FieldIndex:
    return indexes(read_page(Listing(title="", bullets=(), description=text)))["description"]


def values(script: str, text: str) -> dict[str, float]:
    return signals(claim(script), field(text)).values


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("detachable hood", "The hood is detachable."),
        ("folds flat", "It is foldable, and flat once it is folded."),
        ("alcohol free", "Contains no alcohol."),
        ("water-proof zips", "Waterproof zip on the front."),
        ("moisture wicking", "Wicks moisture through a long shift."),
        ("cleans itself", "Self-cleaning in one minute."),
        ("不含酒精", "配方无酒精。"),
        ("双手柄", "带有两个手柄。"),
        ("拆洗方便", "内胆拆洗十分方便。"),
    ],
)
def test_the_same_content_words_meet_in_any_order_and_form(script: str, text: str) -> None:
    found = values(script, text)
    assert found["clause_literal"] > 0.8


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("detachable hood", "The hood comes off."),
        ("doesn't smudge", "Smudge-proof all day."),
        ("不漏水", "防漏设计。"),
    ],
)
def test_other_words_or_another_way_to_negate_are_not_literal(script: str, text: str) -> None:
    assert values(script, text)["clause_literal"] < 0.9


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("可折叠", "A foldable stand."),
        ("不锈钢手柄", "The handle is stainless steel."),
        ("foldable stand", "可折叠支架"),
    ],
)
def test_standard_terms_meet_across_languages(script: str, text: str) -> None:
    found = values(script, text)
    assert found["cross"] == 1.0
    assert found["clause_standard"] > 0.8


def test_a_missing_modifier_and_another_one_differ() -> None:
    bare, swapped = values("chicken flavor", "With flavor."), values("chicken flavor", "With duck flavor.")
    assert bare["before_head"] < swapped["before_head"] < values("chicken flavor", "Chicken flavor.")["before_head"]


def test_another_material_of_the_same_part_is_seen() -> None:
    assert values("aluminium body", "A sturdy polycarbonate body.")["material"] == 2.0
    assert values("aluminium body", "Polycarbonate lid.")["material"] == 1.0


@pytest.mark.parametrize(
    ("script", "text", "ours", "theirs"),
    [
        ("contains latex", "Latex: not detected.", 0.0, "absent"),
        ("rain cover", "Rain cover sold separately.", 0.0, "extra"),
        ("no sugar", "With real sugar.", POLARITY["without"], ""),
        ("machine washable", "Not machine washable.", 0.0, "not"),
        ("适合孕妇", "孕妇不宜使用。", 0.0, "barred"),
    ],
)
def test_a_field_that_stands_otherwise_to_the_same_thing(script: str, text: str, ours: float, theirs: str) -> None:
    found = values(script, text)
    assert found["polarity"] == ours
    assert found["polarity_field"] == POLARITY.get(theirs, 0.0)
    assert not found["polarity_same"]


def test_a_list_after_no_is_denied_to_its_end_and_no_further() -> None:
    tokens = canonical(read("No alcohol, latex or gluten. With zinc.").stream.tokens)
    assert denied(tokens, tokens.index("latex"), tokens.index("latex") + 1)
    assert denied(tokens, tokens.index("gluten"), tokens.index("gluten") + 1)
    assert not denied(tokens, tokens.index("zinc"), tokens.index("zinc") + 1)


def test_a_list_says_the_same_of_each_of_its_things() -> None:
    assert values("no parabens", "Made without alcohol, fragrance or parabens.")["polarity_same"] == 1.0


def test_a_denial_that_admits_a_drawback_is_told_from_one_that_sells() -> None:
    assert claim("no wireless charging").denies
    assert not claim("no caffeine").denies


def test_a_cue_with_praise_makes_a_vague_claim() -> None:
    found = claim("battery goes on forever")
    assert found.attributes and found.attributes[0].startswith("battery")
    assert found.vague


def test_words_that_only_look_like_negations_stay() -> None:
    assert canonical(tuple("不锈钢"))[0] == "不锈钢"
    assert "not" not in canonical(tuple("特别轻"))
    assert canonical(tuple("不生锈"))[0] == "not"


def test_roots_join_a_family_and_leave_short_words_alone() -> None:
    assert root("detangler") == root("detangl")
    assert root("dermatologist") == root("dermatologically")
    assert root("tab") == "tab"


def test_neighbours_count_as_one_word() -> None:
    assert "leakproof" in literal_keys(["leak", "proof", "lid"])
    assert {"折叠", "叠"} <= literal_keys(["折", "叠"])


def test_polarity_looks_before_and_right_after() -> None:
    tokens = ["not", "machin", "wash", ".", "hand", "wash"]
    assert polarity(tokens, 1, 3, 0, 6) == POLARITY["not"]
    assert polarity(tokens, 4, 6, 0, 6) == 0.0


def test_a_field_against_itself_is_literal() -> None:
    for text in ("Hidden pocket with zip", "磁吸充电底座", "Two-way audio 双向语音"):
        assert values(text, text)["clause_literal"] == pytest.approx(1.0)
        assert values(text, text)["verbatim"] == 1.0
