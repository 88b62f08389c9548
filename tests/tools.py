"""Tools from outside that tests need, and what happens where one is missing."""

import os
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")


def require(tool: Path, reason: str) -> None:
    """Skip where a tool is missing; fail where the environment says that none may be."""
    if tool.exists():
        return
    if os.environ.get("SEPKIT_REQUIRE_TOOLS") == "1":
        pytest.fail(f"{reason}: `{tool}` is missing and SEPKIT_REQUIRE_TOOLS=1")
    pytest.skip(f"{reason}: `{tool}` is missing")
