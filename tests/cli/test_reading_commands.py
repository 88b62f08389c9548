import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.runner import sepkit

READING = ("status", "queue", "route", "conflicts", "graph", "groups", "history", "doctor")


@pytest.mark.parametrize("command", READING)
def test_a_reading_command_answers_in_words_and_in_json(
    command: str, sample_repository: Path
) -> None:
    words = sepkit(command, "--repo", sample_repository)
    facts = sepkit(command, "--repo", sample_repository, "--format", "json")

    assert (words.code, words.err) == (0, "")
    assert words.out.strip()
    assert "\x1b" not in words.out
    assert facts.code == 0
    assert json.loads(facts.out)


def test_status_counts_every_proposal_once(sample_repository: Path) -> None:
    status = sepkit("status", "--repo", sample_repository, "--format", "json").json
    register = sepkit("export", "--repo", sample_repository).json

    assert status["proposals"] == len(register["proposals"])
    assert sum(count for _, count in status["by_status"]) == status["proposals"]
    flying = [p for p in register["proposals"] if p["in_flight"]]
    assert status["in_flight"] == len(flying)
    assert status["appear_open"] + status["not_known"] == len(flying)
    assert sum(row["count"] for row in status["waiting"]) == status["appear_open"]


def test_the_export_is_valid_against_the_schema_it_publishes(sample_repository: Path) -> None:
    register = sepkit("export", "--repo", sample_repository).json
    schema = sepkit("schema", "register").json

    assert list(Draft202012Validator(schema).iter_errors(register)) == []
    counts = register["counts"]
    assert counts["seen"] == counts["read"] + counts["partly"] + counts["refused"]
    assert counts["refused"] == len(register["refused"])


def test_a_warm_export_gives_the_same_bytes_as_a_cold_one(sample_repository: Path) -> None:
    warm = sepkit("export", "--repo", sample_repository)
    cold = sepkit("export", "--repo", sample_repository, "--no-cache")

    assert warm.out == cold.out


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "UTC", "LC_ALL": "tr_TR.UTF-8"},
    ],
)
def test_the_machine_does_not_show_in_the_register(
    sample_repository: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """Promise 7: same commits, same version, same bytes."""
    here = sepkit("export", "--repo", sample_repository, "--no-cache")
    (tmp_path / "yaml.py").write_text("raise SystemExit('taken from the working directory')")

    there = sepkit("export", "--repo", sample_repository, "--no-cache", cwd=tmp_path, **environment)

    assert there.out == here.out
    assert str(sample_repository) not in here.out


def test_show_finds_a_proposal_by_key_number_or_pull_request(sample_repository: Path) -> None:
    register = sepkit("export", "--repo", sample_repository).json
    proposal = next(p for p in register["proposals"] if p["in_flight"] and p["pull_request"])

    for name in (proposal["key"], proposal["key"].lower(), str(proposal["number"])):
        shown = sepkit("show", name, "--repo", sample_repository, "--format", "json")
        assert shown.json["key"] == proposal["key"]


def test_an_unknown_proposal_is_named_with_what_is_near(sample_repository: Path) -> None:
    ran = sepkit("show", "SEP-999", "--repo", sample_repository)

    assert ran.code == 2
    assert ran.out == ""
    assert "no proposal `SEP-999`" in ran.err


def test_an_unknown_group_is_named_with_what_is_near(sample_repository: Path) -> None:
    ran = sepkit("queue", "wg-light", "--repo", sample_repository)

    assert ran.code == 2
    assert "did you mean" in ran.err


def test_as_of_moves_the_days_and_nothing_else(sample_repository: Path) -> None:
    first = sepkit("export", "--repo", sample_repository, "--as-of", "2026-03-01").json
    later = sepkit("export", "--repo", sample_repository, "--as-of", "2026-03-11").json

    days = {p["key"]: p["next"]["days"] for p in first["proposals"]}
    assert all(p["next"]["days"] == days[p["key"]] + 10 for p in later["proposals"])
    assert [p["route"] for p in first["proposals"]] == [p["route"] for p in later["proposals"]]


def test_colours_appear_on_request_of_no_pipe(sample_repository: Path) -> None:
    ran = sepkit("status", "--repo", sample_repository, NO_COLOR="1")

    assert "\x1b" not in ran.out
