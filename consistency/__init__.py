"""Check the claims of a product video against its product page.

>>> import consistency
>>> result = consistency.check("五千毫安的电池", {"title": "Power bank 5,000 mAh", "bullets": [], "description": ""})
>>> result.claims[0].fields["title"].status
'match'

The names below are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consistency.errors import ConsistencyError
    from consistency.extract.parameters import parameters
    from consistency.extract.pipeline import load
    from consistency.judge.check import check, check_case
    from consistency.judge.compare import compare
    from consistency.model import Claim, Finding, Listing, Parameter, Result

__version__ = "0.1.0"

_HOMES = {
    "Claim": "model",
    "ConsistencyError": "errors",
    "Finding": "model",
    "Listing": "model",
    "Parameter": "model",
    "Result": "model",
    "check": "judge.check",
    "check_case": "judge.check",
    "compare": "judge.compare",
    "load": "extract.pipeline",
    "parameters": "extract.parameters",
}

__all__ = [
    "Claim",
    "ConsistencyError",
    "Finding",
    "Listing",
    "Parameter",
    "Result",
    "audit",
    "check",
    "check_case",
    "compare",
    "extract",
    "load",
    "parameters",
]


def __getattr__(name: str) -> Any:
    if name in ("audit", "extract"):
        return import_module(f"consistency.{name}")  # a package that can be called
    if name not in _HOMES:
        raise AttributeError(f"module 'consistency' has no attribute {name!r}")
    value = getattr(import_module(f"consistency.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
