"""The shipped weights are what the commands beside them give.

What a text does to the specification is read better now and then, which moves weights in the third
digit; they are then still the ones that were learnt.
"""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from sepkit.analysis.routing import Profile, parse_weights
from sepkit.cli import run
from sepkit.learnt import read_routing
from sepkit.sources import open_repository


def retrained(profile: Profile, folder: Path, corpora: Path) -> Path:
    """Run the command of a profile as it stands, beside a mirror and the files that it names."""
    program, *arguments = shlex.split(profile.command)
    place = arguments[arguments.index("--repo") + 1]
    bundle = corpora / "corpora" / f"{Path(place).stem}.bundle"
    subprocess.run(
        ["git", "clone", "--quiet", "--mirror", str(bundle), str(folder / place)], check=True
    )
    for table in (corpora / "labels").glob("*.csv"):
        shutil.copyfile(table, folder / table.name)
    shutil.copyfile(corpora / "corpora" / "kubernetes-sigs.yaml", folder / "sigs.yaml")
    assert program == "sepkit"
    assert run([*arguments, "-o", str(folder / "weights.json")]) == 0
    return folder / "weights.json"


def assert_same(found: Profile, shipped: Profile) -> None:
    assert (found.command, found.commit) == (shipped.command, shipped.commit)
    assert found.temperature == pytest.approx(shipped.temperature, rel=0.01)
    assert dict(found.features) == pytest.approx(dict(shipped.features), rel=0.01, abs=0.02)


@pytest.mark.corpora
def test_training_on_the_labels_gives_the_shipped_weights(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = read_routing()

    found = parse_weights(retrained(shipped.described, tmp_path, corpora).read_text("utf-8"))

    assert found.lessons == shipped.lessons
    assert_same(found.described, shipped.described)
    assert_same(found.taught, shipped.taught)


@pytest.mark.corpora
@pytest.mark.deep
def test_training_on_declared_owners_gives_the_shipped_weights(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = read_routing()

    found = parse_weights(retrained(shipped.taught, tmp_path, corpora).read_text("utf-8"))

    assert_same(found.described, shipped.described)
    assert_same(found.taught, shipped.taught)


@pytest.mark.corpora
def test_the_shipped_weights_name_a_commit_of_the_repository_that_taught(corpora: Path) -> None:
    with open_repository(str(corpora / "corpora" / "mcp.bundle"), cache=None) as repository:
        _, commit = repository.resolve(None)

    assert read_routing().described.commit == commit
