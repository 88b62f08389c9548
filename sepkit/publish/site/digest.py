"""Digests of what pages are made of: the same value gives the same digest, in every process."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Hashable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from sepkit.model import Conflict, Group, Proposal, SurfaceEntry

_SHARED = (Proposal, Conflict, Group, SurfaceEntry)
"""Large nouns that many pages show; each is read through once."""


class Digests:
    """Makes digests, and remembers those of large nouns for as long as it lives."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, value: Any) -> str:
        """Return the digest of a value: nouns, collections of them, plain values, functions.

        Raises:
            TypeError: it holds something of which nothing tells whether it is the same again.
        """
        return self._digest(json.dumps(value, default=self._plain, ensure_ascii=False))

    def _digest(self, text: str) -> str:
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def _plain(self, value: Any) -> Any:
        if isinstance(value, _SHARED):
            known = self._known.get(id(value))
            if known is None:
                text = json.dumps(fields(value), default=self._plain, ensure_ascii=False)
                known = self._known[id(value)] = (value, self._digest(text))
            return {type(value).__name__: known[1]}
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {type(value).__name__: fields(value)}
        if isinstance(value, AbstractSet):
            return sorted(value)
        if isinstance(value, Mapping):
            return dict(value)
        if isinstance(value, date):
            return str(value)
        if callable(value) and hasattr(value, "__qualname__"):
            return f"{value.__module__}.{value.__qualname__}"
        raise TypeError(f"nothing tells one {type(value).__name__} from another")


def fields(noun: Any) -> dict[str, Any]:
    """Return the fields of a noun by name, in the order of its class; nothing below is turned."""
    names, values = _reader(noun.__class__)
    return dict(zip(names, values(noun), strict=True))


@cache
def _reader(cls: Hashable) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in dataclasses.fields(cls))  # type: ignore[arg-type]
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda noun: tuple(getattr(noun, name) for name in names)
