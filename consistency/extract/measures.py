"""Read the unit that stands after a number: glued, spaced or hyphenated, in symbols, English or Chinese."""

from __future__ import annotations

import re
from functools import cache

from consistency.lexicon.units import Registry, Unit, registry, unit

_WORD = re.compile(r"[A-Za-zµΩ]+")
_WORDS = re.compile(r"[A-Za-z]+\.?(?:[ -]{1,2}[A-Za-z0-9]+\.?){1,4}")
_COMPLEX = re.compile(r"[A-Za-zµΩ°²³⁰¹₂%0-9^·•.*/()㎡㎥~-]{2,16}")
_GLUED = re.compile(r"[0-9.]+(?:min|mins|h|m|s|sec|ft|in|oz|g|A|V|W|cm|mm|kg|L|ml)(?![A-Za-z0-9])")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZµΩ")
_BRACKETED = re.compile(r" ?[(\[{<]([A-Za-zµ°%²³/]{1,8})[)\]}>]")
ADJECTIVES = frozenset(
    "more additional fewer extra different adjustable full whole solid separate unique individual powerful built-in"
    " consecutive straight continuous distinct separate real actual long short large big small mini new other"
    " total preset custom customizable selectable interchangeable removable smart independent magnetic hidden".split()
)
_LETTER_DIGIT = re.compile(r"[A-Za-z0-9µ]")

# What may follow "in" where it means inches and not the preposition.
_INCHES = re.compile(
    r"[ -]*(?:$|[.,;:)(\]/|+×*\n\"~-]|(?:x|by|w|h|l|d|wide|long|tall|high|deep|diameter|dia|thick|length|width|height|screen|display|monitor|tv|to|and|or)(?![a-z]))",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"(?i) ?(?:dollars?|usd|views?|users?|followers?|people|downloads?|subscribers?|sold|likes?|fans|customers?|reviews?)(?![a-z])")
_LENGTH_CUE = re.compile(r"(?i)cable|cord|length|long|distance|range|wire|rope|depth|hose|tape|roll|wide|width|height|water|线|长|距|深|宽|高|防水|×|x ?$")
_WEIGHT_CUE = re.compile(r"(?i)weigh|net|gross|重|净|含量|gram")
_HARDNESS_CUE = re.compile(r"(?i)hard|glass|temper|coat|pencil|硬|钢化|膜|镀")
_THIN = re.compile(r"(?i)[ -](?:thick|thickness|plastic|film|poly|vinyl|heavy|laminat|bag|liner|clear|tarp)")
_WIDE = re.compile(r"(?i)[ -](?:wide|long|deep|tall|hydrostatic|heel|drop|lugs?|in the heel|high|diameter|lens)")
_GOLD = re.compile(r"(?i)[ -]?(?:solid |real |white |yellow |rose |pure |italian )*(?:gold|plated|金|白金|黄金|包金|镀金)")
_SCALES = {"k": 1e3, "K": 1e3, "kk": 1e6, "MM": 1e6, "mn": 1e6, "bn": 1e9}


@cache
def _units() -> Registry:
    return registry()


@cache
def _han_lengths() -> tuple[int, ...]:
    return tuple(range(max(map(len, _units().han)), 0, -1))


