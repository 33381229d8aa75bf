"""Decide what a Chinese sign of two meanings is: 块 is money or a piece, 支 the count of a yarn or a piece."""

from __future__ import annotations

import re

from consistency.lexicon.units import Unit, unit

_GIVEN = re.compile(r"(?:标配|附赠|附带|配备|内含|内有|含有|装有|自带|[配送带附赠含])(?:了|有)?$")
_PRICED = re.compile(
    r"(?:价|元|钱|[只就才]要|仅|卖|花|省|减|降|便宜|贵|券|优惠|立减|到手|收|赚|退|返|补|一共|每斤|每件)[^,。;!?\n]{0,4}$"
)
_MONEY_FOLLOWS = re.compile(
    r"(?:$|[^\w]|[钱五六七八九二三四一0-9两半多左出几就都不到以起的吧呢啊了搞包每可拿买卖还减优立红现券代能])"
)
_MONEY_LATER = re.compile(r"(?:[的元]?(?:现金|优惠|红包|券|代金|钱))")
_FABRIC = re.compile(r"[棉纱织布麻缎]|面料|支数|高支|天丝|莱赛尔|羊毛|羊绒|真丝|双股|衬衫|床品|被套|T恤")
_REACH = 10
"""How many signs on either side may tell that 支 counts yarn."""


def sense(folded: str, start: int, end: int, measure: Unit) -> Unit:
    """Return what `measure`, the unit of the number from `start`, means where it stands, ending at `end`.

    >>> from consistency.lexicon.units import named
    >>> sense("标配两块", 2, 4, named("块")).symbol, sense("只要两块", 2, 4, named("块")).symbol
    ('pcs', 'CNY')
    """
    if measure.symbol == "CNY" and folded[end - 1] == "块":
        return _piece() if _counts_pieces(folded, start, end) else measure
    if measure.symbol == "S_yarn":
        near = folded[max(0, start - _REACH) : end + _REACH]
        return measure if _FABRIC.search(near) else _piece()
    return measure


def _counts_pieces(folded: str, start: int, end: int) -> bool:
    """Tell whether 块 counts things: after a word that gives them, or before a noun that is no money."""
    if _MONEY_LATER.match(folded, end) or _PRICED.search(folded, max(0, start - 8), start):
        return False
    if folded.startswith("钱", end):
        return False
    return _GIVEN.search(folded, max(0, start - 4), start) is not None or not _MONEY_FOLLOWS.match(folded, end)


def _piece() -> Unit:
    found = unit("pcs")
    assert found is not None
    return found
