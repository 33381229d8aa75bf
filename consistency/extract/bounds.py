"""Read what bounds a quantity: up to, at least, over, under, about; 高达, 至少, 以上, 左右; ≤ ~ +."""

from __future__ import annotations

import re

from consistency.model import Qualifier

_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (
        "up to",
        r"up ?-?to|upto|max\.?|maximum(?: of)?|at (?:the )?most|(?:no|not) (?:more|greater|higher|longer|larger) than|(?:does )?not exceed(?:ing)?|within"
        r"|as (?:much|many|high|long|far|deep|fast) as|≤|<=|不超过|不多于|不大于|不高于|不得超过|小于等于|小于或等于|最多|最高|最大|最长|最远|最深|最快|高达|可达|长达|多达|远达|最高可达|最大可达|最多可|最长可达|最远可达|至多|上限",
    ),
    (
        "at least",
        r"at (?:the )?(?:very )?least|min\.?|minimum(?: of)?|(?:no|not) (?:less|fewer|lower|shorter|smaller) than|a minimum of|≥|>=|至少|最少|最低|最小|最短|不少于|不低于|不小于|大于等于|大于或等于|起码|少说|下限",
    ),
    ("less than", r"(?:less|fewer|lower|smaller|shorter|lighter) than|under|below|beneath|<|少于|小于|低于|不到|不足|未满|不满|以下"),
    ("more than", r"(?:more|greater|larger|higher|longer|heavier|better) than|over|above|exceed(?:s|ing)|beyond|>|超过|大于|高于|多于|超出|逾|超"),
    (
        "about",
        r"about|around|approx\.?(?:imately)?|approximate|roughly|nearly|almost|circa|ca\.|close to|some|like|~|≈|±?约|大约|大概|约为|约等于|近|将近|接近|差不多|左右",
    ),
)
_AFTER: tuple[tuple[Qualifier, str], ...] = (
    ("at least", r" ?(?:以上|或以上|及以上|起步|起(?![来动])|\+(?![0-9])|or (?:more|above|over|greater|higher|longer|up)(?![a-z])|and (?:up|above|over|more)(?![a-z])|plus(?![a-z])|min(?:imum|\.)?(?![a-z]))"),
    ("up to", r" ?(?:以内|之内|内(?![部置胆存饰衬层裤侧里含袋])|或以下|及以下|or (?:less|below|under|fewer)(?![a-z])|max(?:imum|\.)?(?![a-z])|at (?:the )?most(?![a-z]))"),
    ("less than", r" ?(?:以下|之下)"),
    ("about", r" ?(?:左右|上下|or so(?![a-z])|-?ish(?![a-z])|approx(?:imately|\.)?(?![a-z]))"),
)
_LEFT = re.compile(
    r"(?i)(?:(?<![A-Za-z-])|(?=[^A-Za-z]))(?:" + "|".join(f"({pattern})" for _, pattern in _BEFORE) + r")[ :]?(?: ?(?:about|around|a|an|the|total of|of|为|是|可|在|约|达|到) ?)?$"
)
_RIGHT = re.compile("(?i)" + "|".join(f"({pattern})" for _, pattern in _AFTER))
_LAST_WORDS = frozenset(
    "to upto max max. maximum of most than exceed exceeding exceeds within as ≤ least min min. minimum under below over above beyond about"
    " around approx approx. approximately approximate roughly nearly almost circa ca. some like a an the".split()
)
_LAST_SIGNS = frozenset("≤≥=<>~≈过于多高大长远深快达可少低小短码说限到足满下出超约概近右不为等是在逾")
_FIRST_SIGNS = frozenset("以或及起+之内左上")
_FIRST_WORDS = frozenset(["or", "and", "plus", "max", "min", "maximum", "minimum", "at", "approx", "approximately", "ish"])
_LINKS = frozenset(["to", "of", "a", "an", "the"])
_LINKED = _LAST_WORDS | {"up", "total"}
_WORD_END = re.compile(r"[^a-z.]+")


def before(folded: str, start: int, floor: int = 0) -> tuple[Qualifier, int] | None:
    """Return the qualifier that ends where the quantity starts, and its own start, not before `floor`."""
    at = start - 1
    if at < floor:
        return None
    sign = folded[at]
    if sign in " :":
        at -= 1
        if at < floor:
            return None
        sign = folded[at]
    if sign.isascii() and (sign.isalpha() or sign == "."):
        earlier, _, word = folded[max(floor, at - 24) : at + 1].lower().rpartition(" ")
        if word not in _LAST_WORDS:
            word = _WORD_END.split(word)[-1]
            if word not in _LAST_WORDS:
                return None
        elif word in _LINKS and earlier.rpartition(" ")[2].strip("(,;:") not in _LINKED:
            return None
    elif sign not in _LAST_SIGNS:
        return None
    found = _LEFT.search(folded, max(floor, start - 26), start)
    if found is None or found.lastindex is None:
        return None
    return _BEFORE[found.lastindex - 1][0], found.start()


def after(folded: str, end: int) -> tuple[Qualifier, int] | None:
    """Return the qualifier that starts where the quantity ends, and its own end."""
    sign = folded[end : end + 1]
    if not sign:
        return None
    if sign in _FIRST_SIGNS or sign in " -" or sign == "i":
        found = _RIGHT.match(folded, end)
        if found is not None and found.lastindex is not None:
            return _AFTER[found.lastindex - 1][0], found.end()
    return None


def merge(*qualifiers: str | None) -> Qualifier | None:
    """Return the first qualifier that bounds, else the first of all: "up to about" is "up to"."""
    given = [q for q in qualifiers if q]
    strong = [q for q in given if q != "about"]
    return (strong or given or [None])[0]  # type: ignore[return-value]
