"""Pairs that people judged, from a table: conflicts, and pairs that only look like some."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sepkit.analysis.conflicts.engine.pairing import PairId
from sepkit.model import Case, ProposalKey, UsageError

_NEEDED = ("a", "b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What people said of a pair."""

    pair: PairId
    is_conflict: bool


def parse_judged_pairs(text: str, *, file: str) -> tuple[tuple[str, str], ...]:
    """Read a table of pairs.

    Args:
        text: CSV with columns `a` and `b`, each a number or a key; other columns are left alone.
        file: its name, for messages.

    Raises:
        UsageError: one of the two columns is missing.
    """
    rows = csv.DictReader(io.StringIO(text))
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise UsageError(
            f"`{file}` has no column `{missing[0]}`",
            help="a row holds one pair: the numbers or keys of two proposals in `a` and `b`",
        )
    found = (((row["a"] or "").strip(), (row["b"] or "").strip()) for row in rows)
    return tuple(pair for pair in found if all(pair))


def match_judgements(
    conflicts: Sequence[tuple[str, str]],
    negatives: Sequence[tuple[str, str]],
    cases: Sequence[Case],
) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Find the proposals that judged pairs are about.

    Returns:
        The judgements of which both proposals are known, each pair once, a conflict before a pair
        that is none; and the others as `a+b`, in the order of the tables.
    """
    keys = _keys(cases)
    found: dict[PairId, bool] = {}
    absent: list[str] = []
    for pairs, is_conflict in ((conflicts, True), (negatives, False)):
        for one, other in pairs:
            pair = frozenset(keys[name] for name in (one.lower(), other.lower()) if name in keys)
            if len(pair) == len(_NEEDED):
                found.setdefault(pair, is_conflict)
            else:
                absent.append(f"{one}+{other}")
    return (
        tuple(Judgement(pair=pair, is_conflict=is_so) for pair, is_so in found.items()),
        tuple(absent),
    )


def _keys(cases: Sequence[Case]) -> Mapping[str, ProposalKey]:
    """Numbers and keys in lower case; of two with one number the first claimant is meant."""
    keys: dict[str, ProposalKey] = {}
    for case in cases:
        keys[case.key.lower()] = case.key
        if case.number is not None:
            keys.setdefault(str(case.number), case.key)
    return keys
