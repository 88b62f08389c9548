"""Ownership files are read whole, and what is wrong in them is named with its line."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sepkit.model import GroupKind, GroupStatus, RepoPath
from sepkit.ownership.workgroups import read_workgroups
from tests.ownership.builders import ownership_of

WHOLE = """
    id: wg-beacons
    name: Beacons
    kind: working-group
    status: dormant
    aliases: [Lamps]
    previously: [ig-beacons]
    charter: charters/beacons.md
    summary: Keeps lamps lit.
    team: beacons-team
    leads:
      - ada
      - {handle: bo-lin, name: Bo Lin, role: Chair, organization: Harbour, until: 2030-01-31}
      - {name: Cy Ode, term: ongoing}
    members: [ada, "@dee"]
    owns:
      surfaces: ["header:*", "method:lamps/*"]
      paths: [docs/lamps/**]
      topics: [beacon]
      labels: [lamps]
    excludes:
      - {topics: [paint], owner: wg-paint}
    related: [wg-paint]
    decides:
      - {matter: design, authority: group}
    proposals: [LMP-12]
"""


def findings_of(text: str) -> list[tuple[str, int, str, str]]:
    found = ownership_of({"groups/a.yml": text}).findings
    return [(f.rule, f.line, f.message, f.help) for f in found]


def test_every_key_of_the_format_is_read() -> None:
    [group] = ownership_of({"groups/a.yml": WHOLE}).groups

    assert (group.id, group.name, group.kind) == (
        "wg-beacons",
        "Beacons",
        GroupKind.WORKING_GROUP,
    )
    assert group.status is GroupStatus.DORMANT
    assert group.aliases == ("Lamps",)
    assert group.previously == ("ig-beacons",)
    assert group.charter == "charters/beacons.md"
    assert group.team == "beacons-team"
    assert [(lead.handle, lead.name, lead.until, lead.term) for lead in group.leads] == [
        ("ada", "", None, ""),
        ("bo-lin", "Bo Lin", "2030-01-31", ""),
        (None, "Cy Ode", None, "ongoing"),
    ]
    assert group.members == ("ada", "dee")
    assert [(c.kind, c.pattern) for c in group.owns] == [
        ("surface", "header:*"),
        ("surface", "method:lamps/*"),
        ("path", "docs/lamps/**"),
        ("topic", "beacon"),
        ("label", "lamps"),
    ]
    assert [(c.kind, c.pattern, c.owner) for c in group.excludes] == [
        ("topic", "paint", "wg-paint")
    ]
    assert [(right.matter, right.authority) for right in group.decides] == [("design", "group")]
    assert group.proposals == ("LMP-12",)


def test_each_claim_and_lead_knows_its_line() -> None:
    [group] = ownership_of({"groups/a.yml": WHOLE}).groups

    assert [lead.line for lead in group.leads] == [12, 13, 14]
    assert [claim.line for claim in group.owns] == [17, 17, 18, 19, 20]
    source = group.source("owns.paths")
    assert source is not None
    assert (source.path, source.line, source.shipped) == ("groups/a.yml", 18, False)


def test_several_groups_can_stand_in_one_file() -> None:
    listed = ownership_of({"groups/a.yml": "- {id: wg-a}\n- {id: wg-b}\n"})
    keyed = ownership_of({"groups/a.yml": "groups:\n  - {id: wg-a}\n  - {id: wg-b}\n"})

    assert [g.id for g in listed.groups] == [g.id for g in keyed.groups] == ["wg-a", "wg-b"]


def test_an_unknown_key_names_the_nearest_one_and_the_rest_is_read() -> None:
    text = "id: wg-a\nsumary: x\nowns: {topic: [a], paths: [b]}\nname: A\n"

    assert findings_of(text) == [
        ("ownership-unknown-key", 2, "unknown key `sumary`", "did you mean `summary`?"),
        ("ownership-unknown-key", 3, "unknown key `topic`", "did you mean `topics`?"),
    ]
    [group] = ownership_of({"groups/a.yml": text}).groups
    assert group.name == "A"
    assert [claim.pattern for claim in group.owns] == ["b"]


def test_a_wrong_type_is_named_with_what_was_found() -> None:
    found = findings_of("id: wg-a\nleads: ada\nname: [x]\nowns: [y]\nkind: workgroup\n")

    assert [(rule, line) for rule, line, _, _ in found] == [
        ("ownership-type", n) for n in (2, 3, 4, 5)
    ]
    assert found[0][2] == "`leads` takes a list, found `ada`"
    assert "did you mean `working-group`?" in found[3][3]


def test_a_handle_that_is_none_is_left_out_and_the_others_stay() -> None:
    text = "id: wg-a\nmembers: [ada, 'Bo Lin', a--b]\nleads: [{handle: 'x y'}, dee]\n"

    assert [(rule, line) for rule, line, _, _ in findings_of(text)] == [
        ("ownership-handle", 2),
        ("ownership-handle", 2),
        ("ownership-handle", 3),
    ]
    [group] = ownership_of({"groups/a.yml": text}).groups
    assert group.members == ("ada",)
    assert [lead.handle for lead in group.leads] == ["dee"]


def test_a_day_that_does_not_exist_is_no_day() -> None:
    [(rule, line, message, _)] = findings_of(
        "id: wg-a\nleads:\n  - {handle: ada, until: 2027-02-29}\n"
    )

    assert (rule, line, message) == ("ownership-date", 3, "`2027-02-29` is no day")


def test_a_group_described_twice_keeps_the_first_and_names_both_places() -> None:
    ownership = ownership_of(
        {
            "groups/a.yml": "id: wg-a\nname: First\nkind: working-group\n",
            "groups/b.yml": "name: Second\nid: wg-a\nsummary: More.\n",
        }
    )

    [finding] = ownership.findings
    assert (finding.rule, finding.path, finding.line) == (
        "ownership-duplicate-id",
        "groups/b.yml",
        1,
    )
    assert "groups/a.yml:1" in finding.message
    [group] = ownership.groups
    assert (group.name, group.summary) == ("First", "More.")


def test_broken_yaml_is_one_finding_and_other_files_are_still_read() -> None:
    ownership = ownership_of({"groups/a.yml": "id: wg-a\n  bad: [\n", "groups/b.yml": "id: wg-b\n"})

    assert "wg-b" in [group.id for group in ownership.groups]
    assert ("ownership-yaml", "groups/a.yml") in {(f.rule, f.path) for f in ownership.findings}


def test_bytes_that_are_no_text_and_files_too_large_are_named() -> None:
    ownership = ownership_of(
        {
            "groups/a.yml": b"id: wg-a\nname: \xff\xfe\n",
            "groups/b.yml": b"#" * (1024 * 1024 + 1),
            "groups/c.yml": b"",
            "groups/d.yml": b"id: wg-d\n",
        }
    )

    assert [(f.rule, f.path, f.line) for f in ownership.findings] == [
        ("ownership-encoding", "groups/a.yml", 2),
        ("ownership-limit", "groups/b.yml", 0),
        ("ownership-empty", "groups/c.yml", 0),
    ]
    assert [group.id for group in ownership.groups] == ["wg-d"]


def test_a_group_without_id_or_kind_is_named() -> None:
    found = findings_of("- {name: No id}\n- {id: lamps}\n- {id: wg-a}\n")

    assert [(rule, line) for rule, line, _, _ in found] == [
        ("ownership-required", 1),
        ("ownership-kind", 2),
    ]
    lamps, working = ownership_of({"groups/a.yml": "- {id: lamps}\n- {id: wg-a}\n"}).groups
    assert lamps.kind is GroupKind.INTEREST_GROUP
    assert working.kind is GroupKind.WORKING_GROUP


def test_ten_thousand_patterns_are_read() -> None:
    patterns = "\n".join(f"    - docs/lamps/beacon-{n}/**/index.md" for n in range(10_000))
    ownership = ownership_of({"groups/a.yml": f"id: wg-a\nowns:\n  paths:\n{patterns}\n"})

    assert ownership.findings == ()
    assert len(ownership.groups[0].owns) == 10_000


KEYS = st.sampled_from(
    ["id", "name", "kind", "owns", "leads", "topics", "surfaces", "excludes", "decides", "until"]
)
TREES = st.recursive(
    st.text(max_size=12) | st.sampled_from(["wg-a", "@ada", "2030-01-31", "", "[", "&a", "*a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def yaml_of(tree: object) -> str:
    """Write a tree in flow style; what is text goes out as it is, broken or not."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {yaml_of(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(yaml_of, tree)) + "]"
    return str(tree)


@given(TREES)
def test_no_tree_crashes_the_reader_and_all_it_says_can_be_found(tree: object) -> None:
    text = yaml_of(tree)
    read = read_workgroups(RepoPath("a.yml"), text)

    # YAML counts more characters as ends of lines than editors do.
    lines = len(re.findall("[\n\r\x85\u2028\u2029]", text)) + 1
    assert all(0 <= finding.line <= lines for finding in read.findings)
    assert read.parts or read.findings or text.strip() in ("[]", "{groups: []}")


@given(st.text(max_size=300))
def test_no_text_crashes_the_reader(text: str) -> None:
    read = read_workgroups(RepoPath("a.yml"), text)

    assert all(finding.message and finding.help for finding in read.findings)
