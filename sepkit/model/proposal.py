"""A proposal as the register shows it: claims, state, route and what it waits for."""

from dataclasses import dataclass

from sepkit.model.conformance import coverage_of
from sepkit.model.document import Section
from sepkit.model.finding import Finding
from sepkit.model.names import Date, Handle, Instant, ObjectId, ProposalKey, RepoPath
from sepkit.model.person import Person, Sponsor
from sepkit.model.relation import Relation
from sepkit.model.route import Route
from sepkit.model.source import Origin
from sepkit.model.touch import Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The file said this status from this commit on."""

    status: str
    """The dialect's id, or the word as written where it knows none."""
    date: Instant
    commit: ObjectId
    author: str
    authorised: bool | None = None
    """True: on the base branch, by somebody whom its own files of that date entitle. False: by
    nobody whom they entitle, on a branch. None: only the forge could tell."""
    on_base: bool = False
    """Whether the commit is on the base branch: only there a status is a fact."""
    why: str = ""
    """Why it is authorised, is not, or cannot be told: a phrase."""
    path: RepoPath | None = None
    """The file, as it was then, that gives the person the role; None where none does."""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """Whom the proposal waits for. Time belongs to the proposal, never to a person."""

    actor: str
    """author | sponsor | group | core-maintainers | maintainers | nobody"""
    handles: tuple[Handle, ...] = ()
    action: str
    since: Date | None
    days: int | None
    """Whole days from `since` to the as-of instant."""
    due: Date | None = None
    overdue: int = 0
    """Whole days past `due`; 0 where the process sets no time."""
    source: str = ""
    """The rule's place: path:line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRequirement:
    """A sentence of a proposal with an RFC 2119 or RFC 8174 key word."""

    id: str
    keyword: str
    text: str
    path: RepoPath
    line: int
    landed: str | None = None
    """landed | reworded | missing | contradicted, compared with the specification; None: not."""
    check: str | None = None
    """The test that a conformance file names for it."""
    section: str = ""
    """Title of the section it stands in."""
    landed_id: str = ""
    """Id of the specification's requirement that it became, or that contradicts it."""
    excuse: str = ""
    """Why no test checks it, where a conformance file says so."""

    @property
    def coverage(self) -> str:
        """Whether it has a test, an excuse, or neither."""
        return coverage_of(self.check, self.excuse)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenField:
    """A preamble field as written, kept whether sepkit understands it or not."""

    label: str
    value: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposal, wherever it lives."""

    key: ProposalKey
    number: int | None
    pull_request: int | None
    """The home pull request: where it is discussed; None where history tells none."""
    title: str
    status: str
    """What authorised acts made true."""
    claimed_status: str
    """What the text says, as written."""
    track: str = ""
    created: Date | None = None
    authors: tuple[Person, ...] = ()
    sponsor: Sponsor | None = None
    abstract: str = ""
    in_flight: bool
    open: bool | None = None
    """Whether its pull request is open; None where only the forge could tell."""
    appears_open: bool = False
    """Whether `refs/pull/N/merge` exists: a hint, never a proof."""
    origin: Origin
    copies: tuple[Origin, ...] = ()
    """The same proposal in other pull requests."""
    former_paths: tuple[RepoPath, ...] = ()
    """Where its file stood before it was renamed, oldest first: `0000-x.md` before `1850-x.md`."""
    first_seen: Date | None = None
    """Date of the first commit that holds the file."""
    last_changed: Date | None = None
    preamble: tuple[WrittenField, ...] = ()
    sections: tuple[Section, ...] = ()
    missing_sections: tuple[str, ...] = ()
    timeline: tuple[Event, ...] = ()
    route: Route
    next: Next
    touches: tuple[Touch, ...] = ()
    relations: tuple[Relation, ...] = ()
    requirements: tuple[ProposalRequirement, ...] = ()
    area: str | None = None
    """The roadmap's priority area that names it, or None."""
    reading: str = "read"
    """read | partly"""
    findings: tuple[Finding, ...] = ()
