"""From a repository to the register: commits behind changes, edits of branches, lists of tests."""

import json
from pathlib import Path
from typing import Any

import pytest

from sepkit.model import Proposal, Register, SurfaceEntry, Touch
from sepkit.pipeline import ReadRequest, read_register
from tests.sources.builders import Builder

TEXT = """# LIP-{number}: {title}

- **Status**: {status}
- **Type**: Standards Track
- **Created**: 2023-11-01
- **Author(s)**: Ann (@ann)

## Specification

Lamps MUST answer `lamps/dim` at once.
"""
SETTINGS = b"""preset: mcp
key: "LIP-{number}"
path: "lips/{number}-{slug}.md"
conformance: [checks/*.yaml]
"""
LIST = b"""sep: 7
requirements:
  - check: lip-7-answers
    text: 'Lamps MUST answer lamps/dim at once.'
"""
Files = dict[str, bytes | str]


def schema(**types: Any) -> bytes:
    return json.dumps({"$defs": types}, indent=2).encode()


LAMP = {"properties": {"name": {"type": "string"}}, "type": "object"}
HUED = {"properties": {"name": {"type": "string"}, "hue": {"type": "string"}}, "type": "object"}


def text(number: int, title: str = "Dimming", status: str = "Draft") -> bytes:
    return TEXT.format(number=number, title=title, status=status).encode()


def base_files(**types: Any) -> Files:
    return {
        "sepkit.yml": SETTINGS,
        "lips/7-dimming.md": text(7, status="Final"),
        "checks/lip-7.yaml": LIST,
        "schema/2023-01-01/schema.json": schema(Lamp=LAMP),
        "schema/draft/schema.json": schema(**types),
        "docs/specification/draft/wire.mdx": b"# Wire\n\nLamps MUST answer `lamps/dim` at once.\n",
    }


def register_of(builder: Builder, **more: Any) -> Register:
    return read_register(ReadRequest(location=str(builder.folder), **more)).register


def entry(register: Register, surface: str) -> SurfaceEntry:
    return next(item for item in register.spec.surfaces if item.id == surface)


def proposal(register: Register, key: str) -> Proposal:
    found = register.proposal(key)
    assert found is not None
    return found


def edits(item: Proposal) -> list[Touch]:
    return [touch for touch in item.touches if touch.path != item.origin.path]


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    return Builder(tmp_path / "lamps.git")


def test_a_change_knows_the_commit_that_made_it_and_its_proposal(builder: Builder) -> None:
    start = builder.commit(base_files(Lamp=LAMP))
    made = builder.commit(base_files(Lamp=HUED), start, message=b"schema: a hue, for LIP-7 (#7)\n")
    builder.base({**base_files(Lamp=HUED), "README.md": b"later"}, made)

    change = entry(register_of(builder), "field:Lamp.hue").changes[-1]

    assert (change.change, change.commits) == ("added", (made,))
    assert change.proposals == ("LIP-7",)


def test_what_no_proposal_accounts_for_is_listed_with_its_commit_and_line(builder: Builder) -> None:
    start = builder.commit(base_files(Lamp=LAMP))
    made = builder.base(base_files(Lamp=HUED), start)

    [found] = register_of(builder).spec.unexplained_changes

    assert (found.surface, found.commits, found.line) == ("field:Lamp.hue", (made,), 8)


def test_edits_of_a_pull_request_are_touches_with_the_lines_of_its_branch(builder: Builder) -> None:
    start = builder.base(base_files(Lamp=LAMP))
    branch = {**base_files(Lamp=HUED), "lips/9-hue.md": text(9, "Hue")}
    builder.pull(9, branch, start)

    found = edits(proposal(register_of(builder), "LIP-9"))

    assert [(t.surface, t.act, t.path, t.line) for t in found] == [
        ("field:Lamp.hue", "defines", "schema/draft/schema.json", 8)
    ]


def test_a_pull_request_with_two_proposals_gives_its_edits_to_neither(builder: Builder) -> None:
    start = builder.base(base_files(Lamp=LAMP))
    both = {"lips/9-hue.md": text(9, "Hue"), "lips/10-glow.md": text(10, "Glow")}
    builder.pull(9, {**base_files(Lamp=HUED), **both}, start)

    register = register_of(builder)

    assert [edits(proposal(register, key)) for key in ("LIP-9", "LIP-10")] == [[], []]


def test_a_branch_with_a_broken_schema_is_read_without_its_edits(builder: Builder) -> None:
    start = builder.base(base_files(Lamp=LAMP))
    broken = {**base_files(), "schema/draft/schema.json": b"{", "lips/9-hue.md": text(9, "Hue")}
    builder.pull(9, broken, start)

    register = register_of(builder)

    assert edits(proposal(register, "LIP-9")) == []
    [finding] = [item for item in register.findings if item.rule == "spec-schema"]
    assert (finding.subject, finding.line) == ("pull request 9", 1)


def test_lists_of_the_base_revision_say_what_is_tested(builder: Builder) -> None:
    builder.base(base_files(Lamp=LAMP))

    register = register_of(builder)

    [own] = proposal(register, "LIP-7").requirements
    assert (own.check, own.coverage, own.landed) == ("lip-7-answers", "test", "landed")
    [said] = register.spec.requirements
    assert (said.checks, said.coverage) == (("lip-7-answers",), "test")


def test_a_kept_reading_gives_the_same_register_as_a_cold_one(
    builder: Builder, tmp_path: Path
) -> None:
    start = builder.commit(base_files(Lamp=LAMP))
    base = builder.base(base_files(Lamp=HUED), start)
    builder.pull(9, {**base_files(Lamp=LAMP), "lips/9-hue.md": text(9, "Hue")}, base)
    kept = {"cache_folder": tmp_path / "cache"}
    first = register_of(builder, **kept)
    # Another ref makes the whole register stale, not its parts.
    builder.ref("refs/heads/other", base)

    assert register_of(builder, **kept) == first == register_of(builder)
