"""Lists of maintainers, CODEOWNERS, sigs.yaml, OWNERS_ALIASES and pages."""

from hypothesis import given
from hypothesis import strategies as st

from sepkit.model import GroupKind, RepoPath, is_path_match
from sepkit.ownership import READERS, Reader
from sepkit.ownership.codeowners import to_glob
from tests.ownership.builders import charter, ownership_of

MAINTAINERS = """\
    # Maintainers

    **Last updated:** today

    ## Lead Keepers Group

    ## Core Maintainers

    - [Ada Nowak](https://example.org/ada)

    ## Emeritus

    - [Old Hand](https://example.org/old) (Core Maintainer Emeritus)

    ## Library Maintainers

    ### Sail Library

    - [Bo Lin](https://example.org/bo) - sails

    #### Sail Emeritus

    - [Cy Ode](https://example.org/cy)

    ## Working Group & Interest Group Maintainers

    [Groups](https://example.org/groups/overview) need none.

    ### Beacons Working Group

    - [Ada Nowak](https://example.org/ada)

    ### Winds Interest Group

    - [Dee](https://example.org/dee)
    - Eve Nil
"""


def test_people_have_the_role_of_their_part_and_the_area_of_their_heading() -> None:
    roster = ownership_of({"MAINTAINERS.md": MAINTAINERS}).roster

    assert [(p.role, p.handle, p.area) for p in roster] == [
        ("core-maintainer", "ada", "Core Maintainers"),
        ("emeritus", "old", "Emeritus"),
        ("maintainer", "bo", "Sail Library"),
        ("emeritus", "cy", "Sail Emeritus"),
        ("group-maintainer", "ada", "Beacons Working Group"),
        ("group-maintainer", "dee", "Winds Interest Group"),
        ("group-maintainer", None, "Winds Interest Group"),
    ]
    assert roster[4].area_line == roster[4].line - 2


def test_an_area_names_a_group_that_a_charter_describes() -> None:
    ownership = ownership_of({"MAINTAINERS.md": MAINTAINERS, "charters/lamps.md": charter()})

    assert [g.id for g in ownership.groups] == ["core-keepers", "ig-winds", "wg-lamps"]
    assert ownership.roster[4].group == "wg-lamps"


def test_core_maintainers_lead_the_fallback_group() -> None:
    core = ownership_of({"MAINTAINERS.md": MAINTAINERS}).group("core-keepers")

    assert core is not None
    assert (core.kind, [lead.handle for lead in core.leads]) == (GroupKind.CORE, ["ada"])


def test_an_area_that_calls_a_group_another_kind_does_not_change_it() -> None:
    listed = MAINTAINERS.replace("Beacons Working", "Beacons Interest")
    ownership = ownership_of({"MAINTAINERS.md": listed, "groups/a.yml": "id: wg-beacons\n"})
    group = ownership.group("wg-beacons")

    assert group is not None
    assert group.kind is GroupKind.WORKING_GROUP
    assert [lead.handle for lead in group.leads] == ["ada"]


def test_codeowners_rules_keep_their_order_and_find_groups_by_team() -> None:
    text = "# who\n/docs/ @harbour/beacons @ada\n*.md   @bo # text\n/lost\nx y\n"
    ownership = ownership_of(
        {"CODEOWNERS": text, "groups/a.yml": "id: wg-beacons\nteam: beacons\n"}
    )

    assert [(r.glob, r.owners, r.groups, r.line) for r in ownership.path_rules] == [
        ("docs/**", ("@harbour/beacons", "@ada"), ("wg-beacons",), 2),
        ("**/*.md", ("@bo",), (), 3),
        ("lost", (), (), 4),
        ("**/x", (), (), 5),
    ]
    assert [(f.rule, f.line) for f in ownership.findings] == [("codeowners-owner", 5)]
    [group] = ownership.groups
    assert [(c.kind, c.pattern) for c in group.owns] == [("path", "docs/**")]


def test_globs_mean_what_codeowners_means() -> None:
    assert is_path_match(to_glob("/docs/"), "docs/a/b.md")
    assert not is_path_match(to_glob("/docs/*"), "docs/a/b.md")
    assert is_path_match(to_glob("*.js"), "a/b.js")
    assert is_path_match(to_glob("/docs/**/auth.md"), "docs/auth.md")
    assert not is_path_match(to_glob("/docs/**/auth.md"), "docs/auth/index.md")


def test_sigs_become_groups_with_leaders_subprojects_and_stakeholders() -> None:
    text = """\
        sigs:
          - dir: sig-sails
            name: Sails
            mission_statement: Everything about sails.
            label: sails
            leadership:
              chairs: [{github: ada, name: Ada}]
              tech_leads: [{github: ada, name: Ada}, {github: "b b", name: Bo}]
            subprojects: [{name: mast-tools}]
          - name: No folder
        workinggroups:
          - {dir: wg-storm, name: Storm, stakeholder_sigs: [Sails]}
    """
    ownership = ownership_of({"sigs.yaml": text})
    sails, storm = ownership.groups

    assert sails.kind is GroupKind.SPECIAL_INTEREST_GROUP
    assert sails.is_deciding
    assert [(lead.handle, lead.role) for lead in sails.leads] == [
        ("ada", "Chair"),
        (None, "Tech Lead"),
    ]
    assert [(c.kind, c.pattern) for c in sails.owns] == [
        ("topic", "mast tools"),
        ("label", "sails"),
    ]
    assert [m.group for m in storm.related] == ["sig-sails"]
    assert sorted(f.rule for f in ownership.findings) == ["ownership-handle", "ownership-id"]


def test_aliases_of_leads_name_the_group() -> None:
    aliases = "aliases:\n  sig-sails-leads:\n    - ada\n  other:\n    - bo\n    - 'x x'\n"
    sigs = "sigs: [{dir: sig-sails, name: Sails}]\n"
    ownership = ownership_of({"OWNERS_ALIASES": aliases, "sigs.yaml": sigs})

    assert [(p.handle, p.group) for p in ownership.roster] == [("ada", "sig-sails"), ("bo", None)]
    assert [f.rule for f in ownership.findings] == ["ownership-handle"]


def test_a_page_gives_the_groups_it_names() -> None:
    page = "# Plan\n\n- **Lamps**: Beacons WG, with the Tides Working Group.\n\nThis WG is ours.\n"
    ownership = ownership_of({"roadmap.md": page, "charters/beacons.md": charter()})

    assert [(m.written, m.group, m.line) for m in ownership.mentions] == [
        ("Beacons WG", "wg-beacons", 3),
        ("Tides Working Group", None, 3),
    ]


@given(st.sampled_from(READERS), st.text(max_size=300))
def test_no_text_crashes_any_reader(reader: Reader, text: str) -> None:
    read = reader.read(RepoPath("a"), text)

    assert all(finding.path == "a" for finding in read.findings)
