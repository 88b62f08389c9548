"""The JSON Schema of `workgroups/*.yml`, for editors and other tools."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("workgroup.schema.json")


@cache
def _text() -> str:
    return _FILE.read_text(encoding="utf-8")


def ownership_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an ownership file; the caller may change its copy."""
    schema: dict[str, Any] = json.loads(_text())
    return schema
