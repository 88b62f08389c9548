"""A proposal as the router looks at it: its texts as stems, each with its place."""

from dataclasses import dataclass

from sepkit.analysis.routing.vocabulary import Vocabulary, read_vocabulary
from sepkit.analysis.routing.words import stems, terms
from sepkit.model import Case, Document, RepoPath


@dataclass(frozen=True, slots=True)
class Passage:
    """A short text that stands in one line: the title, a heading, the abstract."""

    line: int
    stems: tuple[str, ...]
    """Every word, for phrases."""
    terms: tuple[str, ...]
    """Words that say something, for counting."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One proposal, read once for all kinds of evidence."""

    case: Case
    title: Passage
    abstract: Passage
    body: Vocabulary

    @property
    def document(self) -> Document:
        """The text that it stands for."""
        return self.case.document

    @property
    def path(self) -> RepoPath:
        """Where its lines are to be found."""
        return self.case.document.path


def read_subject(case: Case) -> Subject:
    """Read a proposal's title, abstract and body for routing; blocks are counted where needed."""
    document = case.document
    return Subject(
        case=case,
        title=_passage(document.title, _title_line(document)),
        abstract=_passage(document.abstract, _abstract_line(document)),
        body=read_vocabulary(document),
    )


def _passage(text: str, line: int) -> Passage:
    return Passage(line=line, stems=tuple(stems(text)), terms=tuple(terms(text)))


def _title_line(document: Document) -> int:
    field = document.field("title")
    if field is not None:
        return field.line
    first = next(iter(document.sections), None)
    return first.line if first is not None and first.level == 1 else 1


def _abstract_line(document: Document) -> int:
    """The abstract is the beginning of the first section that has words."""
    first = next((s for s in document.sections if s.level > 1 and s.words), None)
    return first.line + 1 if first is not None else _title_line(document)
