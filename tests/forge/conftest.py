"""The exhaustive histories take minutes: they run with `-m deep` or under the deep profile."""

import os

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("markexpr") or os.environ.get("HYPOTHESIS_PROFILE") == "deep":
        return
    for item in items:
        if item.get_closest_marker("deep"):
            item.add_marker(pytest.mark.skip(reason="exhaustive; run it with `pytest -m deep`"))
