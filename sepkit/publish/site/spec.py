"""The specification by revision: what each holds, who owns it today, what would change it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sepkit.model import Proposal, ProposalKey, Revision, SurfaceEntry, Touch, UnexplainedChange
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import QUIET_KINDS, View
from sepkit.publish.site.words import count, sentence

ROWS_SHOWN = 60
CHANGES_SHOWN = 120
UNEXPLAINED_SHOWN = 40
ACT_WORDS = ("added", "changed", "deprecated", "removed")
FIRST_KIND = "method"
"""What implementers ask for first; kinds are sepkit's own words, not a process's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One surface in one revision."""

    state: str
    """there | new | deprecated | gone | absent"""
    words: str
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """One revision with what came and went."""

    revision: Revision
    added: int
    removed: int
    deprecated: int
    is_first: bool


def cells(entry: SurfaceEntry, revisions: Sequence[Revision]) -> tuple[Cell, ...]:
    """Return the state of a surface in each revision, oldest first."""
    order = [r.id for r in revisions]
    begin = order.index(entry.since) if entry.since in order else 0
    aged = order.index(entry.deprecated) if entry.deprecated in order else len(order)
    end = order.index(entry.removed) if entry.removed in order else len(order)
    found = []
    for index, name in enumerate(order):
        if index < begin or index > end:
            state, words = "absent", "absent"
        elif index == end:
            state, words = "gone", "removed"
        elif index >= aged:
            state, words = "deprecated", "deprecated"
        elif index == begin and index > 0:
            state, words = "new", "new"
        else:
            state, words = "there", "in force"
        found.append(Cell(state=state, words=words, revision=name))
    return tuple(found)


def acting(view: View) -> Mapping[str, list[tuple[Proposal, Touch]]]:
    """Return who does what to each surface, binding acts of open proposals first."""
    found: defaultdict[str, list[tuple[Proposal, Touch]]] = defaultdict(list)
    for proposal in view.proposals:
        for touch in proposal.touches:
            if touch.is_binding:
                found[touch.surface].append((proposal, touch))
    return found


def changing(view: View, acts: Sequence[tuple[Proposal, Touch]]) -> list[Proposal]:
    """Return the open proposals among those that act on a surface, each once."""
    found = {p.key: p for p, _ in acts if view.is_open(p)}
    return list(found.values())


def revision_rows(view: View) -> tuple[RevisionRow, ...]:
    """Return the revisions with their counts, newest first."""
    spec = view.register.spec
    added = Counter(s.since for s in spec.surfaces)
    removed = Counter(s.removed for s in spec.surfaces if s.removed)
    deprecated = Counter(s.deprecated for s in spec.surfaces if s.deprecated)
    rows = [
        RevisionRow(
            revision=revision,
            added=added[revision.id],
            removed=removed[revision.id],
            deprecated=deprecated[revision.id],
            is_first=index == 0,
        )
        for index, revision in enumerate(spec.revisions)
    ]
    return tuple(reversed(rows))


def _kinds(view: View) -> list[tuple[str, int]]:
    counted = Counter(s.kind for s in view.register.spec.surfaces)
    return sorted(
        counted.items(),
        key=lambda item: (item[0] != FIRST_KIND, item[0] in QUIET_KINDS, -item[1], item[0]),
    )


def pages(view: View) -> Iterator[Page]:
    """Yield the overview, then one page a kind, a revision and a surface."""
    acts = acting(view)
    kinds = _kinds(view)
    yield _overview(view, kinds, acts)
    for kind, _ in kinds:
        yield _kind(view, kind, kinds, acts)
    for revision in view.register.spec.revisions:
        yield _revision(view, revision)
    for entry in view.register.spec.surfaces:
        if view.surface_path(entry.id):
            yield _surface(view, entry, acts.get(entry.id, []))


def _rows(
    view: View, kind: str, acts: Mapping[str, list[tuple[Proposal, Touch]]]
) -> list[tuple[SurfaceEntry, tuple[Cell, ...], list[Proposal]]]:
    revisions = view.register.spec.revisions
    entries = sorted((s for s in view.register.spec.surfaces if s.kind == kind), key=lambda s: s.id)
    return [(s, cells(s, revisions), changing(view, acts.get(s.id, []))) for s in entries]


def _overview(
    view: View,
    kinds: Sequence[tuple[str, int]],
    acts: Mapping[str, list[tuple[Proposal, Touch]]],
) -> Page:
    spec = view.register.spec
    first = kinds[0][0] if kinds else ""
    rows = _rows(view, first, acts)
    return Page(
        path="spec/",
        title="Specification",
        template="spec.html",
        description="Pieces of the specification by revision, owner and open proposals",
        section="spec",
        data="api/v1/register.json",
        context={
            "lede": "What each revision holds, who owns it today, and which open proposals would "
            "change it.",
            "revisions": revision_rows(view),
            "kinds": kinds,
            "kind": first,
            "rows": rows[:ROWS_SHOWN],
            "rows_count": len(rows),
            "unexplained": _by_revision(spec.unexplained_changes),
            "unexplained_count": len(spec.unexplained_changes),
            "shown": UNEXPLAINED_SHOWN,
            "explain": explain,
        },
    )


def _by_revision(
    changes: Sequence[UnexplainedChange],
) -> list[tuple[str, list[UnexplainedChange]]]:
    """Group changes by revision, newest first."""
    found: dict[str, list[UnexplainedChange]] = {}
    for change in changes:
        found.setdefault(change.revision, []).append(change)
    return list(found.items())[::-1]


def explain(change: UnexplainedChange) -> str:
    """Return a change that no file explains as a sentence's end."""
    return f"was {change.change} in {change.revision}; no proposal accounts for it"


