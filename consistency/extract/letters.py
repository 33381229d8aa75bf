"""Decide what a letter after a number is that has several meanings: 10M users, 5M cable, 5 in, 18K gold, 9H glass."""

from __future__ import annotations

import re

from consistency.lexicon.units import Unit, registry

_WORD = re.compile(r"[A-Za-zµΩ]+")
GLUED = re.compile(r"[0-9.]+(?:min|mins|h|m|s|sec|ft|in|oz|g|A|V|W|cm|mm|kg|L|ml)(?![A-Za-z0-9])")
_LETTERS = "in IN In M G K C F H h D B S T t x X k P MM mil mils Mil can CAN case Case light Light book Book d c f"
AMBIGUOUS = frozenset([*_LETTERS.split(), "ph", "pH", "PH", "Ph", "NS"])
"""Letters and words that are a unit in some places only."""
# What may follow "in" where it means inches and not the preposition.
_INCHES = re.compile(
    r"[ -]*(?:$|[.,;:)(\]/|+×*\n\"~-]"
    r"|(?:x|by|w|h|l|d|wide|long|tall|high|deep|diameter|dia|thick|length|width|height|screen|display|monitor|tv|to|and|or)(?![a-z]))",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    r"(?i) ?(?:dollars?|usd|views?|users?|followers?|people|downloads?|subscribers?"
    r"|sold|likes?|fans|customers?|reviews?|(?:mouse |key )?clicks?|switch(?:es)?|key ?strokes?|(?:key ?)?press(?:es)?"
    r"|actuations?|cycles?|colou?rs?|songs?|times|words)(?![a-z])| ?[次键]"
)
_LENGTH_CUE = re.compile(
    r"(?i)cable|cord|length|long|distance|range|wire|rope|depth|hose|tape|roll|wide|width|height|water"
    r"|线|长|距|深|宽|高|防水|×|x ?$"
)
_WEIGHT_CUE = re.compile(r"(?i)weigh|net|gross|重|净|含量|gram")
_HARDNESS_CUE = re.compile(r"(?i)hard|glass|temper|coat|pencil|硬|钢化|膜|镀")
_THIN = re.compile(r"(?i)[ -](?:thick|thickness|plastic|film|poly|vinyl|heavy|laminat|bag|liner|clear|tarp)")
_WIDE = re.compile(r"(?i)[ -](?:wide|long|deep|tall|hydrostatic|heel|drop|lugs?|in the heel|high|diameter|lens)")
_GOLD = re.compile(
    r"(?i)[ -]?(?:solid |real |white |yellow |rose |pure |italian )*(?:gold|plated|金|白金|黄金|包金|镀金)"
)
_NETWORKS = frozenset([2.4, 3, 4, 5, 5.8, 6])
"""What stands before a G that is no gigabyte: 5G networks, 2.4G radio."""
_NETWORK_CUE = re.compile(r"移动|联通|电信|网络|[345]G ?[/、,]")
_BANDS = frozenset([2.4, 5.8])
_RADIO = re.compile(r"(?i)(?:[ -]?Hz)?[ -]?(?:wi-?fi|wlan|dual[ -]band|双频|无线网|路由)")
"""What follows the G of a band of radio: 5G WiFi; "5G bands" are a telephone's."""
_SCALES = {"k": 1e3, "K": 1e3, "kk": 1e6, "MM": 1e6, "mn": 1e6, "bn": 1e9}


def ambiguous(folded: str, place: int, start: int, word: str, value: float) -> tuple[Unit, int] | None:
    """Decide what a letter or word of several meanings is, from what stands around it."""
    units = registry().by_symbol
    end = start + len(word)
    following = folded[end : end + 1]
    if following.isdigit() and not (word in "xXhH" or GLUED.match(folded, end)):
        return None
    spaced = start > place
    if word.lower() == "in":
        return (
            (units["in"], end)
            if not spaced or (folded[start - 1] == "-" and folded[end : end + 2] != "-t") or _INCHES.match(folded, end)
            else None
        )
    before = folded[max(0, place - 40) : place]
    match word:
        case "M":
            metres = not _MILLIONS.match(folded, end) and (
                _LENGTH_CUE.search(before)
                or folded[end : end + 2].strip()[:1].isalpha()
                or (following and following in "/×*-~x")
            )
            return (units["m"], end) if metres and following != "+" else None
        case "G":
            if spaced or _WEIGHT_CUE.search(before):
                return (units["g"], end) if _WEIGHT_CUE.search(before) else None
            if value not in _NETWORKS and not (value == 2 and _NETWORK_CUE.search(before)):
                return units["GB"], end
            return (units["GHz"], end) if value in _BANDS or _RADIO.match(folded, end) else None
        case "K" | "k" if _GOLD.match(folded, end):
            return units["karat"], end
        case "K":
            return (units["K"], end) if 1500 <= value <= 20000 and value % 50 == 0 else None
        case "C" | "F":
            return (units["Cel" if word == "C" else "degF"], end) if not spaced and abs(value) >= 10 else None
        case "H" | "h":
            if value < 10 and word == "H" and _HARDNESS_CUE.search(folded[max(0, place - 12) : end + 16]):
                return None
            return units["h"], end
        case "D":
            return (units["D"], end) if not spaced and value >= 10 else None
        case "t":
            return units["t"], end
        case "d":
            return (units["d"], end) if not spaced and folded[place - 1].isdigit() else None
        case "B":
            return (units["B"], end) if not spaced and value >= 100 else None
        case "x" | "X":
            if folded[end : end + 2].lstrip()[:1].isdigit() or (spaced and following not in " ,."):
                return None
            return (units["x"], end) if not spaced or following in ("", ",", ".") else None
        case "mil" | "mils" | "Mil":
            if _THIN.match(folded, end):
                return units["thou"], end
            return units["mm" if _WIDE.match(folded, end) else "mL"], end
        case "ph" | "pH" | "PH" | "Ph":  # 115v/60/1-ph is a number of phases
            return (units["pH"], end) if spaced and folded[start - 1] == " " and value <= 14 else None
        case "MM":
            return units["mm"], end
        case "case" | "Case" | "book" | "Book" | "can" | "CAN" | "light" | "Light":
            return None
    return None


def scale_at(folded: str, place: int) -> tuple[float, int] | None:
    """Return what a letter after a number multiplies it by, and where it ends: 15K rpm, 1.2M users."""
    start = place
    while folded[start : start + 1] == " " and start - place < 2:
        start += 1
    found = _WORD.match(folded, start)
    if found is None:
        return None
    word, end = found.group(), found.end()
    if folded[end : end + 1].isdigit():
        return None
    if word in _SCALES:
        return _SCALES[word], end
    if word == "M":
        return 1e6, end
    return None
