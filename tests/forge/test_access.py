"""Tokens, Apps and addresses, of GitHub.com and of Enterprise servers; nothing is read twice."""

from pathlib import Path
from typing import Any

import jwt
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sepkit.cli import sepkit
from sepkit.forge.requests import Answer, Requests
from sepkit.forge.wire import PyGithubWire
from sepkit.model import ForgeError
from sepkit.pipeline import ReadRequest, read_register
from tests.forge.builders import register_of, run, run_with, sep, swept, with_rules, world_of
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.server import serving
from tests.forge.fake.world import BOT, World
from tests.security.proposals import BASE
from tests.security.proposals import sep as text_of
from tests.sources.builders import Builder

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = KEY.private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
).decode()
ROUTE = "/sepkit route wg-links because it is about links"


def repository(folder: Path) -> Path:
    builder = Builder(folder)
    base = builder.base(BASE)
    text = text_of(20, "Glow", body="`lamps/glow` changes the brightness of lamps.").encode()
    builder.ref("refs/pull/20/head", builder.commit({**BASE, "seps/20-glow.md": text}, base))
    return folder


def world_at(place: Path, name: str) -> World:
    register = read_register(ReadRequest(location=str(place))).register
    [proposal] = [p for p in register.proposals if p.in_flight]
    world = World(repository=name)
    world.add_pull(20, author="ada-ash", head=proposal.origin.commit)
    return world


def call(*arguments: str, **environment: str) -> Any:
    return CliRunner(env={"GITHUB_TOKEN": "", **environment}).invoke(sepkit, list(arguments))


@pytest.mark.parametrize("prefix", ["", "/api/v3"])
def test_rest_and_graphql_are_found_on_github_com_and_on_an_enterprise_server(prefix: str) -> None:
    world = world_of(7)
    wire = FaultyWire(world)
    with serving(wire, prefix=prefix) as address:
        outcome = run(
            register_of(sep(7)), PyGithubWire(token="t", base_url=address, user_agent="sepkit/t")
        )

    assert outcome.is_complete
    assert [c.author for c in world.pulls[7].comments] == [BOT]
    assert "/graphql" in {path for _, path in world.log}
    assert set(wire.tokens) == {"token t"}


def test_an_app_acts_with_a_token_of_its_installation(tmp_path: Path) -> None:
    place = repository(tmp_path / "r.git")
    world = world_at(place, "harbour/lamp")
    wire = FaultyWire(world)
    with serving(wire) as address:
        done = call(
            "sweep", "--apply", "--repo", str(place), "--on", "harbour/lamp", "--api", address,
            SEPKIT_APP_ID="4711", SEPKIT_APP_KEY=PEM,
        )  # fmt: skip

    assert done.exit_code == 0, done.output
    assert [c.author for c in world.pulls[20].comments] == [BOT]
    first, second, *rest = wire.tokens
    for token in (first, second):
        claims = jwt.decode(token.removeprefix("Bearer "), KEY.public_key(), algorithms=["RS256"])
        assert claims["iss"] == "4711"
        assert claims["exp"] - claims["iat"] <= 600
    assert set(rest) == {"token token-of-the-installation"}


@pytest.mark.parametrize(
    ("key", "denied", "message"),
    [
        (PEM, "app", "the forge gives the App `4711` no token for `harbour/lamp`: 403"),
        ("no key", "", "the App's key is no private key"),
    ],
)
def test_an_app_that_gets_no_token_is_one_clear_message(
    tmp_path: Path, key: str, denied: str, message: str
) -> None:
    place = repository(tmp_path / "r.git")
    world = world_at(place, "harbour/lamp")
    world.denied = {denied}
    with serving(FaultyWire(world)) as address:
        done = call(
            "sweep", "--repo", str(place), "--on", "harbour/lamp", "--api", address,
            SEPKIT_APP_ID="4711", SEPKIT_APP_KEY=key,
        )  # fmt: skip

    assert isinstance(done.exception, ForgeError)
    assert str(done.exception) == message


@pytest.mark.parametrize(
    ("denied", "right", "others"),
    [
        ("labels", "issues: write", "comments"),
        ("comments", "pull-requests: write", "labels"),
        ("git", "contents: write", ""),
    ],
)
def test_a_right_that_the_token_lacks_is_named_once_and_the_rest_goes_on(
    denied: str, right: str, others: str
) -> None:
    world = world_of(7, 8, 9)
    world.denied = {denied}

    outcome = swept(world, register_of(sep(7), sep(8), sep(9)))

    assert outcome.report is not None
    [message] = outcome.report.messages
    assert f"`{right}`" in message
    assert not outcome.is_complete
    for pull in world.pulls.values():
        assert pull.labels == ["wg:lights"] * (others == "labels")
        assert len(pull.comments) == (others == "comments")
    # What is refused for want of a right is not tried again and again.
    refused = [path for method, path in world.log if method == "POST" and denied in path]
    assert len(refused) == (0 if denied == "git" else 1) or denied == "git"


