"""Requirements through revisions, from proposal to specification, and to their tests."""

from typing import Any

from sepkit.analysis.requirements import (
    Comparison,
    find_landing,
    find_requirements,
    plan_conformance,
    read_conformance,
    track_requirements,
    with_checks,
    with_spec_checks,
)
from sepkit.markup import read_blocks
from sepkit.model import (
    BaseFile,
    Date,
    ProposalKey,
    ProposalRequirement,
    RepoPath,
    SpecRequirement,
)
from tests.spec.builders import DIALECT, file, page, read, record, schema

FIRST, SECOND = "2031-01-01", "2031-06-01"
COLOUR = "Servers MUST send the colour of every lamp in the `Lamp-Colour` header."
COLOUR_AGAIN = "Servers MUST send the colour of each burning lamp in the `Lamp-Colour` header."
SWITCH = "Clients SHOULD switch off lamps that nobody looks at."
LIP = ProposalKey("LIP-7")


def tracked(*pages: BaseFile, **options: Any) -> tuple[SpecRequirement, ...]:
    return track_requirements(read(*pages), DIALECT, **options)


def asked(text: str) -> dict[ProposalKey, tuple[ProposalRequirement, ...]]:
    blocks = read_blocks(text)
    return {LIP: find_requirements(blocks, path=RepoPath("lips/7-lamp.md"), prefix=LIP)}


def test_a_reworded_requirement_keeps_its_id_and_its_earlier_words() -> None:
    found = tracked(page(COLOUR, revision=FIRST), page(COLOUR_AGAIN, revision=SECOND))

    [item] = found
    assert (item.since, item.revision, item.removed) == (FIRST, SECOND, None)
    assert item.text == COLOUR_AGAIN
    assert item.earlier == (COLOUR,)
    assert item.id == tracked(page(COLOUR, revision=FIRST))[0].id


def test_a_requirement_that_went_says_when() -> None:
    found = tracked(page(COLOUR + "\n\n" + SWITCH, revision=FIRST), page(COLOUR, revision=SECOND))

    assert {item.text: item.removed for item in found} == {COLOUR: None, SWITCH: SECOND}


def test_a_requirement_that_moved_to_another_page_is_the_same() -> None:
    found = tracked(page(COLOUR, revision=FIRST), page(COLOUR, name="other", revision=SECOND))

    assert [(item.since, item.removed) for item in found] == [(FIRST, None)]


def test_must_that_became_must_not_is_another_requirement() -> None:
    opposite = COLOUR.replace("MUST", "MUST NOT")
    found = tracked(page(COLOUR, revision=FIRST), page(opposite, revision=SECOND))

    assert {item.text: (item.since, item.removed) for item in found} == {
        COLOUR: (FIRST, SECOND),
        opposite: (SECOND, None),
    }


def test_descriptions_in_a_schema_ask_as_well_and_only_once() -> None:
    lamp = {**record(name="string"), "description": COLOUR}
    found = tracked(schema({"Lamp": lamp, "SmallLamp": lamp}), page(SWITCH))

    assert {(item.text, item.path) for item in found} == {
        (COLOUR, "schema/draft/schema.json"),
        (SWITCH, "docs/specification/draft/basic/wire.mdx"),
    }


def test_the_changelog_traces_what_came_with_it() -> None:
    log = "## Changes\n\n1. Servers must send the colour of every lamp (LIP-9).\n"
    found = tracked(
        page("# A\n", revision=FIRST),
        page(COLOUR, revision=SECOND),
        page(log, name="changelog", revision=SECOND),
    )

    assert [item.proposals for item in found] == [("LIP-9",)]


def landing(text: str, *spec: str, created: str = "2031-02-01") -> tuple[str | None, Any]:
    found = find_landing(
        asked(text),
        tracked(page("# A\n", revision=FIRST), *(page(t, revision=SECOND) for t in spec)),
        final={LIP: Date(created)},
    )
    return found.proposals[LIP][0].landed, found.specification


def test_the_same_words_have_landed_and_name_their_proposal() -> None:
    landed, spec = landing(COLOUR, f"## A\n\n{COLOUR}\n\n## B\n\n{SWITCH}\n\nLamps MAY hum.\n")

    assert landed == "landed"
    assert next(item.proposals for item in spec if item.text == COLOUR) == (LIP,)


def test_most_of_the_words_are_reworded() -> None:
    other = "Servers MUST put the `Lamp-Colour` header with its colour into responses."

    assert landing(COLOUR, other + "\n\n" + SWITCH)[0] == "reworded"


def test_nothing_like_it_is_missing() -> None:
    assert landing(COLOUR, SWITCH)[0] == "missing"


def test_the_opposite_key_word_contradicts() -> None:
    assert landing(COLOUR, COLOUR.replace("MUST", "MUST NOT"))[0] == "contradicted"


