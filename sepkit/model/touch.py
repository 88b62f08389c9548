"""What a proposal does to the specification."""

from dataclasses import dataclass
from enum import StrEnum

from sepkit.model.names import RepoPath, Surface


class Act(StrEnum):
    """What is done to a surface; strongest first."""

    DEFINES = "defines"
    CHANGES = "changes"
    DEPRECATES = "deprecates"
    REMOVES = "removes"
    RELIES_ON = "relies-on"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Touch:
    """One proposal acts on one surface, and this line shows it.

    A touch says what the author wrote, never that the change was accepted.
    """

    surface: Surface
    act: Act
    path: RepoPath
    line: int
    """Counted from 1 in the blob that was read, its preamble included."""
    quote: str = ""

    @property
    def is_binding(self) -> bool:
        """Whether two proposals doing this to one surface have to agree."""
        return self.act not in (Act.RELIES_ON, Act.MENTIONS)