def test_what_did_not_change_is_not_sent_again_and_counts_as_read() -> None:
    world = world_of(7, 8)
    world.add_user("mia", permission="write")
    for number in (7, 8):
        world.comment(number, "mia", ROUTE)
    register, kept = register_of(sep(7), sep(8)), dict[str, Answer]()
    statuses: list[int] = []

    class Noting(FaultyWire):
        def send(self, method: str, path: str, body: Any = None, *, etag: str = "") -> Answer:
            answer = super().send(method, path, body, etag=etag)
            if method == "GET":
                statuses.append(answer.status)
            return answer

    for _ in range(2):
        requests = Requests(Noting(world), most=99, wait_seconds=9, kept=kept)
        outcome = run_with(requests, register, apply=False)
        assert outcome.plan is not None
        assert {d.label for d in outcome.plan.decisions} == {"wg:links"}
    world.users["mia"].permission = "read"
    run_with(Requests(Noting(world), most=99, wait_seconds=9, kept=kept), register, apply=False)

    assert statuses == [200, 304, 200]


class TwoForges(FaultyWire):
    """One address with two repositories behind it."""

    def __init__(self, *worlds: World) -> None:
        super().__init__(worlds[0])
        self.wires = {world.repository: FaultyWire(world) for world in worlds}

    def send(self, method: str, path: str, body: Any = None, *, etag: str = "") -> Answer:
        name = (
            f"{body['variables']['owner']}/{body['variables']['name']}"
            if path == "/graphql"
            else "/".join(path.split("/")[2:4])
        )
        return self.wires[name].send(method, path, body, etag=etag)


@pytest.mark.parametrize("is_broken", [False, True])
def test_core_and_extension_are_swept_by_one_configuration_each_with_its_own_record(
    tmp_path: Path, is_broken: bool
) -> None:
    core, extension = (repository(tmp_path / name) for name in ("core.git", "ext.git"))
    worlds = [world_at(core, "harbour/lamp"), world_at(extension, "harbour/ext-dimmer")]
    if is_broken:
        worlds[1].denied = {"comments"}
    with serving(TwoForges(*worlds)) as address:
        done = call(
            "sweep", "--apply", "--repo", str(core), "--on", "harbour/lamp",
            "--also", f"harbour/ext-dimmer={extension}", "--api", address, GITHUB_TOKEN="t",
        )  # fmt: skip

    assert done.exit_code == (5 if is_broken else 0), done.output
    assert [w.pulls[20].labels for w in worlds] == [["wg:lamps"]] * 2
    assert [len(w.pulls[20].comments) for w in worlds] == [1, 0 if is_broken else 1]
    for world in worlds:
        paths = world.objects.files("sepkit-audit")
        assert sum(path.startswith("pulls/20/") for path in paths) == 1


def test_a_repository_that_cannot_be_read_is_no_reason_to_leave_the_others_alone(
    tmp_path: Path,
) -> None:
    core, extension = (repository(tmp_path / name) for name in ("core.git", "ext.git"))
    worlds = [world_at(core, "harbour/lamp"), world_at(extension, "harbour/ext-dimmer")]
    worlds[0].repository = "harbour/renamed"
    forge = TwoForges(*worlds)
    forge.wires["harbour/lamp"] = forge.wires["harbour/renamed"]
    summary = tmp_path / "summary.md"
    with serving(forge) as address:
        done = call(
            "sweep", "--apply", "--repo", str(core), "--on", "harbour/lamp",
            "--also", f"harbour/ext-dimmer={extension}", "--api", address,
            "--summary", str(summary), GITHUB_TOKEN="t",
        )  # fmt: skip

    assert done.exit_code == 5
    assert "harbour/lamp: the forge shows no repository `harbour/lamp`; check" in done.output
    assert [len(w.pulls[20].comments) for w in worlds] == [0, 1]
    assert summary.read_text().count("### sepkit: ") == 2


def test_labels_that_exist_already_need_no_right_to_make_them() -> None:
    world = world_of(7)
    world.labels["wg:lights"] = {"color": "ededed", "description": ""}

    outcome = swept(world, register_of(sep(7)), configuration=with_rules(comment=False))

    assert outcome.is_complete
    assert ("POST", "/repos/harbour/lamp/labels") not in world.log
