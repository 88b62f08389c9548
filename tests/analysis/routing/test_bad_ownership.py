"""Whatever stands in ownership files: what is wrong is a finding, and the rest still routes."""

from collections.abc import Mapping

import pytest

from sepkit.analysis.ownership_doctor import find_ownership
from sepkit.analysis.routing import route_proposals
from sepkit.model import Finding, Ownership, RepoPath, Route
from tests.analysis.routing import world
from tests.analysis.routing.world import case
from tests.ownership.builders import ownership_of

GOOD = {
    "groups/good.yml": """
        id: wg-lamps
        name: Lamps
        kind: working-group
        leads: [{handle: lena, until: 2030-01-31}, {handle: bo, until: 2030-01-31}]
        owns: {topics: [lamp, dimming], surfaces: ["method:lamps/*"]}
    """
}
MANY = "".join(f'"type:T{n}*", ' for n in range(10_000))

BAD: dict[str, tuple[dict[str, str], str]] = {
    "an unknown key": (
        {"groups/b.yml": "id: wg-b\nleeds: [ada]\n"},
        "unknown key `leeds`",
    ),
    "a wrong type": ({"groups/b.yml": "id: wg-b\nowns: lamps\n"}, "`owns`"),
    "an id that stands twice": (
        {"groups/b.yml": "id: wg-b\nname: B\n", "groups/c.yml": "id: wg-b\nname: C\n"},
        "wg-b",
    ),
    "a pattern that matches nothing": (
        {"groups/b.yml": 'id: wg-b\nleads: [ada, cy]\nowns: {surfaces: ["method:gone/*"]}\n'},
        "method:gone/*",
    ),
    "a handle that is none": ({"groups/b.yml": "id: wg-b\nleads: [not a handle!]\n"}, "handle"),
    "relations in a circle": (
        {
            "groups/b.yml": "id: wg-b\nrelated: [wg-c]\n",
            "groups/c.yml": "id: wg-c\nrelated: [wg-d]\n",
            "groups/d.yml": "id: wg-d\nrelated: [wg-b]\n",
        },
        "related",
    ),
    "hand-overs in a circle": (
        {
            "groups/b.yml": "id: wg-b\nexcludes: [{topics: [fog], owner: wg-c}]\n",
            "groups/c.yml": "id: wg-c\nexcludes: [{topics: [fog], owner: wg-b}]\n",
        },
        "fog",
    ),
    "a charter without headings": ({"charters/b.md": "Just words.\n"}, "no heading"),
    "no YAML at all": ({"groups/b.yml": "id: [wg-b\n"}, "groups/b.yml"),
    "an alias bomb": ({"groups/b.yml": "a: &a [x]\nb: *a\nid: wg-b\n"}, "groups/b.yml"),
}


def routed(ownership: Ownership) -> Route:
    cases = (case(7, "Dimming of lamps", "a lamp that dims"),)
    found = route_proposals(
        cases, ownership, dialect=world.process(), weights=world.weights(), as_of=world.NOW
    )
    return found[cases[0].key]


def findings_of(ownership: Ownership) -> list[Finding]:
    from sepkit.model import Surface

    found = find_ownership(
        ownership,
        as_of=world.NOW,
        surfaces=[Surface("method:lamps/dim")],
        paths=[RepoPath("docs/lamps.md")],
    )
    return [*ownership.findings, *found]


@pytest.mark.parametrize(("files", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_in_one_file_is_told_and_other_files_still_route(
    files: Mapping[str, str], words: str
) -> None:
    ownership = ownership_of({**GOOD, **files})
    quiet = {f.message for f in findings_of(ownership_of(GOOD))}

    told = [f for f in findings_of(ownership) if f.message not in quiet]

    assert any(words in f.message or words in f.path for f in told), [f.message for f in told]
    assert all(f.help for f in told)
    assert routed(ownership).owner == "wg-lamps"


def test_ten_thousand_patterns_route_like_one() -> None:
    many = ownership_of({**GOOD, "groups/b.yml": f"id: wg-b\nowns: {{surfaces: [{MANY}]}}\n"})
    touched = (world.touch("method:lamps/dim"), world.touch("type:T77Lamp"))
    cases = (case(7, "Dimming of lamps", "a lamp that dims", touches=touched),)

    found = route_proposals(
        cases, many, dialect=world.process(), weights=world.weights(), as_of=world.NOW
    )[cases[0].key]

    assert found.owner == "wg-lamps"
    shown = [e.text for c in found.candidates if c.group == "wg-b" for e in c.evidence]
    assert "changes `type:T77Lamp`" in shown


def test_a_group_renamed_between_two_revisions_keeps_its_proposals() -> None:
    """A preamble that was merged before still names the old id."""
    before = ownership_of(GOOD)
    renamed = ownership_of(
        {
            "groups/good.yml": GOOD["groups/good.yml"]
            .replace("wg-lamps", "wg-lights")
            .replace("name: Lamps", "name: Lights\n        previously: [wg-lamps]")
        }
    )
    asked = case(7, "Something else", "words of no group", declared_groups=("wg-lamps",))

    def owner(ownership: Ownership) -> str | None:
        found = route_proposals(
            (asked,), ownership, dialect=world.process(), weights=world.weights(), as_of=world.NOW
        )
        return found[asked.key].owner

    assert (owner(before), owner(renamed)) == ("wg-lamps", "wg-lights")
