"""What a pull request does to the specification's own files: schema and pages, before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sepkit.model import (
    BaseFile,
    ChangeKind,
    Dialect,
    Finding,
    RevisionReading,
    SpecPage,
    SurfaceChange,
    fold_changes,
)
from sepkit.spec.diff import changes_between
from sepkit.spec.pages import section_names
from sepkit.spec.registry import is_book
from sepkit.spec.revisions import read_revisions
from sepkit.spec.shelf import Shelf


def read_edits(
    before: Iterable[BaseFile],
    after: Iterable[BaseFile],
    dialect: Dialect,
    shelf: Shelf | None = None,
) -> tuple[tuple[SurfaceChange, ...], tuple[Finding, ...]]:
    """Return what changed between two states of the files, and what could not be read of the later.

    Args:
        before: the files as the branch found them: at its merge base, not at the base's tip, or
            all that the base did since would count as undone.
        after: the same files as the branch has them; files that neither holds are no matter.
        dialect: says where schemas and pages stand.
        shelf: what was read for other branches, which often begin at the same files.

    Returns:
        By revision, then by surface: surfaces that came, changed, aged or went, and document
        sections whose text changed. The fields of a type that came or went as a whole are left
        out. Of a schema that cannot be read on one of the sides nothing is said to have gone.
    """
    shelf = shelf or Shelf()
    sides = [read_revisions(side, dialect, shelf) for side in (before, after)]
    old, new = ({item.id: item for item in revisions} for revisions, _ in sides)
    broken = {finding.path for _, findings in sides for finding in findings}
    changes = tuple(
        change
        for name in sorted(old.keys() | new.keys())
        for change in _edits(old.get(name), new.get(name), name)
        if change.path not in broken
    )
    return changes, sides[1][1]


def _edits(
    old: RevisionReading | None, new: RevisionReading | None, name: str
) -> Iterator[SurfaceChange]:
    empty = RevisionReading(id=name, date=None)
    before, after = old or empty, new or empty
    found = [*changes_between(before, after), *_reworded_sections(before, after)]
    yield from sorted(
        fold_changes(tuple(found)), key=lambda change: (change.surface, change.change)
    )


def _reworded_sections(old: RevisionReading, new: RevisionReading) -> Iterator[SurfaceChange]:
    """Yield the sections that both have, with other words in them."""
    pages = {page.name: page for page in old.pages}
    states = {state.surface: state for state in new.states if state.kind == "doc"}
    for page in new.pages:
        was = pages.get(page.name)
        if was is None or was.blob == page.blob or is_book(page.name):
            continue
        before, after = _texts(was), _texts(page)
        for surface, state in states.items():
            section = surface.partition(":")[2]
            if section in before and after.get(section, before[section]) != before[section]:
                yield replace(
                    SurfaceChange(
                        surface=surface,
                        kind="doc",
                        revision=new.id,
                        change=ChangeKind.CHANGED.value,
                    ),
                    path=state.path,
                    line=state.line,
                )


def _texts(page: SpecPage) -> dict[str, tuple[str, ...]]:
    sections = section_names(page)
    found: dict[str, list[str]] = {}
    for block in page.blocks:
        found.setdefault(sections[block.line], []).append(block.text)
    return {name: tuple(texts) for name, texts in found.items()}
