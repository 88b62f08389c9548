"""What training and measuring found, as files beside the code that uses them."""

import json
from pathlib import Path

from sepkit.analysis.deciding import AuthorityTable, parse_authority
from sepkit.analysis.learnt import Learnt
from sepkit.analysis.routing import Weights, parse_weights
from sepkit.model import Measurement, decode

_ANALYSIS = Path(__file__).parent / "analysis"
MEASUREMENTS = Path(__file__).parent / "measurements"
"""One file for each evaluation, written by `sepkit evaluate … -o`."""


def read_learnt() -> Learnt:
    """Return the shipped weights of the router and of the conflict rules, and how good they are."""
    from sepkit.analysis.conflicts import parse_weights as parse_conflict_weights

    return Learnt(
        routing=read_routing(),
        conflicts=parse_conflict_weights(
            (_ANALYSIS / "conflicts" / "weights.json").read_text("utf-8")
        ),
        authority=read_authority(),
        measurements=tuple(
            decode(Measurement, json.loads(path.read_text("utf-8")))
            for path in sorted(MEASUREMENTS.glob("*.json"))
        ),
    )


def read_routing() -> Weights:
    """Return the shipped weights of the router alone."""
    return parse_weights((_ANALYSIS / "routing" / "weights.json").read_text("utf-8"))


def read_authority() -> dict[str, AuthorityTable]:
    """Return which act needs whom, by name of the process."""
    return parse_authority((_ANALYSIS / "deciding" / "authority.json").read_text("utf-8"))
