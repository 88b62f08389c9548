"""What training and measuring found, as the data that analysis is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sepkit.analysis.conflicts import ConflictWeights
from sepkit.analysis.deciding import AuthorityTable
from sepkit.analysis.routing import Weights
from sepkit.model import Measurement


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What files beside the code hold; analysis itself reads none."""

    routing: Weights
    conflicts: ConflictWeights
    measurements: tuple[Measurement, ...] = ()
    authority: Mapping[str, AuthorityTable] = field(default_factory=dict)
    """By name of the process: which act needs whom."""
