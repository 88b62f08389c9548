"""Files of the specification to its revisions: what each holds, and since when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sepkit.model import (
    SCHEMA_KINDS,
    BaseFile,
    Date,
    Dialect,
    Finding,
    RepoPath,
    Revision,
    RevisionReading,
    SchemaVersion,
    Severity,
    Spec,
    SpecPage,
    SpecReading,
    SpecRequirement,
    Surface,
    SurfaceState,
)
from sepkit.spec.ageing import Books
from sepkit.spec.entries import find_entries
from sepkit.spec.folders import Folder, is_extension, sort_files
from sepkit.spec.history import read_history
from sepkit.spec.page_surfaces import find_page_surfaces
from sepkit.spec.pages import find_sections
from sepkit.spec.placeholders import without_examples
from sepkit.spec.registry import is_book, is_changelog, read_changelog, read_registry
from sepkit.spec.schema_surfaces import find_schema_surfaces
from sepkit.spec.shapes import TypeShape
from sepkit.spec.shelf import Shelf
from sepkit.spec.typedoc import Mark, find_deprecated, is_typedoc

MAX_STATES = 50_000
"""Surfaces of one revision; the largest real one has 1,900."""


def read_specification(
    files: Iterable[BaseFile],
    dialect: Dialect,
    *,
    versions: Sequence[SchemaVersion] = (),
    first_days: Mapping[RepoPath, Date] | None = None,
) -> SpecReading:
    """Read all revisions of the specification from files of the base revision.

    Args:
        files: any files; those that the dialect's `schema_path` and `docs_path` name are read,
            each blob once. A TypeScript schema counts where no JSON Schema stands beside it.
        dialect: says where schemas and pages stand, and which revision is the draft.
        versions: the draft's schema as each commit of the base branch's first-parent line left
            it, oldest first: they tell which commit made which change.
        first_days: since when pages of extensions stand where they stand; one that has no day
            here is the draft's alone.

    Returns:
        Revisions oldest first, the draft last; what could not be read is in `findings`. A
        revision whose schema is missing or broken is taken to have that of the one before it, so
        that nothing counts as removed for want of a file; likewise for its pages.
    """
    folders = sort_files(files, dialect, first_days)
    reader = _Reader(dialect, Shelf())
    readings = reader.revisions(folders)
    revisions = zip(readings, folders, strict=True)
    spec = Spec(
        revisions=tuple(_revision(reading, folder) for reading, folder in revisions),
        surfaces=tuple(find_entries(readings, reader.books, dialect)),
    )
    return SpecReading(
        spec=spec,
        revisions=tuple(readings),
        history=tuple(read_history(versions, dialect)),
        findings=reader.told(),
    )


def read_revisions(
    files: Iterable[BaseFile], dialect: Dialect, shelf: Shelf
) -> tuple[tuple[RevisionReading, ...], tuple[Finding, ...]]:
    """Read what each revision holds, without the story of each surface; and what was not readable.

    Args:
        files: as for `read_specification`.
        dialect: says where schemas and pages stand, and which revision is the draft.
        shelf: what was read of the same files before; gets what is read now.
    """
    reader = _Reader(dialect, shelf)
    readings = reader.revisions(sort_files(files, dialect))
    return tuple(readings), reader.told()


def trimmed(reading: SpecReading, requirements: tuple[SpecRequirement, ...] = ()) -> SpecReading:
    """Return a reading without the texts of pages and schema, small enough to be kept.

    Args:
        reading: the whole.
        requirements: what was found in those texts; kept in the specification.
    """
    revisions = tuple(
        replace(
            revision,
            pages=tuple(replace(page, blocks=()) for page in revision.pages),
            states=tuple(replace(state, words="") for state in revision.states),
        )
        for revision in reading.revisions
    )
    spec = replace(reading.spec, requirements=requirements or reading.spec.requirements)
    return replace(reading, spec=spec, revisions=revisions)


def _revision(reading: RevisionReading, folder: Folder) -> Revision:
    return Revision(
        id=reading.id,
        date=reading.date,
        schema=folder.schema.path if folder.schema else None,
        pages=len(folder.pages),
        surfaces=len(reading.states),
    )


class _Reader:
    """Reads revision after revision."""

    def __init__(self, dialect: Dialect, shelf: Shelf) -> None:
        self.dialect = dialect
        self.shelf = shelf
        self.books = Books(dialect)
        self.findings: list[Finding] = []

    def told(self) -> tuple[Finding, ...]:
        """Return what could not be read, each once."""
        return tuple(dict.fromkeys(self.findings))

    def revisions(self, folders: Iterable[Folder]) -> list[RevisionReading]:
        readings: list[RevisionReading] = []
        for folder in folders:
            readings.append(self.revision(folder, readings[-1] if readings else None))
        return readings

    def revision(self, folder: Folder, before: RevisionReading | None) -> RevisionReading:
        pages = self._pages(folder)
        books = [page for page in pages if is_book(page.name)]
        self.books.notices[folder.id] = tuple(
            notice for page in books for notice in read_registry(page, self.dialect)
        )
        found = [*self._schema_states(folder, before), *self._page_states(folder, pages, before)]
        states = self.books.aged(self._merged(folder, found), folder.id)
        return RevisionReading(
            id=folder.id,
            date=folder.date,
            states=tuple(states[surface] for surface in sorted(states)),
            pages=tuple(pages),
            changelog=tuple(
                item
                for page in books
                if is_changelog(page.name)
                for item in read_changelog(page, self.dialect)
            ),
        )

    def _pages(self, folder: Folder) -> list[SpecPage]:
        pages: list[SpecPage] = []
        marks: list[Mark] = []
        for name, file in folder.pages:
            text = file.data.decode("utf-8", "replace")
            if is_typedoc(text):
                marks.extend(find_deprecated(text))
                continue
            page, findings = self.shelf.page(file, name)
            self.findings.extend(findings)
            if page is not None:
                pages.append(page)
        self.books.marks[folder.id] = tuple(marks)
        return pages

    def _schema_states(
        self, folder: Folder, before: RevisionReading | None
    ) -> Iterable[SurfaceState]:
        shapes: tuple[TypeShape, ...] = ()
        schema = folder.schema
        if schema is not None:
            shapes, findings = self.shelf.shapes(schema)
            self.findings.extend(findings)
        if shapes and schema is not None:
            return find_schema_surfaces(shapes, schema.path)
        kept = [s for s in before.states if s.kind in SCHEMA_KINDS] if before else []
        if kept and before is not None:
            self.findings.append(_finding(folder, "has no readable schema", before.id))
        return kept

    def _page_states(
        self, folder: Folder, pages: list[SpecPage], before: RevisionReading | None
    ) -> Iterable[SurfaceState]:
        found = [state for page in pages for state in self._states_of(page)]
        is_bare = all(is_extension(page.path, self.dialect) for page in pages)
        if not is_bare or before is None:
            return found
        kept = [state for state in before.states if state.kind not in SCHEMA_KINDS]
        if kept:
            self.findings.append(_finding(folder, "has no pages", before.id))
        return [*found, *kept]

    def _states_of(self, page: SpecPage) -> Iterator[SurfaceState]:
        found = [*find_sections(page), *(() if is_book(page.name) else find_page_surfaces(page))]
        if is_extension(page.path, self.dialect):
            return (replace(state, part="extension") for state in found)
        return iter(found)

    def _merged(self, folder: Folder, found: Iterable[SurfaceState]) -> dict[Surface, SurfaceState]:
        """Make one state of what is found several times; the schema's word comes first."""
        states: dict[Surface, SurfaceState] = {}
        for state in found:
            known = states.get(state.surface)
            if known is None and len(states) >= MAX_STATES:
                self.findings.append(_too_many(folder))
                break
            if known is None:
                states[state.surface] = state
            elif state.is_deprecated and not known.is_deprecated and state.kind != "meta":
                states[state.surface] = replace(known, is_deprecated=True)
        return without_examples(states)


def _finding(folder: Folder, what: str, before: str) -> Finding:
    schema = folder.schema
    path = schema.path if schema else folder.pages[0][1].path
    return Finding(
        rule="spec-revision",
        severity=Severity.WARNING,
        subject=folder.id,
        path=path,
        line=1,
        message=f"revision `{folder.id}` {what}; it is taken to have that of `{before}`",
        help="add the files, or mend them",
    )


def _too_many(folder: Folder) -> Finding:
    path = folder.schema.path if folder.schema else folder.pages[0][1].path
    return Finding(
        rule="spec-size",
        severity=Severity.WARNING,
        subject=folder.id,
        path=path,
        line=1,
        message=f"revision `{folder.id}` names more than {MAX_STATES} surfaces; the rest is left",
        help="split the schema",
    )
