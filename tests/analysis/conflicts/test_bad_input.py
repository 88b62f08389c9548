"""What strangers write into proposals, read from a real repository to conflicts and graph."""

import time
from collections.abc import Mapping

import pytest

from sepkit.analysis.graph import find_impact
from sepkit.model import ProposalKey, Register, RelationKind
from sepkit.pipeline import ReadRequest, read_register
from tests.sources.builders import Builder

RING = range(9201, 9212)
"""Eleven that each require all others have ten million simple circles."""

PARAGRAPH = (
    "Servers MUST report `lampGlow` with each reading. The wick is trimmed when `oilLevel` is low."
    " This replaces nothing, and clients SHOULD wait for the report of brightness.\n\n"
)


def sep(number: int, title: str, body: str, more: str = "") -> bytes:
    head = (
        f"# SEP-{number}: {title}\n\n- **Status**: Draft\n- **Type**: Standards Track\n"
        f"- **Created**: 2031-01-02\n- **Author(s)**: Ada Ash (@ada-ash)\n- **Sponsor**: None\n"
        f"{more}\n## Abstract\n\n{title} of lamps.\n\n## Specification\n\n{body}\n"
    )
    return head.encode()


def ring_member(number: int) -> bytes:
    others = ", ".join(f"SEP-{other}" for other in RING if other != number)
    return sep(number, f"Ring {number}", "words", more=f"- **Requires**: {others}\n")


PULLS: Mapping[int, bytes] = {
    9101: sep(9101, "Huge", PARAGRAPH * (583_000 // len(PARAGRAPH))),
    9102: sep(9102, "Citer", "It builds on SEP-9103 and replaces SEP-9104. " * 5_000),
    9103: sep(9103, "Cited", "words"),
    9104: sep(9104, "Self", "SEP-9104 requires SEP-9104.", more="- **Requires**: SEP-9104\n"),
    9105: sep(9105, "Unknown", "words", more="- **Requires**: SEP-99999, SEP-0, SEP--7\n"),
    9106: sep(
        9106,
        "Elsewhere",
        "See other/project#9103 and https://github.com/other/project/pull/9103, which it requires.",
    ),
    9107: sep(9107, "Dated", "Released in Sep 9103, on 9103-09-10, and in SEP 2025 or Sept. 2026."),
    **{number: ring_member(number) for number in RING},
}


@pytest.fixture(name="read", scope="module")
def _read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Register, float]:
    builder = Builder(tmp_path_factory.mktemp("bad") / "bad.git")
    base = builder.base({"seps/9100-base.md": sep(9100, "Base", "words")})
    for number, text in PULLS.items():
        builder.pull(number, {f"seps/{number}-x.md": text}, base)
    started = time.process_time()
    found = read_register(ReadRequest(location=str(builder.folder), preset="mcp"))
    return found.register, time.process_time() - started


@pytest.fixture(name="register")
def _register(read: tuple[Register, float]) -> Register:
    return read[0]


def told(register: Register, number: int) -> dict[str, RelationKind]:
    proposal = register.proposal(f"SEP-{number}")
    assert proposal is not None
    return {relation.to: relation.kind for relation in proposal.relations}


def test_every_text_is_counted(register: Register) -> None:
    assert register.counts.is_balanced
    assert len(register.proposals) == len(PULLS) + 1


def test_a_text_of_583_kb_and_10_000_citations_take_seconds(
    read: tuple[Register, float],
) -> None:
    """Measured: 4 s of CPU; a pattern that went quadratic took more than ten minutes."""
    register, seconds = read

    assert register.proposal("SEP-9101") is not None
    assert seconds < 60


def test_ten_thousand_citations_are_one_relation_a_proposal_and_kind(register: Register) -> None:
    assert told(register, 9102) == {
        "SEP-9103": RelationKind.EXTENDS,
        "SEP-9104": RelationKind.SUPERSEDES,
    }


def test_eleven_that_require_each_other_are_one_circle_of_two(register: Register) -> None:
    assert register.land_order.cycles == (("SEP-9201", "SEP-9202"),)
    ring = [key for key in register.land_order.order if key >= "SEP-92"]
    assert ring == [f"SEP-{number}" for number in RING]


def test_an_impact_in_a_circle_names_each_other_member_once(register: Register) -> None:
    impact = find_impact(ProposalKey("SEP-9201"), register.proposals, register.conflicts)

    assert sorted(impact.stranded) == [f"SEP-{number}" for number in RING[1:]]
    assert impact.freed == ()


def test_a_proposal_is_never_related_to_itself(register: Register) -> None:
    assert "SEP-9104" not in told(register, 9104)
    assert all(len(set(conflict.proposals)) == 2 for conflict in register.conflicts)


def test_a_number_that_does_not_exist_is_told_and_orders_nothing(register: Register) -> None:
    proposal = register.proposal("SEP-9105")

    assert proposal is not None
    [relation] = [item for item in proposal.relations if item.to == "SEP-99999"]
    assert not relation.is_known
    assert "SEP-9105" not in register.land_order.order
    assert all("99999" not in conflict.id for conflict in register.conflicts)


@pytest.mark.parametrize("number", [9106, 9107])
def test_other_repositories_and_dates_cite_no_proposal(register: Register, number: int) -> None:
    assert "SEP-9103" not in told(register, number)
    proposal = register.proposal(f"SEP-{number}")
    assert proposal is not None
    assert not any(r.kind is RelationKind.REQUIRES for r in proposal.relations)
