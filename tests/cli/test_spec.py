"""`sepkit spec` and `sepkit diff`, asked of the sample as a user asks."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import sepkit


def spec(sample: Path, *arguments: str | Path) -> object:
    ran = sepkit("spec", *arguments, "--repo", sample, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


@pytest.mark.parametrize(
    "question",
    [
        ("spec", "list"),
        ("spec", "search", "light"),
        ("spec", "show", "method:light/dim"),
        ("spec", "unexplained"),
        ("spec", "requirements"),
        ("spec", "requirements", "SEP-38"),
        ("diff", "2025-03-01", "draft"),
    ],
)
def test_each_question_is_answered_in_words_and_in_json(
    question: tuple[str, ...], sample_repository: Path
) -> None:
    words = sepkit(*question, "--repo", sample_repository)
    facts = sepkit(*question, "--repo", sample_repository, "--format", "json")

    assert (words.code, words.err, facts.code) == (0, "", 0)
    assert words.out.strip()
    assert "\x1b" not in words.out
    assert json.loads(facts.out)


def test_the_inventory_obeys_every_filter(sample_repository: Path) -> None:
    rows = spec(sample_repository, "list", "--kind", "method", "--owner", "wg-lights")

    assert isinstance(rows, list)
    assert {row["surface"]["kind"] for row in rows} == {"method"}
    assert all("wg-lights" in row["surface"]["owners"] for row in rows)
    assert "method:light/dim" in {row["surface"]["id"] for row in rows}


def test_the_inventory_of_an_old_revision_has_what_went_since(sample_repository: Path) -> None:
    def methods(*more: str) -> set[str]:
        rows = spec(sample_repository, "list", "--kind", "method", *more)
        assert isinstance(rows, list)
        return {row["surface"]["id"] for row in rows}

    assert "method:hello" in methods("--revision", "2025-03-01")
    assert "method:hello" not in methods()
    assert "method:hello" in methods("--state", "removed")
    assert methods("--state", "deprecated") == {"method:log/read"}
    assert "method:light/dim" not in methods("--revision", "2025-03-01")


def test_a_piece_is_shown_with_who_brought_it_and_who_acts_on_it(sample_repository: Path) -> None:
    shown = sepkit("spec", "show", "method:hello", "--repo", sample_repository).out

    assert "method:hello  removed" in shown
    assert "removed, breaking, by SEP-41, commit " in " ".join(shown.split())
    assert "schema/2025-09-15/schema.json:" in shown


def test_a_name_of_one_piece_needs_no_kind(sample_repository: Path) -> None:
    short = spec(sample_repository, "show", "light/dim")
    exact = spec(sample_repository, "show", "method:light/dim")

    assert short == exact


def test_an_unknown_piece_names_those_that_are_near(sample_repository: Path) -> None:
    ran = sepkit("spec", "show", "method:light/dimm", "--repo", sample_repository)

    assert (ran.code, ran.out) == (2, "")
    assert "did you mean `method:light/dim`" in ran.err


def test_an_unknown_revision_names_those_that_there_are(sample_repository: Path) -> None:
    for question in (("spec", "list", "--revision", "2024"), ("diff", "2024", "draft")):
        ran = sepkit(*question, "--repo", sample_repository)
        assert ran.code == 2
        assert "2025-03-01, 2025-09-15, draft" in ran.err


def test_a_comparison_against_time_is_refused(sample_repository: Path) -> None:
    ran = sepkit("diff", "draft", "2025-03-01", "--repo", sample_repository)

    assert ran.code == 2
    assert "does not come before" in ran.err


def test_each_line_of_a_comparison_has_its_place_and_its_proposal_or_commit(
    sample_repository: Path,
) -> None:
    ran = sepkit("diff", "2025-03-01", "draft", "--repo", sample_repository)

    pieces = [line for line in ran.out.split("\n") if ".json:" in line or ".mdx:" in line]
    assert len(pieces) > 20
    assert all("SEP-" in line or "commit " in line or "no proposal" in line for line in pieces)
    assert any(line.startswith("! method:hello  SEP-41  ") for line in pieces)


def test_only_breaking_changes_are_left_by_the_option(sample_repository: Path) -> None:
    place = ("--repo", str(sample_repository), "--format", "json")
    every = sepkit("diff", "2025-03-01", "draft", "--all", *place).json
    breaking = sepkit("diff", "2025-03-01", "draft", "--all", "--breaking", *place).json

    assert breaking == [change for change in every if change["is_breaking"]]
    assert 0 < len(breaking) < len(every)


def test_a_comparison_as_markdown_is_tables(sample_repository: Path) -> None:
    place = ("--repo", str(sample_repository), "--format", "markdown")
    lines = sepkit("diff", "2025-03-01", "draft", *place).out.split("\n")

    assert lines[0].startswith("## 2025")
    rows = [line for line in lines if line.startswith("| `")]
    assert all(line.count(" | ") == 3 and line.endswith(" |") for line in rows)
    assert any("`method:hello`" in line and "SEP\\-41" in line for line in rows)


def test_unexplained_changes_are_those_without_a_proposal(sample_repository: Path) -> None:
    found = spec(sample_repository, "unexplained", "draft")
    words = sepkit("spec", "unexplained", "--repo", sample_repository).out

    assert isinstance(found, list)
    assert all(item["revision"] == "draft" for item in found)
    assert "of " in words.split("\n")[1]


LIST = """\
sep: 38
requirements:
  - check: our-own-name
    text: 'A station MUST send notifications/alarm/raised when an alarm opens or gets worse, and
      keep it in alarm/list until its condition has passed.'
