"""The index of kinds, and the kinds that whole routes do not show."""

from pathlib import Path

from sepkit.analysis.routing import evidence
from sepkit.analysis.routing.evidence import KINDS
from sepkit.analysis.routing.ground import prepare
from sepkit.analysis.routing.scoring import observe
from sepkit.analysis.routing.subject import read_subject
from sepkit.model import Case, GroupKind, RepoPath, Roster
from tests.analysis.routing import world
from tests.analysis.routing.world import COLOURS, DOORS, LAMPS, case
from tests.builders import field, person

FOLDER = Path(evidence.__file__).parent


def test_every_kind_of_evidence_is_listed() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    listed = {kind.__module__.rpartition(".")[2] for kind in KINDS}

    assert listed == files


def observed(asked: Case, *groups: object, roster: tuple[Roster, ...] = ()) -> dict[str, set[str]]:
    """Return the features seen, by group."""
    from dataclasses import replace

    ownership = replace(world.house(*groups), roster=roster)  # type: ignore[arg-type]
    ground = prepare(ownership, dialect=world.process(), as_of=world.NOW)
    tally = observe(read_subject(asked), ground)
    return {group: {o.feature for o in items} for group, items in tally.by_group.items()}


def test_an_excluded_topic_counts_against_the_group_that_excludes_it() -> None:
    lamps = world.lamps(excludes=world.claims(LAMPS, "topic", "candle"))

    seen = observed(case(7, "Candles"), lamps)

    assert "excluded" in seen[LAMPS]


def test_a_scope_that_names_the_proposal_anchors_it() -> None:
    lamps = world.lamps(scope=(world.scope("The work on TP-7 goes on", LAMPS),))

    assert "anchor" in observed(case(7, "A thing"), lamps)[LAMPS]
    assert "anchor" not in observed(case(70, "A thing"), lamps)[LAMPS]


def test_what_a_group_leaves_out_does_not_anchor() -> None:
    lamps = world.lamps(scope=(world.scope("Not TP-7", LAMPS, is_inside=False),))

    assert "anchor" not in observed(case(7, "A thing"), lamps)[LAMPS]


def test_a_group_that_is_an_author_is_seen() -> None:
    asked = case(7, "A thing", authors=(person(name="The Lamps Working Group"),))

    assert "name.author" in observed(asked)[LAMPS]


def test_the_full_name_of_a_group_in_the_text_is_seen_and_its_bare_name_is_not() -> None:
    named = observed(case(7, "A thing", "It was asked for by the Lamps WG."))
    bare = observed(case(7, "A thing", "It was asked for by lamps."))

    assert "name.full" in named[LAMPS]
    assert "name.full" not in bare[LAMPS]


def test_files_that_the_pull_request_edits_speak_for_their_owner() -> None:
    doors = world.doors(owns=world.claims(DOORS, "path", "docs/doors/**"))
    asked = case(7, "A thing", edited_paths=(RepoPath("docs/doors/hinges.md"),))

    assert "path" in observed(asked, doors)[DOORS]


def test_a_maintainer_listed_for_a_group_speaks_for_it_and_an_emeritus_does_not() -> None:
    listed = Roster(
        role="group-maintainer",
        handle=person("mo").handle,
        name="Mo",
        area="Colours",
        path=RepoPath("PEOPLE.md"),
        line=3,
        group=COLOURS,
        kind=GroupKind.INTEREST_GROUP,
    )
    asked = case(7, "A thing", authors=(person("MO"),))

    from dataclasses import replace

    assert "person.author" in observed(asked, roster=(listed,))[COLOURS]
    gone = replace(listed, role="emeritus")
    assert "person.author" not in observed(asked, roster=(gone,))[COLOURS]


def test_the_line_of_the_title_is_where_the_preamble_has_it() -> None:
    subject = read_subject(case(7, "A thing", fields=(field("title", "A thing", 4),)))

    assert subject.title.line == 4
