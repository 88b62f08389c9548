"""`sepkit conflicts`, `evaluate conflicts`, `train conflicts` and `graph --impact`, as run."""

import json
import subprocess
from pathlib import Path

import pytest

from sepkit.analysis.conflicts import parse_weights
from sepkit.model import Measurement, decode
from tests.cli.runner import sepkit

LABELS = Path(__file__).parents[2] / "sepkit" / "sample" / "labels"
CONFLICTS, NEGATIVES = LABELS / "conflicts.csv", LABELS / "negatives.csv"


def test_a_list_says_how_many_it_hides_and_all_shows_them(sample_repository: Path) -> None:
    likely = sepkit("conflicts", "--repo", sample_repository)
    everything = sepkit("conflicts", "--all", "--repo", sample_repository)

    hidden = [line for line in likely.out.split("\n") if line.startswith("Not shown: ")]
    assert len(hidden) == 1
    assert "sepkit conflicts --all shows them" in hidden[0]
    assert "Not shown" not in everything.out
    assert len(everything.out) > len(likely.out)


def test_json_holds_what_the_list_shows(sample_repository: Path) -> None:
    found = sepkit("conflicts", "--repo", sample_repository, "--format", "json").json

    assert found
    assert all(conflict["worth_a_look"] for conflict in found)
    assert all(conflict["acknowledged"] is None for conflict in found)


def test_only_the_rule_that_was_asked_for_is_shown(sample_repository: Path) -> None:
    found = sepkit(
        "conflicts", "--rule", "same-method", "--repo", sample_repository, "--format", "json"
    ).json

    assert found
    assert all("same-method" in conflict["rules"] for conflict in found)


def test_an_unknown_rule_names_the_nearest(sample_repository: Path) -> None:
    ran = sepkit("conflicts", "--rule", "same-metod", "--repo", sample_repository)

    assert ran.code == 2
    assert "`same-metod` is no rule" in ran.err
    assert "same-method" in ran.err


def test_since_the_base_itself_only_what_moved_after_it_is_new(sample_repository: Path) -> None:
    new = sepkit(
        "conflicts", "--since", "HEAD", "--repo", sample_repository, "--format", "json"
    ).json
    everything = sepkit("conflicts", "--repo", sample_repository, "--format", "json").json

    assert len(new) < len(everything)


def test_since_the_first_commit_more_is_new(sample_repository: Path) -> None:
    first = subprocess.run(
        ["git", "-C", str(sample_repository), "rev-list", "--max-parents=0", "HEAD"],
        capture_output=True,
        encoding="ascii",
        check=True,
    ).stdout.split()[0]
    counts = [
        len(
            sepkit(
                "conflicts", "--since", rev, "--repo", sample_repository, "--format", "json"
            ).json
        )
        for rev in (first, "HEAD")
    ]

    assert counts[0] > counts[1]


def test_since_no_revision_says_so(sample_repository: Path) -> None:
    ran = sepkit("conflicts", "--since", "yesteryear", "--repo", sample_repository)

    assert ran.code == 3
    assert "`yesteryear`" in ran.err


def test_an_impact_tells_what_else_moves(sample_repository: Path) -> None:
    register = sepkit("export", "--repo", sample_repository).json
    waiting, stands_on = register["land_order"]["blocked_by"][0]

    told = sepkit("graph", "--impact", stands_on[0], "--repo", sample_repository)
    found = sepkit(
        "graph", "--impact", stands_on[0], "--repo", sample_repository, "--format", "json"
    ).json

    assert waiting in found["stranded"]
    assert waiting in found["delayed"]
    assert "IF IT IS REJECTED" in told.out
    assert "lose their ground" in told.out


def test_an_impact_is_no_picture(sample_repository: Path) -> None:
    register = sepkit("export", "--repo", sample_repository).json
    key = register["proposals"][-1]["key"]

    ran = sepkit("graph", "--impact", key, "--repo", sample_repository, "--format", "svg")

    assert ran.code == 2
    assert "--format json" in ran.err


@pytest.fixture(name="measured", scope="module")
def _measured(
    sample_repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    file = tmp_path_factory.mktemp("measured") / "conflicts.json"
    ran = sepkit(
        *("evaluate", "conflicts", CONFLICTS, "--negatives", NEGATIVES, "--ablation"),
        *("--output", file, "--repo", sample_repository, "--format", "text"),
    )
    assert ran.code == 0, ran.err
    return ran.out, file


def test_an_evaluation_prints_recall_calibration_rules_and_what_it_missed(
    measured: tuple[str, Path],
) -> None:
    out, _ = measured

    for part in (
        "Conflicts, cross-validation",
        "KNOWN CONFLICTS",
        "CALIBRATION",
        "RULES",
        "MISSED",
    ):
        assert part in out


def test_a_written_evaluation_can_be_read_and_tells_how_to_repeat_it(
    measured: tuple[str, Path],
) -> None:
    found = decode(Measurement, json.loads(measured[1].read_text("utf-8")))

    assert found.subject == "conflicts"
    assert found.command.startswith("sepkit evaluate conflicts conflicts.csv")
    assert "--negatives negatives.csv" in found.command
    assert found.labels == "conflicts.csv, negatives.csv"


def test_the_shipped_weights_are_measured_without_learning(sample_repository: Path) -> None:
    found = sepkit(
        *("evaluate", "conflicts", CONFLICTS, "--negatives", NEGATIVES, "--shipped"),
        *("--repo", sample_repository),
    ).json

    assert found["method"] == "shipped weights"
    assert found["auc"] > 0.5


def test_training_writes_weights_that_can_be_read(sample_repository: Path, tmp_path: Path) -> None:
    file = tmp_path / "weights.json"

    ran = sepkit(
        *("train", "conflicts", "--labels", CONFLICTS, "--negatives", NEGATIVES),
        *("-o", file, "--repo", sample_repository),
    )

    assert ran.code == 0, ran.err
    weights = parse_weights(file.read_text("utf-8"))
    assert weights.scale
    assert weights.worth_a_look == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("text", "told"),
    [("a;b\n1;2\n", "no column"), ("a,b\n99991,99992\n", "teaches nothing here")],
)
def test_labels_that_say_nothing_are_the_operators_mistake(
    text: str, told: str, sample_repository: Path, tmp_path: Path
) -> None:
    file = tmp_path / "labels.csv"
    file.write_text(text, "utf-8")

    ran = sepkit("evaluate", "conflicts", file, "--repo", sample_repository)

    assert ran.code == 2
    assert told in ran.err
    assert "Traceback" not in ran.err
