"""Whose a proposal is: evidence, weights, routes, and why a route is as it is.

How weights are learnt and measured stands in `sepkit.analysis.routing.learning`, which no reading
command loads.
"""

from sepkit.analysis.routing.decision import TOO_CLOSE
from sepkit.analysis.routing.explanation import Explanation, explain, rest_of
from sepkit.analysis.routing.implied import with_implied_groups
from sepkit.analysis.routing.routes import Router, route_case, route_proposals
from sepkit.analysis.routing.vocabulary import write_vocabulary
from sepkit.analysis.routing.weights import Profile, Weights, parse_weights, render_weights

__all__ = [
    "TOO_CLOSE",
    "Explanation",
    "Profile",
    "Router",
    "Weights",
    "explain",
    "parse_weights",
    "render_weights",
    "rest_of",
    "route_case",
    "route_proposals",
    "with_implied_groups",
    "write_vocabulary",
]
