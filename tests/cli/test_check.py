"""`sepkit check`: all proposals, local files, fixes that touch nothing else, and the ratchet."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runner import Ran, sepkit

BROKEN = """\
# SEP: Fog bells

| Field | Value |
|---|---|
| Status | Draft |
| Type | Standards Track |
| Created | 2026-03-01 |
| Authors | Ann Example (@ann) |

## Abstract

A bell for fog, as SEP-9102 has it. All else is TODO.

## Specification

A server MUST not ring.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "9101-fog-bells.md"
    file.write_text(BROKEN, encoding="utf-8", newline="\n")
    return file


def check(sample: Path, *arguments: str | Path) -> Ran:
    return sepkit("check", "--repo", sample, *arguments)


def listed(ran: Ran) -> list[tuple[str, int]]:
    return [(finding["rule"], finding["line"]) for finding in ran.json]


def test_all_proposals_are_checked_and_an_error_leaves_with_1(sample_repository: Path) -> None:
    words = check(sample_repository)
    facts = check(sample_repository, "--format", "json", "--fail-on", "never")

    assert (words.code, words.err) == (1, "")
    assert "ID004" in words.out
    assert "\x1b" not in words.out
    assert facts.code == 0
    assert {f["severity"] for f in facts.json} >= {"error", "warning"}


def test_the_register_shows_the_same_findings_as_check(sample_repository: Path) -> None:
    register = sepkit("export", "--repo", sample_repository).json
    found = check(sample_repository, "--format", "json", "--fail-on", "never").json

    of_register = [f for p in register["proposals"] for f in p["findings"]]
    assert [f for f in found if f["rule"] not in ("conflict", "not-read")] == of_register


def test_a_pull_request_s_check_shows_the_same_findings(sample_repository: Path) -> None:
    register = sepkit("export", "--repo", sample_repository).json
    pulls = [p["pull_request"] for p in register["proposals"] if p["in_flight"] and p["findings"]]
    arguments = ("--repo", sample_repository, "--format", "json", "--fail-on", "never")

    for pull in pulls[:3]:
        annotated = sepkit("annotate", str(pull), *arguments, GITHUB_STEP_SUMMARY="")
        assert annotated.json == check(sample_repository, "--pr", str(pull), *arguments[2:]).json


def test_a_local_file_is_held_against_the_repository(sample_repository: Path, draft: Path) -> None:
    found = check(sample_repository, draft, "--format", "json")

    assert found.code == 1
    rules = {rule for rule, _ in listed(found)}
    assert {"META003", "META006", "ID006", "SEC002", "TXT002", "TXT004", "REF002"} <= rules
    assert all(f["path"] == "seps/9101-fog-bells.md" for f in found.json)
    assert draft.read_text("utf-8") == BROKEN


def test_a_text_on_standard_input_has_no_name_to_complain_about(sample_repository: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-m", "sepkit", "check", "-", "--format", "json"),
            *("--repo", str(sample_repository), "--fail-on", "never"),
        ],
        input=BROKEN,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    found = json.loads(done.stdout)
    assert {f["path"] for f in found} == {"-"}
    assert not [f for f in found if f["rule"] in ("ID001", "ID002")]
    assert "TXT002" in {f["rule"] for f in found}


def test_fix_mends_the_named_file_and_nothing_else(sample_repository: Path, draft: Path) -> None:
    beside = draft.with_name("9102-other.md")
    beside.write_text(BROKEN, encoding="utf-8", newline="\n")
    draft.chmod(0o640)

    fixed = check(sample_repository, draft, "--fix", "--format", "json")

    text = draft.read_text("utf-8")
    assert text.startswith("# SEP-9101: Fog bells\n\n- **Status**: Draft\n")
    assert "MUST not" in text
    assert draft.stat().st_mode & 0o777 == 0o640
    assert beside.read_text("utf-8") == BROKEN
    assert sorted(file.name for file in draft.parent.iterdir()) == [draft.name, beside.name]
    assert {rule for rule, _ in listed(fixed)}.isdisjoint({"META003", "META006", "ID006"})
    again = check(sample_repository, draft, "--fix", "--format", "json")
    assert (again.out, draft.read_text("utf-8")) == (fixed.out, text)


def test_diff_shows_what_fix_would_do_and_changes_nothing(
    sample_repository: Path, draft: Path
) -> None:
    shown = check(sample_repository, draft, "--diff")

    assert shown.code == 0
    assert "-# SEP: Fog bells" in shown.out
    assert "+# SEP-9101: Fog bells" in shown.out
    assert draft.read_text("utf-8") == BROKEN


