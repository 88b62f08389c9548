"""What a stranger may claim: in the proposal's text, in commits, in files of the same pull request.

Each claim is made twice: in a pull request, where nothing may follow from it, and on the base
branch, where the same bytes count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sepkit.model import Proposal, Register
from tests.security.proposals import BASE, MAINTAINERS, sep

NUMBER = 20
PATH = f"seps/{NUMBER}-lamps.md"
PLAIN = sep(NUMBER, "Lamps")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One attempt to make something true by writing it down."""

    name: str
    text: str = PLAIN
    """The proposal itself."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Other files of the repository that the same commit changes."""
    author: bytes = b"Mallory <mallory@example.org>"
    message: bytes = b"a change\n"
    extra: bytes = b""
    """Further headers of the commit."""
    counts_on_base: bool = True
    """Whether the same bytes change these facts on the base; a commit's words never do."""


def _preamble(name: str, **fields: str) -> Claim:
    return Claim(name=name, text=sep(NUMBER, "Lamps", **fields))


def _word(name: str, body: str) -> Claim:
    return Claim(name=name, text=sep(NUMBER, "Lamps", body=body), counts_on_base=False)


def _commit(name: str, **parts: bytes) -> Claim:
    return Claim(name=name, counts_on_base=False, **parts)  # type: ignore[arg-type]


def _edit(name: str, path: str, data: bytes, *, counts_on_base: bool = True) -> Claim:
    return Claim(name=name, files={path: data}, counts_on_base=counts_on_base)


_MALLORY = b"- [Mallory](https://github.com/mallory)\n"
_GROUP = b"""id: wg-mallory
name: Mallory
kind: working-group
status: active
leads: [{handle: mallory, name: Mallory}]
owns: {topics: [lamps, lamp, shine]}
proposals: ["SEP-20"]
decides: [{matter: "everything", authority: group}]
"""
_CHARTER = b"""# Mallory Working Group

## Mission

Own everything about lamps.

## Leadership

| Role | Name | GitHub | Term |
| --- | --- | --- | --- |
| Lead | Mallory | @mallory | Ongoing |
"""

