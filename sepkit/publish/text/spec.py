"""`sepkit spec`: the inventory, one piece, and what no proposal accounts for."""

from collections import Counter
from collections.abc import Sequence

from sepkit.analysis.spec_inventory import Acting, Listed, SurfaceView
from sepkit.model import (
    SCHEMA_KINDS,
    ChangeKind,
    Register,
    SurfaceChange,
    SurfaceEntry,
    UnexplainedChange,
    fold_changes,
)
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import (
    cut,
    faint,
    heading,
    joined,
    key,
    page_width,
    table,
    wrapped,
)

_LABEL = 12
MAX_COMMITS = 3
"""Commits named at one change; more are counted."""

FOUND_SHOWN = 40
"""Rows of a search; JSON has all."""


def render_inventory(register: Register, found: Sequence[Listed], revision: str) -> str:
    """Return one line a surface."""
    if not found:
        return f"Nothing of that in {terminal(revision)}. sepkit spec list shows all.\n"
    counts = Counter(item.surface.kind for item in found)
    kinds = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    return joined(
        [
            f"{phrases.plural(len(found), 'piece')} in {terminal(revision)}: {kinds}",
            "",
            *_rows(register, found),
            "",
            f"Next: sepkit spec show {terminal(found[0].surface.id)}",
        ]
    )


def render_found(register: Register, found: Sequence[Listed], words: Sequence[str]) -> str:
    """Return what a search found, the nearest first."""
    asked = terminal(" ".join(words))
    if not found:
        return f"No piece of any revision is called `{asked}`. sepkit spec list shows all.\n"
    rest = len(found) - FOUND_SHOWN
    more = [f"and {rest} more: add a word, or --kind"] if rest > 0 else []
    return joined(
        [
            f"{phrases.plural(len(found), 'piece')} with `{asked}`, the nearest first",
            "",
            *_rows(register, found[:FOUND_SHOWN]),
            *more,
            "",
            f"Next: sepkit spec show {terminal(found[0].surface.id)}",
        ]
    )


def _rows(register: Register, found: Sequence[Listed]) -> list[str]:
    rows = [[heading(w) for w in ("PIECE", "STATE", "SINCE", "OWNER", "PLACE")]]
    for item in found:
        entry = item.surface
        rows.append(
            [
                key(terminal(entry.id)),
                item.state,
                terminal(entry.since),
                cut(owners(register, entry), 26),
                faint(terminal(phrases.place(entry.path or "", entry.line))),
            ]
        )
    return table(rows)


def owners(register: Register, entry: SurfaceEntry) -> str:
    """Return the groups that own a surface, or words for none."""
    del register
    return ", ".join(entry.owners) or "nobody"


def render_surface(register: Register, view: SurfaceView) -> str:
    """Return one surface with the line, commit or proposal behind each statement."""
    entry, width = view.surface, page_width()
    state = view.states[-1][1] if view.states else entry.state
    lines = [f"{key(entry.id)}  {state}, {entry.part}"]
    lines += _answer("Stands", [phrases.place(entry.path or "", entry.line)], width)
    if entry.shape:
        needed = "required" if entry.is_required else ""
        lines += _answer("Shape", [f"{entry.shape}  {needed}".rstrip()], width)
    lines += _answer("Owner", [owners(register, entry)], width)
    lines += _answer("Also called", [", ".join(entry.terms)] if entry.terms else [], width)
    lines += _answer("Since", [_came(entry)], width)
    lines += _answer(
        "Then", [_happened(c) for c in entry.changes if not _is_coming(c, entry)], width
    )
    flying = [item for item in view.acting if item.in_flight]
    lines += _answer("In flight", [_acting(item) for item in flying] or ["no proposal"], width)
    done = [item for item in view.acting if not item.in_flight and item.touch.is_binding]
    lines += _answer("On base", [_acting(item) for item in done], width)
    if view.conflicts:
        lines += _answer("Clashes", [phrases.plural(len(view.conflicts), "conflict")], width)
    proposal = view.acting[0].proposal if view.acting else ""
    following = f"sepkit show {proposal}" if proposal else f"sepkit spec list --kind {entry.kind}"
    return joined([*lines, "", f"Next: {terminal(following)}"])


