"""The JSON Schema of `sepkit.yml`, made from the checks that read it."""

from typing import Any

from sepkit.dialects.loading import PRESETS
from sepkit.dialects.scheme import KEYS, shape_of_keys


def configuration_schema() -> dict[str, Any]:
    """Return the JSON Schema of a repository's configuration: a preset, and what differs."""
    shape = shape_of_keys(KEYS)
    properties = {"preset": {"enum": list(PRESETS)}, **shape["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sepkit configuration",
        "description": "The process of a repository: a preset, and key by key what differs here.",
        **shape,
        "properties": properties,
    }
