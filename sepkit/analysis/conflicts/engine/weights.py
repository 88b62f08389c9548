"""What the score learnt: a weight for each rule and standing, as data."""

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

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
    scale: tuple[tuple[float, float], ...] = ()
    """Calibration: log-odds, rising, and the share of the pairs there that were judged to be
    conflicts; between two points shares grow by an even factor. Without points the log-odds mean
    what they say.
    A line of one slope promised a third of what was found between 0.1 and 0.3."""
    coverage: float = 1.0
    """Share of all conflicts that the judged ones are thought to be. Where half was judged, a pair
    that looks like one judged in three is a conflict in two of three."""
    certain: float = 0.95
    """Least score of a pair with a sign of a certain rule."""
    least: float = 0.2
    """Pairs below this score are not reported."""
    worth_a_look: float = 0.3
    """From this score on lists show a pair without being asked for all. At 0.3 six in ten of those
    shown are promised, and below it fewer than one in six of the next hundred."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """How well it did where it was measured."""

    def knowing(self, priors: Mapping[str, float]) -> Self:
        """Return weights in which a rule that has not been learnt counts by its prior.

        Args:
            priors: log-odds by rule.
        """
        unlearnt = set(priors) - {rule for rule, _ in self.rules}
        added = {(rule, s): priors[rule] for rule in unlearnt for s in Standing}
        return replace(self, rules={**self.rules, **added}) if added else self

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
        return min(_HIGHEST, self._share(raw) / self.coverage)

    def _share(self, raw: float) -> float:
        if not self.scale:
            return logistic(raw)
        (lowest, least), (highest, most) = self.scale[0], self.scale[-1]
        if raw <= lowest:
            # It goes on falling, so that the order of scores stays that of log-odds.
            return least * math.exp(max(-30.0, raw - lowest))
        if raw >= highest:
            return 1.0 - (1.0 - most) * math.exp(min(30.0, highest - raw))
        place = bisect_right(self.scale, raw, key=lambda point: point[0])
        (low, one), (high, other) = self.scale[place - 1], self.scale[place]
        return one * math.exp(math.log(other / one) * (raw - low) / (high - low))


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
        scale=tuple((float(raw), float(share)) for raw, share in data["calibration"]["scale"]),
        coverage=float(data["calibration"]["coverage"]),
        certain=float(data.get("certain", 0.95)),
        least=float(data["least"]),
        worth_a_look=float(data.get("worth_a_look", 0.3)),
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
            "scale": [[round(raw, 6), round(share, 6)] for raw, share in weights.scale],
        },
        "certain": weights.certain,
        "figures": {key: round(value, 6) for key, value in sorted(weights.figures.items())},
        "least": round(weights.least, 6),
        "rules": rules,
        "worth_a_look": round(weights.worth_a_look, 6),
    }
    return json.dumps(data, indent=2) + "\n"
