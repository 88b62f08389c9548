"""Nouns kept between runs, each under all that it was made of.

A key is a digest of sepkit's own files, of the process's description and of the ids of the inputs.
Whatever could change a value changes its key, so that nothing kept is ever stale; what a key no
longer leads to is never read again.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar

from sepkit.model.rows import from_rows, to_rows
from sepkit.sources import Cache

T = TypeVar("T")


class Store:
    """Nouns by kind and by what they were made of; without a cache it holds nothing."""

    def __init__(self, cache: Cache | None, state: str) -> None:
        """Open it.

        Args:
            cache: where values are kept; None: nowhere.
            state: what all values depend on: sepkit's files and the process's description.
        """
        self.cache = cache
        self.state = hashlib.sha256(state.encode()).hexdigest()[:32]

    def get(self, kind: str, inputs: object, cls: type[T]) -> T | None:
        """Return what was made of the same inputs before, or None; damage counts as None."""
        data = self.cache.get(kind, self._key(inputs)) if self.cache is not None else None
        if data is None:
            return None
        try:
            return from_rows(cls, _unwrapped(json.loads(data)))
        except ValueError:
            return None

    def put(self, kind: str, inputs: object, value: Any) -> None:
        """Keep what was made of some inputs."""
        if self.cache is not None:
            self.cache.put(kind, self._key(inputs), b"[" + _written(value) + b"]")

    def made(self, kind: str, inputs: object, cls: type[T], make: Callable[[], T]) -> T:
        """Return what was made of the same inputs before, or make and keep it."""
        kept = self.get(kind, inputs, cls)
        if kept is not None:
            return kept
        value = make()
        self.put(kind, inputs, value)
        return value

    def _key(self, inputs: object) -> str:
        return hashlib.sha256(repr((self.state, inputs)).encode()).hexdigest()


def digest_of(value: Any) -> str:
    """Return a digest of a noun's content: for what depends on all of it."""
    return hashlib.sha256(_written(value)).hexdigest()


def _unwrapped(box: Any) -> Any:
    """Return what was kept. It lies in a box, or an empty list would pass for no touches at all."""
    if not isinstance(box, list) or len(box) != 1:
        raise ValueError("no box with one value")
    return box[0]


def _written(value: Any) -> bytes:
    return json.dumps(to_rows(value), separators=(",", ":")).encode()
