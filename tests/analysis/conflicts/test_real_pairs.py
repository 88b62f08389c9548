"""Real proposals and pairs that people judged, by cross-validation."""

import csv
from pathlib import Path

import pytest

from sepkit.analysis.conflicts import RULES, Docket
from sepkit.analysis.conflicts.learning import cross_validate, find_pairs
from sepkit.analysis.conflicts.learning.evaluation import area
from sepkit.model import Case

pytestmark = [pytest.mark.corpora]
FAR_BELOW = -20.0
"""Log-odds of a pair for which no rule fired."""


@pytest.fixture(name="cases", scope="module")
def _cases(corpora: Path) -> tuple[Case, ...]:
    from sepkit.analysis.analyse import cases_of
    from sepkit.pipeline import ReadRequest, read_corpus

    return cases_of(read_corpus(ReadRequest(location=str(corpora / "corpora" / "mcp.bundle"))))


def judged(path: Path, cases: tuple[Case, ...]) -> frozenset[frozenset[str]]:
    keys = {str(case.number): str(case.key) for case in reversed(cases)}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return frozenset(
        frozenset((keys[row["a"]], keys[row["b"]]))
        for row in rows
        if row["a"] in keys and row["b"] in keys
    )


def test_conflicts_stand_above_pairs_that_only_look_alike(
    cases: tuple[Case, ...], corpora: Path
) -> None:
    """Without routes and the specification's changes, so below what the shipped weights reach."""
    from sepkit.model import Spec

    conflicts = judged(corpora / "labels" / "mcp-conflicts.csv", cases)
    negatives = judged(corpora / "labels" / "mcp-negatives.csv", cases)
    pairs = find_pairs(Docket(cases, spec=Spec()), RULES)

    raw = cross_validate(pairs, conflicts, negatives, rules=RULES)
    found = area(
        [raw.get(pair, FAR_BELOW) for pair in conflicts],
        [raw.get(pair, FAR_BELOW) for pair in negatives],
    )
    best = sorted(raw, key=lambda pair: -raw[pair])[:400]

    assert found is not None
    assert found > 0.75
    assert len(conflicts & set(best)) > 0.7 * len(conflicts)
