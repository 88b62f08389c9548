"""Nouns to JSON values and back, and the JSON Schema of both, all from their annotations.

One description serves the register, its schema and the cache, so that the three cannot differ.
"""

import dataclasses
import math
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import repeat
from json.encoder import encode_basestring
from operator import attrgetter
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


_PIECE_DEPTH = 2
"""A register's pieces are then its proposals, conflicts and the like."""


def write_indented(value: Any) -> Iterator[str]:
    """Yield what `json.dumps(encode(value), indent=2, ensure_ascii=False)` returns, in pieces.

    Python's own writer of indented JSON calls itself for every value, and has to be given the
    encoded copy first; a register of 4 MB takes it three times as long.

    Args:
        value: nouns of the model, tuples, lists, enums, mappings from text, and plain values.

    Yields:
        Pieces of text that end where a value ends or begins, never inside a string.

    Raises:
        ValueError: a number is infinite or none.
    """
    yield from _pieces(value, "\n", _PIECE_DEPTH)


def _pieces(value: Any, line: str, depth: int) -> Iterator[str]:
    inner, before = line + "  ", ""
    named: Iterable[tuple[str, Any]]
    if depth and dataclasses.is_dataclass(value) and not isinstance(value, type):
        begin, end = "{", "}"
        named = zip(_quoted_names(type(value), inner), _values(type(value))(value), strict=True)
    elif depth and isinstance(value, tuple | list):
        begin, end = "[", "]"
        named = zip(repeat(inner), value, strict=False)
    else:
        yield _written(value, line)
        return
    yield begin
    for name, one in named:
        yield before + name
        yield from _pieces(one, inner, depth - 1)
        before = ","
    yield f"{line}{end}" if before else end


def _written(value: Any, line: str) -> str:
    """Return the JSON text of a value; `line` is the line break with the indentation around it."""
    write = _WRITERS.get(type(value))
    if write is not None:
        return write(value)
    if isinstance(value, StrEnum):
        return encode_basestring(value.value)
    inner = line + "  "
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = _quoted_names(type(value), inner)
        # Most values are text: asking here saves a call for each.
        items = [
            name + (encode_basestring(one) if type(one) is str else _written(one, inner))
            for name, one in zip(names, _values(type(value))(value), strict=True)
        ]
        return f"{{{','.join(items)}{line}}}" if items else "{}"
    if isinstance(value, dict):
        items = [f"{inner}{encode_basestring(k)}: {_written(v, inner)}" for k, v in value.items()]
        return f"{{{','.join(items)}{line}}}" if items else "{}"
    if isinstance(value, tuple | list):
        items = [inner + _written(item, inner) for item in value]
        return f"[{','.join(items)}{line}]" if items else "[]"
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")


def _written_float(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is no number that JSON can hold")
    return repr(value)


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: repr,
    float: _written_float,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
}


@cache
def _quoted_names(cls: type, line: str) -> tuple[str, ...]:
    return tuple(f"{line}{encode_basestring(f.name)}: " for f in dataclasses.fields(cls))


@cache
def _values(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives all values of a noun at once, in the order of its class."""
    names = [field.name for field in dataclasses.fields(cls)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


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
