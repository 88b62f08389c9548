"""What training and measuring found, as files beside the code that uses them."""

import json
from pathlib import Path

from sepkit.analysis.analyse import Learnt
from sepkit.model import Measurement, decode

_ANALYSIS = Path(__file__).parent / "analysis"
MEASUREMENTS = Path(__file__).parent / "measurements"
"""One file for each evaluation, written by `sepkit evaluate … --write`."""


def read_learnt() -> Learnt:
    """Return the shipped weights of the router and of the conflict rules, and how good they are."""
    from sepkit.analysis.conflicts import parse_weights as parse_conflict_weights
    from sepkit.analysis.routing import parse_weights

    return Learnt(
        routing=parse_weights((_ANALYSIS / "routing" / "weights.json").read_text("utf-8")),
        conflicts=parse_conflict_weights(
            (_ANALYSIS / "conflicts" / "weights.json").read_text("utf-8")
        ),
        measurements=tuple(
            decode(Measurement, json.loads(path.read_text("utf-8")))
            for path in sorted(MEASUREMENTS.glob("*.json"))
        ),
    )
