"""The commands, as people and the Action call them, against a forge over HTTP."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sepkit.cli import sepkit
from sepkit.pipeline import ReadRequest, read_register
from tests.forge.builders import register_of, sep
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.server import serving
from tests.forge.fake.world import BOT, World
from tests.forge.test_histories import check, start


@pytest.fixture(name="world")
def _world(sample_repository: Path) -> World:
    register = read_register(ReadRequest(location=str(sample_repository))).register
    world = World()
    for proposal in register.proposals:
        number = proposal.pull_request
        if proposal.in_flight and number and number not in world.pulls:
            world.add_pull(number, author="anna", head=proposal.origin.commit)
    return world


def call(*arguments: str, **environment: str) -> Any:
    return CliRunner(env={"GITHUB_TOKEN": "t", **environment}).invoke(
        sepkit, list(arguments), catch_exceptions=True
    )


def test_a_plan_without_a_forge_needs_no_token(sample_repository: Path) -> None:
    done = call("sweep", "--offline", "--repo", str(sample_repository), GITHUB_TOKEN="")

    assert done.exit_code == 0, done.output
    assert "This was a dry run. Make it so: add --apply" in done.output


def test_triage_looks_at_the_named_pull_requests_only(
    sample_repository: Path, world: World
) -> None:
    with serving(FaultyWire(world)) as address:
        done = call(
            "triage",
            "60",
            "#62",
            "--repo",
            str(sample_repository),
            "--on",
            "harbour/lamp",
            "--api",
            address,
            "--format",
            "json",
        )

    [value] = json.loads(done.output)
    assert [d["pull"] for d in value["plan"]["decisions"]] == [60, 62]
    assert value["report"] is None
    assert all(p.comments == [] for p in world.pulls.values())


def test_a_sweep_through_the_command_is_quiet_when_it_is_repeated(
    sample_repository: Path, world: World, tmp_path: Path
) -> None:
    report, summary = tmp_path / "report.json", tmp_path / "summary.md"
    arguments = [
        "sweep",
        "--apply",
        "--repo",
        str(sample_repository),
        "--on",
        "harbour/lamp",
        "--report",
        str(report),
        "--summary",
        str(summary),
    ]
    with serving(FaultyWire(world)) as address:
        outputs = [call(*arguments, "--api", address).output for _ in range(5)]

    assert "nothing moved since the last sweep (1 request)" in outputs[-1]
    assert all([c.author for c in p.comments] == [BOT] for p in world.pulls.values())
    assert json.loads(report.read_text())[0]["moved"] is False
    assert summary.read_text().count("### sepkit: ") == 5


def test_several_repositories_are_swept_with_one_configuration(
    sample_repository: Path, world: World
) -> None:
    with serving(FaultyWire(world)) as address:
        done = call(
            "sweep",
            "--repo",
            str(sample_repository),
            "--on",
            "harbour/lamp",
            "--also",
            f"harbour/lamp={sample_repository}",
            "--api",
            address,
        )

    assert done.exit_code == 0, done.output
    assert done.output.count("harbour/lamp at ") == 2


def test_a_repository_that_the_forge_does_not_show_is_one_clear_message(
    sample_repository: Path, world: World
) -> None:
    with serving(FaultyWire(world)) as address:
        done = call("sweep", "--repo", str(sample_repository), "--on", "no/such", "--api", address)

    assert str(done.exception) == "the forge shows no repository `no/such`"


@pytest.mark.parametrize("pull", ["x", "0", "1 2", "１", "-1", "12345678"])
def test_what_is_no_number_is_refused(pull: str, sample_repository: Path) -> None:
    done = call("triage", "--offline", "--repo", str(sample_repository), "--", pull)

    assert done.exit_code != 0
    assert done.exception is not None


def test_a_check_shows_annotations_a_summary_and_sarif(
    sample_repository: Path, tmp_path: Path
) -> None:
    sarif, summary = tmp_path / "f.sarif", tmp_path / "s.md"
    done = call(
        "annotate",
        "62",
        "--repo",
        str(sample_repository),
        "--format",
        "github",
        "--sarif",
        str(sarif),
        "--summary",
        str(summary),
        "--fail-on",
        "never",
    )

    assert done.exit_code == 0, done.output
    assert "::warning file=seps/62-link-quality.md,line=" in done.output
    results = json.loads(sarif.read_text())["runs"][0]["results"]
    assert len(results) == done.output.count("::") // 2
    assert "**SEP\\-62 is routed to Links**" in summary.read_text()


def test_a_file_that_was_not_read_fails_the_check(sample_repository: Path) -> None:
    done = call("annotate", "92", "--repo", str(sample_repository), "--format", "github")

    assert done.exit_code == 1, done.output
    assert "title=not-read::" in done.output


CHILD = """
import os, signal, sys
from sepkit.forge.wire import PyGithubWire
from tests.forge.builders import register_of, run, sep

register = register_of(*(sep(n) for n in range(7, 11)))
for line in sys.stdin:
    address, point = line.split()
    if (child := os.fork()) != 0:
        print(os.waitpid(child, 0)[1], flush=True)
        continue
    seen = 0

    def boundary(name):
        global seen
        if seen == int(point):
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1

    wire = PyGithubWire(token="t", base_url=address, user_agent="sepkit/test")
    run(register, wire, at_boundary=boundary)
    os._exit(seen)
"""


def test_kill_9_at_every_write_boundary_is_made_good_by_the_next_run() -> None:
    register = register_of(*(sep(n) for n in range(7, 11)))
    points = 0
    with subprocess.Popen(
        [sys.executable, "-c", CHILD],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        while True:
            world = start(7, 8, 9, 10)
            with serving(FaultyWire(world)) as address:
                print(address, points, file=parent.stdin, flush=True)
                status = int(parent.stdout.readline())
            check(world, register)
            if os.WIFEXITED(status):
                break
            assert os.WTERMSIG(status) == signal.SIGKILL
            points += 1
        parent.stdin.close()

    assert points == os.WEXITSTATUS(status) == 20
