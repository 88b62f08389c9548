"""A file of this machine, checked as if it were in the repository; and its flaws mended."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sepkit.model import (
    Corpus,
    Dialect,
    Document,
    Entry,
    Finding,
    NothingToReadError,
    ObjectId,
    Origin,
    Reading,
    RefName,
    RepoPath,
)

STANDARD_INPUT = RepoPath("-")
"""The path of a text without a file: what checks say of file names does not hold for it."""

_ROUNDS = 400
"""More flaws than that are mended by calling again."""
_NOWHERE = ObjectId("0" * 40)
ABOUT_NAMES = frozenset({"ID001", "ID002", "ID003"})
"""Checks of a file's name, which a text that is not in the repository yet need not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A file after its flaws were mended."""

    data: bytes
    count: int
    """How many flaws were mended."""


def check_file(corpus: Corpus, data: bytes, *, path: RepoPath) -> tuple[Finding, ...]:
    """Return what is wrong with a file, held against a repository.

    Args:
        corpus: the repository as read; a version of the file in it is replaced.
        data: the file's bytes.
        path: where it stands, or would stand, in the repository.

    Raises:
        NothingToReadError: nothing could be read in it.
    """
    from sepkit.analysis.analyse import room_of
    from sepkit.analysis.checks import check_proposal, check_text
    from sepkit.analysis.judging import judge

    document = check_text(read_text(data, path=path, dialect=corpus.dialect), data, corpus.dialect)
    judged = judge(_with(corpus, document))
    found = next(item for item in judged if item.document is document)
    others = tuple(item for item in judged if item is not found)
    if found.assembled.home.entry.origin.ref == "":
        found = replace(found, case=replace(found.case, in_flight=True))
    room = room_of(corpus, (*others, found))
    findings = (replace(f, subject=path) for f in check_proposal(found, room))
    if path != STANDARD_INPUT:
        return tuple(findings)
    return tuple(f for f in findings if f.rule not in ABOUT_NAMES)


def mend_file(
    data: bytes,
    *,
    path: RepoPath,
    dialect: Dialect,
    has_unsafe: bool,
    is_wanted: Callable[[str], bool],
    known: frozenset[int] | None = None,
) -> Mended:
    """Return a file with its flaws mended, round by round until none is left that can be.

    Args:
        data: the file's bytes.
        path: where it stands in the repository.
        dialect: its process.
        has_unsafe: whether a fix may change what the text means.
        is_wanted: whether a check, by its id, is asked for.
        known: numbers of the proposals that may be linked; None knows no repository.
    """
    from sepkit.analysis.checks import Sheet, flaws_in
    from sepkit.analysis.checks.fixing import is_allowed, mended
    from sepkit.analysis.checks.judging import is_set_aside
    from sepkit.analysis.checks.set_aside import read_set_aside

    count = 0
    for _ in range(_ROUNDS):
        document = read_text(data, path=path, dialect=dialect)
        sheet = Sheet(document=document, dialect=dialect, data=data)
        comments = tuple(read_set_aside(sheet))
        flaws = [
            flaw
            for rule, flaw in flaws_in(sheet)
            if is_allowed(rule, flaw, has_unsafe=has_unsafe)
            and is_wanted(rule.id)
            and (flaw.about is None or known is None or flaw.about in known)
            and not is_set_aside(rule, flaw.line, comments)
        ]
        better = next(
            (
                better
                for flaw in flaws
                if (better := mended(data, [flaw])) != data
                and _says_the_same(read_text(better, path=path, dialect=dialect), document)
            ),
            None,
        )
        if better is None:
            break
        count += 1
        data = better
    return Mended(data=data, count=count)


def _says_the_same(one: Document, other: Document) -> bool:
    """Whether two versions claim the same in their preambles; a pull request may be filled in."""
    return _claims(one) == _claims(other) and (
        one.pull_request == other.pull_request or other.pull_request is None
    )


def _claims(document: Document) -> tuple[object, ...]:
    return (
        *(document.title, document.status, document.track, document.created),
        *(document.authors, document.sponsor, document.reviewers, document.requires),
        *(document.supersedes, document.declared_groups, document.participating_groups),
        *(len(document.sections), document.is_partial),
    )


def read_text(data: bytes, *, path: RepoPath, dialect: Dialect) -> Document:
    """Return a text of this machine as the process's reader sees it.

    Raises:
        NothingToReadError: nothing could be read in it.
    """
    from sepkit.dialects import UnreadableError, read_document

    try:
        return read_document(data, path=path, blob=_NOWHERE, dialect=dialect)
    except UnreadableError as error:
        raise NothingToReadError(
            f"`{path}` cannot be read: {error}", help="give a text file in UTF-8"
        ) from error


def _with(corpus: Corpus, document: Document) -> Corpus:
    """Return a corpus that holds the document, in the place of its version in the repository."""
    old = _version_of(corpus, document)
    entry = old.entry if old is not None else _new_entry(document, corpus.dialect)
    mine = Reading(entry=entry, document=document, claims=old.claims if old is not None else ())
    others = [
        reading
        for reading in corpus.readings
        if reading.document.path != document.path and not _is_renamed(reading, mine)
    ]
    # Facts are known by key, and keys may move: those of the replaced text must not be found.
    facts = {key: fact for key, fact in corpus.facts.items() if not _may_be(key, document, corpus)}
    return replace(corpus, readings=(*others, mine), facts=facts)


def _version_of(corpus: Corpus, document: Document) -> Reading | None:
    same = [r for r in corpus.readings if r.document.path == document.path]
    on_base = [r for r in same if r.entry.pull_request is None]
    at_home = [r for r in same if r.entry.pull_request == document.number]
    return next(iter((*on_base, *at_home, *same)), None)


def _is_renamed(reading: Reading, mine: Reading) -> bool:
    """Whether a reading is the same proposal under the name that the file had before."""
    number = mine.document.number
    return (
        number is not None
        and reading.entry.pull_request == number == mine.entry.pull_request
        and reading.document.number in (None, number)
    )


def _new_entry(document: Document, dialect: Dialect) -> Entry:
    origin = Origin(ref=RefName(""), commit=_NOWHERE, path=document.path, blob=document.blob)
    return Entry(origin=origin, pull_request=document.number if dialect.number_is_pull else None)


def _may_be(key: str, document: Document, corpus: Corpus) -> bool:
    if document.number is None:
        return False
    plain = corpus.dialect.key.format(number=document.number)
    return key == plain or key.startswith(f"{plain}@")
