"""Every error that a user can cause: a stable code, a message with a way out, an exit status."""

from __future__ import annotations

from collections.abc import Iterable


class ConsistencyError(Exception):
    """An input or usage error: `code` is stable, the message names the place and says what to do."""

    code = "E000"
    exit_status = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint


def nearest(name: str, known: Iterable[str], *, count: int = 1, alike: float = 0.6) -> list[str]:
    """Return up to `count` of the known names that were probably meant, the likeliest first.

    Of names that are as likely the first in the alphabet comes first, so that every run says the same.

    >>> nearest("titel", ["title", "bullets"])
    ['title']
    """
    from rapidfuzz import fuzz, process

    found = process.extract(name, sorted(known), scorer=fuzz.ratio, limit=count, score_cutoff=100 * alike)
    return [text for text, _, _ in found]


class FileUnreadable(ConsistencyError):
    """The file is missing, a directory, broken, encrypted or in an unknown encoding."""

    code = "E001"


class FormatUnknown(ConsistencyError):
    """No reader knows the format or the column layout."""

    code = "E002"


class ContentMissing(ConsistencyError):
    """The file can be read but does not hold what was asked for: an empty script, an absent SKU."""

    code = "E003"


class TooLarge(ConsistencyError):
    """The file is over the size that the reader accepts."""

    code = "E004"


class UsageError(ConsistencyError):
    """Options that contradict each other or name something unknown."""

    code = "E005"


class ConfigError(ConsistencyError):
    """The settings in consistency.toml, or a table that it names, hold a mistake."""

    code = "E006"


class NoWorker(ConsistencyError):
    """A worker of an audit cannot start or write."""

    code = "E007"
