"""A proposal's file as read: what its author wrote, with the line of each statement."""

from dataclasses import dataclass

from sepkit.model.block import Block
from sepkit.model.finding import Finding
from sepkit.model.names import Date, ObjectId, ProposalKey, RepoPath
from sepkit.model.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One preamble field as it stands in the file."""

    name: str
    """Our name for it, or "" for a field that the dialect does not know."""
    label: str
    """As the author wrote it."""
    value: str
    """Plain text, markup taken off, continuation lines joined."""
    line: int
    path: RepoPath | None = None
    """The file it stands in, where that is not the document: a metadata file beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it, up to the next heading of its level or above."""

    title: str
    name: str
    """The dialect's name for it, or ""."""
    level: int
    line: int
    end_line: int
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLink:
    """A link to another file of the repository: a path, relative or from the root."""

    target: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A comment by which an author sets a check aside for one block, or for the whole text."""

    rules: tuple[str, ...]
    """Ids or names, as written."""
    reason: str
    """"" where none is given."""
    line: int
    """Where the comment stands."""
    first: int
    """The lines that it covers, from here"""
    last: int
    """to here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place where the text names another proposal."""

    number: int
    path: RepoPath
    line: int
    quote: str
    """The sentence around it, at most 400 characters."""
    field: str = ""
    """The preamble field it stands in (`requires`, `supersedes`, …), or ""."""
    section: str = ""
    """Name or title of the section it stands in."""
    by: str = "key"
    """key: the text names it as proposals are named. link: only a link leads to that number, which
    may as well be an issue or a pull request that is no proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of a proposal's file, read by a dialect. Everything in it is the author's claim.

    `blocks` is empty in a document that came from the cache: what analysis reads of them is in
    `Corpus.facts`.
    """

    path: RepoPath
    blob: ObjectId
    number: int | None
    """From the file name; None for a placeholder."""
    title_number: int | None
    """From the title, where it names one."""
    title: str
    fields: tuple[Field, ...] = ()
    status: str = ""
    """The dialect's id for the claimed status, or "" where none was understood."""
    status_written: str = ""
    track: str = ""
    created: Date | None = None
    authors: tuple[Person, ...] = ()
    sponsor: Person | None = None
    """None where the text names none, or says that it has none."""
    reviewers: tuple[Person, ...] = ()
    pull_request: int | None = None
    requires: tuple[int, ...] = ()
    supersedes: tuple[int, ...] = ()
    declared_groups: tuple[str, ...] = ()
    """Groups that the preamble names as owners, as written; the first is the owner."""
    participating_groups: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    abstract: str = ""
    """The first paragraph of the first section that has one, at most 600 characters."""
    blocks: tuple[Block, ...] = ()
    vocabulary: str = ""
    """The counted words of the body, from `sepkit.analysis.routing.write_vocabulary`; "" where
    nobody counted them yet: then routing counts `blocks`."""
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    """Checks that the author sets aside."""
    paths: tuple[PathLink, ...] = ()
    """Its links to other files of the repository."""
    is_partial: bool = False
    """Whether something that should be there could not be read."""

    def field(self, name: str) -> Field | None:
        """Return the first field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)


def key_of(template: str, number: int | None, *, pull_request: int | None = None) -> ProposalKey:
    """Return the key for a number; a missing number is written as `0000` with its pull request."""
    if number is None:
        suffix = f"@{pull_request}" if pull_request is not None else ""
        return ProposalKey(template.format(number="0000") + suffix)
    return ProposalKey(template.format(number=number))
