"""What the score learnt: a weight for each rule and standing, as data."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sepkit.analysis.conflicts.engine.docket import Standing
from sepkit.model import ConfigurationError

_HIGHEST = 0.97
"""No pair is surer than this without a certain rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictWeights:
    """Weights of a logistic score over the strengths of a pair's signs."""

    bias: Mapping[Standing, float]
    """Log-odds of a pair without any sign, by standing."""
    rules: Mapping[tuple[str, Standing], float]
    """Log-odds that a sign of full strength adds; never negative."""
    slope: float = 1.0
    """Calibration: what the log-odds are multiplied by …"""
    shift: float = 0.0
    """… and what is added then."""
    coverage: float = 1.0
    """Share of all conflicts that the judged ones are thought to be. Where half was judged, a pair
    that looks like one judged in three is a conflict in two of three."""
    certain: float = 0.95
    """Least score of a pair with a sign of a certain rule."""
    least: float = 0.2
    """Pairs below this score are not reported."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """How well it did where it was measured."""

    def raw(self, standing: Standing, strengths: Mapping[str, float]) -> float:
        """Return the log-odds before calibration; pairs are ranked by it."""
        terms = (
            self.rules.get((rule, standing), 0.0) * strength
            for rule, strength in sorted(strengths.items())
        )
        return self.bias.get(standing, 0.0) + math.fsum(terms)

    def score(self, raw: float) -> float:
        """Return the probability that a maintainer would agree, in [0, 1].

        Source:
            Elkan and Noto, Learning Classifiers from Only Positive and Unlabeled Data, KDD 2008.
        """
        return min(_HIGHEST, logistic(self.slope * raw + self.shift) / self.coverage)


def logistic(value: float) -> float:
    """Map log-odds to a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, value))))


def parse_weights(text: str, *, file: str = "weights.json") -> ConflictWeights:
    """Read weights from JSON.

    Args:
        text: an object with `bias`, `rules` (each by standing), `calibration`, `least`, `figures`.
        file: its name, for messages.

    Raises:
        ConfigurationError: the text has another shape.
    """
    try:
        data = json.loads(text)
        return _weights(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"`{file}` holds no conflict weights: {error}",
            help="`sepkit train conflicts` writes such a file",
        ) from error


def _weights(data: Mapping[str, Any]) -> ConflictWeights:
    return ConflictWeights(
        bias={Standing(key): float(value) for key, value in data["bias"].items()},
        rules={
            (rule, Standing(standing)): float(value)
            for rule, by_standing in data["rules"].items()
            for standing, value in by_standing.items()
        },
        slope=float(data["calibration"]["slope"]),
        shift=float(data["calibration"]["shift"]),
        coverage=float(data["calibration"]["coverage"]),
        certain=float(data.get("certain", 0.95)),
        least=float(data["least"]),
        figures={key: float(value) for key, value in data.get("figures", {}).items()},
    )


def write_weights(weights: ConflictWeights) -> str:
    """Write weights as JSON that `parse_weights` reads, keys sorted, six decimals."""
    rules: dict[str, dict[str, float]] = {}
    for (rule, standing), value in sorted(weights.rules.items()):
        rules.setdefault(rule, {})[standing.value] = round(value, 6)
    data = {
        "bias": {s.value: round(value, 6) for s, value in sorted(weights.bias.items())},
        "calibration": {
            "coverage": weights.coverage,
            "shift": round(weights.shift, 6),
            "slope": round(weights.slope, 6),
        },
        "certain": weights.certain,
        "figures": {key: round(value, 6) for key, value in sorted(weights.figures.items())},
        "least": round(weights.least, 6),
        "rules": rules,
    }
    return json.dumps(data, indent=2) + "\n"
