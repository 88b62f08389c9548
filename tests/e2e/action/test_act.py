"""`act` runs the real workflow files against the sample, on this machine and without a network."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sepkit.forge.audit import verify_audit
from tests.forge.builders import head
from tests.forge.fake.faults import FaultyWire
from tests.forge.fake.server import serving
from tests.forge.fake.world import BOT, World

Tool = Callable[[str], str]

SETUP_PYTHON = "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065"
OURS = "sepkit/sepkit@0000000000000000000000000000000000000000"


UPLOAD = "actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa"
DEPLOY = "actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e"
# What the forge's own actions do, as far as a folder shows it: Pages takes a tar without links.
STANDINS = {
    SETUP_PYTHON: "true",
    UPLOAD: (
        'test -s "$FOLDER/index.html" && test -z "$(find "$FOLDER" -type l)" && '
        'tar --dereference --hard-dereference --directory "$FOLDER" -cf "$RUNNER_TEMP/artifact.tar"'
        ' --exclude=.git . && echo "packed $(tar -tf "$RUNNER_TEMP/artifact.tar" | wc -l) entries"'
    ),
    DEPLOY: 'echo "rights: pages only"',
}


def committed(folder: Path) -> Path:
    for arguments in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    return folder


def action_of(folder: Path, script: str) -> Path:
    """Write a composite action that runs a script with its `path` in FOLDER."""
    folder.mkdir(parents=True)
    step = {"run": script, "shell": "bash", "env": {"FOLDER": "${{ inputs.path }}"}}
    inputs = {"path": {"default": ""}, "python-version": {"default": ""}}
    value = {
        "name": "stand-in",
        "description": "stand-in",
        "inputs": inputs,
        "runs": {"using": "composite", "steps": [step]},
    }
    (folder / "action.yml").write_text(json.dumps(value))
    return folder


@pytest.fixture(name="checkout")
def _checkout(tmp_path: Path, root: Path) -> Path:
    """A repository with our Action and workflows, as a release's checkout has them."""
    folder = tmp_path / "checkout"
    shutil.copytree(root / ".github", folder / ".github")
    shutil.copy(root / "action.yml", folder)
    for path in (root / "docs/workflows").glob("*.yml"):
        shutil.copy(path, folder / ".github/workflows")
    for name, script in STANDINS.items():
        action_of(tmp_path / "actions" / name, script)
    return committed(folder)


