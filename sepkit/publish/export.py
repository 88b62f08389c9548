"""The register as JSON, and its schema: the public contract."""

from typing import Any

from sepkit.model import Register, json_schema
from sepkit.model.codec import write_indented
from sepkit.model.register import SCHEMA_VERSION
from sepkit.publish.escape import json_text

SCHEMA_ID = f"https://sepkit.invalid/schema/register/{SCHEMA_VERSION}"
"""A name and no address: nothing is fetched from it."""


class UnbalancedError(AssertionError):
    """Something that was seen is neither read nor refused: a mistake of sepkit's own."""


def render_register(register: Register) -> str:
    """Return the register as JSON text with a line break at its end.

    Raises:
        UnbalancedError: seen is not read + partly + refused.
    """
    if not register.counts.is_balanced:
        counts = register.counts
        raise UnbalancedError(
            f"{counts.seen} seen, but {counts.read} read + {counts.partly} partly + "
            f"{counts.refused} refused"
        )
    return "".join(map(json_text, write_indented(register)))


def register_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `render_register` makes."""
    return json_schema(Register, title="sepkit register", identifier=SCHEMA_ID)
