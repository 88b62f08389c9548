import json
import subprocess
import sys
from pathlib import Path

from tests.cli.runner import sepkit

DRAFT = """# SEP-0000: Dimming by Moonlight

- **Status**: Draft
- **Type**: Standards Track

## Abstract

Lights dim by steps when the moon is bright, and the watch may set the steps.
"""


def test_a_local_file_is_routed_without_a_pull_request(
    sample_repository: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "moon.md"
    draft.write_text(DRAFT)

    found = sepkit("route", draft, "--repo", sample_repository, "--format", "json").json

    assert found["title"] == "Dimming by Moonlight"
    assert found["route"]["candidates"]
    assert "Motivation" in found["missing_sections"]


def test_standard_input_is_a_draft_as_well(sample_repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "sepkit", "route", "-", "--repo", str(sample_repository)],
        input=DRAFT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Dimming by Moonlight" in done.stdout
    assert "Talk to" in done.stdout


def test_a_file_that_is_not_there_is_a_usage_error(sample_repository: Path) -> None:
    ran = sepkit("route", "./nothing.md", "--repo", sample_repository)

    assert ran.code == 2
    assert "nothing.md" in ran.err


def test_a_binary_file_is_nothing_to_read(sample_repository: Path, tmp_path: Path) -> None:
    binary = tmp_path / "b.md"
    binary.write_bytes(b"\x00\x01\x02" * 100)

    assert sepkit("route", binary, "--repo", sample_repository).code == 3


def test_new_writes_the_template_once_and_never_over_a_file(
    sample_repository: Path, tmp_path: Path
) -> None:
    asked = ("--title", "Quiet Horns", "--purpose", "Horns sound less at night.")
    arguments = ("new", *asked, "--folder", tmp_path, "--repo", sample_repository)

    first, second = sepkit(*arguments), sepkit(*arguments)

    written = (tmp_path / "0000-quiet-horns.md").read_text()
    assert first.code == 0
    assert written.startswith("# SEP-0000: Quiet Horns\n")
    assert "Horns sound less at night." in written
    assert second.code == 2
    assert "is there already" in second.err


def test_a_second_draft_is_answered_from_what_is_kept_and_alike(
    sample_repository: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "moon.md"
    draft.write_text(DRAFT)
    asked = ("route", draft, "--explain", "--repo", sample_repository)
    kept = str(tmp_path / "kept")

    first = sepkit(*asked, SEPKIT_CACHE=kept)
    second = sepkit(*asked, SEPKIT_CACHE=kept)
    anew = sepkit(*asked, "--no-cache")

    assert first.code == second.code == anew.code == 0
    assert first.out == second.out == anew.out
    assert "WHAT WOULD TURN IT" in first.out


def test_what_is_kept_for_drafts_is_read_back_as_it_was(sample_repository: Path) -> None:
    from sepkit.analysis.analyse import cases_of
    from sepkit.analysis.drafting import Desk, prepare_desk
    from sepkit.learnt import read_routing
    from sepkit.model.rows import from_rows, to_rows
    from sepkit.pipeline import ReadRequest, read_corpus

    corpus = read_corpus(ReadRequest(location=str(sample_repository)))
    desk = prepare_desk(corpus, cases_of(corpus), weights=read_routing())

    again = from_rows(Desk, json.loads(json.dumps(to_rows(desk))))

    assert again == desk


def test_a_draft_is_told_what_the_checks_would_find_and_nothing_under_another_name(
    sample_repository: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "moon.md"
    draft.write_text(f"{DRAFT}\nTODO: say more.\n")
    place = ("--repo", sample_repository, "--format", "json")

    routed = sepkit("route", draft, *place).json["findings"]
    checked = sepkit("check", draft, *place).json

    told = {(f["rule"], f["line"], f["message"]) for f in routed}
    assert "TXT004" in {rule for rule, _, _ in told}
    assert told <= {(f["rule"], f["line"], f["message"]) for f in checked}


def test_a_name_on_this_machine_is_no_flaw_of_a_draft(
    sample_repository: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "moon.md"
    draft.write_text(DRAFT)

    found = sepkit("route", draft, "--repo", sample_repository, "--format", "json").json

    assert not [f for f in found["findings"] if f["rule"].startswith("ID00")]