"""


def test_a_starting_list_holds_every_requirement_and_can_be_read_again(
    sample_repository: Path, tmp_path: Path
) -> None:
    file = tmp_path / "sep-38.yaml"
    wanted = spec(sample_repository, "requirements", "SEP-38")

    planned = spec(sample_repository, "requirements", "SEP-38", "--conformance", file)
    known = spec(sample_repository, "requirements", "SEP-38", "--tests", file)

    assert isinstance(planned, dict)
    assert isinstance(wanted, list)
    assert isinstance(known, list)
    assert len(planned["entries"]) == len(wanted) > 0
    assert file.read_text().startswith("sep: 38\nspec_url: https://")
    assert all(item["check"].startswith("sep-38-") for item in known)


def test_an_existing_list_is_continued_and_nothing_in_it_is_touched(
    sample_repository: Path, tmp_path: Path
) -> None:
    file = tmp_path / "sep-38.yaml"
    file.write_text(LIST)

    spec(sample_repository, "requirements", "SEP-38", "--conformance", file)
    once = file.read_text()
    again = spec(sample_repository, "requirements", "SEP-38", "--conformance", file)

    assert once.startswith(LIST.rstrip("\n"))
    assert once.count("our-own-name") == 1
    assert isinstance(again, dict)
    assert again["entries"] == []
    assert file.read_text() == once


@pytest.mark.parametrize("text", ["sep: 39\nrequirements: []\n", "# a text\n", LIST + "more: 1\n"])
def test_a_file_that_is_no_list_of_the_proposal_stays_as_it_is(
    text: str, sample_repository: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.yaml"
    file.write_text(text)

    ran = sepkit(
        "spec", "requirements", "SEP-38", "--conformance", file, "--repo", sample_repository
    )

    assert ran.code == 2
    assert "help: " in ran.err
    assert file.read_text() == text


def test_lists_given_by_option_say_what_is_tested_in_the_register(
    sample_repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "sep-38.yaml").write_text(LIST)

    register = sepkit("export", "--repo", sample_repository, "--tests", tmp_path).json

    own = next(p for p in register["proposals"] if p["key"] == "SEP-38")["requirements"]
    assert "our-own-name" in {item["check"] for item in own}
    assert ["our-own-name"] in [item["checks"] for item in register["spec"]["requirements"]]
    without = sepkit("export", "--repo", sample_repository).json
    assert not any(item["checks"] for item in without["spec"]["requirements"])


def test_a_broken_list_is_a_finding_and_the_rest_goes_on(
    sample_repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text("sep: [\n")
    (tmp_path / "b.yaml").write_text(LIST)

    register = sepkit("export", "--repo", sample_repository, "--tests", tmp_path).json

    found = [f for f in register["findings"] if f["rule"] == "conformance-file"]
    assert {finding["path"] for finding in found} == {"a.yaml"}
    assert ["our-own-name"] in [item["checks"] for item in register["spec"]["requirements"]]


def test_a_shell_is_offered_the_kinds(sample_repository: Path) -> None:
    ran = sepkit(
        cwd=sample_repository,
        _SEPKIT_COMPLETE="bash_complete",
        COMP_WORDS="sepkit spec list --kind not",
        COMP_CWORD="4",
    )

    assert "notification" in ran.out
    script = sepkit(_SEPKIT_COMPLETE="bash_source").out
    assert "complete -o nosort -F _sepkit_completion sepkit" in script
