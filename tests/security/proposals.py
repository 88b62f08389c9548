"""Proposals of an invented process in the layout of the `mcp` preset, harmless and hostile ones."""

from collections.abc import Mapping

from sepkit.model import Proposal, Refusal, Register

MAINTAINERS = b"""# Maintainers

## Core Maintainers

- [Bo Beck](https://github.com/bo-beck)
- [Cy Cole](https://github.com/cy-cole)
"""
WORKGROUP = b"""id: wg-lamps
name: Lamps
kind: working-group
status: active
leads: [{handle: bo-beck, name: Bo Beck}]
owns:
  topics: [lamp, "brightness of lamps"]
  surfaces: ["method:lamps/*"]
"""
SETTINGS = b"preset: mcp\nshipped_groups: false\n"
BASE: Mapping[str, bytes] = {
    "MAINTAINERS.md": MAINTAINERS,
    "workgroups/lamps.yml": WORKGROUP,
    "sepkit.yml": SETTINGS,
}
"""What the base branch holds beside its proposals."""


def sep(
    number: int | str,
    title: str = "Lamps",
    *,
    status: str = "Draft",
    track: str = "Standards Track",
    created: str = "2026-01-02",
    authors: str = "Ada Ash (@ada-ash)",
    sponsor: str = "None",
    pull: str | None = None,
    more: str = "",
    body: str = "Lamps shine.",
) -> str:
    """Return a whole proposal as text; every field can be anything."""
    return (
        f"# SEP-{number}: {title}\n\n"
        f"- **Status**: {status}\n"
        f"- **Type**: {track}\n"
        f"- **Created**: {created}\n"
        f"- **Author(s)**: {authors}\n"
        f"- **Sponsor**: {sponsor}\n"
        f"- **PR**: {pull if pull is not None else f'#{number}'}\n"
        f"{more}\n"
        f"## Abstract\n\n{body}\n"
    )


def in_pull(register: Register, pull: int) -> list[Proposal]:
    """Return the proposals that stand in a pull request's head."""
    return [p for p in register.proposals if p.origin.ref == f"refs/pull/{pull}/head"]


def refused_in(register: Register, pull: int) -> list[Refusal]:
    """Return what a pull request's head holds and nobody could read."""
    return [r for r in register.refused if r.ref == f"refs/pull/{pull}/head"]
