"""The real proposals: who relies on names that are gone, against what people labelled."""

import csv
from collections import defaultdict

from sepkit.analysis.touches import index_specification
from sepkit.model import Act
from tests.spec.real import SHARED, RealProcess, mcp, needs_corpora
from tests.spec.test_real_specification import attributed

pytestmark = needs_corpora
__all__ = ["mcp"]

RELYING = frozenset({Act.RELIES_ON, Act.CHANGES, Act.DEFINES})
GONE_KINDS = frozenset({"removes-vs-extends", "removed"})


def accused(real: RealProcess) -> set[frozenset[int]]:
    """Pairs of which one relies on a surface that the other removed or deprecated."""
    spec = attributed(real)
    index = index_specification(spec)
    removers: dict[str, set[int]] = defaultdict(set)
    for entry in spec.surfaces:
        for change in entry.changes:
            if change.change in ("removed", "deprecated"):
                removers[entry.id].update(int(key[4:]) for key in change.proposals)
    for number in real.final:
        for touch in real.touches[number]:
            if touch.act in (Act.REMOVES, Act.DEPRECATES):
                removers[touch.surface].add(number)
    return {
        frozenset((number, other))
        for number, found in real.touches.items()
        for touch in found
        if touch.act in RELYING and index.is_fading(touch.surface)
        for other in removers[touch.surface] - {number}
    }


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / "labels" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pair(row: dict[str, str]) -> frozenset[int]:
    return frozenset((int(row["a"]), int(row["b"])))


def test_nine_in_ten_that_rely_on_something_removed_are_found(mcp: RealProcess) -> None:
    wanted = [row for row in rows("mcp-conflicts.csv") if row["kind"] in GONE_KINDS]
    found = accused(mcp)

    missed = [(row["a"], row["b"], row["surface"]) for row in wanted if pair(row) not in found]
    assert len(missed) <= 0.1 * len(wanted), missed


def test_at_most_one_in_ten_hard_negatives_is_accused(mcp: RealProcess) -> None:
    negatives = rows("mcp-negatives.csv")
    found = accused(mcp)

    wrong = [(row["a"], row["b"], row["why"]) for row in negatives if pair(row) in found]
    assert len(wrong) <= 0.1 * len(negatives), wrong


def test_every_quote_stands_at_its_line(mcp: RealProcess) -> None:
    documents = {**mcp.in_flight, **mcp.final}
    for number, found in mcp.touches.items():
        lines = {
            line for block in documents[number].blocks for line in (block.line, block.end_line)
        }
        assert all(1 <= touch.line <= max(lines) for touch in found)
