"""What kind of matter a proposal is, as far as its deciders depend on it."""

from enum import StrEnum

from sepkit.model import Act, Case


class Matter(StrEnum):
    """What is to be decided."""

    PROCESS = "process"
    """How the project itself works."""
    EXTENSION = "extension"
    """A new extension, beside the specification."""
    ADDITION = "addition"
    """The specification grows."""
    BREAKING = "breaking"
    """Something that stands in the specification changes its meaning or goes."""
    INFORMATION = "information"
    """Nothing normative changes."""

    @property
    def phrase(self) -> str:
        """The matter as it stands in a sentence."""
        return _PHRASES[self]


_PHRASES = {
    Matter.PROCESS: "a change of the process",
    Matter.EXTENSION: "an extension",
    Matter.ADDITION: "an addition to the specification",
    Matter.BREAKING: "a change that removes or deprecates something",
    Matter.INFORMATION: "information without normative change",
}

_BREAKING_ACTS = frozenset({Act.REMOVES, Act.DEPRECATES})


def matter_of(case: Case, *, governance_tracks: frozenset[str]) -> Matter:
    """Judge the matter from the track and from what the text does to surfaces.

    Args:
        case: the proposal with its touches.
        governance_tracks: the dialect's tracks about the process, in lower case.
    """
    track = case.document.track.lower()
    if track in governance_tracks:
        return Matter.PROCESS
    if track.startswith("extension"):
        return Matter.EXTENSION
    if track.startswith("informational"):
        return Matter.INFORMATION
    if any(touch.act in _BREAKING_ACTS for touch in case.touches):
        return Matter.BREAKING
    return Matter.ADDITION
