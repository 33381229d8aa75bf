"""Read the unit that stands after a number: glued, spaced or hyphenated, in symbols, English or Chinese."""

from __future__ import annotations

import re
from functools import cache

from consistency.extract.letters import AMBIGUOUS, GLUED, ambiguous
from consistency.lexicon.tables import rows
from consistency.lexicon.units import Registry, Unit, registry, unit

_WORD = re.compile(r"[A-Za-zµΩ]+")
_NOT_LETTERS = re.compile(r"[^A-Za-zµΩ]")
_WORDS = re.compile(r"[A-Za-z]+\.?(?:[ -]{1,2}[A-Za-z0-9]+\.?){1,4}")
_COMPLEX = re.compile(r"[A-Za-zµΩ°²³⁰¹₂%0-9^·•.*/()㎡㎥~-]{2,16}(?:(?<=/24) h(?:rs)?)?")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZµΩ")
_BRACKETED = re.compile(r" ?[(\[{<]([A-Za-zµ°%²³/]{1,8})[)\]}>]")
_MULTIPLE = re.compile(r" ?[0-9]| [A-Z]{2}")
"""What follows a × that counts things and magnifies nothing: 4 × AA."""
_LETTER_DIGIT = re.compile(r"[A-Za-z0-9µÀ-ɏḀ-ỿ]")
_ACCENTED = re.compile(r"[À-ÖØ-öø-ɏ̀-ͯḀ-ỿ]")
"""A letter that goes on with a word of another language: 20 cent|ímetros, 7 N|úcleos."""


@cache
def _units() -> Registry:
    return registry()


@cache
def _between() -> frozenset[str]:
    """Return the words that may stand between a number and its unit."""
    return frozenset(row["word"] for row in rows("between.csv"))


@cache
def _stops() -> dict[str, str]:
    """Return the signs before which a Chinese unit of one sign is none: 里面, 天猫, 度假."""
    return {row["unit"]: row["stops"] for row in rows("unit_stops.csv")}


@cache
def _han_lengths() -> tuple[int, ...]:
    return tuple(range(max(map(len, _units().han)), 0, -1))


def unit_at(folded: str, place: int, value: float = 2.0) -> tuple[Unit, int] | None:
    """Return the unit that begins at `place`, a space or hyphen let pass, and where it ends.

    `value` is the number before it, which decides between readings (10 M users, 5 M cable).
    """
    size = len(folded)
    if place >= size:
        return None
    sign = folded[place]
    start = place
    while sign == " " or sign == "-":
        start += 1
        if start >= size or start - place > 3:
            return None
        sign = folded[start]
    if sign in _LETTERS:
        return _latin(folded, place, start, value)
    if sign > "\u2e80" and sign < "\uff00":
        return _sign(folded, start) if "\u3300" <= sign <= "\u33df" else _chinese(folded, start)
    if sign in "([{<":
        return _bracketed(folded, place)
    if sign in "%°″\"'′℃℉‰$€£¥¢×ℓ":
        return _sign(folded, start) if start == place or sign in "%°″\"℃℉‰×'′" else None
    return None


def _bracketed(folded: str, place: int) -> tuple[Unit, int] | None:
    found = _BRACKETED.match(folded, place)
    if found is None:
        return None
    hit = _units().symbols.get(found[1]) or _units().names.get(found[1].lower())
    return (hit, found.end()) if hit and not hit.counts else None


def _sign(folded: str, start: int) -> tuple[Unit, int] | None:
    """Read a unit that begins with a sign: °C, ″, %, ㎡."""
    symbols = _units().symbols
    for length in (3, 2, 1):
        shown = folded[start : start + length]
        hit = symbols.get(shown)
        if shown == "×" and _MULTIPLE.match(folded, start + 1):
            return None
        if hit is not None and not (
            shown[-1].isalpha() and shown[-1].isascii() and _LETTER_DIGIT.match(folded, start + length)
        ):
            if hit.symbol == "deg" and shown == "°":
                return _degrees(folded, start + 1, hit)
            if shown in ("'", "′") and folded[start + 1 : start + 2].isalpha():
                return None
            return hit, start + len(shown)
    return None


def _degrees(folded: str, end: int, plain: Unit) -> tuple[Unit, int]:
    """Read the scale after a degree sign: "° Fahrenheit", "°摄氏"."""
    word = _WORD.match(folded, end + (folded[end : end + 1] == " "))
    if folded[end : end + 2] in ("华氏", "摄氏"):
        return _units().by_symbol["degF" if folded[end] == "华" else "Cel"], end + 2
    if word:
        scale = {"c": "Cel", "f": "degF", "celsius": "Cel", "fahrenheit": "degF", "k": "K"}.get(word.group().lower())
        if scale:
            return _units().by_symbol[scale], word.end()
    return plain, end


def _chinese(folded: str, start: int) -> tuple[Unit, int] | None:
    han = _units().han
    for length in _han_lengths():
        name = folded[start : start + length]
        hit = han.get(name)
        if hit is not None and len(name) == length:
            end = start + length
            if length == 1:
                following = folded[end : end + 1]
                if following and following in _stops().get(name, ""):
                    return None
                if name in _units().classifiers:
                    return _counted(folded, end) or (hit, end)
            return hit, end
    if folded[start] in _units().classifiers:
        return _counted(folded, start + 1)
    return None


