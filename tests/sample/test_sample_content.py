"""What the sample promises to hold is in it, read with git alone."""

import csv
import json
import re
import subprocess
from pathlib import Path

import pytest

from sepkit.sample import SAMPLE_LABELS, build_sample
from sepkit.sample.history import read_history
from sepkit.sample.tree import FILES

KINDS = {
    "same-method",
    "error-code",
    "opposed-requirements",
    "removed-surface",
    "alternative",
    "duplicate",
    "number-clash",
}
GROUPS = {
    "core-maintainers",
    "ig-mariners",
    "ig-tamper-evidence",
    "wg-fog-signals",
    "wg-lights",
    "wg-links",
    "wg-moored-marks",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("sample") / "lamp")


def show(sample: Path, what: str) -> bytes:
    return subprocess.run(
        ["git", "-C", str(sample), "show", what], check=True, capture_output=True
    ).stdout


def paths(sample: Path, ref: str, folder: str = "seps/") -> list[str]:
    done = subprocess.run(
        ["git", "-C", str(sample), "ls-tree", "-r", "--name-only", ref, folder],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.split()


def labels(name: str) -> list[dict[str, str]]:
    with (SAMPLE_LABELS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def home(sample: Path, number: str, pull: str) -> bytes:
    """Return a proposal's file, from main or from its pull request."""
    for ref in ("main", f"refs/pull/{pull}/head"):
        for path in paths(sample, ref):
            if path.startswith(f"seps/{number}-") and (ref != "main" or number == pull):
                return show(sample, f"{ref}:{path}")
    raise AssertionError(f"no SEP-{number} in pull request {pull}")


def test_main_holds_seventeen_proposals_under_their_numbers(sample: Path) -> None:
    names = [path for path in paths(sample, "main") if re.match(r"seps/[0-9]", path)]

    assert len(names) == 17
    assert not [name for name in names if name.startswith("seps/0000")]


def test_every_status_of_an_end_stands_on_main(sample: Path) -> None:
    found = {
        re.search(r"\*\*Status\*\*: (\S+)", show(sample, f"main:{path}").decode())[1]  # type: ignore[index]
        for path in paths(sample, "main")
        if re.match(r"seps/[0-9]", path)
    }

    assert found == {"Final", "Withdrawn", "Rejected", "Dormant", "Superseded"}


def test_every_label_names_a_proposal_with_that_title(sample: Path) -> None:
    rows = labels("routes.csv")

    assert len(rows) == 43
    for row in rows:
        text = home(sample, row["proposal"], row["pull_request"]).decode("latin-1")
        assert row["title"] in text.partition("\n")[0], row


def test_labels_name_the_groups_that_there_are() -> None:
    named = {
        group
        for row in labels("routes.csv")
        for group in (row["owner"] + ";" + row["also"]).split(";")
        if group
    }

    assert named - {"none"} == GROUPS


def test_no_pair_is_both_a_conflict_and_none() -> None:
    conflicts = {frozenset((row["a"], row["b"])) for row in labels("conflicts.csv")}
    negatives = {frozenset((row["a"], row["b"])) for row in labels("negatives.csv")}

    assert not conflicts & negatives
    assert len(negatives) == len(labels("negatives.csv")) > len(conflicts)


def test_every_kind_of_disagreement_is_there() -> None:
    assert {row["kind"] for row in labels("conflicts.csv")} >= KINDS


@pytest.mark.parametrize(
    "row", [row for row in labels("conflicts.csv") if row["surface"]], ids=lambda row: row["a"]
)
def test_both_sides_of_a_conflict_name_its_surface(sample: Path, row: dict[str, str]) -> None:
    name = row["surface"].partition(":")[2].rpartition(".")[2]
    for number in (row["a"], row["b"]):
        assert name in home(sample, number, number).decode(), number


def test_each_declared_relation_is_declared(sample: Path) -> None:
    for row in labels("relations.csv"):
        text = home(sample, row["from"], row["from"]).decode()
        assert f"SEP-{row['to']}" in text, row


def test_what_is_wrong_on_purpose_is_wrong(sample: Path) -> None:
    with pytest.raises(UnicodeDecodeError):
        show(sample, "refs/pull/87/head:seps/87-feux-d-alignement.md").decode()
    assert show(sample, "refs/pull/88/head:seps/88-see-also.md") == b"62-link-quality.md"
    assert show(sample, "refs/pull/92/head:seps/92-the-empty-sea.md") == b""
    assert b"Sponsor" not in show(sample, "refs/pull/82/head:seps/0000-moonlight-dimming.md")


def test_a_copy_in_another_pull_request_is_older_than_its_home(sample: Path) -> None:
    path = "seps/60-twilight-schedules.md"
    copy = show(sample, f"refs/pull/79/head:{path}")

    assert copy == show(sample, f"refs/pull/60/head~1:{path}")
    assert copy != show(sample, f"refs/pull/60/head:{path}")


def test_an_author_claims_final_and_goes_back(sample: Path) -> None:
    done = subprocess.run(
        ["git", "-C", str(sample), "log", "--reverse", "-p", "-U0", "main..refs/pull/84/head"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert re.findall(r"^\+- \*\*Status\*\*: (\S+)", done.stdout, re.MULTILINE) == [
        "Draft",
        "Final",
        "Draft",
    ]


@pytest.mark.parametrize(
    ("revision", "has", "lacks"),
    [
        ("2025-03-01", {"HelloRequest", "LogEntry"}, {"PowerReport", "Alarm"}),
        ("2025-09-15", {"HelloRequest", "PowerReport"}, {"AlarmAcknowledgeRequest"}),
        ("draft", {"AlarmAcknowledgeRequest", "LogEntry"}, {"HelloRequest", "HelloResult"}),
    ],
)
def test_revisions_differ_by_names(
    sample: Path, revision: str, has: set[str], lacks: set[str]
) -> None:
    names = set(json.loads(show(sample, f"main:schema/{revision}/schema.json"))["$defs"])

    assert has <= names
    assert not lacks & names


def test_the_fog_signals_group_is_only_in_the_roadmap(sample: Path) -> None:
    assert b"Fog Signals WG (forming" in show(sample, "main:docs/development/roadmap.mdx")
    files = [*paths(sample, "main", "workgroups/"), *paths(sample, "main", "docs/community/")]
    assert not [path for path in files if "fog" in path]


def test_every_file_is_used_and_the_sample_stays_small() -> None:
    used = {
        f"{'main' if step.pull is None else f'pulls/{step.pull}'}/{name}"
        for step in read_history().steps
        for name in step.add
    }
    files = [path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()]
    unused = [name for name in files if not any(name.startswith(start) for start in used)]

    assert unused == []
    assert sum((FILES / name).stat().st_size for name in files) < 400_000


def test_every_pull_request_stands_in_the_readme(sample: Path) -> None:
    text = (FILES.parent / "README.md").read_text(encoding="utf-8")
    done = subprocess.run(
        ["git", "-C", str(sample), "for-each-ref", "--format=%(refname)", "refs/pull/*/head"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    for name in done.stdout.split():
        assert re.search(rf"^\| {name.split('/')[2]} \|", text, re.MULTILINE), name
