"""JSON Schema (draft-07 and 2020-12) to shapes.

References are names here and never followed, so a cycle of `$ref` costs nothing.
"""

import json
import re
from typing import Any

from sepkit.model import BaseFile, Finding, Severity
from sepkit.spec.shapes import FieldShape, TypeShape

MAX_SCHEMA_BYTES = 4 * 1024 * 1024
"""The largest real schema has 181 kB."""

MAX_DEPTH = 8
"""Objects written inside objects; the deepest real one is 4."""

_CONTAINERS = ("$defs", "definitions")
_REFERENCE = re.compile(r"#/(?:\$defs|definitions)/([^/]+)")
_LIMITS = (
    "format",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
)


def read_json_schema(file: BaseFile) -> tuple[tuple[TypeShape, ...], tuple[Finding, ...]]:
    """Read the definitions of a schema, in the order of the file; never raises."""
    if len(file.data) > MAX_SCHEMA_BYTES:
        return (), (
            _finding(file, f"a schema of {len(file.data)} bytes is not read", "split the schema"),
        )
    text = file.data.decode("utf-8", "replace")
    try:
        schema = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        return (), (_finding(file, f"no valid JSON: {_reason(error)}", "mend the schema", line),)
    container = _container(schema)
    if container is None:
        return (), (_finding(file, "no `$defs` and no `definitions`", "name the types there"),)
    shapes = tuple(_Reader(text, container).read(schema[container]))
    return shapes, tuple(_dangling(file, shapes))


def read_definitions(data: bytes) -> dict[str, Any]:
    """Return the definitions of a schema as they are; none for what is too large or broken."""
    if len(data) > MAX_SCHEMA_BYTES:
        return {}
    try:
        schema = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    container = _container(schema)
    return dict(schema[container]) if container else {}


def shape_definition(name: str, node: Any) -> TypeShape:
    """Return the shape of one definition; its lines are 1, for there is no text to find them in."""
    return _Reader("", "").read({name: node})[0]


def _container(schema: Any) -> str | None:
    return next((key for key in _CONTAINERS if _has_mapping(schema, key)), None)


def _has_mapping(schema: object, key: str) -> bool:
    return isinstance(schema, dict) and isinstance(schema.get(key), dict)


def _reason(error: Exception) -> str:
    return str(getattr(error, "msg", "")) or "nested too deep"


def _dangling(file: BaseFile, shapes: tuple[TypeShape, ...]) -> list[Finding]:
    known = {shape.name for shape in shapes}
    found = []
    for shape in shapes:
        if shape.refers == (shape.name,) and not shape.fields:
            found.append(
                _finding(
                    file, f"`{shape.name}` refers only to itself", "say what it is", shape.line
                )
            )
        lost = sorted({name for name in _all_references(shape) if name not in known})
        found.extend(
            _finding(
                file,
                f"`{shape.name}` refers to `{name}`, which is not defined",
                "define it, or take the reference away",
                shape.line,
            )
            for name in lost
        )
    return found


def _all_references(shape: TypeShape) -> list[str]:
    names = list(shape.refers)
    todo = list(shape.fields)
    while todo:
        field = todo.pop()
        names.extend(field.refers)
        todo.extend(field.fields)
    return names


def _finding(file: BaseFile, message: str, help_: str, line: int = 1) -> Finding:
    return Finding(
        rule="spec-schema",
        severity=Severity.WARNING,
        subject=str(file.path),
        path=file.path,
        line=line,
        message=message,
        help=help_,
    )


class _Reader:
    """Turns definitions into shapes; finds their lines by walking the text once, in order."""

    def __init__(self, text: str, container: str) -> None:
        self.text = text
        self.at = max(text.find(f'"{container}"'), 0)
        self.line = text.count("\n", 0, self.at) + 1

    def read(self, definitions: dict[str, Any]) -> list[TypeShape]:
        return [self._type(name, node) for name, node in definitions.items()]

    def _line_of(self, key: str) -> int:
        """Move on to where a key stands in the text; stay where it is written otherwise."""
        quoted = json.dumps(key, ensure_ascii=False)
        at = self.text.find(quoted, self.at)
        while at >= 0 and self.text[at + len(quoted) : at + len(quoted) + 2].lstrip()[:1] != ":":
            at = self.text.find(quoted, at + 1)
        if at >= 0:
            self.line += self.text.count("\n", self.at, at)
            self.at = at
        return self.line

    def _type(self, name: str, node: Any) -> TypeShape:
        line = self._line_of(name)
        node = node if isinstance(node, dict) else {}
        return TypeShape(
            name=name,
            line=line,
            shape=shape_of(node),
            refers=_references(node),
            literals=_literals(node),
            fields=self._fields(node, 0),
            is_deprecated=_is_deprecated(node),
            words=_words(node),
        )

    def _fields(self, node: dict[str, Any], depth: int) -> tuple[FieldShape, ...]:
        if depth >= MAX_DEPTH:
            return ()
        required: set[str] = set()
        properties: dict[str, Any] = {}
        for part in _object_parts(node):
            required.update(name for name in _list(part, "required") if isinstance(name, str))
            found = part.get("properties")
            properties.update(found if isinstance(found, dict) else {})
        return tuple(
            self._field(name, child, depth, is_required=name in required)
            for name, child in properties.items()
        )

    def _field(self, name: str, node: Any, depth: int, *, is_required: bool) -> FieldShape:
        line = self._line_of(name)
        node = node if isinstance(node, dict) else {}
        return FieldShape(
            name=name,
            line=line,
            is_required=is_required,
            shape=shape_of(node),
            refers=_references(node),
            literals=_literals(node),
            fields=self._fields(node, depth + 1),
            is_deprecated=_is_deprecated(node),
            words=_words(node),
        )


