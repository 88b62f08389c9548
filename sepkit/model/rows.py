"""Nouns to rows and back: the short form in which facts are kept between runs.

A row holds a noun's values in the order of its class, without their names. That is half as long as
what `encode` makes, and read back in a third of the time; nobody but the cache ever sees it, whose
keys change with the code, so that a row never meets another version of its class.
"""

import dataclasses
import types
import typing
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")

_PLAIN = (str, int, float, bool)


def to_rows(value: Any) -> Any:
    """Turn a noun, or a tuple of nouns, into lists of plain values for `json.dumps`."""
    if isinstance(value, tuple):
        return [item if type(item) in _PLAIN else to_rows(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_rows(item) for key, item in value.items()}
    cls: Any = type(value)
    return _packer(cls)(value)


def from_rows(kind: type[T], rows: Any) -> T:
    """Build again what `to_rows` took apart.

    Args:
        kind: the class, or a type such as `tuple[Touch, ...]`.
        rows: what was kept.

    Raises:
        ValueError: the rows do not have the shape of the class: a row is missing or has other than
            as many values, or a word is none of an enum. Plain values are taken as they are.
    """
    try:
        return typing.cast("T", _unpacker(typing.cast("Any", kind))(rows))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no rows of {kind}: {error}") from error


@cache
def _packer(cls: Any) -> Callable[[Any], Any]:
    """Return what turns a value of a class into a row; plain values and enums stay what they are.

    An enum's value is a text already, and `json` writes it as one.
    """
    if not dataclasses.is_dataclass(cls):
        return lambda value: value
    names = [field.name for field in dataclasses.fields(cls)]
    hints = typing.get_type_hints(cls)
    nested = [place for place, name in enumerate(names) if not _is_plain(hints[name])]
    get = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    if not nested:
        return lambda value: list(get(value))

    def run(value: Any) -> list[Any]:
        row = list(get(value))
        for place in nested:
            row[place] = to_rows(row[place])
        return row

    return run


@cache
def _is_plain(kind: Any) -> bool:
    """Whether values of a type go into JSON as they are, and come back as they were."""
    if isinstance(kind, typing.NewType):
        return _is_plain(kind.__supertype__)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return all(_is_plain(one) for one in typing.get_args(kind))
    return kind in _PLAIN or kind is type(None)


@cache
def _unpacker(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, typing.NewType):
        return _unpacker(kind.__supertype__)
    if _is_plain(kind):
        return lambda value: value
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _noun_unpacker(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {item.value: item for item in kind}.__getitem__
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple_unpacker(args)
    if origin is Mapping:
        return _mapping_unpacker(args)
    if origin in (typing.Union, types.UnionType):
        one = _unpacker(next(item for item in args if item is not type(None)))
        return lambda value: None if value is None else one(value)
    raise TypeError(f"{kind!r} is nothing that rows can hold")


def _tuple_unpacker(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if args[-1] is Ellipsis:
        if _is_plain(args[0]):
            return tuple
        if isinstance(args[0], type) and dataclasses.is_dataclass(args[0]):
            return _nouns_unpacker(args[0])
        one = _unpacker(args[0])
        return lambda rows: tuple([one(row) for row in rows])
    each = [_unpacker(arg) for arg in args]
    return lambda row: tuple([run(item) for run, item in zip(each, row, strict=True)])


def _mapping_unpacker(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Return what reads a mapping whose keys are texts."""
    if _is_plain(args[1]):
        return dict
    one = _unpacker(args[1])
    return lambda rows: {key: one(row) for key, row in rows.items()}


def _noun_unpacker(cls: type) -> Callable[[Any], Any]:
    many = _nouns_unpacker(cls)
    return lambda row: many([row])[0]


def _nouns_unpacker(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return what makes nouns of rows, a column at a time and past `__init__`.

    `__init__` checks nothing, and a run on kept facts makes a hundred thousand nouns: filling all
    of them with one value after the other takes a quarter of its time.
    """
    hints = typing.get_type_hints(cls)
    fields = [
        (getattr(cls, f.name).__set__, _column(hints[f.name])) for f in dataclasses.fields(cls)
    ]

    def run(rows: Any) -> tuple[Any, ...]:
        if not isinstance(rows, list) or not set(map(type, rows)) <= {list}:
            raise TypeError(f"no rows of {cls.__name__}")
        made: tuple[Any, ...] = tuple(map(object.__new__, repeat(cls, len(rows))))
        if made:
            columns = zip(*rows, strict=True)
            for (put, read), column in zip(fields, columns, strict=True):
                # A queue that keeps nothing is the fastest way to the end of an iterator.
                deque(map(put, made, read(column)), maxlen=0)
        return made

    return run


def _column(kind: Any) -> Callable[[Iterable[Any]], Iterable[Any]]:
    if _is_plain(kind):
        return lambda column: column
    one = _unpacker(kind)
    return lambda column: map(one, column)
