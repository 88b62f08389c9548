"""Nouns to JSON values and back, and the JSON Schema of both, all from their annotations.

One description serves the register, its schema and the cache, so that the three cannot differ.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Turn nouns, tuples and enums into what `json.dumps` takes; keys in the order of the class."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _encoder(type(value))(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    return value


@cache
def _encoder(cls: type) -> Callable[[Any], dict[str, Any]]:
    names = tuple(field.name for field in dataclasses.fields(cls))

    def run(value: Any) -> dict[str, Any]:
        return {name: encode(getattr(value, name)) for name in names}

    return run


def decode(cls: type[T], data: Any) -> T:
    """Build a noun from the JSON value that `encode` made of it.

    Args:
        cls: a dataclass of the model.
        data: a mapping with its fields; absent ones take their defaults.

    Raises:
        ValueError: the value does not have the shape of the class; a corrupt cache does that.
    """
    try:
        return typing.cast("T", _decoder(typing.cast("Any", cls))(data))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no {cls.__name__}: {error}") from error


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, typing.NewType):
        return _decoder(kind.__supertype__)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _dataclass_decoder(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(kind))
    if origin in (typing.Union, types.UnionType):
        inner = [item for item in typing.get_args(kind) if item is not type(None)]
        one = _decoder(inner[0])
        return lambda value: None if value is None else one(value)
    return _scalar_decoder(kind)


def _scalar_decoder(kind: Any) -> Callable[[Any], Any]:
    accepted = (int, float) if kind is float else kind

    def run(value: Any) -> Any:
        if not isinstance(value, accepted):
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return run


def _tuple_decoder(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:  # noqa: PLR2004 - `tuple[X, ...]` has two arguments
        one = _decoder(args[0])
        return lambda value: tuple([one(item) for item in value])
    each = [_decoder(arg) for arg in args]
    return lambda value: tuple([run(item) for run, item in zip(each, value, strict=True)])


def _dataclass_decoder(cls: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    runs = [(field.name, _decoder(hints[field.name])) for field in dataclasses.fields(cls)]

    def run(data: Any) -> Any:
        if not isinstance(data, dict):
            # A list has no fields, and of a noun whose fields all have defaults none is missed.
            raise TypeError(f"a {type(data).__name__} is no {cls.__name__}")
        return cls(**{name: one(data[name]) for name, one in runs if name in data})

    return run


def json_schema(cls: type, *, title: str, identifier: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `encode` makes of the class.

    Args:
        cls: a dataclass of the model.
        title: a name for people.
        identifier: the schema's `$id`.
    """
    definitions: dict[str, Any] = {}
    _schema_of(cls, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identifier,
        "title": title,
        "$ref": f"#/$defs/{cls.__name__}",
        "$defs": dict(sorted(definitions.items())),
    }


_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(kind, typing.NewType):
        return _schema_of(kind.__supertype__, definitions)
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [item.value for item in kind]}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _class_schema(kind, definitions)
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if args[-1] is Ellipsis:
            return {"type": "array", "items": _schema_of(args[0], definitions)}
        items = [_schema_of(arg, definitions) for arg in args]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    if origin in (typing.Union, types.UnionType):
        inner = [_schema_of(arg, definitions) for arg in args if arg is not type(None)]
        return {"anyOf": [*inner, {"type": "null"}]}
    raise TypeError(f"no JSON Schema for {kind!r}")


def _class_schema(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}
        hints = typing.get_type_hints(cls)
        names = [field.name for field in dataclasses.fields(cls)]
        definitions[cls.__name__] = {
            "type": "object",
            "description": (cls.__doc__ or cls.__name__).strip().partition("\n")[0],
            "properties": {name: _schema_of(hints[name], definitions) for name in names},
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{cls.__name__}"}
