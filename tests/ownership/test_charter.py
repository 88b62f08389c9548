"""Charters are read by their headings, with all deviations that real ones have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.model import GroupKind, GroupStatus, RepoPath
from sepkit.ownership.charter import read_charter
from tests.ownership.builders import charter, ownership_of


def test_a_charter_gives_kind_mission_scope_people_and_rights() -> None:
    text = charter(
        inside="- **Beacons**: lamps\n- Tides — levels",
        outside="- Paint, which belongs to nobody",
        leads="| Lead | Ada | Harbour | [@ada](https://example.org/ada) | "
        "6 months (ends Aug 14, 2026) |\n"
        "| WG Lead | Bo | Pier | @bo | Ongoing |",
        decides="| Technical design | group consensus |",
        members="| Ada | Harbour | @ada | Lead |\n| Cy | Pier | @cy | Member |",
    )
    [group] = ownership_of({"charters/beacons.md": text}).groups

    assert (group.id, group.name, group.kind) == ("wg-beacons", "Beacons", GroupKind.WORKING_GROUP)
    assert group.summary == "The group keeps the lamps lit."
    assert [(item.is_inside, item.text) for item in group.scope] == [
        (True, "Beacons: lamps"),
        (True, "Tides — levels"),
        (False, "Paint, which belongs to nobody"),
    ]
    assert [(lead.handle, lead.role, lead.until, lead.term) for lead in group.leads] == [
        ("ada", "Lead", "2026-08-14", "6 months (ends Aug 14, 2026)"),
        ("bo", "WG Lead", None, "Ongoing"),
    ]
    assert [(r.matter, r.authority) for r in group.decides] == [
        ("Technical design", "group consensus")
    ]
    assert group.members == ("ada", "cy")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Beacons Charter", "Beacons"),
        ("Beacons Working Group Charter", "Beacons"),
        ("Lamps Over Water Charter", "Lamps Over Water"),
        ("Lamps", "Lamps"),
    ],
)
def test_a_title_is_the_name_without_its_kind(title: str, name: str) -> None:
    [group] = ownership_of({"charters/x.md": charter(title)}).groups

    assert group.name == name


def test_a_note_above_the_headings_retires_a_group_and_names_its_successor() -> None:
    note = "<Note>\n  Since 2026 it is folded into the [Tides\n  WG](/charters/tides).\n</Note>"
    ownership = ownership_of(
        {
            "charters/beacons.md": charter(kind="Interest Group", note=note),
            "charters/tides.md": charter("Tides Charter"),
        }
    )
    beacons = ownership.group("ig-beacons")

    assert beacons is not None
    assert (beacons.status, beacons.successor) == (GroupStatus.RETIRED, "wg-tides")


def test_related_groups_are_found_by_link_by_name_and_in_pairs() -> None:
    related = (
        "- **[Tides](/charters/tides) / [Winds IG](/charters/winds)**: weather\n"
        "- Ropes and Knots WG — knots\n"
        "- Nobody WG - nothing\n"
        "- All other WGs: everything\n"
        "- **Sea Card effort** (external): charts"
    )
    ownership = ownership_of(
        {
            "charters/beacons.md": charter(related=related),
            "charters/tides.md": charter("Tides Charter"),
            "charters/winds.md": charter("Winds Charter", "Interest Group"),
            "charters/ropes-and-knots.md": charter("Ropes and Knots Charter"),
        }
    )
    beacons = ownership.group("wg-beacons")

    assert beacons is not None
    assert [(m.written, m.group) for m in beacons.related] == [
        ("Tides", "wg-tides"),
        ("Winds IG", "ig-winds"),
        ("Ropes and Knots WG", "wg-ropes-and-knots"),
        ("Nobody WG", None),
    ]


def test_groups_named_in_the_scope_are_found_with_their_own_line() -> None:
    inside = "- **Work**: done\n  together with the Tides WG and\n  the Winds IG"
    ownership = ownership_of(
        {
            "charters/beacons.md": charter(inside=inside),
            "charters/tides.md": charter("Tides Charter"),
        }
    )
    beacons = ownership.group("wg-beacons")

    assert beacons is not None
    start = beacons.scope[0].line
    assert [(m.written, m.group, m.line - start) for m in beacons.mentions] == [
        ("Tides WG", "wg-tides", 1),
        ("Winds IG", None, 2),
    ]


def test_a_charter_without_headings_is_named_and_binds_nobody() -> None:
    ownership = ownership_of({"charters/beacons.md": "Just words.\n"})

    assert [f.rule for f in ownership.findings] == ["charter-headings", "charter-kind"]
    [group] = ownership.groups
    assert (group.id, group.kind) == ("ig-beacons", GroupKind.INTEREST_GROUP)


def test_a_missing_heading_and_a_repeated_one_are_named() -> None:
    text = charter().replace("## Leadership", "## Leaders of men") + "\n## Membership\n"
    findings = ownership_of({"charters/beacons.md": text}).findings

    assert [f.rule for f in findings] == ["charter-headings", "charter-repeated-heading"]
    assert "`Leadership`" in findings[0].message


def test_headings_inside_code_and_comments_count_for_nothing() -> None:
    text = "```\n## Group Type\n\n**Working Group**\n```\n<!--\n## Leadership\n-->\n"
    ownership = ownership_of({"charters/beacons.md": text})

    assert ownership.findings[0].message == "no heading of a charter found"


def test_the_kind_falls_back_to_title_and_folder() -> None:
    text = charter("Beacons Charter", "?")
    [group] = ownership_of({"charters/working-groups/beacons.md": text}).groups

    assert group.kind is GroupKind.WORKING_GROUP


@given(st.text(max_size=400))
def test_no_text_crashes_the_reader(text: str) -> None:
    [part] = read_charter(RepoPath("charters/a.md"), text).parts

    assert part.group.id


@given(st.lists(st.sampled_from(charter().split("\n")), max_size=60))
def test_no_order_of_a_charters_lines_crashes_the_reader(lines: list[str]) -> None:
    read = read_charter(RepoPath("charters/a.md"), "\n".join(lines))

    assert all(0 <= finding.line <= len(lines) + 1 for finding in read.findings)
