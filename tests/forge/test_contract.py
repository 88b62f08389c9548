"""The fake forge has GitHub's shapes, and its git objects are git's."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sepkit.forge.wire import PyGithubWire
from tests.forge.builders import head, register_of, run, sep, swept, world_of
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.objects import Objects
from tests.forge.fake.rest import handle
from tests.forge.fake.server import serving
from tests.forge.fake.world import World

REPO = "/repos/harbour/lamp"


def answer(world: World, method: str, path: str, body: Any = None) -> Any:
    found = handle(world, method, path, body)
    assert found.status < 300, found
    return json.loads(found.text)


def test_every_answer_fits_githubs_own_models() -> None:
    from githubkit_schemas.v2026_03_10 import models

    world = world_of(7)
    world.users["levi"].teams = {"links-team"}
    label = {"name": "wg:x", "color": "ededed", "description": "d"}
    tree = answer(
        world,
        "POST",
        f"{REPO}/git/trees",
        {"tree": [{"path": "a/b.json", "mode": "100644", "type": "blob", "content": "{}"}]},
    )
    commit = answer(
        world, "POST", f"{REPO}/git/commits", {"message": "m", "tree": tree["sha"], "parents": []}
    )
    made = answer(world, "POST", f"{REPO}/issues/7/comments", {"body": "hello"})

    checked = [
        (models.Label, answer(world, "POST", f"{REPO}/labels", label)),
        (models.Label, answer(world, "POST", f"{REPO}/issues/7/labels", {"labels": ["wg:x"]})[0]),
        (models.IssueComment, made),
        (
            models.IssueComment,
            answer(world, "PATCH", f"{REPO}/issues/comments/{made['id']}", {"body": "again"}),
        ),
        (models.GitTree, tree),
        (models.GitCommit, commit),
        (
            models.GitRef,
            answer(
                world, "POST", f"{REPO}/git/refs", {"ref": "refs/heads/x", "sha": commit["sha"]}
            ),
        ),
        (
            models.GitRef,
            answer(
                world, "PATCH", f"{REPO}/git/refs/heads/x", {"sha": commit["sha"], "force": False}
            ),
        ),
        (
            models.RepositoryCollaboratorPermission,
            answer(world, "GET", f"{REPO}/collaborators/levi/permission"),
        ),
        (
            models.TeamMembership,
            answer(world, "GET", "/orgs/harbour/teams/links-team/memberships/levi"),
        ),
        (models.SimpleUser, answer(world, "GET", "/orgs/harbour/teams/links-team/members")[0]),
        (models.Installation, answer(world, "GET", f"{REPO}/installation")),
        (models.InstallationToken, answer(world, "POST", "/app/installations/9/access_tokens")),
    ]

    for model, value in checked:
        getattr(model, "model_validate")(value)  # noqa: B009 - githubkit hides it from mypy
    assert len(checked) == 13


def test_the_audit_that_is_written_is_a_branch_that_git_finds_in_order(tmp_path: Path) -> None:
    repository = tmp_path / "lamp"
    subprocess.run(["git", "init", "--quiet", str(repository)], check=True)
    world = world_of(7, 8)
    world.objects = Objects(folder=repository / ".git")
    swept(world, register_of(sep(7), sep(8)))

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(repository), *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout

    git("fsck", "--strict")
    assert git("rev-list", "--count", "sepkit-audit").strip() == "1"
    assert len(git("ls-tree", "-r", "--name-only", "sepkit-audit").split()) == 6


def test_a_real_client_over_http_does_the_same_as_one_in_process() -> None:
    near, far = world_of(7, 8), world_of(7, 8)
    register = register_of(sep(7), sep(8))
    swept(near, register)

    with serving(FaultyWire(far)) as address:
        wire = PyGithubWire(token="t", base_url=address, user_agent="sepkit/test")
        outcome = run(register, wire)

    assert outcome.is_complete
    assert far.log == near.log
    assert far.objects.files("sepkit-audit") == near.objects.files("sepkit-audit")
    assert [c.body for c in far.pulls[7].comments] == [c.body for c in near.pulls[7].comments]


@pytest.mark.parametrize(
    "fault",
    [
        "500",
        "502 after",
        "html with 200",
        "half json after",
        "reset after",
        "reset before",
        "301",
        "307",
        "403 abuse for a day",
        "429 for a second",
        "404",
        "422",
        "null with 200",
    ],
)
def test_faults_over_http_end_well_as_well(fault: str) -> None:
    register = register_of(sep(7))
    for index in (1, 5, 9, 11):
        world = world_of(7)
        with serving(FaultyWire(world, faults={index: fault})) as address:
            wire = PyGithubWire(token="t", base_url=address, user_agent="sepkit/test")
            from sepkit.model import ForgeError

            try:
                run(register, wire)
            except ForgeError:
                assert world.pulls[7].comments == []
        swept(world, register)
        assert [len(world.pulls[7].comments), world.pulls[7].labels] == [1, ["wg:lights"]]


def test_a_naive_client_needs_ten_times_as_many_requests() -> None:
    world = world_of(*range(1, 61))
    register = register_of(*(sep(n) for n in range(1, 61)))

    outcome = swept(world, register, apply=False)

    # One list and, for each pull request, its files, comments, labels, events and reviews.
    naive = 1 + 60 * 5
    assert outcome.requests * 10 < naive
    assert head(60) == world.pulls[60].head
