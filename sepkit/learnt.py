"""Weights that training found, as files beside the code that uses them."""

from pathlib import Path

from sepkit.analysis.analyse import Learnt

_ANALYSIS = Path(__file__).parent / "analysis"


def read_learnt() -> Learnt:
    """Return the shipped weights of the router and of the conflict rules."""
    from sepkit.analysis.conflicts import parse_weights as parse_conflict_weights
    from sepkit.analysis.routing import parse_weights

    return Learnt(
        routing=parse_weights((_ANALYSIS / "routing" / "weights.json").read_text("utf-8")),
        conflicts=parse_conflict_weights(
            (_ANALYSIS / "conflicts" / "weights.json").read_text("utf-8")
        ),
    )
