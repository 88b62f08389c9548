"""A small invented specification, and proposals written against it."""

from typing import Any

from sepkit.analysis.touches import SpecIndex, find_touches, index_specification
from sepkit.markup import read_blocks
from sepkit.model import Act, Citation, Date, Document, RepoPath, Touch
from tests.builders import oid
from tests.spec.builders import page, read, record, request, schema

OLD = "2031-01-01"
NEW = "2031-06-01"


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


TYPES: dict[str, Any] = {
    "Lamp": record(
        "name", name="string", mode={"enum": ["slow", "fast"]}, annotations=ref("LampAnnotations")
    ),
    "LampAnnotations": record(title="string"),
    "ListLampsRequest": request("lamps/list", "ListLampsParams"),
    "ListLampsParams": record(cursor="string", limit="number"),
    "ListLampsResult": record(lamps={"items": ref("Lamp"), "type": "array"}, nextCursor="string"),
    "LightLampRequest": request("lamps/light"),
    "Result": record(_meta=ref("MetaObject")),
    "MetaObject": record(**{"org.lamps/trace": "string"}),
    "ClientCapabilities": record(dimming=record(deep="boolean")),
    "ServerCapabilities": record(lamps=record(listChanged="boolean")),
    "DarkError": record(error={"allOf": [record(code={"const": -32020})]}),
}
GONE: dict[str, Any] = {
    "GreetRequest": request("greet"),
    "Ring": record(size="number"),
    "WiredRequest": request("wires/subscribe"),
}


def specification() -> SpecIndex:
    """Two releases and a draft; `greet`, `wires/subscribe` and `Ring` went with the second."""
    headers = "The client sends the `Lamp-Colour` header.\n"
    return index_specification(
        read(
            schema({**TYPES, **GONE}, revision=OLD),
            page(headers + "The `Lamp-Session` header is sent.\n", revision=OLD),
            schema(TYPES, revision=NEW),
            page(headers, revision=NEW),
            schema(TYPES),
            page(headers),
        )
    )


SPEC = specification()


def proposal(
    text: str,
    *,
    number: int = 7,
    created: str = "2031-07-01",
    cites: tuple[tuple[int, int], ...] = (),
) -> Document:
    """A proposal; `cites` has a number and a line for each citation."""
    path = RepoPath(f"lips/{number}-lamp.md")
    return Document(
        path=path,
        blob=oid(text),
        number=number,
        title_number=number,
        title="Lamp",
        created=Date(created),
        blocks=read_blocks(text),
        citations=tuple(Citation(number=n, path=path, line=line, quote="") for n, line in cites),
    )


def touches(text: str, **options: Any) -> tuple[Touch, ...]:
    return find_touches(proposal(text, **options), SPEC)


def acts(text: str, **options: Any) -> dict[str, str]:
    """Surface to its acts, joined by `+`."""
    found: dict[str, list[str]] = {}
    for touch in touches(text, **options):
        found.setdefault(touch.surface, []).append(touch.act.value)
    return {surface: "+".join(sorted(set(names))) for surface, names in sorted(found.items())}


__all__ = ["SPEC", "Act", "acts", "proposal", "touches"]
