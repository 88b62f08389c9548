"""What a schema declares, in one form for JSON Schema and TypeScript."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShape:
    """One property of an object type."""

    name: str
    line: int
    is_required: bool
    shape: str
    """Type and limits, without words for people: `string[] (minItems 1)`."""
    refers: tuple[str, ...] = ()
    """Types that the shape names."""
    literals: tuple[str, ...] = ()
    """Values that it is limited to."""
    fields: tuple["FieldShape", ...] = ()
    """Of an object written in place."""
    is_deprecated: bool = False
    words: str = ""
    """What the schema says of it to people, in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeShape:
    """One named definition of a schema."""

    name: str
    line: int
    shape: str
    refers: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    fields: tuple[FieldShape, ...] = ()
    is_deprecated: bool = False
    words: str = ""
    """What the schema says of it to people, in Markdown."""
