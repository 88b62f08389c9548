"""Whose a proposal is: evidence, weights, routes, and how often they are right."""

from sepkit.analysis.routing.decision import TOO_CLOSE
from sepkit.analysis.routing.evaluation import (
    Bin,
    Confusion,
    Coverage,
    RouteAccuracy,
    Trial,
    evaluate_routes,
    evaluate_split,
)
from sepkit.analysis.routing.explanation import Explanation, explain
from sepkit.analysis.routing.implied import with_implied_groups
from sepkit.analysis.routing.labels import Label, match_labels, parse_labels
from sepkit.analysis.routing.routes import Router, route_draft, route_proposals
from sepkit.analysis.routing.training import Truth, train
from sepkit.analysis.routing.vocabulary import write_vocabulary
from sepkit.analysis.routing.weights import Profile, Weights, parse_weights, render_weights

__all__ = [
    "TOO_CLOSE",
    "Bin",
    "Confusion",
    "Coverage",
    "Explanation",
    "Label",
    "Profile",
    "RouteAccuracy",
    "Router",
    "Trial",
    "Truth",
    "Weights",
    "evaluate_routes",
    "evaluate_split",
    "explain",
    "match_labels",
    "parse_labels",
    "parse_weights",
    "render_weights",
    "route_draft",
    "route_proposals",
    "train",
    "with_implied_groups",
    "write_vocabulary",
]
