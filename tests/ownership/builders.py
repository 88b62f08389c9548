"""Ownership files of an invented process, built from text."""

from collections.abc import Iterable, Mapping
from hashlib import sha1
from textwrap import dedent

from sepkit.model import BaseFile, GroupId, ObjectId, Ownership, OwnershipSource, RepoPath
from sepkit.ownership import read_ownership

SOURCES = (
    OwnershipSource(reader="workgroups", pattern="groups/*.yml"),
    OwnershipSource(reader="charter", pattern="charters/**"),
    OwnershipSource(reader="maintainers", pattern="MAINTAINERS.md"),
    OwnershipSource(reader="codeowners", pattern="CODEOWNERS"),
    OwnershipSource(reader="sigs", pattern="sigs.yaml"),
    OwnershipSource(reader="aliases", pattern="OWNERS_ALIASES"),
    OwnershipSource(reader="pages", pattern="roadmap.md"),
)


def base_file(path: str, text: str | bytes) -> BaseFile:
    """Return a file with a name of its own; text is dedented."""
    data = text if isinstance(text, bytes) else dedent(text).encode("utf-8", "surrogatepass")
    blob = sha1(data, usedforsecurity=False).hexdigest()
    return BaseFile(path=RepoPath(path), blob=ObjectId(blob), data=data)


def ownership_of(
    files: Mapping[str, str | bytes],
    *,
    shipped: Iterable[BaseFile] = (),
    fallback: str | None = "core-keepers",
) -> Ownership:
    """Read files by path, as `SOURCES` assigns them."""
    return read_ownership(
        [base_file(path, text) for path, text in files.items()],
        shipped,
        sources=SOURCES,
        fallback=GroupId(fallback) if fallback else None,
    )


def charter(
    title: str = "Beacons Charter",
    kind: str = "Working Group",
    *,
    note: str = "",
    inside: str = "- **Beacons**: how lamps answer one another",
    outside: str = "- Paint of towers",
    related: str = "",
    leads: str = "| Lead | Ada Nowak | Harbour | [@ada](https://example.org/ada) | 2030-01-31 |",
    decides: str = "",
    members: str = "",
) -> str:
    """Return a charter with all headings; what is not given is short."""
    return "\n".join(
        (
            "---",
            f"title: {title}",
            "---",
            note,
            "",
            "## Group Type",
            "",
            f"**{kind}**",
            "",
            "## Mission Statement",
            "",
            "The group keeps the lamps lit. It also counts them.",
            "",
            "## Scope",
            "",
            "### In Scope",
            "",
            inside,
            "",
            "### Out of Scope",
            "",
            outside,
            "",
            "### Related Groups",
            "",
            related,
            "",
            "## Leadership",
            "",
            "| Role | Name | Organization | GitHub | Term |",
            "| ---- | ---- | ------------ | ------ | ---- |",
            leads,
            "",
            "## Authority & Decision Rights",
            "",
            "| Decision Type | Authority Level |",
            "| ------------- | --------------- |",
            decides,
            "",
            "## Membership",
            "",
            "| Name | Organization | GitHub | Level |",
            "| ---- | ------------ | ------ | ----- |",
            members,
            "",
        )
    )
