"""Strings that must not be confused with one another, each a type of its own."""

from typing import NewType

ProposalKey = NewType("ProposalKey", str)
"""How people cite a proposal: `SEP-2575`. A placeholder without a number carries its pull request
(`SEP-0000@1921`), a second claimant of a number as well (`SEP-1862@1884`)."""

GroupId = NewType("GroupId", str)
"""`wg-…`, `ig-…`, `sig-…` or `core-maintainers`; lower case, unique in a register."""

Surface = NewType("Surface", str)
"""A nameable piece of the specification, `kind:name`: `method:tools/call`, `header:Mcp-Name`."""

ObjectId = NewType("ObjectId", str)
"""Name of a git object: 40 or 64 lower-case hexadecimal digits."""

RepoPath = NewType("RepoPath", str)
"""A path inside the repository: `/` between parts, bytes that are no UTF-8 as surrogate escapes."""

RefName = NewType("RefName", str)
"""A full ref name: `refs/heads/main`, `refs/pull/2575/head`."""

Handle = NewType("Handle", str)
"""A forge account without its `@`, as its owner writes it; compared in lower case only."""

Date = NewType("Date", str)
"""`YYYY-MM-DD`, a day in UTC."""

Instant = NewType("Instant", str)
"""`YYYY-MM-DDTHH:MM:SSZ`, always UTC, always to the second."""
