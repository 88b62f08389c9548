"""Versions of the draft's schema to the commits that made each change."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sepkit.model import (
    Commit,
    Date,
    Dialect,
    RepoPath,
    RevisionReading,
    SchemaStep,
    SchemaVersion,
)
from sepkit.spec.diff import changes_between
from sepkit.spec.json_schema import read_definitions, shape_definition
from sepkit.spec.registry import cited_numbers
from sepkit.spec.schema_surfaces import find_schema_surfaces, types_of_meta
from sepkit.spec.shapes import TypeShape

MAX_VERSIONS = 1000
"""The newest ones; the real schema has had 94 on the first-parent line."""

_PULL = re.compile(r"(?:\(|pull request )#([1-9][0-9]{0,6})\b", re.ASCII)


def read_history(versions: Sequence[SchemaVersion], dialect: Dialect) -> Iterator[SchemaStep]:
    """Yield what each version changed against the one before it, oldest first.

    Only definitions that differ are looked into. A version that cannot be read says nothing; what
    it changed goes to the next one that can.
    """
    before: _Version | None = None
    for version in versions[-MAX_VERSIONS:]:
        definitions = read_definitions(version.data)
        if not definitions:
            continue
        now = _version(definitions, before)
        if before is not None:
            changed = before.definitions.keys() ^ now.definitions.keys()
            changed |= {n for n, shape in now.shapes.items() if before.shapes.get(n) is not shape}
            for change in changes_between(before.reading(changed), now.reading(changed)):
                yield SchemaStep(
                    surface=change.surface,
                    change=change.change,
                    commit=version.commit.id,
                    date=Date(version.commit.date[:10]),
                    numbers=_numbers(version.commit, dialect),
                )
        before = now


@dataclass(frozen=True, slots=True)
class _Version:
    definitions: Mapping[str, Any]
    shapes: Mapping[str, TypeShape]

    def reading(self, names: AbstractSet[str]) -> RevisionReading:
        """Return the surfaces of the definitions with these names."""
        path = RepoPath("")
        carriers = types_of_meta(self.shapes.values())
        shapes = [self.shapes[name] for name in sorted(names) if name in self.shapes]
        states = {s.surface: s for s in find_schema_surfaces(shapes, path, carriers=carriers)}
        return RevisionReading(id="", date=None, states=tuple(states.values()))


def _version(definitions: Mapping[str, Any], before: _Version | None) -> _Version:
    """Work out the shapes of definitions; one that did not change keeps its shape of before."""
    shapes = {
        name: before.shapes[name]
        if before is not None and before.definitions.get(name) == node
        else shape_definition(name, node)
        for name, node in definitions.items()
    }
    return _Version(definitions, shapes)


def _numbers(commit: Commit, dialect: Dialect) -> tuple[int, ...]:
    """Return the proposals that a subject cites, then the pull requests that it names."""
    pulls = (int(number) for number in _PULL.findall(commit.subject))
    return tuple(dict.fromkeys((*cited_numbers(commit.subject, dialect), *pulls)))
