"""Leave out, unless REQUIRE_HOOK is set, the tests that let pre-commit build an environment, which takes minutes."""

from __future__ import annotations

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "hook: lets pre-commit build an environment from a package index")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not os.environ.get("REQUIRE_HOOK"):
        for item in items:
            if item.get_closest_marker("hook"):
                item.add_marker(pytest.mark.skip(reason="builds an environment for minutes; set REQUIRE_HOOK"))
