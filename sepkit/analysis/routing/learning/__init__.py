"""How the router's weights are learnt, and how often routes are right on what did not teach."""

from sepkit.analysis.routing.learning.evaluation import evaluate_routes, evaluate_split
from sepkit.analysis.routing.learning.figures import (
    Ablation,
    Bin,
    Confusion,
    Coverage,
    RouteAccuracy,
    measure,
)
from sepkit.analysis.routing.learning.labels import Label, match_labels, parse_labels
from sepkit.analysis.routing.learning.measurement import measurement_of
from sepkit.analysis.routing.learning.training import Truth, train
from sepkit.analysis.routing.learning.trials import Trial

__all__ = [
    "Ablation",
    "Bin",
    "Confusion",
    "Coverage",
    "Label",
    "RouteAccuracy",
    "Trial",
    "Truth",
    "evaluate_routes",
    "evaluate_split",
    "match_labels",
    "measure",
    "measurement_of",
    "parse_labels",
    "train",
]
