"""`sepkit audit` holds the record against git: the facts that decided have to be there."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sepkit.cli import sepkit
from sepkit.model import ProposalKey, Register
from sepkit.pipeline import ReadRequest, read_register
from tests.forge.builders import swept
from tests.forge.fake.objects import Objects
from tests.forge.fake.world import World
from tests.security.proposals import BASE, sep
from tests.sources.builders import Builder, git

Change = Callable[[Register], Register]


def same(register: Register) -> Register:
    return register


@pytest.fixture(name="builder")
def _builder(tmp_path: Path) -> Builder:
    builder = Builder(tmp_path / "r.git")
    base = builder.base(BASE)
    for number, words in ((20, "glow"), (21, "dim")):
        text = sep(number, words.title(), body=f"`lamps/{words}` changes the brightness of lamps.")
        files = {**BASE, f"seps/{number}-{words}.md": text.encode()}
        builder.ref(f"refs/pull/{number}/head", builder.commit(files, base))
    return builder


def recorded(builder: Builder, change: Change = same) -> None:
    """Sweep once, from a register that may have been tampered with, and keep the record in git."""
    register = read_register(ReadRequest(location=str(builder.folder))).register
    world = World(objects=Objects(folder=builder.folder))
    for proposal in register.proposals:
        if proposal.in_flight and proposal.pull_request:
            number = proposal.pull_request
            world.add_pull(number, author="ada-ash", head=proposal.origin.commit)
    swept(world, change(register))


def audit(command: str, builder: Builder, *more: str) -> Any:
    return CliRunner().invoke(
        sepkit, ["audit", command, "--repo", str(builder.folder), *more], catch_exceptions=False
    )


def test_a_record_is_verified_and_replayed_and_its_facts_are_in_git(builder: Builder) -> None:
    recorded(builder)

    verified, replayed = audit("verify", builder), audit("replay", builder)

    assert verified.output == "2 records, 0 problems\n"
    assert replayed.output == (
        "2 decisions replayed, 2 the same\n"
        "facts read again from git: 2 the same, 0 different, 0 not to be read\n"
    )
    assert (verified.exit_code, replayed.exit_code) == (0, 0)


def test_what_came_later_makes_no_difference(builder: Builder) -> None:
    recorded(builder)
    changed = {**BASE, "workgroups/lamps.yml": BASE["workgroups/lamps.yml"].replace(b"lamp", b"x")}
    base = builder.base(changed, git(builder.folder, "rev-parse", "main"))
    for number in (20, 22):
        text = sep(number, "Later", body="Nothing about lights.").encode()
        commit = builder.commit({**changed, f"seps/{number}-later.md": text}, base)
        builder.ref(f"refs/pull/{number}/head", commit)
    git(builder.folder, "update-ref", "-d", "refs/pull/21/head")

    replayed = audit("replay", builder)

    assert "2 the same, 0 different, 0 not to be read" in replayed.output
    assert replayed.exit_code == 0


def _another_owner(register: Register) -> Register:
    changed = tuple(
        replace(p, route=replace(p.route, owner=None, reason="so I say"))
        if p.key == ProposalKey("SEP-20")
        else p
        for p in register.proposals
    )
    return replace(register, proposals=changed)


def test_a_record_of_facts_that_git_does_not_hold_is_found(builder: Builder) -> None:
    recorded(builder, _another_owner)

    verified, replayed = audit("verify", builder), audit("replay", builder)

    # The chain is in order and the decision follows from what is recorded: only git knows better.
    assert verified.exit_code == 0
    assert "2 decisions replayed, 2 the same" in replayed.output
    assert "proposals[0].route.owner, proposals[0].route.reason" in replayed.output
    assert replayed.exit_code == 1
    assert audit("replay", builder, "--records-only").exit_code == 0


def test_a_commit_that_is_gone_is_named_and_is_no_fault(builder: Builder) -> None:
    recorded(builder)
    gone = git(builder.folder, "rev-parse", "refs/pull/21/head")
    git(builder.folder, "update-ref", "-d", "refs/pull/21/head")
    shutil.move(builder.place(gone), builder.folder / "elsewhere")

    replayed = audit("replay", builder)

    assert "0 the same, 0 different, 2 not to be read" in replayed.output
    assert f"{gone} is gone, which refs/pull/21/head was at; `git fetch" in replayed.output
    assert replayed.exit_code == 0


def test_one_pull_request_can_be_replayed_alone(builder: Builder) -> None:
    recorded(builder)

    replayed = audit("replay", builder, "--pull", "21", "--format", "json")

    assert '"records": 1' in replayed.output
    assert '"problems": []' in replayed.output


@pytest.mark.parametrize(
    ("folder", "old", "new"),
    [
        ("commits", b"refs/pull/21/head", b"--output=evil"),
        ("commits", b'"revision":"', b'"revision":"\\n'),
        ("inputs", b'"facts"', b'"fakes"'),
    ],
)
def test_an_audit_that_was_tampered_with_is_told_of_and_asks_git_for_nothing(
    builder: Builder, folder: str, old: bytes, new: bytes
) -> None:
    recorded(builder)
    files = _files(builder)
    [path, *_] = [path for path in files if path.startswith(folder)]
    assert old in files[path]
    files[path] = files[path].replace(old, new)
    tip = git(builder.folder, "rev-parse", "sepkit-audit")
    builder.ref("refs/heads/sepkit-audit", builder.commit(files, tip))

    replayed = audit("replay", builder)

    assert replayed.exit_code == 1
    assert f"{path}: its bytes were changed" in replayed.output
    assert "not to be read" in replayed.output


def _files(builder: Builder) -> dict[str, bytes]:
    names = git(builder.folder, "ls-tree", "-r", "--name-only", "sepkit-audit").split("\n")
    return {
        name: git(builder.folder, "cat-file", "blob", f"sepkit-audit:{name}").encode() + b"\n"
        for name in names
    }
