"""Figures of real repositories, counted by git alone in another way."""

import subprocess
from pathlib import Path

import pytest

from sepkit.model import Dialect
from sepkit.sources import Cache, Repository, open_repository, read_snapshot

CORPORA = Path(__file__).parents[2] / "../shared/corpora"

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the checkout"),
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("corpora"))


def dialect(path: str, sidecar: str = "") -> Dialect:
    ignore = ("README.md", "TEMPLATE.md", "NNNN-kep-template")
    return Dialect(name="x", title="X", key="X-{number}", path=path, sidecar=sidecar, ignore=ignore)


def opened(name: str, cache: Cache) -> Repository:
    return open_repository(str(CORPORA / f"{name}.bundle"), cache=cache)


def test_what_is_in_flight_agrees_with_a_slow_count_by_git(cache: Cache) -> None:
    with opened("mcp", cache) as repository:
        snapshot = read_snapshot(repository, dialect("seps/{number}-{slug}.md"))
    folder = next((Path(cache.folder) / "repositories").glob("*.git"))

    def git(*arguments: str) -> list[str]:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=True, text=True
        )
        return done.stdout.split("\n")[:-1]

    raw = ["log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--format="]
    changes = [line for line in git(*raw, "main", "--", "seps") if line.startswith(":")]
    held = {blob for line in changes for blob in line.split(" ")[2:4]}
    carried = set()
    for ref in git("for-each-ref", "--format=%(refname)", "refs/pull/*/head"):
        for line in git("ls-tree", ref, "seps/"):
            (_, _, blob), path = line.partition("\t")[0].split(" "), line.partition("\t")[2]
            if blob not in held and path.endswith(".md") and not path.endswith("/README.md"):
                carried.add((path, blob))

    in_flight = {(e.origin.path, e.origin.blob) for e in snapshot.entries if e.pull_request}
    on_base = {e.origin.path for e in snapshot.entries if not e.pull_request}
    assert in_flight == {(p, b) for p, b in carried if not p.endswith("/TEMPLATE.md")}
    assert len(on_base) == 41
    assert len({path for path, _ in in_flight} - on_base) == 66
    assert snapshot.refused == ()
    assert all(e.versions[-1].blob == e.origin.blob for e in snapshot.entries)


@pytest.mark.parametrize(
    ("name", "path", "sidecar", "count"),
    [
        ("eip", "EIPS/eip-{number}.md", "", 949),
        ("kep", "keps/{group}/{number}-{slug}/README.md", "kep.yaml", 456),
        ("pep", "peps/pep-{number}.rst", "", 736),
        ("rust", "text/{number}-{slug}.md", "", 639),
    ],
)
def test_other_processes_are_read_whole(
    cache: Cache, name: str, path: str, sidecar: str, count: int
) -> None:
    with opened(name, cache) as repository:
        snapshot = read_snapshot(repository, dialect(path, sidecar))

    assert (len(snapshot.entries), snapshot.refused) == (count, ())
