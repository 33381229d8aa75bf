"""Take the harm out of characters in texts from files, for formats that would act on them or cannot hold them."""

from __future__ import annotations

import re

# Control characters, lone surrogates, noncharacters and what turns the direction of the text around it: illegal in
# XML and XLSX, orders to a terminal, or a way to show other words than stand there.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\u2028\u2029]"
)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


def visible(text: str) -> str:
    r"""Return `text` with a sign to see in place of each character that does something; newlines and tabs stay.

    >>> visible("\x1b[2J\r\n\u202efdp")
    '␛[2J\n�fdp'
    """
    return _HARMFUL.sub(_sign, text.replace("\r\n", "\n"))


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in "\r\x85\u2028\u2029":
        return "\n"
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


def one_line(text: str) -> str:
    """Return `visible` text on one line, runs of blanks as one."""
    return " ".join(visible(text).split())


def guard(text: str) -> str:
    """Return text that a spreadsheet takes for text: with an apostrophe in front where it would begin a formula.

    >>> guard("=1+1"), guard("1+1")
    ("'=1+1", '1+1')
    """
    text = visible(text)
    return "'" + text if _FORMULA.match(text) else text