def _answer(label: str, parts: Sequence[str], width: int) -> list[str]:
    lines = [line for part in parts for line in wrapped(part, indent=_LABEL + 2, width=width)]
    if lines:
        lines[0] = "  " + heading(label.ljust(_LABEL)) + lines[0].lstrip()
    return lines


def _came(entry: SurfaceEntry) -> str:
    coming = next((c for c in entry.changes if _is_coming(c, entry)), None)
    return entry.since + (origin_of(coming) if coming else ", the first revision that is read")


def _is_coming(change: SurfaceChange, entry: SurfaceEntry) -> bool:
    return change.change == ChangeKind.ADDED and change.revision == entry.since


def _happened(change: SurfaceChange) -> str:
    note = f": {change.note}" if change.note else ""
    breaking = ", breaking" if change.is_breaking else ""
    where = phrases.place(change.path or "", change.line)
    return f"{change.revision} {change.change}{note}{breaking}{origin_of(change)}  {where}"


def origin_of(change: SurfaceChange | UnexplainedChange) -> str:
    """Return who did it, as a sentence's end: `, by SEP-12, commit 0a1b2c3d`."""
    proposals = ", ".join(getattr(change, "proposals", ()))
    by = f", by {proposals}" if proposals else ", by no proposal that is known"
    return by + (f", commit {commits_of(change)}" if change.commits else "")


def commits_of(change: SurfaceChange | UnexplainedChange) -> str:
    """Return the commits of a change, shortened; the number of those that are left out."""
    named = " ".join(commit[:8] for commit in change.commits[:MAX_COMMITS])
    rest = len(change.commits) - MAX_COMMITS
    return f"{named} and {rest} more" if rest > 0 else named


def _acting(item: Acting) -> str:
    touch = item.touch
    act = touch.act.replace("-", " ")
    where = phrases.place(touch.path, touch.line)
    return f'{item.proposal} {act}: "{cut(touch.quote, 70)}"  {where}'


def render_unexplained(
    register: Register, found: Sequence[UnexplainedChange], revision: str | None
) -> str:
    """Return the share of each revision that is explained, then what is not."""
    lines = [heading("SCHEMA CHANGES THAT A PROPOSAL ACCOUNTS FOR"), *_shares(register, revision)]
    if not found:
        return joined([*lines, "", "Every change has its proposal."])
    rows = [[heading(w) for w in ("REVISION", "CHANGE", "PIECE", "COMMIT", "PLACE")]]
    for change in found:
        rows.append(
            [
                terminal(change.revision),
                change.change + (" !" if change.is_breaking else ""),
                terminal(change.surface),
                commits_of(change) or "-",
                faint(terminal(phrases.place(change.path or "", change.line))),
            ]
        )
    first = terminal(found[0].surface)
    return joined(
        [
            *lines,
            "",
            *table(rows),
            "",
            "! can break a peer that follows the revision before.",
            "COMMIT is the last one of the base branch that made such a change.",
            f"Next: sepkit spec show {first}",
        ]
    )


def _shares(register: Register, revision: str | None) -> list[str]:
    """Return, for each revision but the first, how many changes have a proposal."""
    by_revision: dict[str, list[SurfaceChange]] = {}
    for entry in register.spec.surfaces:
        for change in entry.changes:
            by_revision.setdefault(change.revision, []).append(change)
    rows = []
    for item in register.spec.revisions[1:]:
        if revision is not None and item.id != revision:
            continue
        changes = fold_changes(tuple(by_revision.get(item.id, ())))
        counted = [change for change in changes if change.kind in SCHEMA_KINDS]
        told = sum(bool(change.proposals) for change in counted)
        share = f"{told / len(counted):.0%}" if counted else "-"
        rows.append([f"  {terminal(item.id)}", f"{told} of {len(counted)}", share])
    return table(rows, right=(1, 2))
