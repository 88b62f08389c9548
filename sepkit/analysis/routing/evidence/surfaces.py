"""What the proposal does to surfaces that a group owns."""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.model import Act, Touch

# How much each act says about whose matter it is; relying on something owned says little.
_ACTS = {
    Act.DEFINES: ("surface.change", 1.0),
    Act.CHANGES: ("surface.change", 1.0),
    Act.DEPRECATES: ("surface.change", 1.0),
    Act.REMOVES: ("surface.change", 1.0),
    Act.RELIES_ON: ("surface.use", 1.0),
    Act.MENTIONS: ("surface.use", 0.5),
}


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint for each owned surface; each feature's values of one proposal sum to 1."""
    strongest: dict[tuple[str, str], Touch] = {}
    for touch in subject.case.touches:
        feature = _ACTS[touch.act][0]
        strongest.setdefault((feature, touch.surface), touch)
    totals = {"surface.change": 0.0, "surface.use": 0.0}
    owned = []
    for (feature, surface), touch in strongest.items():
        owners = ground.surfaces.owners_of(touch.surface).groups
        weight = _ACTS[touch.act][1]
        if owners:
            totals[feature] += weight
        owned += [(feature, group, weight / len(owners), surface, touch) for group in owners]
    for feature, group, weight, surface, touch in owned:
        value = weight / (totals[feature] + _DOUBT)
        text = f"{touch.act.value.replace('-', ' ')} `{surface}`"
        yield Hint(feature, group, value, text, touch.path, touch.line)


# One owned surface alone is not yet a whole; three of one group nearly are.
_DOUBT = 1.0
