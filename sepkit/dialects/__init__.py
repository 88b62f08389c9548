"""Raw document to proposal: one reader of preambles, one description a process."""

from sepkit.dialects.loading import (
    PRESETS,
    detect_preset,
    extend_dialect,
    load_dialect,
    parse_dialect,
)
from sepkit.dialects.reading import PARSER_VERSION, read_claim, read_document
from sepkit.dialects.schema import configuration_schema
from sepkit.dialects.text import UnreadableError

__all__ = [
    "PARSER_VERSION",
    "PRESETS",
    "UnreadableError",
    "configuration_schema",
    "detect_preset",
    "extend_dialect",
    "load_dialect",
    "parse_dialect",
    "read_claim",
    "read_document",
]
