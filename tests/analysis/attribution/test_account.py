"""Proposals and specification brought together."""

from dataclasses import replace

from sepkit.analysis.attribution import account_for
from sepkit.analysis.requirements import find_requirements
from sepkit.analysis.touches import find_touches, index_specification
from sepkit.model import Case, ProposalKey, SpecReading, StatusRule
from sepkit.spec import trimmed
from tests.analysis.touches.builders import proposal
from tests.spec.builders import DIALECT, page, read, record, schema

PROCESS = replace(
    DIALECT,
    statuses=(
        StatusRule(id="draft", label="Draft", step=1),
        StatusRule(id="final", label="Final", is_open=False, step=5),
        StatusRule(id="withdrawn", label="Withdrawn", is_open=False),
    ),
)
SENTENCE = "Servers MUST send the colour of every lamp in the `Lamp-Colour` header."
TEXT = f"## Specification\n\n```ts\ninterface Colour {{ red: number }}\n```\n\n{SENTENCE}\n"


def specification() -> SpecReading:
    return read(
        schema({"Lamp": record(name="string")}, revision="2031-01-01"),
        page("# A\n", revision="2031-01-01"),
        schema({"Lamp": record(name="string"), "Colour": record(red="number")}),
        page(f"# A\n\n{SENTENCE}\n"),
    )


def case(status: str, *, in_flight: bool) -> Case:
    document = proposal(TEXT, created="2031-02-01")
    return Case(
        key=ProposalKey("LIP-7"),
        number=7,
        pull_request=7,
        document=document,
        in_flight=in_flight,
        status=status,
        is_open=False,
        touches=find_touches(
            document, index_specification(specification().spec), is_final=not in_flight
        ),
        requirements=find_requirements(document.blocks, path=document.path, prefix="LIP-7"),
    )


def test_a_final_proposal_explains_changes_and_requirements() -> None:
    account = account_for(specification(), PROCESS, [case("final", in_flight=False)])

    assert account.spec.unexplained_changes == ()
    assert [item.proposals for item in account.spec.requirements] == [("LIP-7",)]
    assert [item.landed for item in account.requirements[ProposalKey("LIP-7")]] == ["landed"]


def test_what_is_in_flight_or_withdrawn_explains_nothing() -> None:
    for other in (case("final", in_flight=True), case("withdrawn", in_flight=False)):
        account = account_for(specification(), PROCESS, [other])

        assert [item.surface for item in account.spec.unexplained_changes] == ["type:Colour"]
        assert [item.landed for item in account.requirements[other.key]] == [None]


def test_a_trimmed_reading_with_its_requirements_gives_the_same() -> None:
    from sepkit.analysis.requirements import track_requirements

    whole = specification()
    small = trimmed(whole, track_requirements(whole, PROCESS))
    cases = [case("final", in_flight=False)]

    assert account_for(small, PROCESS, cases) == account_for(whole, PROCESS, cases)
    assert all(page.blocks == () for revision in small.revisions for page in revision.pages)


def test_what_a_schema_asks_for_belongs_to_whoever_brought_the_field_that_it_describes() -> None:
    words = {"type": "number", "description": "Servers MUST keep this below 256."}
    other = {"type": "string", "description": "Lamps SHOULD have a short name."}
    reading = read(
        schema({"Lamp": record(hue="string")}, revision="2031-01-01"),
        schema({"Lamp": record(hue="string", name=other), "Colour": record(red=words)}),
    )

    account = account_for(reading, PROCESS, [case("final", in_flight=False)])

    traced = {item.section: item.proposals for item in account.spec.requirements}
    assert traced == {"Colour.red": ("LIP-7",), "Lamp.name": ()}


def test_what_a_proposal_about_the_process_asks_for_is_not_looked_for_in_the_specification() -> (
    None
):
    process = replace(PROCESS, governance_tracks=("Process",))
    final = case("final", in_flight=False)
    about_people = replace(final, document=replace(final.document, track="Process"))

    found = [
        account_for(specification(), process, [one]).requirements[ProposalKey("LIP-7")]
        for one in (final, about_people)
    ]

    assert [[item.landed for item in items] for items in found] == [["landed"], [None]]
