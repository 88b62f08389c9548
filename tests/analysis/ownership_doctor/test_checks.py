"""Each check finds the defect that is planted for it, and is quiet where there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis import ownership_doctor
from sepkit.analysis.ownership_doctor import CHECKS, find_ownership
from sepkit.model import Finding, Instant, RepoPath, Surface
from tests.ownership.builders import base_file, charter, ownership_of

AS_OF = Instant("2026-08-22T00:00:00Z")
FOLDER = Path(ownership_doctor.__file__).parent
NO_CHECKS = {"__init__", "check", "handovers", "words"}

QUIET = {
    "groups/a.yml": """
        id: wg-beacons
        name: Beacons
        kind: working-group
        leads: [{handle: ada, until: 2030-01-31}, {handle: bo, until: 2030-01-31}]
        owns: {surfaces: ["method:lamps/*"], topics: [beacon]}
        decides: [{matter: design, authority: group}]
    """
}
"""One group without a fault; planted defects are added to it."""


@dataclass(frozen=True)
class Planted:
    """Files with one defect, where it stands, and the same files without it."""

    files: Mapping[str, str]
    path: str
    line: int
    message: str
    mended: Mapping[str, str]
    paths: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    shipped: Mapping[str, str] = field(default_factory=dict)


def group(id_: str, *lines: str) -> str:
    """Return an ownership file: the id, a lead with a term, and further lines."""
    leads = "leads: [{handle: ada, until: 2030-01-31}, {handle: cy, until: 2030-01-31}]"
    stated = () if any(line.startswith("leads:") for line in lines) else (leads,)
    return "\n".join((f"id: {id_}", *stated, *lines)) + "\n"


PEOPLE = """\
    ## Group Maintainers

    ### {area}

    - [Ada](https://example.org/{handle})
"""


def people(area: str, handle: str = "ada") -> str:
    return PEOPLE.format(area=area, handle=handle)


RETIRED = group("ig-old", "status: retired", "successor: wg-beacons")

PLANTED: dict[str, Planted] = {
    "dangling-reference": Planted(
        files={"groups/b.yml": group("wg-b", "related: [wg-beacon]")},
        path="groups/b.yml",
        line=3,
        message="`wg-beacon` is no group",
        mended={"groups/b.yml": group("wg-b", "related: [wg-beacons]")},
    ),
    "wrong-kind": Planted(
        files={
            "groups/b.yml": group("ig-winds", "name: Winds"),
            "roadmap.md": "Ask the Winds WG.\n",
        },
        path="roadmap.md",
        line=1,
        message="`Winds WG` means `ig-winds`, which is an interest group",
        mended={
            "groups/b.yml": group("ig-winds", "name: Winds"),
            "roadmap.md": "Ask the Winds IG.\n",
        },
    ),
    "missing-charter": Planted(
        files={"charters/tides.md": charter("Tides Charter"), "roadmap.md": "x\n\nBeacons WG\n"},
        path="roadmap.md",
        line=3,
        message="`wg-beacons` has no charter, yet 1 other file names it",
        mended={"charters/beacons.md": charter(), "roadmap.md": "Beacons WG\n"},
    ),
    "missing-file": Planted(
        files={"groups/b.yml": group("wg-b", "charter: charters/bees.md")},
        path="groups/b.yml",
        line=3,
        message="no file stands at `charters/bees.md`",
        mended={"groups/b.yml": group("wg-b", "charter: charters/bee.md")},
        paths=("charters/bee.md",),
    ),
    "missing-lead": Planted(
        files={"groups/b.yml": "id: wg-b\nstatus: forming\n"},
        path="groups/b.yml",
        line=2,
        message="`wg-b` is forming and has no lead",
        mended={"groups/b.yml": "id: wg-b\nstatus: retired\n"},
    ),
    "single-lead": Planted(
        files={"groups/b.yml": "id: wg-b\nleads:\n  - ada\n"},
        path="groups/b.yml",
        line=3,
        message="`wg-b` has one lead",
        mended={"groups/b.yml": "id: wg-b\nleads: [ada, bo]\n"},
    ),
    "ended-term": Planted(
        files={"groups/b.yml": "id: wg-b\nleads: [{handle: dee, until: 2026-08-21}, ada]\n"},
        path="groups/b.yml",
        line=2,
        message="the term of `dee` ended on 2026-08-21",
        mended={"groups/b.yml": "id: wg-b\nleads: [{handle: dee, until: 2026-08-22}, ada]\n"},
    ),
    "open-term": Planted(
        files={"groups/b.yml": "id: wg-b\nleads: [{handle: dee, term: Initial}, ada]\n"},
        path="groups/b.yml",
        line=2,
        message="1 of 2 terms of leads are no days: `Initial`",
        mended={"groups/b.yml": "id: wg-b\nleads: [dee, ada]\n"},
    ),
    "retired-but-readable": Planted(
        files={"groups/b.yml": RETIRED, "MAINTAINERS.md": people("Old Interest Group")},
        path="MAINTAINERS.md",
        line=3,
        message="`ig-old` is retired (groups/b.yml:3, followed by `wg-beacons`)",
        mended={"groups/b.yml": RETIRED},
    ),
    "interest-group-decides": Planted(
        files={
            "groups/b.yml": group(
                "ig-winds", "decides:", "  - {matter: acceptance of proposals, authority: group}"
            )
        },
        path="groups/b.yml",
        line=4,
        message="`ig-winds` is to decide on `acceptance of proposals`",
        mended={
            "groups/b.yml": group(
                "ig-winds",
                "decides:",
                "  - {matter: recommendations, authority: group}",
                "  - {matter: acceptance, authority: wg-beacons}",
            )
        },
    ),
    "circular-handover": Planted(
        files={
            "groups/b.yml": group("wg-b", "excludes: [{topics: [rope ladders], owner: wg-c}]"),
            "groups/c.yml": group("wg-c", "excludes: [{topics: [ladders of rope], owner: wg-d}]"),
            "groups/d.yml": group("wg-d", "excludes: [{topics: [rope ladder], owner: wg-b}]"),
        },
        path="groups/b.yml",
        line=3,
        message="`rope ladders` is handed in a circle: `wg-b` → `wg-c` → `wg-d` → `wg-b`",
        mended={
            "groups/b.yml": group("wg-b", "excludes: [{topics: [rope ladders], owner: wg-c}]"),
            "groups/c.yml": group("wg-c", "excludes: [{topics: [anchors], owner: wg-b}]"),
        },
    ),
    "untaken-handover": Planted(
        files={"groups/b.yml": group("wg-b", "excludes: [{topics: [foghorn], owner: wg-beacons}]")},
        path="groups/b.yml",
        line=3,
        message="`wg-b` leaves `foghorn` to `wg-beacons`, whose scope does not mention it",
        mended={
            "groups/b.yml": group("wg-b", "excludes: [{topics: [beacons], owner: wg-beacons}]")
        },
    ),
    "overlapping-claims": Planted(
        files={"groups/b.yml": group("wg-b", "owns: {topics: [Beacon]}")},
        path="groups/a.yml",
        line=6,
        message="the topic `beacon` belongs to `wg-beacons` and to `wg-b` (groups/b.yml:3)",
        mended={
            "groups/b.yml": group(
                "wg-b",
                "owns: {topics: [Beacon]}",
                "excludes: [{topics: [beacon], owner: wg-beacons}]",
            )
        },
    ),
    "overlapping-scope": Planted(
        files={
            "charters/b.md": charter(
                "B", inside="- **Fog**: horns that sound in dense fog at night"
            ),
            "charters/c.md": charter("C", inside="- **Sound**: night horns heard in fog"),
        },
        path="charters/b.md",
        line=18,
        message="`wg-b` and `wg-c` (charters/c.md:18) both have",
        mended={
            "charters/b.md": charter(
                "B", inside="- **Fog**: horns that sound in dense fog at night"
            ),
            "charters/c.md": charter("C", inside="- **Paint**: colours of towers by day"),
        },
    ),
    "unowned-surface": Planted(
        files={},
        path="groups/a.yml",
        line=6,
        message="no group owns 1 surfaces of kind `header`: `header:Fog`",
        mended={"groups/b.yml": group("wg-b", "owns: {surfaces: ['header:*']}")},
        surfaces=("header:Fog", "method:lamps/list"),
    ),
    "lead-lists-disagree": Planted(
        files={"charters/tides.md": charter("Tides"), "MAINTAINERS.md": people("Tides WG", "eve")},
        path="MAINTAINERS.md",
        line=3,
        message="only charters/tides.md lists `ada` and only MAINTAINERS.md lists `eve`",
        mended={"charters/tides.md": charter("Tides"), "MAINTAINERS.md": people("Tides WG", "Ada")},
    ),
    "unlisted-group": Planted(
        files={"charters/tides.md": charter("Tides"), "MAINTAINERS.md": people("Beacons WG")},
        path="charters/tides.md",
        line=32,
        message="MAINTAINERS.md does not list `wg-tides`",
        mended={"charters/tides.md": charter("Tides"), "MAINTAINERS.md": people("Tides WG")},
    ),
    "unlisted-lead": Planted(
        files={"MAINTAINERS.md": people("Beacons WG", "bo"), "groups/b.yml": group("wg-b")},
        path="groups/b.yml",
        line=2,
        message="the lead `ada` stands in no list of people",
        mended={"groups/b.yml": group("wg-b")},
    ),
    "person-without-handle": Planted(
        files={"groups/b.yml": "id: wg-b\nleads: [{name: Old Hand}, ada]\n"},
        path="groups/b.yml",
        line=2,
        message="the lead `Old Hand` has no account",
        mended={"groups/b.yml": "id: wg-b\nleads: [{name: Old Hand, handle: old}, ada]\n"},
    ),
    "handle-variants": Planted(
        files={
            "groups/b.yml": "id: wg-b\nleads: [{handle: dee, name: Dee Ray}, ada]\n",
            "groups/c.yml": "id: wg-c\nleads: [{handle: deer, name: Dee Ray}, ada]\n",
        },
        path="groups/c.yml",
        line=2,
        message="`Dee Ray` has the account `deer` here and `dee` elsewhere",
        mended={
            "groups/b.yml": "id: wg-b\nleads: [{handle: dee, name: Dee Ray}, ada]\n",
            "groups/c.yml": "id: wg-c\nleads: [{handle: dee, name: Dee (Dora) Ray}, ada]\n",
        },
    ),
    "pattern-without-match": Planted(
        files={"CODEOWNERS": "/docs/ @ada\n/lamps/*/index.md @bo\n"},
        path="CODEOWNERS",
        line=2,
        message="`/lamps/*/index.md` fits no path",
        mended={"CODEOWNERS": "/docs/ @ada\n/lamps/*.md @bo\n"},
        paths=("docs/a.md", "lamps/a.md"),
    ),
    "surface-without-match": Planted(
        files={"groups/b.yml": group("wg-b", 'owns: {surfaces: ["type:Bel"]}')},
        path="groups/b.yml",
        line=3,
        message="`type:Bel` fits nothing of the specification",
        mended={"groups/b.yml": group("wg-b", 'owns: {surfaces: ["type:Bell"]}')},
        surfaces=("type:Bell", "method:lamps/dim"),
    ),
    "pattern-lost-target": Planted(
        files={"CODEOWNERS": "/docs/*/auth.md @ada\n* @ada\n"},
        path="CODEOWNERS",
        line=1,
        message="fits nothing in `docs/` after `2025`: `2026`, `draft`",
        mended={"CODEOWNERS": "/docs/*/auth* @ada\n* @ada\n"},
        paths=(
            "docs/2024/x.md",
            "docs/2025/auth.md",
            "docs/2026/auth/a.md",
            "docs/draft/auth/a.md",
        ),
    ),
    "unknown-team": Planted(
        files={"CODEOWNERS": "* @harbour/lamplighters\n"},
        path="CODEOWNERS",
        line=1,
        message="the team `@harbour/lamplighters` belongs to no group",
        mended={"CODEOWNERS": "* @harbour/wg-beacons @ada\n"},
    ),
    "unreviewed-path": Planted(
        files={"CODEOWNERS": "/docs/ @ada\n"},
        path="CODEOWNERS",
        line=0,
        message="CODEOWNERS asks nobody about `seps/`",
        mended={"CODEOWNERS": "/docs/ @ada\n/seps/ @ada\n"},
        paths=("docs/a.md", "seps/1.md", "seps/old/2.md"),
    ),
    "asymmetric-relation": Planted(
        files={
            "groups/b.yml": group("wg-b", "related: [wg-c]"),
            "groups/c.yml": group("wg-c", "related: [wg-beacons]"),
        },
        path="groups/b.yml",
        line=3,
        message="`wg-b` names `wg-c` as related, but not the other way round",
        mended={
            "groups/b.yml": group("wg-b", "related: [wg-c]"),
            "groups/c.yml": group("wg-c", "related: [wg-b, wg-beacons]"),
        },
    ),
    "shared-lead": Planted(
        files={"groups/b.yml": "id: wg-b\nleads: [Ada, cy]\n"},
        path="groups/b.yml",
        line=2,
        message="`wg-b`, `wg-beacons` share the lead `Ada`",
        mended={"groups/b.yml": "id: wg-b\nleads: [cy, dee]\n"},
    ),
    "stale-work-item": Planted(
        files={
            "charters/b.md": charter(title="Bells Charter")
            + "\n## Active Work Items\n\n| Item | Status | Target Date |\n| --- | --- | --- |\n"
            + "| Casting | Draft | Apr 3, 2026 |\n"
        },
        path="charters/b.md",
        line=50,
        message="`Casting` was due Apr 3, 2026 and is `Draft`",
        mended={
            "charters/b.md": charter(title="Bells Charter")
            + "\n## Active Work Items\n\n| Item | Status | Target Date |\n| --- | --- | --- |\n"
            + "| Casting | Done | Apr 3, 2026 |\n| Ringing | Draft | 2026-12-24 |\n"
            + "| Hanging | Draft | Quarterly |\n"
        },
    ),
    "maker-scope": Planted(
        files={
            "charters/b.md": charter(
                title="Bells Charter",
                kind="Interest Group",
                inside="- Developing and maintaining the bell extension",
            )
        },
        path="charters/b.md",
        line=18,
        message="`ig-b` is an interest group, and its scope is to make",
        mended={
            "charters/b.md": charter(
                title="Bells Charter",
                kind="Interest Group",
                inside="- Maintaining reference extensions of bells",
            )
        },
    ),
    "lead-approves": Planted(
        files={"groups/core.yml": "id: core-keepers\nkind: core\nleads: [ada, zoe]\n"},
        path="groups/a.yml",
        line=5,
        message="the lead `ada` also approves what `wg-beacons` decides",
        mended={"groups/core.yml": "id: core-keepers\nkind: core\nleads: [yan, zoe]\n"},
    ),
}


def findings_of(planted: Planted, files: Mapping[str, str], rule: str) -> list[Finding]:
    shipped = [base_file(path, text) for path, text in planted.shipped.items()]
    ownership = ownership_of({**QUIET, **files}, shipped=shipped)
    found = find_ownership(
        ownership,
        as_of=AS_OF,
        surfaces=[Surface(surface) for surface in planted.surfaces],
        paths=[RepoPath(path) for path in planted.paths],
    )
    return [finding for finding in found if finding.rule == rule]


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_a_planted_defect_is_found_with_its_line_and_the_edit_that_mends_it(rule: str) -> None:
    planted = PLANTED[rule]
    found = findings_of(planted, planted.files, rule)

    assert (planted.path, planted.line) in [(f.path, f.line) for f in found]
    finding = next(f for f in found if (f.path, f.line) == (planted.path, planted.line))
    assert planted.message in finding.message
    assert finding.help
    assert finding.subject


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_a_mended_defect_is_no_longer_found(rule: str) -> None:
    planted = PLANTED[rule]

    assert [(f.path, f.line, f.message) for f in findings_of(planted, planted.mended, rule)] == []


def test_every_check_file_is_listed_and_has_a_planted_defect() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - NO_CHECKS

    assert {check.id.replace("-", "_") for check in CHECKS} == files
    assert set(PLANTED) == {check.id for check in CHECKS}


def test_a_group_without_a_fault_has_no_findings() -> None:
    assert list(find_ownership(ownership_of(QUIET), as_of=AS_OF)) == []


def test_nothing_at_all_has_no_findings() -> None:
    assert list(find_ownership(ownership_of({}), as_of=AS_OF, paths=[RepoPath("a")])) == []


def test_a_charter_with_a_decision_table_makes_an_interest_group_a_decider() -> None:
    text = charter(
        kind="Interest Group",
        decides="| Spec changes | Group consensus |\n| Meeting logistics | Facilitators |",
    )
    ownership = ownership_of({"charters/beacons.md": text})

    [finding] = [
        f for f in find_ownership(ownership, as_of=AS_OF) if f.rule == "interest-group-decides"
    ]
    assert "`Spec changes`" in finding.message


def test_a_matter_handed_over_in_a_sentence_is_taken_if_the_other_scope_has_it() -> None:
    giver = charter("Winds", outside="- Events and callbacks, owned by the Beacons WG.")
    taken = charter(inside="- **Callbacks**: how lamps call back")
    untaken = charter(inside="- **Paint**: colours")

    def rules(text: str) -> list[str]:
        ownership = ownership_of({"charters/winds.md": giver, "charters/beacons.md": text})
        return [f.rule for f in find_ownership(ownership, as_of=AS_OF)]

    assert "untaken-handover" not in rules(taken)
    assert "untaken-handover" in rules(untaken)


def test_a_time_of_no_year_is_said_to_be_none_and_a_quarter_ends_with_its_last_day() -> None:
    table = "\n## Active Work Items\n\n| Item | Status | Target Date |\n| --- | --- | --- |\n"
    rows = (
        "| Casting | Draft | End May |\n| Ringing | Draft | 2026 Q2 |\n| Hanging | - | 2026 Q3 |\n"
    )
    ownership = ownership_of({"charters/b.md": charter() + table + rows})

    found = [f for f in find_ownership(ownership, as_of=AS_OF) if f.rule == "stale-work-item"]

    assert ["`Casting`" in f.message for f in found] == [True, False]
    assert "of no year that is named" in found[0].message
    assert "`Ringing` was due 2026 Q2" in found[1].message


def test_a_relation_that_only_shipped_defaults_state_is_left_alone() -> None:
    shipped = [
        base_file("workgroups/b.yml", group("wg-b", "related: [wg-c]")),
        base_file("workgroups/c.yml", group("wg-c", "related: [wg-beacons]")),
    ]
    ownership = ownership_of(QUIET, shipped=shipped)

    rules = {f.rule for f in find_ownership(ownership, as_of=AS_OF)}
    assert "asymmetric-relation" not in rules


NAMES = st.sampled_from(["wg-a", "wg-b", "ig-c", "core-keepers", "gone"])
TOPICS = st.lists(st.sampled_from(["fog", "rope ladders", "lamp", ""]), max_size=2)


@st.composite
def small_groups(draw: st.DrawFn) -> str:
    lines = [f"- id: {draw(NAMES)}"]
    lines.append(f"  status: {draw(st.sampled_from(['active', 'forming', 'retired']))}")
    lines.append(f"  leads: [{draw(st.sampled_from(['ada', 'bo, ada', '{name: Old}', '']))}]")
    lines.append(f"  related: [{draw(NAMES)}, {draw(NAMES)}]")
    lines.append(f"  successor: {draw(NAMES)}")
    lines.append(f"  previously: [{draw(NAMES)}]")
    owned = ", ".join(f'"{topic}"' for topic in draw(TOPICS))
    lines.append(f"  owns: {{topics: [{owned}], surfaces: [{draw(NAMES)}*]}}")
    lines.append(f"  excludes: [{{topics: [fog, {draw(NAMES)}], owner: {draw(NAMES)}}}]")
    lines.append(f"  decides: [{{matter: design, authority: {draw(NAMES)}}}]")
    return "\n".join(lines) + "\n"


@given(st.lists(small_groups(), max_size=4), st.text(max_size=60))
def test_no_set_of_groups_crashes_a_check_and_each_finding_has_a_place(
    groups: list[str], rules: str
) -> None:
    ownership = ownership_of({"groups/a.yml": "".join(groups), "CODEOWNERS": rules})
    surfaces, paths = [Surface("gone:x"), Surface("wg-a")], [RepoPath("a/b.md")]

    def run() -> list[Finding]:
        return list(find_ownership(ownership, as_of=AS_OF, surfaces=surfaces, paths=paths))

    assert all(finding.path and finding.message and finding.help for finding in run())
    assert run() == run()
