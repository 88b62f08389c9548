"""Scores, severity, resolution, acknowledgements and fingerprints."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.analysis.conflicts import find_crowded, read_acknowledgements
from sepkit.model import Escalation, GroupId, RepoPath
from tests.analysis.conflicts.builders import case, conflicts, docket, touch
from tests.builders import dialect

DIM = touch("method:lamps/dim", quote="`lamps/dim` dims")
PAIR = (case(11, touches=[DIM]), case(12, touches=[DIM]))
PATH = RepoPath("workgroups/conflicts.yml")


def entry(**fields: str) -> str:
    values = {
        "conflict": "TP-12+TP-11",
        "verdict": "refuted",
        "reason": "two lamps",
        "by": "'@ada'",
        **fields,
    }
    return "- " + "\n  ".join(f"{name}: {value}" for name, value in values.items()) + "\n"


def test_the_score_is_a_probability_and_severity_is_apart_from_it() -> None:
    [conflict] = conflicts(*PAIR)

    assert 0 < conflict.score < 1
    assert conflict.severity == "high"
    assert conflict.rules[0] == "same-method"


def test_a_pair_of_two_groups_says_who_talks_to_whom_and_where_it_goes() -> None:
    process = replace(
        dialect(),
        fallback_owner=GroupId("core"),
        escalations=(
            Escalation(
                matter="cross-group",
                by="the leads",
                to="the keepers",
                days=5,
                unit="business days",
                source="rules.md:9",
            ),
        ),
    )

    [conflict] = conflicts(*PAIR, routes={11: "wg-oil", 12: "wg-gas"}, dialect=process)

    assert conflict.cross_group
    assert conflict.groups == ("wg-oil", "wg-gas")
    assert "wg-oil talks to wg-gas" in conflict.resolution
    assert conflict.resolution.endswith(
        "it goes to the keepers, brought by the leads, with a first answer within 5 business days"
        " (rules.md:9)"
    )


def test_an_acknowledgement_keeps_a_conflict_quiet_in_either_order_of_its_pair() -> None:
    known, findings = read_acknowledgements(entry(), path=PATH)

    [conflict] = conflicts(*PAIR, acknowledgements=known)

    assert findings == ()
    assert conflict.acknowledged is not None
    assert conflict.acknowledged.by == "ada"


def test_an_acknowledgement_that_ran_out_is_none() -> None:
    known, _ = read_acknowledgements(entry(until="2031-05-31"), path=PATH)

    [conflict] = conflicts(*PAIR, acknowledgements=known)

    assert conflict.acknowledged is None


def test_an_acknowledgement_ends_when_a_text_changes_there() -> None:
    [before] = conflicts(*PAIR)
    known, _ = read_acknowledgements(entry(fingerprint=before.fingerprint), path=PATH)
    moved = case(12, touches=[replace(DIM, line=90)])
    changed = case(12, touches=[replace(DIM, quote="`lamps/dim` brightens")])

    [same] = conflicts(PAIR[0], moved, acknowledgements=known)
    [other] = conflicts(PAIR[0], changed, acknowledgements=known)

    assert same.acknowledged is not None
    assert other.acknowledged is None


def test_an_entry_that_lacks_something_is_a_finding_and_the_rest_counts() -> None:
    text = entry(verdict="maybe") + entry(until="soon") + entry() + "- conflict: x\n- word\n"

    known, findings = read_acknowledgements(text, path=PATH)

    assert len(known) == 1
    assert [finding.line for finding in findings] == [1, 5, 14, 15]


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(max_size=200))
def test_no_text_crashes_the_reader_of_acknowledgements(text: str) -> None:
    known, findings = read_acknowledgements(text, path=PATH)

    assert isinstance(known, tuple)
    assert isinstance(findings, tuple)


def test_the_second_claimant_of_a_number_repeats_no_conflict_of_the_first() -> None:
    copy = case(11, touches=[DIM], suffix="@40")

    assert sorted(conflict.id for conflict in conflicts(*PAIR, copy)) == [
        "TP-11+TP-11@40",
        "TP-11+TP-12",
    ]


def test_a_crowded_surface_is_one_finding() -> None:
    crowd = [case(number, touches=[DIM]) for number in range(1, 111)]

    [finding] = find_crowded(docket(*crowd))

    assert finding.message.startswith("110 proposals bind `method:lamps/dim`: TP-1, TP-2,")
    assert finding.message.endswith(" and 90 more")
