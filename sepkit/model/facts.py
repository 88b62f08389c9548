"""What analysis reads of one text alone, so that it can be kept with it and read once."""

from dataclasses import dataclass

from sepkit.model.proposal import ProposalRequirement
from sepkit.model.stance import Stance
from sepkit.model.touch import Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a text says, whatever the specification and other texts hold."""

    stance: Stance
    requirements: tuple[ProposalRequirement, ...]
    """Not compared with the specification yet."""


Verdict = tuple[str, str]
"""What became of a requirement (see `ProposalRequirement.landed`), and where; "" where nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that analysis needs of a text's blocks; with it a document can go without them."""

    meaning: Meaning
    touches: tuple[Touch, ...]
    """By the specification at the base commit."""
    verdicts: tuple[Verdict, ...] | None = None
    """By requirement, what became of it in that specification; None where nobody compared them."""
