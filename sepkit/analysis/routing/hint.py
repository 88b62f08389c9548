"""What one kind of evidence has to say about one group."""

from dataclasses import dataclass

from sepkit.model import GroupId, RepoPath


@dataclass(frozen=True, slots=True)
class Hint:
    """One observation; its weight in nats is the feature's weight times the value."""

    feature: str
    """Name of the weight it is multiplied by: `topic.title`."""
    group: GroupId
    value: float
    text: str
    path: RepoPath
    line: int