def _kind(
    view: View,
    kind: str,
    kinds: Sequence[tuple[str, int]],
    acts: Mapping[str, list[tuple[Proposal, Touch]]],
) -> Page:
    rows = _rows(view, kind, acts)
    touched = [row for row in rows if row[2]]
    shown = rows if len(rows) <= ROWS_SHOWN * 3 else touched[: ROWS_SHOWN * 3]
    return Page(
        path=f"spec/kind/{view.kind_slug(kind)}/",
        title=f"Specification: {kind}",
        template="spec_kind.html",
        description=f"All pieces of the specification that are a {kind}",
        section="spec",
        crumbs=(Crumb(words="Specification", path="spec/"), Crumb(words=sentence(kind))),
        data="api/v1/register.json",
        context={"kinds": kinds, "kind": kind, "rows": shown, "rows_count": len(rows)},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one revision did to one piece of the specification."""

    entry: SurfaceEntry
    proposals: tuple[ProposalKey, ...]
    note: str = ""
    is_breaking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Everything that one revision added, changed, deprecated or removed, by kind of piece."""

    words: str
    kinds: tuple[tuple[str, tuple[Change, ...]], ...]

    @property
    def count(self) -> int:
        """How many pieces it is in all."""
        return sum(len(changes) for _, changes in self.kinds)


def acts_of(view: View, revision: Revision) -> tuple[Act, ...]:
    """Return what a revision did, in the order: added, changed, deprecated, removed."""
    found: dict[str, dict[str, list[Change]]] = {word: {} for word in ACT_WORDS}
    for entry in view.register.spec.surfaces:
        for word, change in _changes(entry, revision.id):
            found.setdefault(word, {}).setdefault(entry.kind, []).append(change)
    return tuple(
        Act(
            words=sentence(word),
            kinds=tuple(
                sorted(
                    ((kind, tuple(items)) for kind, items in kinds.items()),
                    key=lambda item: (item[0] in QUIET_KINDS, item[0]),
                )
            ),
        )
        for word, kinds in found.items()
    )


def _changes(entry: SurfaceEntry, revision: str) -> Iterator[tuple[str, Change]]:
    """Yield what happened to a piece; its own changes say more than its dates, where it has any."""
    told = [c for c in entry.changes if c.revision == revision]
    for change in told:
        yield (
            change.change,
            Change(
                entry=entry,
                proposals=change.proposals,
                note=change.note,
                is_breaking=change.is_breaking,
            ),
        )
    dated = (("added", entry.since), ("deprecated", entry.deprecated), ("removed", entry.removed))
    for word, when in dated:
        if when == revision and not entry.changes:
            yield word, Change(entry=entry, proposals=entry.proposals)


def _revision(view: View, revision: Revision) -> Page:
    first = view.register.spec.revisions[0].id
    acts = acts_of(view, revision) if revision.id != first else ()
    unexplained = [c for c in view.register.spec.unexplained_changes if c.revision == revision.id]
    named = {
        key
        for act in acts
        for _, items in act.kinds
        for change in items
        for key in change.proposals
    }
    proposals = [p for p in view.proposals if p.key in named]
    landed = [p for p in proposals if not p.in_flight]
    counted = ", ".join(f"{act.count} {act.words.lower()}" for act in acts)
    return Page(
        path=f"spec/{view.revision_slug(revision.id)}/",
        title=f"Revision {revision.id}",
        template="revision.html",
        description=f"What landed in revision {revision.id}: proposals, and what it added, "
        "deprecated and removed",
        section="spec",
        crumbs=(Crumb(words="Specification", path="spec/"), Crumb(words=revision.id)),
        data="api/v1/register.json",
        context={
            "revision": revision,
            "acts": acts,
            "unexplained": unexplained,
            "shown": CHANGES_SHOWN,
            "landed": landed,
            "flying": [p for p in proposals if p.in_flight],
            "is_first": revision.id == first,
            "lede": f"{count(len(landed), 'proposal')} landed in it. Pieces of the specification: "
            f"{counted}."
            if revision.id != first
            else "The first revision that the files hold.",
        },
    )


def _surface(view: View, entry: SurfaceEntry, acts: Sequence[tuple[Proposal, Touch]]) -> Page:
    name = entry.id.partition(":")[2] or entry.id
    return Page(
        path=view.surface_path(entry.id),
        title=entry.id,
        template="surface.html",
        description=f"{entry.id} by revision, its owner, and proposals that act on it",
        section="spec",
        crumbs=(
            Crumb(words="Specification", path="spec/"),
            Crumb(words=sentence(entry.kind), path=f"spec/kind/{view.kind_slug(entry.kind)}/"),
            Crumb(words=name),
        ),
        data="api/v1/register.json",
        context={
            "entry": entry,
            "cells": cells(entry, view.register.spec.revisions),
            "acts": acts[:60],
            "conflicts": [c for c in view.sorted_conflicts if entry.id in c.surfaces][:30],
        },
    )


KIND = PageKind(name="spec", pages=pages, is_list=True)