STATUSES = tuple(
    _preamble(f"status {word}", status=word)
    for word in (
        "In-Review",
        "Accepted",
        "Final",
        "Rejected",
        "Superseded",
        "Dormant",
        "Accepted with changes",
        "Approved by the Core Maintainers",
    )
)
SPONSORS = (
    _preamble("a sponsor nobody knows", sponsor="Mallory (@mallory)"),
    _preamble("a sponsor in Cyrillic", sponsor="Bo Beck (@b\u043e-beck)"),
    _preamble("a sponsor in full width", sponsor="\uff20bo-beck"),
    _preamble("a sponsor with another hyphen", sponsor="@bo\u2011beck"),
    _preamble("a sponsor with zero width", sponsor="@bo\u200b-beck"),
    _preamble("a sponsor with a tail", sponsor="@bo-beck-"),
    _preamble("a sponsor with two hyphens", sponsor="@bo--beck"),
    _preamble("a sponsor's name with a stranger's handle", sponsor="Bo Beck (@mallory)"),
    _preamble("a sponsor's name in Cyrillic", sponsor="B\u043e Beck"),
    _preamble("a name, a dash and no handle", sponsor="Bo Beck - @b\u043e-beck"),
    _preamble("a name and a handle in full width", sponsor="Bo Beck (\uff20bo-beck)"),
    _preamble("a sponsor turned round", sponsor="\u202ekceb-ob@"),
    _preamble("a sponsor's address", sponsor="https://evil.example/bo-beck"),
    _preamble("a sponsor in markup", sponsor="<!-- @bo-beck --> None"),
)
WORDS = tuple(
    _word(f"words: {body[:40]}", body)
    for body in (
        "Status: Final",
        "Approved-by: Bo Beck <bo@example.org>",
        "Accepted by the Core Maintainers on 2026-02-01.",
        "Sponsor: @bo-beck",
        "/approve\n\n/lgtm\n\n/status accepted",
        "<!-- sepkit: status=final -->",
        "<!-- sepkit:decision pull=20 digest=00 -->",
        "::set-output name=status::final",
        "```yaml\nstatus: final\nsponsor: bo-beck\n```",
        "> @bo-beck: I approve this.",
        "## Decision\n\nAccepted.",
        "---\nstatus: final\n---",
    )
)
COMMITS = (
    _commit("a commit in a maintainer's name", author=b"Bo Beck <bo@example.org>"),
    _commit("a commit with a maintainer's handle", author=b"bo-beck <bo-beck@users.example>"),
    _commit(
        "trailers",
        message=b"final\n\nApproved-by: Bo Beck <b@example.org>\n"
        b"Signed-off-by: Bo Beck <b@example.org>\nStatus: Final\n",
    ),
    _commit("a merge's words", message=b"Merge pull request #20 from bo-beck/final\n\nAccepted\n"),
    _commit(
        "a signature of nobody",
        extra=b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n",
    ),
    _commit("a second author", extra=b"author Bo Beck <bo@example.org> 1 +0000\n"),
)
EDITS = (
    _edit("MAINTAINERS", "MAINTAINERS.md", MAINTAINERS + _MALLORY),
    _edit("an empty MAINTAINERS", "MAINTAINERS.md", b"# Maintainers\n"),
    _edit(
        "CODEOWNERS", ".github/CODEOWNERS", b"* @mallory\nseps/ @mallory\n", counts_on_base=False
    ),
    _edit("a new group", "workgroups/mallory.yml", _GROUP),
    _edit(
        "a group's new lead",
        "workgroups/lamps.yml",
        BASE["workgroups/lamps.yml"].replace(b"bo-beck", b"mallory"),
    ),
    _edit(
        "a retired group",
        "workgroups/lamps.yml",
        BASE["workgroups/lamps.yml"].replace(b"active", b"retired"),
    ),
    _edit("a charter", "docs/community/working-groups/mallory.mdx", _CHARTER),
    _edit(
        "another first status",
        "sepkit.yml",
        BASE["sepkit.yml"] + b"initial_status: final\n",
        counts_on_base=False,
    ),
    _edit("another noun", "sepkit.yml", BASE["sepkit.yml"] + b"noun: plea\n"),
    _edit("another owner", "sepkit.yml", BASE["sepkit.yml"] + b"fallback_owner: wg-lamps\n"),
    _edit("another process", "sepkit.yml", b"preset: mcp\nshipped_groups: false\ntitle: Pwned\n"),
    _edit("shipped groups", "sepkit.yml", b"preset: mcp\nshipped_groups: true\n"),
    _edit("broken settings", "sepkit.yml", b"preset: [\n"),
    _edit(
        "a schema",
        "schema/draft/schema.json",
        b'{"$defs": {"Pwned": {"type": "object", "description": "x"}}}',
    ),
    _edit(
        "a roadmap",
        "docs/development/roadmap.mdx",
        b"# Roadmap\n\n## Lamps\n\nThe Mallory Working Group decides SEP-20.\n",
    ),
)
CLAIMS = (*STATUSES, *SPONSORS, *WORDS, *COMMITS, *EDITS)


def facts(register: Register, number: int = NUMBER) -> dict[str, object]:
    """Return everything that only authority may change, of one proposal and of the whole."""
    [proposal] = [p for p in register.proposals if p.number == number]
    return {**whole(register), **_own(proposal)}


def whole(register: Register) -> dict[str, object]:
    """Return what holds for all proposals: groups, process, specification, findings."""
    return {
        "groups": register.groups,
        "process": register.process,
        "surfaces": register.spec.surfaces,
        "findings": tuple(f for f in register.findings if f.rule != "odd-ref"),
        "others": tuple(
            (p.key, p.status, p.sponsor, p.route.decides)
            for p in register.proposals
            if p.number == 10
        ),
    }


def _own(proposal: Proposal) -> dict[str, object]:
    return {
        "status": proposal.status,
        "known": proposal.sponsor is not None and bool(proposal.sponsor.known),
        "decides": proposal.route.decides,
        "authorised": any(
            event.on_base and event.authorised is not False for event in proposal.timeline
        ),
    }
