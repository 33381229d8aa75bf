"""Leave out, and say so, the tests for which this machine lacks something: the shared material, a browser, an extra."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("plain", deadline=None)  # how long an example takes says more of the machine than of us
settings.load_profile("plain")

sys.path.append(str(Path(__file__).resolve().parents[1]))  # for benchmarks; the package is the installed one
SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def lacking() -> dict[str, str]:
    """Return the markers of the tests that cannot run, and why; where a browser is promised, its tests must."""
    found = {}
    if not SHARED.is_dir():
        found["shared"] = "there is no ../shared beside the checkout"
    browser = find_spec("playwright") and any(map(shutil.which, BROWSERS))
    if not browser and not os.environ.get("REQUIRE_BROWSER"):
        found["browser"] = "there is no Chromium with Playwright"
    if not find_spec("rapidocr") and not os.environ.get("REQUIRE_OCR"):
        found["ocr"] = "the extra ocr is not installed"
    if not find_spec("distributed") and not os.environ.get("REQUIRE_DASK"):
        found["dask"] = "the extra dask is not installed"
    return found


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "shared: needs ../shared, the material beside the checkout")
    config.addinivalue_line("markers", "browser: needs Chromium and Playwright")
    config.addinivalue_line("markers", "ocr: needs the extra ocr")
    config.addinivalue_line("markers", "dask: needs the extra dask")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    for marker, why in lacking().items():
        left_out = [item for item in items if item.get_closest_marker(marker)]
        if not left_out:
            continue
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(marker)]
        if reporter:
            reporter.write_line(f"{len(left_out)} tests left out: {why}")


@pytest.fixture
def shared() -> Path:
    """Return the directory of the shared material."""
    return SHARED.resolve()
