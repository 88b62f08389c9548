"""`act` runs the real workflow files against the sample, on this machine and without a network."""

import os
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


@pytest.fixture(name="checkout")
def _checkout(tmp_path: Path, root: Path) -> Path:
    """A repository with our Action and workflows, as a release's checkout has them."""
    folder = tmp_path / "checkout"
    shutil.copytree(root / ".github", folder / ".github")
    shutil.copy(root / "action.yml", folder)
    for path in (root / "templates/workflows").glob("*.yml"):
        shutil.copy(path, folder / ".github/workflows")
    empty = tmp_path / "setup-python"
    empty.mkdir()
    (empty / "action.yml").write_text(
        "name: none\ndescription: Python is there\nruns:\n  using: composite\n"
        "  steps:\n    - run: 'true'\n      shell: bash\n"
    )
    for arguments in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    return folder


def act(
    tool: Tool, checkout: Path, workflow: str, *more: str, **environment: str
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
            "--local-repository",
            f"{SETUP_PYTHON}={checkout.parent / 'setup-python'}",
            "--local-repository",
            f"{OURS}={checkout}",
            *more,
        ],
        cwd=checkout,
        env={**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    return done.returncode, done.stdout + done.stderr


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
    assert "::warning file=seps/62-link-quality.md,line=12,title=conflict::" in said
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
    workflow = checkout / ".github/workflows/sepkit-sweep.yml"
    text = workflow.read_text().replace(
        "          mode: sweep\n",
        f"          mode: sweep\n          repository-place: {sample_repository}\n"
        f"          python: {sys.executable}\n",
    )
    workflow.write_text(text)

    with serving(FaultyWire(world)) as address:
        for _ in range(3):
            code, said = act(
                tool,
                checkout,
                "sepkit-sweep.yml",
                "workflow_dispatch",
                "--input",
                "apply=true",
                "--var",
                "SEPKIT_APPLY=true",
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