def test_what_landed_and_went_again_has_landed() -> None:
    spec = tracked(page(COLOUR, revision=FIRST), page(SWITCH, revision=SECOND))
    found = find_landing(asked(COLOUR), spec, final={LIP: Date("2030-01-01")})

    [item] = found.proposals[LIP]
    gone = next(entry for entry in spec if entry.removed)
    assert (item.landed, item.landed_id) == ("landed", gone.id)


def test_verdicts_that_are_known_are_not_worked_out_again_and_lead_to_the_same() -> None:
    spec = tracked(page("# A\n", revision=FIRST), page(f"{COLOUR}\n\n{SWITCH}", revision=SECOND))
    final = {LIP: Date("2031-02-01")}
    verdicts = Comparison(spec).judge(asked(COLOUR)[LIP])

    assert find_landing(asked(COLOUR), spec, final=final, known={LIP: verdicts}) == find_landing(
        asked(COLOUR), spec, final=final
    )
    told = find_landing(asked(COLOUR), spec, final=final, known={LIP: (("missing", ""),)})
    assert [item.landed for item in told.proposals[LIP]] == ["missing"]


def test_a_requirement_is_never_traced_to_a_younger_proposal() -> None:
    _, spec = landing(COLOUR, COLOUR, created="2031-09-01")

    assert [item.proposals for item in spec] == [()]


def test_a_proposal_in_flight_is_not_compared() -> None:
    found = find_landing(asked(COLOUR), tracked(page(COLOUR)), final={})

    assert [item.landed for item in found.proposals[LIP]] == [None]


def test_the_rest_of_a_new_section_belongs_to_the_same_proposal() -> None:
    text = f"## Colours\n\n{COLOUR}\n\n{SWITCH}\n"
    _, spec = landing(COLOUR, text)

    assert {item.proposals for item in spec} == {(LIP,)}


LIST = f"""
sep: 7
spec_url: https://example.com
requirements:
  - check: lip-7-colour
    text: '{COLOUR}'
  - text: 'Clients SHOULD switch off lamps'
    excluded: 'Nobody can see that.'
    issue: https://example.com/1
  - nothing: here
"""


def test_a_conformance_list_is_read_with_lines() -> None:
    [found], findings = read_conformance(file("sep-7.yaml", LIST))

    assert (found.number, findings) == (7, ())
    assert [(entry.check, entry.excuse, entry.line) for entry in found.entries] == [
        ("lip-7-colour", "", 5),
        ("", "Nobody can see that.", 7),
    ]


def test_a_manifest_is_read_as_well() -> None:
    text = '{"seps": {"7": {"requirements": [{"text": "A", "check": "c", "status": "untested"}],'
    text += ' "excluded": [{"text": "B", "reason": "r"}]}, "x": {}}}'
    [found], findings = read_conformance(file("traceability.json", text))

    assert (found.number, findings) == (7, ())
    assert [(e.check, e.excuse, e.status) for e in found.entries] == [
        ("c", "", "untested"),
        ("", "r", "excluded"),
    ]


def test_broken_lists_are_findings() -> None:
    for name, text in (
        ("a.yaml", "- x"),
        ("a.yaml", "sep: 07\nrequirements: []"),
        ("a.yaml", "sep: [\n"),
        ("a.json", "{"),
        ("a.json", "[]"),
    ):
        lists, findings = read_conformance(file(name, text))
        assert lists == ()
        assert findings


def test_requirements_have_a_test_an_excuse_or_neither() -> None:
    [listed], _ = read_conformance(file("sep-7.yaml", LIST))
    text = f"{COLOUR}\n\n{SWITCH}\n\nLamps MAY hum.\n"

    found = with_checks(asked(text)[LIP], listed)

    assert [(item.check, item.excuse) for item in found] == [
        ("lip-7-colour", ""),
        (None, "Nobody can see that."),
        (None, ""),
    ]


def test_the_specification_gets_checks_and_the_listing_proposal() -> None:
    lists, _ = read_conformance(file("sep-7.yaml", LIST))
    spec = tracked(page(f"{COLOUR}\n\nLamps MAY hum.\n"))

    found = with_spec_checks(spec, lists, key=DIALECT.key)

    assert [(item.checks, item.proposals) for item in found] == [
        (("lip-7-colour",), ("LIP-7",)),
        ((), ()),
    ]


def test_a_list_to_start_from_names_a_test_where_there_is_neither_test_nor_excuse() -> None:
    [listed], _ = read_conformance(file("sep-7.yaml", LIST))
    told = with_checks(asked(f"{COLOUR}\n\n{SWITCH}\n\nLamps MAY hum.\n")[LIP], listed)

    entries = plan_conformance(7, told, prefix="lip").entries

    assert [(entry.check, entry.excuse) for entry in entries] == [
        ("lip-7-colour", ""),
        ("", "Nobody can see that."),
        ("lip-7-lamps-hum", ""),
    ]
