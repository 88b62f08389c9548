"""Where several files describe one group, each field has one source, and it is known which."""

from hypothesis import given
from hypothesis import strategies as st

from sepkit.model import GroupKind, GroupNames, GroupStatus, Ownership
from tests.ownership.builders import base_file, charter, ownership_of

SHIPPED = base_file(
    "workgroups/wg-lamps.yml",
    """\
    id: wg-lamps
    name: Old Lamps
    kind: working-group
    status: forming
    charter: charters/beacons.md
    summary: Shipped words.
    leads: [shipped-lead]
    owns: {topics: [beacon], surfaces: ["header:*"]}
    related: [wg-lamps]
    """,
)


def sources(ownership: Ownership, id_: str) -> dict[str, tuple[str, bool]]:
    group = ownership.group(id_)
    assert group is not None
    return {item.field: (item.path, item.shipped) for item in group.provenance}


def test_own_files_win_over_charters_and_those_over_shipped_ones_field_by_field() -> None:
    ownership = ownership_of(
        {
            "charters/beacons.md": charter(),
            "groups/a.yml": "id: wg-lamps\nsummary: Own words.\nowns: {topics: [lamp]}\n",
        },
        shipped=[SHIPPED],
    )
    [group] = ownership.groups

    assert (group.name, group.summary) == ("Beacons", "Own words.")
    assert [lead.handle for lead in group.leads] == ["ada"]
    assert [(c.kind, c.pattern) for c in group.owns] == [("surface", "header:*"), ("topic", "lamp")]
    found = sources(ownership, "wg-lamps")
    assert found["summary"] == ("groups/a.yml", False)
    assert found["leads"] == ("charters/beacons.md", False)
    assert found["owns.surfaces"] == ("workgroups/wg-lamps.yml", True)
    assert found["owns.topics"] == ("groups/a.yml", False)


def test_a_charter_belongs_to_the_group_that_names_it() -> None:
    ownership = ownership_of({"charters/beacons.md": charter()}, shipped=[SHIPPED])

    assert [group.id for group in ownership.groups] == ["wg-lamps"]


def test_a_group_that_got_its_charter_is_no_longer_forming() -> None:
    alone = ownership_of({}, shipped=[SHIPPED]).groups[0]
    chartered = ownership_of({"charters/beacons.md": charter()}, shipped=[SHIPPED]).groups[0]

    assert (alone.status, chartered.status) == (GroupStatus.FORMING, GroupStatus.ACTIVE)


def test_a_renamed_group_answers_to_its_old_id() -> None:
    renamed = "id: wg-lamps\npreviously: [ig-lights]\n"
    ownership = ownership_of(
        {"groups/a.yml": renamed, "groups/b.yml": "id: wg-b\nrelated: [ig-lights]\n"},
        shipped=[base_file("workgroups/x.yml", "id: ig-lights\nsummary: Older words.\n")],
    )

    assert [group.id for group in ownership.groups] == ["wg-b", "wg-lamps"]
    assert ownership.groups[0].related[0].group == "wg-lamps"
    assert ownership.groups[1].summary == "Older words."
    by_old = ownership.group("ig-lights")
    assert by_old is not None
    assert by_old.id == "wg-lamps"


def test_a_charter_whose_file_was_renamed_finds_its_group_by_name() -> None:
    shipped = base_file(
        "workgroups/x.yml", "id: ig-lights\nname: Beacons\ncharter: charters/old-name.md\n"
    )
    moved = ownership_of({"charters/beacons.md": charter()}, shipped=[shipped])
    both = ownership_of(
        {"charters/beacons.md": charter(), "charters/old-name.md": charter("Beacons Charter")},
        shipped=[shipped],
    )

    assert [(g.id, g.kind, g.charter) for g in moved.groups] == [
        ("ig-lights", GroupKind.WORKING_GROUP, "charters/beacons.md")
    ]
    assert [g.id for g in both.groups] == ["ig-lights", "wg-beacons"]


def test_renames_in_a_circle_end() -> None:
    ownership = ownership_of(
        {"groups/a.yml": "- {id: wg-a, previously: [wg-b]}\n- {id: wg-b, previously: [wg-a]}\n"}
    )

    assert len(ownership.groups) in (1, 2)


def test_a_circle_of_related_groups_is_nothing_special() -> None:
    text = "".join(f"- {{id: wg-{a}, related: [wg-{b}]}}\n" for a, b in ("ab", "bc", "ca"))
    ownership = ownership_of({"groups/a.yml": text})

    assert ownership.findings == ()
    assert [g.related[0].group for g in ownership.groups] == ["wg-b", "wg-c", "wg-a"]


def test_a_group_is_not_related_to_itself() -> None:
    assert ownership_of({}, shipped=[SHIPPED]).groups[0].related == ()


def test_names_find_groups_by_id_team_alias_label_and_either_kind_word() -> None:
    ownership = ownership_of(
        {
            "groups/a.yml": "- {id: wg-lamps, name: Lamps & Lights, aliases: [Lanterns], "
            "team: l-team}\n"
            "- {id: ig-winds, name: Winds}\n- {id: wg-winds, name: Winds}\n"
        }
    )
    names = GroupNames.of(ownership.groups)

    for written in ("wg-lamps", "WG:lamps", "Lamps and Lights WG", "the Lanterns", "@x/l-team"):
        assert names.find(written) == "wg-lamps"
    assert names.find("Lamps IG") == "wg-lamps"
    assert (names.find("Winds IG"), names.find("Winds WG")) == ("ig-winds", "wg-winds")
    assert names.find("Winds") is None


FILES: dict[str, str] = {
    "charters/beacons.md": charter(),
    "charters/tides.md": charter("Tides Charter"),
    "groups/a.yml": "id: wg-beacons\nkind: interest-group\n",
    "groups/b.yml": "id: wg-tides\nowns: {topics: [tide]}\n",
}


@given(st.permutations(sorted(FILES)))
def test_the_order_of_files_does_not_matter(order: list[str]) -> None:
    ownership = ownership_of({path: FILES[path] for path in order})

    assert ownership == ownership_of(FILES)
    assert ownership.groups[0].kind is GroupKind.INTEREST_GROUP
