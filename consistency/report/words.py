"""Put a parameter into words as a label would: "up to 24 h", "IPX8", "20 × 30 × 5 cm"."""

from __future__ import annotations

from consistency.model import Parameter, plain

_UNITS = {"Cel": "°C", "degF": "°F", "um": "µm"}  # UCUM symbols that no label shows


def parameter_text(parameter: Parameter | None) -> str:
    """Return a parameter in words, empty where there is none.

    >>> parameter_text(Parameter("quantity", value=24.0, unit="h", qualifier="up to"))
    'up to 24 h'
    """
    if parameter is None:
        return ""
    if parameter.kind != "quantity":
        return parameter.code or parameter.name or ""
    if parameter.values:
        number = " × ".join(_number(v) for v in parameter.values)
    elif parameter.low is not None or parameter.high is not None:
        number = f"{_number(parameter.low)}–{_number(parameter.high)}"
    else:
        number = _number(parameter.value)
    if parameter.tolerance is not None:
        number += f" ± {_number(parameter.tolerance)}"
    unit = _UNITS.get(parameter.unit or "", parameter.unit or "")
    return " ".join(part for part in (parameter.qualifier, number, unit) if part)


def _number(value: float | None) -> str:
    return "" if value is None else str(plain(value))
