"""All that was read at one commit, as analysis gets it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sepkit.model.conflict import Acknowledgement
from sepkit.model.conformance import ConformanceList
from sepkit.model.dialect import Dialect
from sepkit.model.document import Document
from sepkit.model.facts import Facts
from sepkit.model.finding import Finding, Refusal
from sepkit.model.group import Ownership
from sepkit.model.names import ProposalKey, RepoPath
from sepkit.model.past import PastPeople
from sepkit.model.roadmap import Roadmap
from sepkit.model.source import Entry, Snapshot
from sepkit.model.spec_reading import PullEdits, SpecReading

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is (0: unknown)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastClaim:
    """What the preamble of one historical version said."""

    status: str
    """The dialect's id, the word as written where it knows none, "" where none stands."""
    sponsor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One entry and what its bytes say."""

    entry: Entry
    document: Document
    claims: tuple[PastClaim, ...] = ()
    """One for each of `entry.versions`, in the same order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The input of analysis: pure data, no repository behind it."""

    dialect: Dialect
    snapshot: Snapshot
    readings: tuple[Reading, ...]
    """In the order of path, then of pull request, the base revision first."""
    refused: tuple[Refusal, ...] = ()
    ownership: Ownership = field(default_factory=Ownership)
    specification: SpecReading = field(default_factory=SpecReading)
    roadmap: Roadmap = field(default_factory=Roadmap)
    paths: tuple[RepoPath, ...] = ()
    """Every path of the base revision, as far as the caps let them be listed."""
    edits: tuple[PullEdits, ...] = ()
    """By pull request; only those that carry one proposal in flight and edit the specification."""
    conformance: tuple[ConformanceList, ...] = ()
    """What people list for conformance tests, one list a proposal."""
    acknowledgements: tuple[Acknowledgement, ...] = ()
    """What files of the base revision say of conflicts: known, or none."""
    findings: tuple[Finding, ...] = ()
    """About base files that could not be read, whole or in part."""
    facts: Mapping[ProposalKey, Facts] = field(default_factory=dict)
    """What was read of texts before, or is kept; what is missing is read from their blocks."""
    past: tuple[PastPeople, ...] = ()
    """Who base files listed before, where the process says which act needs whom."""
    tool: str = "sepkit"
