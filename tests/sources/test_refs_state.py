import subprocess
import sys
from pathlib import Path

import pytest

from sepkit.sources import refs_state
from tests.sources.builders import Builder, git


@pytest.fixture
def base(builder: Builder) -> str:
    return builder.base({"proposals/1-a.md": b"a"})


def test_the_state_is_the_same_as_long_as_no_ref_moves(builder: Builder, base: str) -> None:
    first = refs_state(str(builder.folder))
    builder.commit({}, base)

    assert first is not None
    assert refs_state(str(builder.folder)) == first


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "command",
    [
        ["update-ref", "refs/pull/2/head", "HEAD"],
        ["update-ref", "-d", "refs/pull/9/head"],
        ["update-ref", "refs/pull/9/head", "HEAD"],
        ["symbolic-ref", "HEAD", "refs/heads/other"],
        ["tag", "v1"],
    ],
)
def test_the_state_changes_with_every_ref(
    builder: Builder, base: str, command: list[str], packed: bool
) -> None:
    builder.pull(9, {}, base)
    if packed:
        git(builder.folder, "pack-refs", "--all")
    before = refs_state(str(builder.folder))
    git(builder.folder, *command)

    assert refs_state(str(builder.folder)) != before


def test_a_linked_work_tree_sees_the_refs_of_its_repository(
    builder: Builder, base: str, tmp_path: Path
) -> None:
    git(builder.folder, "worktree", "add", "-q", "--detach", str(tmp_path / "linked"), base)
    before = refs_state(str(tmp_path / "linked"))
    builder.pull(2, {}, base)

    assert before is not None
    assert refs_state(str(tmp_path / "linked")) != before


def test_a_bundle_has_a_state_of_its_own(builder: Builder, base: str, tmp_path: Path) -> None:
    bundle = tmp_path / "a.bundle"
    git(builder.folder, "bundle", "create", "-q", str(bundle), "--all")
    before = refs_state(str(bundle))
    builder.pull(2, {}, base)
    git(builder.folder, "bundle", "create", "-q", str(bundle), "--all")

    assert before is not None
    assert refs_state(str(bundle)) not in (None, before)


@pytest.mark.parametrize(
    "location", ["https://example.invalid/x", "/nowhere", "", "a\0b", "/etc/passwd"]
)
def test_there_is_no_state_where_it_cannot_be_had(location: str) -> None:
    assert refs_state(location) is None


def test_asking_for_the_state_imports_nothing_slow(builder: Builder, base: str) -> None:
    code = (
        "import sys; from sepkit.sources import refs_state; "
        f"assert refs_state({str(builder.folder)!r}); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    slow = {"subprocess", "dataclasses", "pathlib", "json", "tempfile", "sepkit.model", "asyncio"}
    assert base
    assert slow & (set(done.stdout.split()) - modules_at_start()) == set()


def modules_at_start() -> set[str]:
    """Return what Python itself has loaded here, an editable install's finder included."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


def test_names_and_types_of_the_package_agree() -> None:
    import sepkit.sources as package

    stub = Path(package.__file__ or "").with_suffix(".pyi").read_text()

    assert all(f"import {name} as {name}" in stub for name in package.__all__)
    assert stub.count(" as ") == len(package.__all__)
    assert all(callable(getattr(package, name)) for name in package.__all__)