def _list(node: dict[str, Any], key: str) -> list[Any]:
    found = node.get(key)
    return found if isinstance(found, list) else []


def _object_parts(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the node, the parts of its `allOf`, and the object that an array of it holds."""
    parts = [node]
    parts.extend(part for part in _list(node, "allOf") if isinstance(part, dict))
    items = node.get("items")
    if isinstance(items, dict) and "properties" in items:
        parts.append(items)
    return parts


def _is_deprecated(node: dict[str, Any]) -> bool:
    words = _words(node)
    return (
        node.get("deprecated") is True or "@deprecated" in words or words.startswith("Deprecated")
    )


def _words(node: dict[str, Any]) -> str:
    words = node.get("description")
    return words if isinstance(words, str) else ""


def shape_of(node: Any, depth: int = 0) -> str:
    """Return a schema in one line: types, references, values and limits, no words for people."""
    if not isinstance(node, dict) or depth > MAX_DEPTH:
        return "any"
    parts = [_base_shape(node, depth)]
    limits = [f"{key} {node[key]}" for key in _LIMITS if key in node]
    if limits:
        parts.append(f"({', '.join(limits)})")
    return " ".join(part for part in parts if part) or "any"


def _base_shape(node: dict[str, Any], depth: int) -> str:
    reference = _target(node)
    if reference:
        return reference
    literals = _own_literals(node)
    if literals:
        return "|".join(sorted(f'"{value}"' for value in literals))
    for key, sign in (("anyOf", "|"), ("oneOf", "|"), ("allOf", "&")):
        branches = node.get(key)
        if isinstance(branches, list) and branches:
            return sign.join(sorted({shape_of(branch, depth + 1) for branch in branches}))
    kinds = node.get("type")
    names = sorted(map(str, kinds)) if isinstance(kinds, list) else [str(kinds or "")]
    return "|".join(_named_shape(name, node, depth) for name in names)


def _named_shape(name: str, node: dict[str, Any], depth: int) -> str:
    if name == "array":
        return f"{shape_of(node.get('items'), depth + 1)}[]"
    if name == "object":
        more = node.get("additionalProperties")
        if "properties" in node or more is None:
            return "object"
        return f"map of {shape_of(more, depth + 1)}" if more else "object"
    return name


def _target(node: dict[str, Any]) -> str:
    reference = node.get("$ref")
    if not isinstance(reference, str):
        return ""
    match = _REFERENCE.fullmatch(reference)
    return match.group(1) if match else reference


def _references(node: Any, depth: int = 0) -> tuple[str, ...]:
    """Return the types that a node names, without those of its properties."""
    if not isinstance(node, dict) or depth > MAX_DEPTH:
        return ()
    found = [_target(node)] if _target(node) else []
    for key in ("anyOf", "oneOf", "allOf"):
        for branch in _list(node, key):
            found.extend(_references(branch, depth + 1))
    for key in ("items", "additionalProperties"):
        found.extend(_references(node.get(key), depth + 1))
    return tuple(dict.fromkeys(found))


def _own_literals(node: dict[str, Any]) -> list[str]:
    if "const" in node:
        return [str(node["const"])]
    values = node.get("enum")
    if isinstance(values, list):
        return [str(value) for value in values if isinstance(value, str | int | float)]
    return []


def _literals(node: dict[str, Any]) -> tuple[str, ...]:
    found = _own_literals(node)
    for key in ("anyOf", "oneOf"):
        for branch in _list(node, key):
            if isinstance(branch, dict):
                found.extend(_own_literals(branch))
    items = node.get("items")
    if isinstance(items, dict):
        found.extend(_own_literals(items))
    return tuple(dict.fromkeys(found))
