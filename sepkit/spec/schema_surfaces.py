"""Shapes of a schema to surfaces: types, fields, values, capabilities, messages, errors, keys."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from sepkit.markup.names import form_of
from sepkit.model import RepoPath, Surface, SurfaceState
from sepkit.spec.shapes import FieldShape, TypeShape

_CAPABILITIES = re.compile(r"([A-Z][a-z]+)Capabilities")
_ERROR_CODE = re.compile(r"-3\d{4}")


def find_schema_surfaces(
    shapes: Iterable[TypeShape], path: RepoPath, *, carriers: AbstractSet[str] | None = None
) -> Iterator[SurfaceState]:
    """Yield the surfaces of a schema; one that several types share comes several times.

    Args:
        shapes: all types of the schema, or some of them.
        path: where the schema stands.
        carriers: the types of `_meta` fields, where not all types are given.
    """
    shapes = tuple(shapes)
    carriers = types_of_meta(shapes) if carriers is None else carriers
    for shape in shapes:
        yield _state("type", shape.name, path, shape)
        yield from _values(shape.name, shape, path)
        side = _CAPABILITIES.fullmatch(shape.name)
        for field in shape.fields:
            if side:
                yield from _capabilities(f"{side.group(1).lower()}.{field.name}", field, path)
            else:
                yield from _fields(shape, shape.name, field, path)
        if shape.name in carriers:
            for field in shape.fields:
                yield _state("meta", field.name, path, field)


def types_of_meta(shapes: Iterable[TypeShape]) -> frozenset[str]:
    """Return the names of the types that a field `_meta` has."""
    return frozenset(
        name
        for shape in shapes
        for field in _deep(shape.fields)
        if field.name == "_meta"
        for name in field.refers
    )


def _deep(fields: tuple[FieldShape, ...]) -> Iterator[FieldShape]:
    for field in fields:
        yield field
        yield from _deep(field.fields)


def _state(kind: str, name: str, path: RepoPath, shape: FieldShape | TypeShape) -> SurfaceState:
    return SurfaceState(
        surface=Surface(f"{kind}:{name}"),
        kind=kind,
        path=path,
        line=shape.line,
        shape=shape.shape,
        is_required=isinstance(shape, FieldShape) and shape.is_required,
        refers=shape.refers,
        is_deprecated=shape.is_deprecated,
        words=shape.words if kind in ("type", "field", "capability") else "",
    )


def _fields(
    owner: TypeShape, prefix: str, field: FieldShape, path: RepoPath
) -> Iterator[SurfaceState]:
    name = f"{prefix}.{field.name}"
    yield _state("field", name, path, field)
    yield from _values(name, field, path)
    yield from _message(owner, field, path)
    for inner in field.fields:
        yield from _fields(owner, name, inner, path)
        if field.name == "_meta":
            yield _state("meta", inner.name, path, inner)
    if form_of(field.name) == "keyed":
        yield _state("meta", field.name, path, field)


def _message(owner: TypeShape, field: FieldShape, path: RepoPath) -> Iterator[SurfaceState]:
    """Yield the method, notification or error code that the field names by its only value."""
    if len(field.literals) != 1:
        return
    [value] = field.literals
    if field.name == "method":
        kind = "notification" if is_notification(value, owner.name) else "method"
        state = _state(kind, value, path, field)
        deprecated = owner.is_deprecated or field.is_deprecated
        yield replace(state, shape="", refers=(owner.name,), is_deprecated=deprecated)
    elif field.name == "code" and _ERROR_CODE.fullmatch(value):
        yield replace(_state("error", value, path, field), shape="", refers=(owner.name,))


def is_notification(method: str, type_name: str = "") -> bool:
    """Whether a message of this method expects no answer: its name or its type's says so."""
    return method.startswith("notifications/") or type_name.endswith("Notification")


def _values(name: str, shape: FieldShape | TypeShape, path: RepoPath) -> Iterator[SurfaceState]:
    """Yield the values of an enumeration; a single value is a constant and belongs to its field."""
    if len(shape.literals) > 1:
        for value in shape.literals:
            state = _state("enum", f"{name}.{value}", path, shape)
            yield replace(state, shape="", refers=(), is_required=False)


def _capabilities(name: str, field: FieldShape, path: RepoPath) -> Iterator[SurfaceState]:
    yield _state("capability", name, path, field)
    for inner in field.fields:
        yield from _capabilities(f"{name}.{inner.name}", inner, path)
