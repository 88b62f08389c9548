"""Invented schemas and pages of a lamp protocol, as files of a base revision."""

import json
from typing import Any

from sepkit.model import (
    BaseFile,
    Dialect,
    RepoPath,
    SpecReading,
    Surface,
    SurfaceState,
    SurfaceTerms,
)
from sepkit.spec import read_specification
from tests.builders import oid

DIALECT = Dialect(
    name="lamps",
    title="Lamp Protocol",
    key="LIP-{number}",
    path="lips/{number}-{slug}.md",
    citations=(r"LIP-(?P<number>[1-9][0-9]{0,6})",),
    schema_path="schema/{revision}/schema.json",
    docs_path="docs/specification/{revision}/",
    terms=(SurfaceTerms(surface="method:greet", words=("greeting ritual", "Ritual")),),
)


def file(path: str, text: str | bytes) -> BaseFile:
    data = text.encode() if isinstance(text, str) else text
    return BaseFile(path=RepoPath(path), blob=oid(f"{path}{data!r}"), data=data)


def schema(
    definitions: dict[str, Any], *, revision: str = "draft", container: str = "$defs"
) -> BaseFile:
    text = json.dumps({"$schema": "x", container: definitions}, indent=2)
    return file(f"schema/{revision}/schema.json", text)


def page(text: str, *, name: str = "basic/wire", revision: str = "draft") -> BaseFile:
    return file(f"docs/specification/{revision}/{name}.mdx", text)


def request(method: str, params: str = "") -> dict[str, Any]:
    """A message with one fixed method."""
    properties: dict[str, Any] = {"method": {"const": method, "type": "string"}}
    if params:
        properties["params"] = {"$ref": f"#/$defs/{params}"}
    return {"properties": properties, "required": ["method"], "type": "object"}


def record(*required: str, **fields: Any) -> dict[str, Any]:
    """An object type; a field is a schema, or the name of a simple type."""
    properties = {n: {"type": f} if isinstance(f, str) else f for n, f in fields.items()}
    return {"properties": properties, "required": list(required), "type": "object"}


def read(*files: BaseFile) -> SpecReading:
    return read_specification(files, DIALECT)


def states(reading: SpecReading, revision: str = "draft") -> dict[Surface, SurfaceState]:
    found = next(item for item in reading.revisions if item.id == revision)
    return {state.surface: state for state in found.states}


def named(reading: SpecReading, kind: str, revision: str = "draft") -> list[str]:
    """The names of one kind in one revision, sorted."""
    surfaces = states(reading, revision)
    return sorted(s.partition(":")[2] for s in surfaces if s.startswith(f"{kind}:"))