def test_fix_does_not_follow_a_link_out_of_the_named_file(
    sample_repository: Path, draft: Path, tmp_path: Path
) -> None:
    link = tmp_path / "9103-link.md"
    link.symlink_to(draft)

    refused = check(sample_repository, link, "--fix")

    assert refused.code == 2
    assert "symbolic link" in refused.err
    assert draft.read_text("utf-8") == BROKEN


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (("--select", "TXT002"), {"TXT002"}),
        (("--select", "TXT,section-stub", "--ignore", "TXT001"), {"TXT002", "TXT004"}),
        (("--select", "key-word-malformed"), {"TXT002"}),
    ],
)
def test_select_and_ignore_take_ids_names_and_families(
    sample_repository: Path, draft: Path, options: tuple[str, ...], rules: set[str]
) -> None:
    found = check(sample_repository, draft, "--format", "json", *options)

    assert {rule for rule, _ in listed(found)} == rules


def test_a_baseline_lets_only_new_findings_count(
    sample_repository: Path, draft: Path, tmp_path: Path
) -> None:
    baseline = tmp_path / "baseline.json"
    arguments = (draft, "--baseline", baseline, "--fail-on", "warning")
    written = check(sample_repository, *arguments, "--write-baseline")
    known = check(sample_repository, *arguments)
    draft.write_text(BROKEN.replace("\n## Spec", "\nIt MAY NOT ring.\n\n## Spec"), "utf-8")
    new = check(sample_repository, *arguments, "--format", "json")

    assert (written.code, known.code, new.code) == (0, 0, 1)
    assert "Nothing found." in known.out
    assert listed(new) == [("TXT002", 14)]


def test_a_baseline_tells_what_is_gone_and_shrinks(
    sample_repository: Path, draft: Path, tmp_path: Path
) -> None:
    baseline = tmp_path / "baseline.json"
    check(sample_repository, draft, "--baseline", baseline, "--write-baseline")
    before = baseline.read_text("utf-8")
    draft.write_text(BROKEN.replace("MUST not", "MUST NOT"), "utf-8")

    told = check(sample_repository, draft, "--baseline", baseline)
    shrunk = check(sample_repository, draft, "--baseline", baseline, "--update-baseline")

    assert "1 entry of the baseline is gone" in told.out
    assert "gone" not in shrunk.out
    assert "TXT002" in before
    assert "TXT002" not in baseline.read_text("utf-8")


def test_sarif_carries_each_check_s_page_and_a_fingerprint(
    sample_repository: Path, draft: Path
) -> None:
    run = check(sample_repository, draft, "--format", "sarif").json["runs"][0]

    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert "What to do:" in rules["TXT002"]["help"]["text"]
    assert all(len(r["partialFingerprints"]["sepkit/v1"]) == 12 for r in run["results"])


def test_github_gets_one_annotation_a_finding(sample_repository: Path, draft: Path) -> None:
    found = check(sample_repository, draft, "--format", "github", "--select", "TXT002")

    assert found.out.startswith("::warning file=seps/9101-fog-bells.md,line=16,title=TXT002::")


def test_statistics_count_findings_by_check(sample_repository: Path) -> None:
    counted = check(sample_repository, "--statistics", "--fail-on", "never")

    head, *rows = counted.out.splitlines()
    assert head.split() == ["RULE", "NAME", "FINDINGS", "PROPOSALS", "FIXABLE"]
    assert any(row.startswith("ID004") for row in rows)


def test_a_check_explains_itself_without_a_repository(tmp_path: Path) -> None:
    told = sepkit("check", "--explain", "number-taken", cwd=tmp_path)
    everything = sepkit("check", "--list", cwd=tmp_path)

    assert (told.code, everything.code) == (0, 0)
    assert told.out.startswith("ID004 number-taken, error")
    assert "What to do:" in told.out
    assert "META001" in everything.out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--select", "key-word"), 2, "did you mean `key-word-malformed`?"),
        (("--explain", "TXT"), 2, "no single check"),
        (("--fix",), 2, "nothing to mend"),
        (("--write-baseline",), 2, "no baseline is named"),
        (("nowhere.md",), 2, "`nowhere.md` cannot be read"),
        (("--baseline", "nowhere.json"), 2, "`nowhere.json` cannot be read"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    sample_repository: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    refused = sepkit("check", "--repo", sample_repository, *arguments, cwd=tmp_path)

    assert refused.code == code
    assert words in refused.err


def test_a_file_that_cannot_be_read_leaves_with_3(sample_repository: Path, tmp_path: Path) -> None:
    empty = tmp_path / "9101-empty.md"
    empty.write_bytes(b"")

    refused = check(sample_repository, empty)

    assert refused.code == 3
    assert "the file is empty" in refused.err
