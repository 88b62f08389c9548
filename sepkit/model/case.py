"""One proposal on its way through analysis: what was read and what earlier steps found."""

from dataclasses import dataclass

from sepkit.model.document import Document
from sepkit.model.names import Date, ProposalKey, RepoPath
from sepkit.model.proposal import ProposalRequirement
from sepkit.model.relation import Relation
from sepkit.model.stance import Stance
from sepkit.model.touch import Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A proposal as the analysis steps hand it on; each step fills what it finds."""

    key: ProposalKey
    number: int | None
    pull_request: int | None
    document: Document
    in_flight: bool
    status: str
    """What authorised acts made true; see `sepkit.analysis.lifecycle`."""
    is_open: bool
    """Whether work on it can still go on under its status."""
    first_seen: Date | None = None
    relations: tuple[Relation, ...] = ()
    touches: tuple[Touch, ...] = ()
    requirements: tuple[ProposalRequirement, ...] = ()
    edited_paths: tuple[RepoPath, ...] = ()
    """Other files that its pull request changes, where git tells."""
    stance: Stance | None = None
    """What `sepkit.analysis.conflicts.read_stance` made of the document, where it was kept; None:
    it is read from the document's blocks."""