_HAN_FOLLOWERS = {
    # A one-sign unit is none before these: 里面, 天猫, 度假, 时尚, 分贝 …
    "里": "面边头外程", "两": "者边侧用个种款面端头", "天": "猫然气空花生才线下使性", "时": "尚候间代", "度": "假过数量身", "年": "轻龄级代款版货",
    "日": "常用本期系", "秒": "杀", "周": "边围到", "升": "级降温高", "克": "服拉", "安": "全装卓静心", "码": "数率",
    "卡": "片通位槽带扣", "米": "饭粒色白老其", "寸": "步", "瓦": "楞", "级": "别", "层": "次", "把": "手握玩", "本": "品身来店款",
    "块": "钱", "台": "式面灯湾", "口": "味感红罩腔", "色": "彩泽系", "面": "料膜板条粉积", "点": "击", "种": "类植", "位": "置", "套": "餐",
    "键": "盘", "孔": "雀", "头": "发皮部戴层", "门": "店", "轮": "胎廓", "轴": "承", "星": "期座", "丝": "绸滑袜", "国": "家际货产标", "人": "工体造民气类",
    "杯": "子", "条": "件", "张": "力", "节": "能日省", "家": "居用", "尾": "部货", "支": "持撑付", "包": "括含裹邮", "根": "据部", "袋": "鼠",
    "对": "于比应", "组": "合成装件", "路": "由", "处": "理", "只": "要需有是能", "次": "日品", "回": "弹购", "下": "单载午水", "槽": "点", "区": "别间",
    "餐": "具桌厅", "份": "量", "向": "上下前后", "方": "便向", "指": "南定纹导示", "扣": "除", "针": "对织", "步": "骤", "段": "位", "格": "式外", "字": "体母", "首": "选次", "曲": "线面", "打": "到开印磨扫造破包断在分响卡击火架蜡", "泵": "头",
    "折": "叠扣", "成": "为分人功品本员绩就长交型都立果套年", "倍": "儿", "磅": "礴", "巴": "士", "斤": "斤", "牛": "奶皮仔肉", "伏": "笔", "匹": "配", "圈": "子", "转": "换发向账", "目": "前的标录", "帧": "", "尺": "寸码", "元": "素旦气", "晚": "霜安餐", "夜": "光间视",
    "网": "", "枚": "", "贴": "合身心纸", "页": "", "叶": "子", "刀": "具叉", "排": "水气汗放汽列骨版风", "顿": "", "座": "椅位", "频": "率段道", "维": "生护修码权", "摄": "像氏影",
}  # fmt: skip


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
        if shown == "×" and folded[start + 1 : start + 3].strip()[:1].isdigit():
            return None
        if hit is not None and not (shown[-1].isalpha() and shown[-1].isascii() and _LETTER_DIGIT.match(folded, start + length)):
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
                if folded[end : end + 1] in _HAN_FOLLOWERS.get(name, "") and folded[end : end + 1]:
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
            if hit is not None and not hit.counts:
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
    if word in _AMBIGUOUS:
        return _ambiguous(folded, place, start, word, value)
    if following.isdigit() and not _GLUED.match(folded, end):
        return None
    hit = units.symbols.get(word)
    if hit is None or len(word) == 1 and start > place and word not in "mgLlhsWwVvANKxX":
        hit = units.names.get(lower) or (units.folded.get(lower) if hit is None else None)
    if hit is not None:
        if len(word) == 1 and folded[start - 1] == "-" and word not in "mgLlhsWVx":
            return None
        return hit, end
    if lower in ADJECTIVES and following in " -" and start > place:
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
    return {w: u for w, u in words.items() if w.lower() not in units.words and w not in _AMBIGUOUS}


@cache
def _known() -> frozenset[str]:
    """Return every word with which a unit or what stands before it may begin, as written or in lower case."""
    units = _units()
    return frozenset({*units.symbols, *units.folded, *units.names, *units.words, *ADJECTIVES, *_AMBIGUOUS, *(s.split("/")[0] for s in units.symbols), *(re.match(r"[A-Za-zµΩ]*", s).group() for s in units.symbols)})  # type: ignore[union-attr]


def _after_adjective(folded: str, end: int, value: float) -> tuple[Unit, int] | None:
    found = _WORD.match(folded, end + 1)
    if found is None or found.group().lower() in ADJECTIVES or len(found.group()) < 3:
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
            if piece.endswith(".") and not name.replace(".", "") != name.rstrip("."):
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


_AMBIGUOUS = frozenset(["in", "IN", "In", "M", "G", "K", "C", "F", "H", "h", "D", "B", "S", "T", "t", "x", "X", "k", "P", "MM", "mil", "mils", "Mil", "can", "CAN", "case", "Case", "light", "Light", "book", "Book", "d", "c", "f"])


def _ambiguous(folded: str, place: int, start: int, word: str, value: float) -> tuple[Unit, int] | None:
    """Decide what a letter or word of several meanings is, from what stands around it."""
    units = _units().by_symbol
    end = start + len(word)
    following = folded[end : end + 1]
    if following.isdigit() and not (word in "xXhH" or _GLUED.match(folded, end)):
        return None
    spaced = start > place
    if word.lower() == "in":
        return (units["in"], end) if not spaced or folded[start - 1] == "-" and folded[end : end + 2] != "-t" or _INCHES.match(folded, end) else None
    before = folded[max(0, place - 40) : place]
    match word:
        case "M":
            metres = not _MILLIONS.match(folded, end) and (_LENGTH_CUE.search(before) or folded[end : end + 2].strip()[:1].isalpha() or (following and following in "/×*-~x"))
            return (units["m"], end) if metres and following != "+" else None
        case "G":
            if spaced or _WEIGHT_CUE.search(before):
                return (units["g"], end) if _WEIGHT_CUE.search(before) else None
            return (units["GB"], end) if value >= 8 and value != 1e9 else None
        case "K" | "k" if _GOLD.match(folded, end):
            return units["karat"], end
        case "K":
            return (units["K"], end) if 1500 <= value <= 20000 and value % 50 == 0 and not spaced else None
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
            if folded[end : end + 2].lstrip()[:1].isdigit() or spaced and following not in " ,.":
                return None
            return (units["x"], end) if not spaced or following in ("", ",", ".") else None
        case "mil" | "mils" | "Mil":
            if _THIN.match(folded, end):
                return units["thou"], end
            return units["mm" if _WIDE.match(folded, end) else "mL"], end
        case "MM":
            return units["mm"], end
        case "case" | "Case" | "book" | "Book" | "can" | "CAN" | "light" | "Light":
            return None
    return None


def scale_at(folded: str, place: int, value: float) -> tuple[float, int] | None:
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
