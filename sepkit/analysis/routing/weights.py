"""What training found, as data: how much each feature counts, and how sharp the result is."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sepkit.model import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Weights for one situation."""

    features: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """By feature, in nats at the feature's value 1."""
    temperature: float = 1.0
    """What scores are divided by; above 1 is more doubtful, 1 changes nothing."""
    command: str = ""
    """What learnt it: run on the same commit it gives the same numbers."""
    commit: str = ""
    """The commit of the repository that taught."""

    def of(self, feature: str) -> float:
        """Return the weight of a feature; one that nobody trained counts nothing."""
        return self.features.get(feature, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The router's weights. None of them is about a particular proposal, group or person."""

    described: Profile
    """Where groups are known by what their files say of them."""
    taught: Profile
    """Where so many proposals declare their owner that these teach more than descriptions."""
    lessons: frozenset[str] = frozenset()
    """Digests of the proposals whose labels taught `described`: these must not measure it."""

    def for_teaching(self, examples: int, groups: int) -> Profile:
        """Return the weights for a number of declared proposals and groups.

        Between `_FEW` and `_MANY` examples a group the two profiles are mixed, so that one more
        declared owner never turns a route by itself.
        """
        share = (examples / max(groups, 1) - _FEW) / (_MANY - _FEW)
        share = min(1.0, max(0.0, share))
        if share in (0.0, 1.0):
            return self.taught if share else self.described
        return _mixed(self.described, self.taught, share)


# Declared proposals a group: below the first the descriptions of groups count alone.
_FEW = 2.0
_MANY = 6.0


def _mixed(first: Profile, second: Profile, share: float) -> Profile:
    names = sorted({*first.features, *second.features})
    features = {name: (1 - share) * first.of(name) + share * second.of(name) for name in names}
    temperature = (1 - share) * first.temperature + share * second.temperature
    return Profile(features=MappingProxyType(features), temperature=temperature)


def lesson_digest(process: str, key: str) -> str:
    """Return a short digest of a proposal, to know it again without naming it.

    Args:
        process: the dialect's name.
        key: the proposal's key.
    """
    return hashlib.sha256(f"{process} {key}".encode("utf-8", "surrogateescape")).hexdigest()[:8]


def parse_weights(text: str) -> Weights:
    """Read weights from the JSON text of `weights.json`.

    Raises:
        ConfigurationError: the text is no JSON, or lacks a profile, or a value is no number.
    """
    try:
        data = json.loads(text)
        return Weights(
            described=_profile(data["described"]),
            taught=_profile(data["taught"]),
            lessons=frozenset(str(data.get("lessons", "")).split()),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"the routing weights cannot be read: {error}",
            help="`sepkit train` writes such a file",
        ) from error


def _profile(data: Mapping[str, Any]) -> Profile:
    temperature = float(data["temperature"])
    if not temperature > 0:
        raise ValueError(f"a temperature of {temperature} is not above 0")
    return Profile(
        features=MappingProxyType(_numbers(data["features"])),
        temperature=temperature,
        command=str(data.get("command", "")),
        commit=str(data.get("commit", "")),
    )


def _numbers(data: Mapping[str, Any]) -> dict[str, float]:
    return {str(name): float(value) for name, value in sorted(data.items())}


def render_weights(weights: Weights) -> str:
    """Write weights as the JSON text that `parse_weights` reads, the same bytes each time."""
    data = {
        "lessons": " ".join(sorted(weights.lessons)),
        "described": _data(weights.described),
        "taught": _data(weights.taught),
    }
    return json.dumps(data, indent=2) + "\n"


def _data(profile: Profile) -> dict[str, Any]:
    features = {name: round(value, 4) for name, value in sorted(profile.features.items())}
    return {
        "command": profile.command,
        "commit": profile.commit,
        "temperature": round(profile.temperature, 4),
        "features": features,
    }
