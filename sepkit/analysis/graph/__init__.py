"""The graph of proposals: circles, the order in which they can land, and what a decision moves."""

from sepkit.analysis.graph.cycles import find_components, shortest_cycle
from sepkit.analysis.graph.impact import Impact, find_impact
from sepkit.analysis.graph.landing import find_land_order
from sepkit.analysis.graph.links import Link, LinkKind, find_links

__all__ = [
    "Impact",
    "Link",
    "LinkKind",
    "find_components",
    "find_impact",
    "find_land_order",
    "find_links",
    "shortest_cycle",
]
