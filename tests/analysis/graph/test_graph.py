"""Circles, the order of landing and what a decision moves."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.analysis.graph import (
    LinkKind,
    find_components,
    find_impact,
    find_land_order,
    find_links,
    shortest_cycle,
)
from sepkit.model import Case, Conflict, Harm, RelationKind
from tests.analysis.conflicts.builders import case, key, relation


def on(number: int, *needed: int, status: str = "draft") -> Case:
    """A proposal that requires others."""
    return case(
        number, relations=[relation(n, RelationKind.REQUIRES) for n in needed], status=status
    )


def rivals(a: int, b: int) -> Conflict:
    return Conflict(
        id=f"TP-{a}+TP-{b}",
        rules=("same-method",),
        severity=Harm.HIGH,
        score=0.9,
        proposals=(key(a), key(b)),
    )


def test_what_is_built_on_lands_first() -> None:
    landing = find_land_order([on(11, 12), on(12, 13), on(13), on(14)])

    assert landing.order == ("TP-13", "TP-12", "TP-11")
    assert landing.cycles == ()
    assert dict(landing.blocked_by) == {"TP-11": ("TP-12",), "TP-12": ("TP-13",)}


def test_final_ones_block_nobody() -> None:
    landing = find_land_order([on(11, 12), on(12, status="final")])

    assert landing.order == ()
    assert landing.blocked_by == ()


def test_a_circle_is_named_once_and_still_has_a_place() -> None:
    landing = find_land_order([on(11, 12), on(12, 13), on(13, 11), on(14, 11)])

    assert landing.cycles == (("TP-11", "TP-12", "TP-13"),)
    assert landing.order == ("TP-11", "TP-12", "TP-13", "TP-14")


def test_eleven_that_require_each_other_are_one_circle_of_two() -> None:
    everybody = range(11, 22)
    started = time.process_time()

    landing = find_land_order([on(n, *(m for m in everybody if m != n)) for n in everybody])

    assert landing.cycles == (("TP-11", "TP-12"),)
    assert time.process_time() - started < 2


def test_self_references_and_unknown_numbers_are_no_links() -> None:
    assert find_links([on(11, 11, 77777)]) == ()


def test_related_and_mentions_order_nothing() -> None:
    weak = [relation(12, kind) for kind in (RelationKind.RELATED, RelationKind.MENTIONS)]

    assert find_links([case(11, relations=weak), case(12)]) == ()


def test_a_conflict_is_a_link_whose_lower_key_stands_first() -> None:
    [link] = find_links([case(11), case(12)], [rivals(12, 11)])

    assert (link.source, link.target, link.kind) == ("TP-11", "TP-12", LinkKind.CONFLICTS)


def test_a_chain_of_ten_thousand_is_ordered() -> None:
    chain = [on(n, n + 1) for n in range(1, 10_000)] + [on(10_000)]

    landing = find_land_order(chain)

    assert landing.order[:2] == ("TP-10000", "TP-9999")
    assert len(landing.order) == 10_000


def test_a_decision_frees_strands_delays_and_relieves() -> None:
    cases = [on(11), on(12, 11), on(13, 12), case(14)]

    impact = find_impact(key(11), cases, [rivals(11, 14)])

    assert impact.freed == ("TP-12",)
    assert impact.stranded == impact.delayed == ("TP-12", "TP-13")
    assert impact.contradicted == impact.relieved == ("TP-14",)


def test_an_unknown_proposal_moves_nothing() -> None:
    assert find_impact(key(99), [on(11)]).stranded == ()


GRAPHS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=4)
).map(lambda graph: {**{node: [] for node in "abcdefgh"}, **graph})


@settings(max_examples=50, derandomize=True, deadline=None)
@given(GRAPHS)
def test_components_are_those_that_reach_each_other(graph: dict[str, list[str]]) -> None:
    def reach(start: str) -> set[str]:
        found, todo = {start}, [start]
        while todo:
            for target in graph[todo.pop()]:
                if target not in found:
                    found.add(target)
                    todo.append(target)
        return found

    reached = {node: reach(node) for node in graph}
    components = find_components(graph)

    assert sorted(node for members in components for node in members) == sorted(graph)
    place = {node: number for number, members in enumerate(components) for node in members}
    for a, targets in graph.items():
        for b in graph:
            assert (place[a] == place[b]) == (b in reached[a] and a in reached[b])
            assert b not in targets or place[b] <= place[a]


@settings(max_examples=50, derandomize=True, deadline=None)
@given(GRAPHS)
def test_a_shortest_cycle_follows_links_and_comes_back(graph: dict[str, list[str]]) -> None:
    for members in find_components(graph):
        if len(members) > 1:
            cycle = shortest_cycle(graph, members)
            assert len(set(cycle)) == len(cycle) >= 2
            assert all(b in graph[a] for a, b in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
