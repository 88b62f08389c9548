"""Invented proposals for checks: texts with one flaw, and the room that they stand in."""

from collections.abc import Iterable
from dataclasses import replace

from sepkit.analysis.checks import Room, check_proposal, check_text
from sepkit.analysis.judging import Judged, judge
from sepkit.analysis.people import people_of
from sepkit.dialects import load_dialect, read_document
from sepkit.model import (
    Corpus,
    Dialect,
    Entry,
    Finding,
    Handle,
    Instant,
    ObjectId,
    Origin,
    Ownership,
    Reading,
    RefName,
    RepoPath,
    Roster,
    Snapshot,
    Spec,
    Surface,
    SurfaceEntry,
)
from sepkit.model.spec_reading import SpecReading
from tests.builders import oid, version

MCP = load_dialect("mcp")
AS_OF = Instant("2026-08-22T00:00:00Z")

PREAMBLE = """\
- **Status**: Draft
- **Type**: Standards Track
- **Created**: 2026-03-01
- **Author(s)**: Ann Example (@ann)
- **Sponsor**: Bob Example (@bob)
- **PR**: https://github.com/modelcontextprotocol/modelcontextprotocol/pull/9101
"""

SECTIONS = """\
## Abstract

Lets a client name its queue, so that two clients can share one.

## Motivation

Queues are anonymous today, and nobody can find the queue of another client.

## Specification

The key words of BCP 14 apply. A server MUST keep the name of a queue.

## Rationale

Numbers were weighed and would collide.

## Backward Compatibility

Old clients see no difference.

## Security Implications

Names can be guessed, so a server must not take a name for a right; who may join a queue is asked
of the authorisation that exists already, and nothing else changes.

## Reference Implementation

[A branch](https://example.org/queues) has it.
"""


def text(
    *,
    title: str = "# SEP-9101: Named queues",
    preamble: str = PREAMBLE,
    sections: str = SECTIONS,
    more: str = "",
) -> str:
    """Return a proposal without a flaw, but for the parts that are given."""
    return f"{title}\n\n{preamble}\n{sections}{more}"


def reading(
    content: str | bytes,
    *,
    path: str = "seps/9101-named-queues.md",
    pull: int | None = 9101,
    day: str = "2026-08-01",
    dialect: Dialect = MCP,
    copies: Iterable[Origin] = (),
) -> Reading:
    """Return a text as read and checked, in a pull request or (None) on the base branch."""
    data = content.encode() if isinstance(content, str) else content
    blob = oid(repr(data))
    document = read_document(data, path=RepoPath(path), blob=blob, dialect=dialect)
    ref = RefName("refs/heads/main" if pull is None else f"refs/pull/{pull}/head")
    origin = Origin(ref=ref, commit=oid(ref), path=RepoPath(path), blob=blob)
    entry = Entry(
        origin=origin,
        pull_request=pull,
        versions=(version(day, on_base=pull is None, path=path),),
        also_in=tuple(copies),
    )
    return Reading(entry=entry, document=check_text(document, data, dialect))


def surface(id_: str, *, deprecated: str | None = None, removed: str | None = None) -> SurfaceEntry:
    """Return a piece of the specification."""
    return SurfaceEntry(
        id=Surface(id_),
        kind=id_.partition(":")[0],
        since="2025-06-18",
        deprecated=deprecated,
        removed=removed,
    )


ROSTER = Ownership(
    roster=(
        Roster(
            name="Bob Example",
            handle=Handle("bob"),
            role="maintainer",
            area="All",
            path=RepoPath("M.md"),
            line=1,
        ),
    )
)
SURFACES = (
    surface("method:tools/list"),
    surface("method:beacons/old", removed="2026-07-28"),
    surface("method:beacons/fading", deprecated="2026-07-28"),
)


def room(*readings: Reading, dialect: Dialect = MCP, paths: Iterable[str] = ()) -> Room:
    """Return what checks see of some proposals."""
    specification = SpecReading(spec=Spec(surfaces=SURFACES))
    corpus = Corpus(
        dialect=dialect,
        snapshot=Snapshot(
            repository="spec",
            base_ref=RefName("refs/heads/main"),
            commit=ObjectId("0" * 40),
            as_of=AS_OF,
            entries=tuple(item.entry for item in readings),
        ),
        readings=readings,
        ownership=ROSTER,
        specification=specification,
    )
    return Room.of(
        judge(corpus),
        dialect=dialect,
        as_of=AS_OF,
        people=people_of(ROSTER),
        spec=specification.spec,
        paths=paths,
    )


def findings(
    *readings: Reading, dialect: Dialect = MCP, paths: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Return what is wrong with the first of some proposals."""
    around = room(*readings, dialect=dialect, paths=paths)
    return check_proposal(mine(around, readings[0]), around)


def mine(around: Room, first: Reading) -> Judged:
    """Return a reading's proposal among the others."""
    return next(item for item in around.items if item.document is first.document)


def rules(found: Iterable[Finding]) -> list[str]:
    """Return the ids of the checks that found something."""
    return [finding.rule for finding in found]


def with_levels(dialect: Dialect, **changes: object) -> Dialect:
    """Return a process with some of its keys changed."""
    return replace(dialect, **changes)  # type: ignore[arg-type]
