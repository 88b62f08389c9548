"""What is compared with what stays bounded, however many proposals look alike."""

from collections.abc import Iterator

import pytest

from sepkit.analysis.conflicts import Rule, Sign, same_method, same_purpose
from sepkit.analysis.conflicts.engine import demands, nearness
from sepkit.analysis.conflicts.engine.demands import find_encounters
from sepkit.analysis.conflicts.engine.finding import score_pairs
from sepkit.analysis.conflicts.engine.nearness import find_nearness
from sepkit.analysis.conflicts.engine.shared import meetings
from sepkit.model import Act, ProposalKey, RelationKind, Term
from tests.analysis.conflicts.builders import WEIGHTS, case, docket, relation, touch


def rule_on(number: int, thing: str) -> str:
    return f"# Wick {number}\n\n## Specification\n\nServers MUST report the {thing} brightness.\n"


def test_a_proposal_meets_a_bounded_number_of_others_on_requirements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(demands, "_MOST_MET", 3)
    alike = [case(number, rule_on(number, "`lampGlow`")) for number in range(11, 31)]

    met = find_encounters(docket(*alike, *(case(n, f"# Oil {n}") for n in range(100, 300))))

    partners = [key for item in met for key in (item.one.side.key, item.other.side.key)]
    assert met
    assert max(partners.count(key) for key in partners) <= 3


def test_words_that_pair_with_too_many_are_left_when_the_bound_is_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nearness, "_MOST_MET", 1)
    texts = {
        ProposalKey("TP-1"): [Term(stem="wick", weight=9.0), Term(stem="oil", weight=1.0)],
        ProposalKey("TP-2"): [Term(stem="wick", weight=9.0)],
        ProposalKey("TP-3"): [Term(stem="oil", weight=1.0)],
        ProposalKey("TP-4"): [Term(stem="gas", weight=1.0)],
    }

    ranks = find_nearness(texts).ranks

    assert list(ranks[ProposalKey("TP-1")]) == ["TP-2"]


def test_pairs_that_share_one_and_two_surfaces_are_told_apart() -> None:
    both = [touch("method:lamps/dim"), touch("method:lamps/lit")]
    found = docket(case(11, touches=both), case(12, touches=both), case(13, touches=both[:1]))

    shared = {(m.a.key, m.b.key): m.surfaces for m in meetings(found, frozenset({"method"}))}

    assert shared == {
        ("TP-11", "TP-12"): ("method:lamps/lit", "method:lamps/dim"),
        ("TP-11", "TP-13"): ("method:lamps/dim",),
        ("TP-12", "TP-13"): ("method:lamps/dim",),
    }


def test_settled_pairs_and_pairs_that_build_on_each_other_do_not_meet() -> None:
    dim = [touch("method:lamps/dim")]
    found = docket(
        case(11, touches=dim, status="final"),
        case(12, touches=dim, status="final"),
        case(13, touches=dim, relations=[relation(11, RelationKind.EXTENDS)]),
    )

    met = [(m.a.key, m.b.key) for m in meetings(found, frozenset({"method"}))]

    assert met == [("TP-12", "TP-13")]


def test_only_pairs_of_which_one_defines_the_surface_meet_where_that_is_asked() -> None:
    found = docket(
        *(case(n, touches=[touch("method:lamps/dim", Act.CHANGES)]) for n in (11, 12)),
        case(13, touches=[touch("method:lamps/dim", Act.DEFINES)]),
    )

    met = [(m.a.key, m.b.key) for m in meetings(found, frozenset({"method"}), defining=True)]

    assert met == [("TP-11", "TP-13"), ("TP-12", "TP-13")]


def test_words_are_made_only_for_pairs_that_are_shown() -> None:
    """Most pairs with a sign are never shown, and their sentences took a third of the time."""

    def never() -> tuple[str, tuple[()]]:
        raise AssertionError("nobody asked for this sentence")

    def find(_: object) -> Iterator[Sign]:
        yield Sign(pair=(ProposalKey("TP-11"), ProposalKey("TP-12")), strength=0.1, later=never)

    found = docket(case(11), case(12))
    rule = Rule(
        id="odd",
        label=same_method.RULE.label,
        harm=same_method.RULE.harm,
        settlement=same_method.RULE.settlement,
        find=find,
    )

    [scored] = score_pairs(found, [rule], WEIGHTS)

    assert scored.pair.signs[0][1].sentence == ""


def test_a_told_sign_keeps_its_pair_and_strength() -> None:
    text = "# Wick\n\n## Abstract\n\nThe wick burns the lantern oil in winter nights.\n"
    found = same_purpose.find(docket(case(11, text), case(12, text)))
    [sign] = [sign for sign in found if sign.pair == ("TP-11", "TP-12")]

    told = sign.told()

    assert (told.pair, told.strength) == (sign.pair, sign.strength)
    assert '"wick"' in told.sentence
    assert len(told.evidence) == 2
    assert told.told() is told