def _counted(folded: str, place: int) -> tuple[Unit, int] | None:
    """Read the noun after a classifier: 种模式, 个接口."""
    han = _units().han
    start = place
    if folded[place : place + 1] == "大":
        start += 1
    for length in (6, 5, 4, 3, 2):
        name = folded[start : start + length]
        hit = han.get(name)
        if hit is not None and len(name) == length and hit.counts and hit.symbol != "pcs":
            return hit, start + length
    if folded[place - 1] == "个":  # 六个加仑, 两个百分点
        for length in (4, 3, 2):
            hit = han.get(folded[place : place + length])
            if hit is not None and not hit.counts and place + length <= len(folded):
                return hit, place + length
    name = folded[start : start + 1]
    hit = han.get(name)
    if hit and name in ("灯", "键", "口", "孔", "轮", "色", "头"):
        return hit, start + 1
    return None


def _latin(folded: str, place: int, start: int, value: float) -> tuple[Unit, int] | None:
    units = _units()
    found = _WORD.match(folded, start)
    assert found is not None
    word, end = found.group(), found.end()
    following = folded[end : end + 1]
    if following == "/" and word == "w" and start > place:  # "with"
        return None
    if following > "\x7f" and _ACCENTED.match(following):
        return None
    plain = _plain().get(word)
    if plain is None:
        if word not in _known() and word.lower() not in _known():
            return None
    elif following not in _SPECIAL and not (len(word) == 1 and start > place):
        return plain, end
    if following and following in "²³23₂^/·•.*(°-":
        compound = _compound(folded, start, end, word)
        if compound is not None:
            return compound
    lower = word.lower()
    if lower in units.words and following in " -.":
        longer = _several(folded, start, units.words[lower])
        if longer is not None:
            return longer
    if word in AMBIGUOUS:
        return ambiguous(folded, place, start, word, value)
    if following.isdigit() and not GLUED.match(folded, end):
        return None
    hit = units.symbols.get(word)
    if hit is None or (len(word) == 1 and start > place and word not in "mgLlhsWwVvANKxX"):
        hit = units.names.get(lower) or (units.folded.get(lower) if hit is None else None)
    if hit is not None:
        if len(word) == 1 and folded[start - 1] == "-" and word not in "mgLlhsWVx":
            return None
        return hit, end
    if lower in _between() and following in " -" and start > place:
        return _after_adjective(folded, end, value)
    return None


_SPECIAL = frozenset("₂•²³^/·.*(°-0123456789")


@cache
def _plain() -> dict[str, Unit]:
    """Return the units of the words that mean one thing whatever follows them."""
    units = _units()
    words = {w: u for w, u in units.symbols.items() if w.isalpha()}
    for name, measure in units.names.items():
        if name.isalpha() and name.isascii():
            for form in (name, name.capitalize(), name.upper()):
                words.setdefault(form, measure)
    return {w: u for w, u in words.items() if w.lower() not in units.words and w not in AMBIGUOUS}


@cache
def _known() -> frozenset[str]:
    """Return every word with which a unit or what stands before it may begin, as written or in lower case."""
    units = _units()
    return frozenset(
        {
            *units.symbols,
            *units.folded,
            *units.names,
            *units.words,
            *_between(),
            *AMBIGUOUS,
            *(symbol.split("/")[0] for symbol in units.symbols),
            *(_NOT_LETTERS.split(symbol)[0] for symbol in units.symbols),
        }
    )


def _after_adjective(folded: str, end: int, value: float) -> tuple[Unit, int] | None:
    found = _WORD.match(folded, end + 1)
    if found is None or found.group().lower() in _between() or len(found.group()) < 3:
        return None
    return _latin(folded, end, end + 1, value)


def _several(folded: str, start: int, most: int) -> tuple[Unit, int] | None:
    """Read an English name of several words, the longest first."""
    found = _WORDS.match(folded, start)
    if found is None:
        return None
    names = _units().names
    shown = found.group()
    parts = [m.end() for m in re.finditer(r"[A-Za-z0-9]+\.?", shown)]
    for count in range(min(most, len(parts)), 1, -1):
        piece = shown[: parts[count - 1]]
        name = re.sub(r"[ -]+", " ", piece.lower())
        hit = names.get(name) or names.get(name.replace(".", ""))
        if hit is not None:
            end = start + len(piece)
            if piece.endswith(".") and name.replace(".", "") == name.rstrip("."):
                end -= 1
            if _LETTER_DIGIT.match(folded, end):
                continue
            return hit, end
    return None


def _compound(folded: str, start: int, end: int, word: str) -> tuple[Unit, int] | None:
    """Read a symbol with signs or figures in it: m², g/m2, kW·h, sq.ft, mg/kg."""
    symbols = _units().symbols
    found = _COMPLEX.match(folded, start)
    if found is None:
        return None
    for stop in range(found.end(), end, -1):
        hit = symbols.get(folded[start:stop])
        if hit is not None and not (folded[stop - 1] != "." and _LETTER_DIGIT.match(folded, stop)):
            return hit, stop - (folded[stop - 1] == "." and folded[start:stop].count(".") == 1)
    if folded[end] == "/":
        top = symbols.get(word)
        under = _WORD.match(folded, end + 1)
        if top is not None and under is not None and not top.counts and top.dimension != "ratio":
            bottom = symbols.get(under.group())
            if bottom is not None and bottom.dimension in ("time", "area", "volume", "mass", "length"):
                both = unit(f"{top.symbol}/{bottom.symbol}")
                if both is not None and not _LETTER_DIGIT.match(folded, under.end()):
                    return both, under.end()
    return None
