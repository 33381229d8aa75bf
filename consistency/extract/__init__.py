"""Text → mentions → claims.

The package is also the library's function of that name, `consistency.extract(text)`: a subpackage
and an attribute of one name are one object, so the module is made callable.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.model import Claim


class _Extract(ModuleType):
    def __call__(self, text: str) -> tuple[Claim, ...]:
        """Return the claims of a script, without a page to judge them by."""
        from consistency.extract.claims import extract

        return extract(text)


sys.modules[__name__].__class__ = _Extract
