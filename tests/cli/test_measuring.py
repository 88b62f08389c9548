"""How a measurement is written, and what is told of the command that made it."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sepkit.cli.measuring import (
    command_line,
    read_labels,
    render_measurement,
    write_measurement,
    write_option,
)
from sepkit.model import Figure, Measurement, UsageError
from tests.cli.runner import sepkit


@click.command("lamps")
@click.argument("labels", type=click.Path(path_type=Path), required=False)
@click.option("--share", type=float, default=0.5)
@click.option("--cold", is_flag=True)
@click.option("--repo", default=".")
@click.option("--beside", multiple=True, type=click.Path(path_type=Path))
@write_option
def lamps(
    labels: Path | None,
    share: float,
    cold: bool,
    repo: str,
    beside: tuple[Path, ...],
    output: Path | None,
) -> None:
    del labels, share, cold, repo, beside, output
    click.echo(command_line())


def told(*arguments: str) -> str:
    return CliRunner().invoke(lamps, arguments, prog_name="sepkit lamps").output.strip()


def test_a_command_names_files_and_repositories_by_their_last_name() -> None:
    found = told("/home/ada/labels.csv", "--repo", "/srv/spec.git", "--beside", "../a/sigs.yaml")

    assert found == "sepkit lamps labels.csv --repo spec.git --beside sigs.yaml"


def test_the_order_in_which_options_were_typed_does_not_matter() -> None:
    assert told("--cold", "--share", "0.3") == told("--share", "0.3", "--cold")


def test_what_is_left_at_its_default_is_not_told_and_neither_is_where_it_was_written() -> None:
    assert told("--output", "x.json") == "sepkit lamps"


def test_an_address_is_told_whole() -> None:
    assert told("--repo", "https://example.org/spec.git").endswith("https://example.org/spec.git")


def measurement() -> Measurement:
    return Measurement(
        subject="routes",
        preset="test",
        method="leave-one-out",
        count=3,
        command="sepkit evaluate routes labels.csv",
        commit="1" * 40,
        figures=(Figure(name="first", value=0.5),),
    )


def test_a_measurement_is_written_sorted_with_one_newline_at_its_end(tmp_path: Path) -> None:
    write_measurement(measurement(), tmp_path / "m.json")

    text = (tmp_path / "m.json").read_text("utf-8")
    assert text == render_measurement(measurement())
    assert text.endswith("}\n")
    assert text.index('"command"') < text.index('"commit"') < text.index('"subject"')


def test_without_a_file_nothing_is_written_and_a_wrong_one_is_the_operators_mistake(
    tmp_path: Path,
) -> None:
    write_measurement(measurement(), None)

    with pytest.raises(UsageError, match="cannot be written"):
        write_measurement(measurement(), tmp_path / "none" / "m.json")


def test_labels_that_are_no_text_are_the_operators_mistake(tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    table.write_bytes(b"proposal,owner\n\xff\xfe\n")

    with pytest.raises(UsageError, match="cannot be read"):
        read_labels(table)


def test_an_ownership_file_of_another_name_is_refused_and_not_left_alone(
    sample_repository: Path, tmp_path: Path
) -> None:
    other = tmp_path / "people.toml"
    other.write_text("x = 1\n")

    ran = sepkit("status", "--repo", sample_repository, "--ownership", other)

    assert ran.code == 2
    assert "`people.toml` is no name of an ownership file" in ran.err


def test_evaluating_without_anything_to_measure_on_is_a_usage_error(
    sample_repository: Path,
) -> None:
    assert sepkit("evaluate", "routes", "--repo", sample_repository).code == 2