def act(
    tool: Tool, checkout: Path, workflow: str, *more: str, ours: Path | None = None
) -> tuple[int, str]:
    home = checkout.parent / "act"
    home.mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "TMPDIR")}
    done = subprocess.run(
        [
            tool("act"),
            "-W",
            f".github/workflows/{workflow}",
            "-P",
            "ubuntu-24.04=-self-hosted",
            *(f"--local-repository={name}={home.parent / 'actions' / name}" for name in STANDINS),
            f"--local-repository={OURS}={ours or checkout}",
            *more,
        ],
        cwd=checkout,
        env={**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    return done.returncode, done.stdout + done.stderr


def on_the_sample(workflow: Path, mode: str, place: Path) -> None:
    """Let a shipped workflow read the sample with the sepkit that is tested; nothing else."""
    more = f"          repository-place: {place}\n          python: {sys.executable}\n"
    mode_line = f"          mode: {mode}\n"
    workflow.write_text(workflow.read_text().replace(mode_line, mode_line + more))


def test_sweep_check_and_site_run_on_the_sample(
    tool: Tool, checkout: Path, sample_repository: Path
) -> None:
    code, said = act(
        tool,
        checkout,
        "sample.yml",
        "workflow_dispatch",
        "--input",
        f"python={sys.executable}",
        "--input",
        f"place={sample_repository}",
    )

    assert code == 0, said[-4000:]
    assert said.count("Success - Main ./") == 3
    assert "This was a dry run" in said
    assert re.search(r"::warning file=seps/62-link-quality\.md,line=\d+,title=[A-Za-z0-9]+::", said)
    assert "Next: open sample-site/index.html" in said


def test_the_shipped_sweep_writes_to_a_forge_and_repeats_nothing(
    tool: Tool, checkout: Path, sample_repository: Path
) -> None:
    from sepkit.pipeline import ReadRequest, read_register

    register = read_register(ReadRequest(location=str(sample_repository))).register
    world = World()
    for proposal in register.proposals:
        number = proposal.pull_request
        if proposal.in_flight and number and number not in world.pulls:
            world.add_pull(number, author="anna", head=proposal.origin.commit)
    assert head(1) != world.pulls[60].head
    on_the_sample(checkout / ".github/workflows/sepkit-sweep.yml", "sweep", sample_repository)

    with serving(FaultyWire(world)) as address:
        for _ in range(3):
            code, said = act(
                tool,
                checkout,
                "sepkit-sweep.yml",
                "workflow_dispatch",
                "--input",
                "apply=true",
                "-s",
                "GITHUB_TOKEN=zzz-of-the-tests",
                "--env",
                f"GITHUB_API_URL={address}",
                "--env",
                "GITHUB_REPOSITORY=harbour/lamp",
            )
            assert code == 0, said[-4000:]

    told = {n: [c.author for c in p.comments] for n, p in world.pulls.items()}
    assert all(authors == [BOT] for authors in told.values())
    records, problems = verify_audit(world.objects.files("sepkit-audit"))
    assert (sorted(r.pull for r in records), problems) == (sorted(world.pulls), ())


@pytest.mark.parametrize(
    ("event", "applied"),
    [
        (["workflow_dispatch", "--input", "apply=true"], "true"),
        (["workflow_dispatch", "--input", "apply=false"], "false"),
        (["workflow_dispatch", "--input", "apply=false", "--var", "SEPKIT_APPLY=true"], "false"),
        (["schedule", "--var", "SEPKIT_APPLY=true"], "true"),
        (["schedule", "--var", "SEPKIT_APPLY=false"], "false"),
        (["schedule"], ""),
    ],
)
def test_by_hand_the_box_decides_and_on_schedule_the_variable(
    tool: Tool, checkout: Path, event: list[str], applied: str
) -> None:
    told = action_of(checkout.parent / "told", 'echo "apply is <$APPLIED>"')
    text = json.loads((told / "action.yml").read_text())
    text["inputs"] = {name: {"default": ""} for name in ("mode", "apply", "token")}
    text["runs"]["steps"][0]["env"] = {"APPLIED": "${{ inputs.apply }}"}
    (told / "action.yml").write_text(json.dumps(text))

    code, said = act(tool, checkout, "sepkit-sweep.yml", *event, ours=told)

    assert code == 0, said[-4000:]
    assert re.findall(r"\| apply is <(.*)>", said) == [applied]


def test_the_shipped_site_is_built_packed_for_pages_and_handed_to_the_job_that_may_publish(
    tool: Tool, checkout: Path, sample_repository: Path
) -> None:
    on_the_sample(checkout / ".github/workflows/sepkit-site.yml", "site", sample_repository)

    code, said = act(tool, checkout, "sepkit-site.yml", "workflow_dispatch")

    assert code == 0, said[-4000:]
    [entries] = re.findall(r"\| packed ([0-9]+) entries", said)
    assert int(entries) > 100
    assert "rights: pages only" in said


def test_the_shipped_check_tells_of_the_pull_request_of_its_event(
    tool: Tool, checkout: Path, sample_repository: Path
) -> None:
    on_the_sample(checkout / ".github/workflows/sepkit-check.yml", "check", sample_repository)
    event = checkout.parent / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 92, "title": "::error::x"}}))

    code, said = act(tool, checkout, "sepkit-check.yml", "pull_request", "--eventpath", str(event))

    assert code != 0  # a file of it cannot be read, and that fails the check
    assert "title=not-read::" in said


@pytest.mark.deep
@pytest.mark.parametrize("reference", ["0" * 40, "v0.1.0"])
def test_the_action_installs_itself_from_what_its_reference_names(
    tool: Tool, checkout: Path, root: Path, sample_repository: Path, reference: str
) -> None:
    """From a commit or a tag: no Python is handed in, so all comes from the lock and the source."""
    source = checkout.parent / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in listed.stdout.split("\n"):
        if (root / name).is_file() and not name.startswith("tests/"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, source / name)
    workflow = checkout / ".github/workflows/sepkit-sweep.yml"
    text = workflow.read_text().replace("0" * 40, reference)
    mode = "          mode: sweep\n"
    workflow.write_text(
        text.replace(mode, f"{mode}          repository-place: {sample_repository}\n").replace(
            "          token: ${{ github.token }}\n", ""
        )
    )

    code, said = act(
        tool,
        checkout,
        "sepkit-sweep.yml",
        "schedule",
        f"--local-repository=sepkit/sepkit@{reference}={source}",
    )

    assert code == 0, said[-4000:]
    assert "This was a dry run. Make it so: add --apply" in said
