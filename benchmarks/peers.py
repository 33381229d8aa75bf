"""Run other libraries' quantity readers; started by `benchmarks.parameters` in an environment of their own.

Standard input holds one JSON object a line: {"text", "lang"}. Standard output gets one line for each:
{"peer": [[start, end, value, low, high, unit], ...], ...}. With `--speed SECONDS` it gets instead, for
each peer, the characters a second over the texts read until the time is up.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

Reading = list[list[Any]]
Reader = Callable[[str, str], Reading]


def _quantulum() -> Reader:
    from quantulum3 import parser  # type: ignore[import-not-found]

    def read(text: str, lang: str) -> Reading:
        found = []
        for quantity in parser.parse(text):
            start, end = quantity.span
            unit = None if quantity.unit.name == "dimensionless" else quantity.unit.name
            low = high = None
            if quantity.uncertainty:
                low, high = quantity.value - quantity.uncertainty, quantity.value + quantity.uncertainty
            found.append([start, end, quantity.value, low, high, unit])
        return found

    return read


def _recognizers() -> Reader:
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]
    from recognizers_number import recognize_number, recognize_percentage  # type: ignore[import-not-found]
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )
    from recognizers_text import Culture  # type: ignore[import-not-found]

    models = (
        recognize_dimension,
        recognize_temperature,
        recognize_age,
        recognize_currency,
        recognize_percentage,
        recognize_number,
    )

    def read(text: str, lang: str) -> Reading:
        culture = Culture.Chinese if lang == "zh" else Culture.English
        found: Reading = []
        for model in models:
            for result in model(text, culture):
                resolution = result.resolution or {}
                value = resolution.get("value")
                if value is None:
                    continue
                unit = resolution.get("unit")
                number = str(value).replace(",", "").rstrip("%")
                if model is recognize_percentage:
                    unit = "percent"
                try:
                    found.append([result.start, result.end + 1, float(number), None, None, unit])
                except ValueError:
                    continue
        for result in recognize_datetime(text, culture):
            for value in (result.resolution or {}).get("values", []):
                if value.get("type") == "duration":
                    found.append([result.start, result.end + 1, float(value["value"]), None, None, "second"])
        return found

    return read


def _readers() -> dict[str, Reader]:
    warnings.simplefilter("ignore")
    readers: dict[str, Reader] = {}
    for name, build in (("quantulum3", _quantulum), ("Recognizers-Text", _recognizers)):
        try:
            readers[name] = build()
        except Exception as error:
            print(f"{name}: {error}", file=sys.stderr)
    return readers


def _safely(read: Reader, text: str, lang: str) -> Reading:
    try:
        return read(text, lang)
    except Exception:
        return []


def main() -> None:
    """Read the texts of standard input with every peer that can be imported."""
    readers = _readers()
    texts = [json.loads(line) for line in sys.stdin]
    if "--speed" in sys.argv:
        limit = float(sys.argv[sys.argv.index("--speed") + 1])
        for name, read in readers.items():
            _safely(read, "24 hours", "en")
            done, start = 0, time.process_time()
            for text in texts:
                _safely(read, text["text"], text["lang"])
                done += len(text["text"])
                if time.process_time() - start > limit:
                    break
            print(json.dumps({name: done / (time.process_time() - start)}))
        return
    for text in texts:
        print(json.dumps({name: _safely(read, text["text"], text["lang"]) for name, read in readers.items()}))


if __name__ == "__main__":
    main()
