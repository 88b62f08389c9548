"""What holds for a document as a whole."""

from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.touches import find_touches, index_specification
from sepkit.model import Act, Surface
from tests.analysis.touches.builders import NEW, OLD, SPEC, acts, proposal, touches
from tests.spec.builders import read, record, schema

DIM = "interface DimRequest { method: 'lamps/dim' }"


def test_what_a_proposal_defines_it_does_not_rely_on() -> None:
    text = f"## Specification\n\n```ts\n{DIM}\n```\n\nClients MUST call `lamps/dim`.\n"

    assert acts(text)["method:lamps/dim"] == "defines"


def test_a_stronger_act_leaves_no_mention() -> None:
    text = (
        "## Motivation\n\n`lamps/list` is slow.\n\n## Specification\n\nThis extends `lamps/list`.\n"
    )

    assert acts(text) == {"method:lamps/list": "changes"}


def test_an_act_keeps_its_first_three_lines() -> None:
    text = "## Specification\n\n" + "Clients MUST call `lamps/list`.\n\n" * 9

    assert [touch.line for touch in touches(text)] == [3, 5, 7]


def test_what_came_after_the_proposal_is_new_to_it() -> None:
    code = "## Specification\n\n```ts\ninterface GreetRequest { method: 'greet' }\n```\n"

    assert acts(code, created="2030-01-01")["method:greet"] == "defines"
    assert acts(code, created="2031-03-01")["type:GreetRequest"] == "mentions"


def test_two_weeks_before_a_release_its_text_is_known() -> None:
    assert SPEC.is_known(Surface("method:greet"), proposal("", created="2030-12-20").created)
    assert not SPEC.is_known(Surface("method:greet"), proposal("", created="2030-12-10").created)


def test_a_removed_surface_fades_and_a_living_one_does_not() -> None:
    assert SPEC.is_gone(Surface("method:greet"))
    assert SPEC.is_fading(Surface("header:Lamp-Session"))
    assert not SPEC.is_fading(Surface("method:lamps/list"))
    assert (OLD, NEW) < ("2031-02", "2031-07")


def test_the_draft_is_context_for_others_and_new_to_a_final_proposal() -> None:
    index = index_specification(
        read(schema({"Lamp": {}}, revision=OLD), schema({"Lamp": {}, "Bulb": record(x="string")}))
    )
    text = "## Specification\n\n```ts\ninterface Bulb { x?: string }\n```\n"
    document = proposal(text, created="2031-02-01")

    [reprinted] = find_touches(document, index)
    assert (reprinted.surface, reprinted.act) == ("type:Bulb", Act.MENTIONS)
    assert find_touches(document, index, is_final=True)[0].act is Act.DEFINES


PARTS = [
    "## Specification\n",
    "Clients MUST call `lamps/list`.\n",
    "This removes `greet`.\n",
    '```json\n{"method": "lamps/light"}\n```\n',
    f"```ts\n{DIM}\n```\n",
    "| `Lamp` | MUST |\n| --- | --- |\n| `org.lamps/trace` | MAY |\n",
]


@given(st.lists(st.sampled_from(PARTS), max_size=8))
def test_touches_come_by_line_once_and_within_the_text(parts: list[str]) -> None:
    text = "\n".join(parts)
    found = touches(text)

    assert [touch.line for touch in found] == sorted(touch.line for touch in found)
    assert len({(t.surface, t.act, t.line) for t in found}) == len(found)
    assert all(1 <= touch.line <= text.count("\n") + 1 for touch in found)


@given(st.text(alphabet='`{}[]|#-*> \nabZ/.:"_1', max_size=200))
def test_no_text_crashes_the_finder(text: str) -> None:
    for touch in find_touches(proposal(f"## Specification\n\n{text}"), SPEC):
        assert touch.act in Act


def test_an_unrelated_paragraph_changes_nothing() -> None:
    text = "## Specification\n\nClients MUST call `lamps/list`.\n"

    assert touches(text) == touches(text + "\nNothing of note stands here.\n")
