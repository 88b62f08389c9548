"""The whole graph in the formats of other tools."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from sepkit.model import GroupId, Register, RelationKind
from sepkit.publish.graph_formats import graph_of, render_graph_format
from tests.publish.registers import register

NAMES = ("json", "graphml", "dot", "mermaid")


@pytest.fixture(name="found", scope="module")
def _found() -> Register:
    return register()


def test_networkx_reads_the_json_and_the_graphml_alike(found: Register) -> None:
    import networkx as nx

    text = render_graph_format(found, "json")
    one = nx.node_link_graph(json.loads(text), edges="edges")
    other = nx.parse_graphml(render_graph_format(found, "graphml"))

    assert set(one.nodes) == set(other.nodes)
    assert one.number_of_edges() == other.number_of_edges() > 0


def test_every_end_of_a_line_is_a_node(found: Register) -> None:
    graph = graph_of(found)
    ids = {node.id for node in graph.nodes}

    assert len(ids) == len(graph.nodes)
    assert all(line.source in ids and line.target in ids for line in graph.lines)


def test_weak_relations_draw_no_line(found: Register) -> None:
    kinds = {line.kind for line in graph_of(found).lines}

    assert not kinds & {RelationKind.RELATED.value, RelationKind.MENTIONS.value}


def test_a_group_sees_its_own_and_what_they_are_joined_with(found: Register) -> None:
    owner = next(p.route.owner for p in found.proposals if p.route.owner is not None)
    graph = graph_of(found, group=GroupId(owner))
    mine = {p.key for p in found.proposals if p.route.owner == owner}
    shown = {node.id for node in graph.nodes if node.kind == "proposal"}

    assert mine <= shown
    assert len(shown) < len(found.proposals)


def test_a_refuted_conflict_draws_no_line(found: Register) -> None:
    for conflict in found.conflicts:
        if conflict.acknowledged is not None:
            refuted = replace(
                conflict, acknowledged=replace(conflict.acknowledged, verdict="refuted")
            )
            only = replace(found, conflicts=(refuted,))
            assert "conflicts" not in {line.kind for line in graph_of(only).lines}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_register_gives_the_same_text(found: Register, name: str) -> None:
    assert render_graph_format(found, name) == render_graph_format(found, name)


@pytest.mark.parametrize("name", NAMES)
def test_a_title_cannot_leave_its_quotes(found: Register, name: str) -> None:
    first = replace(found.proposals[0], title='a"];\n} x ]]></data><script> `end` #quot;')
    text = render_graph_format(replace(found, proposals=(first, *found.proposals[1:])), name)

    match name:
        case "json":
            json.loads(text)
        case "graphml":
            ET.fromstring(text)  # noqa: S314 - our own text is what is tested
        case _:
            assert '"];\n}' not in text
            assert 'a"]' not in text


def test_an_unknown_format_is_refused(found: Register) -> None:
    with pytest.raises(ValueError, match="no graph format `png`"):
        render_graph_format(found, "png")


def test_the_graph_leaves_out_conflicts_that_are_likely_none() -> None:
    whole = register()
    first, *others = whole.conflicts
    dimmed = replace(whole, conflicts=(replace(first, worth_a_look=False), *others))

    counts = [
        sum(line.kind == "conflicts" for line in graph_of(found).lines) for found in (whole, dimmed)
    ]

    assert counts[1] == counts[0] - 1


def test_a_node_says_whether_its_proposal_is_open() -> None:
    found = register()
    states = {node.id: node.state for node in graph_of(found).nodes if node.kind == "proposal"}

    assert {states[proposal.key] for proposal in found.open_proposals()} == {"open"}
    assert {states[p.key] for p in found.proposals if not p.in_flight} == {"base"}
