"""A pull request that edits what governs it gains nothing: only the base revision's files count."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sepkit.cli import sepkit
from sepkit.forge.audit import verify_audit
from sepkit.pipeline import ReadRequest, read_register
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.server import serving
from tests.forge.fake.world import BOT, World
from tests.security.proposals import BASE, sep
from tests.sources.builders import Builder

PATH = "seps/20-glow.md"
TEXT = sep(
    20, "Glow", body="The method `lamps/glow` lets a lamp glow; brightness of lamps."
).encode()
GROUP = b"""id: wg-mallory
name: Mallory
kind: working-group
status: active
leads: [{handle: mallory, name: Mallory}]
team: mallory-team
owns: {surfaces: ["*"], topics: [lamp, glow, brightness], paths: ["**"]}
decides: [{matter: "everything", authority: group}]
proposals: ["SEP-20"]
"""
SETTINGS = b"""preset: mcp
shipped_groups: false
triage:
  label_prefix: "evil:"
  mentions: 3
  request_reviews: true
  reminders: true
  states: true
  repositories: [mallory/elsewhere]
  site: https://mallory.example/
"""
EDITS: Mapping[str, Mapping[str, bytes]] = {
    "a group of their own": {"workgroups/mallory.yml": GROUP},
    "another's group": {"workgroups/lamps.yml": GROUP.replace(b"wg-mallory", b"wg-lamps")},
    "the configuration": {"sepkit.yml": SETTINGS},
    "the other configuration": {".github/sepkit.yml": SETTINGS},
    "the workflow": {
        ".github/workflows/sepkit-sweep.yml": b"on: pull_request_target\njobs: {a: {steps: []}}\n"
    },
    "the lists of people": {
        "MAINTAINERS.md": b"# Maintainers\n\n## Core Maintainers\n\n- [M](https://github.com/mallory)\n",
        ".github/CODEOWNERS": b"* @mallory\n",
    },
    "acknowledged conflicts": {
        "workgroups/conflicts.yml": b"- {between: [SEP-10, SEP-20], reason: fine, by: mallory}\n"
    },
    "templates and packages": {
        "templates/comment.md": b"@everyone",
        "sepkit.py": b"raise SystemExit('ran')",
        "sepkit/__init__.py": b"raise SystemExit('ran')",
        "yaml.py": b"raise SystemExit('ran')",
    },
}
ALL = {path: data for files in EDITS.values() for path, data in files.items()}


def repository(folder: Path, edits: Mapping[str, bytes], *, text: bytes = TEXT) -> Path:
    builder = Builder(folder)
    files = {**BASE, "seps/10-dim.md": sep(10, "Dim", body="`lamps/glow` dims a lamp.").encode()}
    base = builder.base(files)
    builder.ref("refs/pull/20/head", builder.commit({**files, PATH: text, **edits}, base))
    return folder


def world_of(place: Path) -> World:
    register = read_register(ReadRequest(location=str(place))).register
    [proposal] = [p for p in register.proposals if p.in_flight]
    world = World()
    world.add_pull(20, author="mallory", head=proposal.origin.commit)
    world.comment(20, "mallory", "/sepkit route wg-mallory because it is mine")
    world.comment(20, "mallory", "/sepkit ack SEP-10+SEP-20 because it is fine")
    return world


def call(*arguments: str) -> Any:
    return CliRunner(env={"GITHUB_TOKEN": "t"}).invoke(sepkit, list(arguments))


def seen(world: World, place: Path, *command: str) -> tuple[Any, ...]:
    """Run a command against the forge and return all that anybody can see afterwards."""
    with serving(FaultyWire(world)) as address:
        done = call(*command, "--repo", str(place), "--on", world.repository, "--api", address)
    assert done.exit_code == 0, done.output
    pull = world.pulls[20]
    bodies = [without_commits(c.body) for c in pull.comments if c.author == BOT]
    records = verify_audit(world.objects.files("sepkit-audit"))[0]
    return (
        pull.labels,
        bodies,
        pull.requested_teams,
        sorted(world.labels),
        [[(r.about, r.text, r.authority) for r in record.authority] for record in records],
        [path for _, path in world.log],
        without_commits(done.output),
    )


def without_commits(text: str) -> str:
    return re.sub(r"\b[0-9a-f]{8,64}\b", "*", text)


@pytest.mark.parametrize("name", [*EDITS, "all at once"])
def test_a_sweep_does_the_same_whatever_the_pull_request_edits(name: str, tmp_path: Path) -> None:
    edits = EDITS.get(name, ALL)
    plain = repository(tmp_path / "plain.git", {})
    edited = repository(tmp_path / "edited.git", edits)

    as_ever = seen(world_of(plain), plain, "sweep", "--apply")
    after = seen(world_of(edited), edited, "sweep", "--apply")

    assert after == as_ever
    labels, bodies, *_ = after
    assert labels == ["wg:lamps"]
    [body] = bodies
    assert "Lamps" in body.split("\n")[1]
    assert body.count("Not followed: `/sepkit ") == 2


def test_triage_and_annotate_say_the_same_whatever_the_pull_request_edits(tmp_path: Path) -> None:
    said = {}
    for name, edits in (("plain", {}), ("edited", ALL)):
        place = repository(tmp_path / f"{name}.git", edits)
        with serving(FaultyWire(world_of(place))) as address:
            options = ["--repo", str(place), "--on", "harbour/lamp", "--api", address]
            planned = call("triage", "20", *options, "--format", "json")
        shown = call("annotate", "20", "--repo", str(place), "--format", "github")
        summary = tmp_path / f"{name}.md"
        call("annotate", "20", "--repo", str(place), "--summary", str(summary))
        [value] = json.loads(planned.output)
        [decision] = value["plan"]["decisions"]
        kept = {k: decision[k] for k in ("label", "mentions", "reviewers", "reasons")}
        said[name] = (
            kept,
            without_commits(decision["comment"]),
            [(w["kind"], w["subject"]) for w in value["plan"]["writes"]],
            shown.exit_code,
            shown.output,
            without_commits(summary.read_text()),
        )

    assert said["edited"] == said["plain"]


def test_the_same_edits_on_the_base_do_count(tmp_path: Path) -> None:
    place = tmp_path / "base.git"
    builder = Builder(place)
    settings = SETTINGS.replace(b"  repositories: [mallory/elsewhere]\n", b"")
    files = {**BASE, "workgroups/mallory.yml": GROUP, "sepkit.yml": settings}
    base = builder.base(files)
    builder.ref("refs/pull/20/head", builder.commit({**files, PATH: TEXT}, base))

    world = world_of(place)
    with serving(FaultyWire(world)) as address:
        done = call(
            "triage", "20", "--repo", str(place), "--on", "harbour/lamp", "--api", address,
            "--format", "json",
        )  # fmt: skip

    [decision] = json.loads(done.output)[0]["plan"]["decisions"]
    assert decision["label"] == "evil:wg-mallory"
    assert decision["mentions"] == []  # the only lead is the author


HOSTILE_TITLES = (
    "::set-output name=apply::true",
    "::error file=sepkit.yml,line=1::owned",
    "::add-mask::SEP",
    "::stop-commands::x",
    "##[add-path]/tmp/evil",
    "x%0A::warning::y",
    "x\r::error::y",
    "${{ github.token }}",
    "$(id) `id` ; id",
)


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_a_title_with_workflow_commands_is_only_a_title(title: str, tmp_path: Path) -> None:
    text = sep(20, title, status=title, body=f"{title}\n\n`lamps/glow` glows. {title}").encode()
    place = repository(tmp_path / "r.git", {}, text=text)
    report, summary = tmp_path / "report.json", tmp_path / "summary.md"

    with serving(FaultyWire(world_of(place))) as address:
        swept = call(
            "sweep", "--repo", str(place), "--on", "harbour/lamp", "--api", address,
            "--report", str(report), "--summary", str(summary),
        )  # fmt: skip
    shown = call("annotate", "20", "--repo", str(place), "--format", "github")

    assert swept.exit_code == 0, swept.output
    lines = [line.strip() for line in re.split(r"[\r\n]", swept.output + shown.output)]
    commands = [line for line in lines if line.startswith("::") or "##[" in line]
    ours = re.compile(
        r"::(warning|error|notice) file=seps/20-glow\.md,(line=\d+,)?title=[A-Za-z0-9-]+::"
    )
    assert [line for line in commands if not ours.match(line)] == []
    assert "##[" not in report.read_text() + summary.read_text()
