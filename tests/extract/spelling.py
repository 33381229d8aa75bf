"""Write numbers as people write and say them: the other way round from what is tested."""

from __future__ import annotations

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = (
    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_HAN = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def english(number: int, joint: str = " ", link: str = "") -> str:
    """Spell a whole number below a thousand million; `link` is "and" or nothing."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (joint + _ONES[number % 10] if number % 10 else "")
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            tail = f" {link} " if link and 0 < rest < 100 else " "
            return f"{english(number // scale, joint, link)} {name}" + (
                tail + english(rest, joint, link) if rest else ""
            )
    raise AssertionError(number)


def english_decimal(whole: int, decimals: str) -> str:
    """Spell a decimal: "two point five"."""
    return f"{english(whole)} point {' '.join(_ONES[int(d)] for d in decimals)}"


def chinese(number: int, formal: bool = False, two: str = "二") -> str:
    """Write a whole number below ten thousand million in Chinese; `two` is 二 or 两 before 百, 千 and 万."""
    if number == 0:
        return "零"
    groups, text = [], ""
    while number:
        groups.append(number % 10000)
        number //= 10000
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if text and group < 1000:
            text += "零"
        part = _group(group)
        text += part + ("", "万", "亿")[place]
    text = text.removeprefix("一") if text.startswith("一十") else text
    if two == "两":
        for sign in "千万":
            text = text.replace("二" + sign, "两" + sign) if "十二" + sign not in text else text
    return text.translate(_FORMAL) if formal else text


def _group(group: int) -> str:
    text, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // scale % 10
        if digit:
            text += ("零" if gap and text else "") + _HAN[digit] + sign
            gap = False
        else:
            gap = True
    return text


def chinese_decimal(whole: int, decimals: str) -> str:
    """Write a decimal in Chinese: 二点五."""
    return f"{chinese(whole)}点{''.join(_HAN[int(d)] for d in decimals)}"


def full_width(text: str) -> str:
    """Write ASCII letters and digits at full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
