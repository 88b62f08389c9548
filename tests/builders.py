"""Small inputs for tests: documents, entries and readings with as few words as the test needs."""

from typing import Any

from sepkit.model import (
    Citation,
    Commit,
    Date,
    Dialect,
    Document,
    Entry,
    Field,
    Handle,
    Instant,
    ObjectId,
    Origin,
    PastClaim,
    Person,
    Reading,
    RefName,
    RepoPath,
    StatusRule,
    Version,
    Wait,
)

STATUSES = (
    StatusRule(id="proposal", label="Proposal", step=1),
    StatusRule(id="draft", label="Draft", needs_sponsor=True, step=2),
    StatusRule(id="in-review", label="In review", needs_sponsor=True, step=3),
    StatusRule(id="final", label="Final", is_open=False, step=4),
    StatusRule(id="withdrawn", label="Withdrawn", is_open=False),
)

WAITS = (
    Wait(
        status="proposal",
        sponsored=False,
        actor="author",
        action="find a sponsor",
        days=180,
        source="rules.md:4",
    ),
    Wait(status="draft", sponsored=True, actor="sponsor", action="review the draft"),
    Wait(status="in-review", actor="core-maintainers", action="decide", days=14),
)


def dialect() -> Dialect:
    """A process with a sponsor rule, whose numbers are pull requests' numbers."""
    return Dialect(
        name="test",
        title="Test Protocol",
        key="TP-{number}",
        path="tps/{number}-{slug}.md",
        number_is_pull=True,
        statuses=STATUSES,
        initial_status="proposal",
        author_statuses=("withdrawn",),
        waits=WAITS,
    )


def oid(seed: str) -> ObjectId:
    """An object id that a seed always gives."""
    import hashlib

    return ObjectId(hashlib.sha1(seed.encode(), usedforsecurity=False).hexdigest())


def document(path: str = "tps/7-lamp.md", **fields: Any) -> Document:
    """A document at a path; the number comes from the file name unless a field says otherwise."""
    digits = path.rpartition("/")[2].partition("-")[0]
    values: dict[str, Any] = {
        "path": RepoPath(path),
        "blob": oid(path),
        "number": int(digits) if digits.isdigit() and int(digits) else None,
        "title_number": None,
        "title": "Lamp",
        "status": "draft",
        "status_written": "Draft",
        **fields,
    }
    return Document(**values)


def version(day: str, *, on_base: bool = False, path: str = "tps/7-lamp.md") -> Version:
    """The file as a commit of that day left it."""
    return Version(
        commit=Commit(
            id=oid(day), date=Instant(f"{day}T12:00:00Z"), author="Ada Ash", subject="edit"
        ),
        path=RepoPath(path),
        blob=oid(day + path),
        on_base=on_base,
    )


def reading(
    path: str = "tps/7-lamp.md",
    *,
    pull: int | None = None,
    days: tuple[str, ...] = ("2026-01-10",),
    claims: tuple[PastClaim, ...] = (),
    merge_ref: bool = False,
    **fields: Any,
) -> Reading:
    """One entry and its document; on the base where no pull request is named."""
    ref = "refs/heads/main" if pull is None else f"refs/pull/{pull}/head"
    origin = Origin(
        ref=RefName(ref), commit=oid(ref), path=RepoPath(path), blob=oid(f"{ref}{path}")
    )
    doc = document(path, **fields)
    versions = tuple(version(day, on_base=pull is None, path=path) for day in days)
    return Reading(
        entry=Entry(origin=origin, pull_request=pull, has_merge_ref=merge_ref, versions=versions),
        document=doc,
        claims=claims or tuple(PastClaim(status=doc.status) for _ in days),
    )


def person(handle: str = "", name: str = "") -> Person:
    """A person by handle, name or both."""
    return Person(name=name, handle=Handle(handle) if handle else None)


def citation(quote: str, number: int = 9, *, field: str = "", section: str = "") -> Citation:
    """A sentence that names another proposal."""
    return Citation(
        number=number,
        path=RepoPath("tps/7-lamp.md"),
        line=20,
        quote=quote,
        field=field,
        section=section,
    )


def field(name: str, value: str, line: int = 3) -> Field:
    """A preamble field."""
    return Field(name=name, label=name.title(), value=value, line=line)


def day(text: str) -> Date:
    """A day."""
    return Date(text)
