"""The Action and all workflows pass the tools that look for mistakes and holes in them."""

import json
import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import yaml

Tool = Callable[[str], str]


def workflows(root: Path) -> list[str]:
    found = [*root.glob(".github/workflows/*.yml"), *root.glob("docs/workflows/*.yml")]
    return [str(path) for path in sorted(found)]


def test_zizmor_finds_nothing_as_an_auditor(tool: Tool, root: Path) -> None:
    done = subprocess.run(
        [
            tool("zizmor"),
            "--offline",
            "--persona",
            "auditor",
            "--format",
            "json",
            str(root / "action.yml"),
            *workflows(root),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert json.loads(done.stdout) == []


def test_actionlint_finds_nothing(tool: Tool, root: Path) -> None:
    done = subprocess.run(
        [tool("actionlint"), *workflows(root)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_the_files_are_valid_by_githubs_schemas(tool: Tool, root: Path) -> None:
    for schema, files in (
        ("vendor.github-actions", [str(root / "action.yml")]),
        ("vendor.github-workflows", workflows(root)),
    ):
        done = subprocess.run(
            [tool("check-jsonschema"), "--builtin-schema", schema, *files],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_no_expression_stands_in_a_script(root: Path) -> None:
    texts = [Path(path).read_text("utf-8") for path in [*workflows(root), str(root / "action.yml")]]
    scripts = [
        step["run"]
        for text in texts
        for document in [yaml.safe_load(text)]
        for job in [*document.get("jobs", {}).values(), document.get("runs", {})]
        for step in job.get("steps", [])
        if "run" in step
    ]

    assert len(scripts) >= 3
    assert not [s for s in scripts if "${{" in s]


def test_every_action_of_others_is_pinned_to_a_commit(root: Path) -> None:
    used = [
        name
        for path in workflows(root)
        for name in re.findall(r"uses: ([^\s#]+)", Path(path).read_text("utf-8"))
    ]

    assert all(name == "./" or re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", name) for name in used)


def test_no_workflow_runs_on_what_a_stranger_can_trigger_with_rights(root: Path) -> None:
    for path in workflows(root):
        document = yaml.safe_load(Path(path).read_text("utf-8"))
        triggers = set(document[True])
        assert not triggers & {"pull_request_target", "workflow_run", "issue_comment"}, path
        assert document["permissions"] == {}, path
        if "pull_request" in triggers:
            for job in document["jobs"].values():
                assert set(job["permissions"].values()) == {"read"}, path


def test_the_page_for_those_who_adopt_it_names_every_right_and_every_trigger(root: Path) -> None:
    page = (root / "docs/action.md").read_text("utf-8")
    rows = {
        line.split("|")[1].strip(): line
        for line in page.split("\n")
        if line.startswith("| [`sepkit-")
    }
    for path in (root / "docs/workflows").glob("*.yml"):
        document = yaml.safe_load(path.read_text("utf-8"))
        jobs = document["jobs"]
        for name, job in jobs.items():
            title = f"[`{path.name}`](workflows/{path.name})"
            row = rows[f"{title}, {name}" if len(jobs) > 1 else title]
            rights = {f"{key}: {value}" for key, value in job["permissions"].items()}
            assert rights == set(re.findall(r"`([a-z-]+: [a-z]+)`", row)), name


def test_what_the_action_installs_is_locked_with_a_hash_for_each_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["build-system"]["requires"]
    names = {re.split(r"[<>=\[ ]", line)[0].lower() for line in wanted}
    locked = (root / ".github/action/requirements.txt").read_text("utf-8")
    entries = re.findall(r"^([a-z0-9-]+)==[^\\]+\\\n    --hash=sha256:", locked, re.MULTILINE)

    assert names <= set(entries)
    assert len(entries) == len(re.findall(r"^[a-z]", locked, re.MULTILINE))
