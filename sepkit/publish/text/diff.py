"""`sepkit diff`: two revisions of the specification side by side."""

from collections import Counter
from collections.abc import Sequence

from sepkit.model import ChangeKind, SurfaceChange
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import faint, harm_word, heading, joined, page_width, wrapped
from sepkit.publish.text.spec import commits_of

TITLES: dict[str, str] = {
    ChangeKind.REMOVED: "went",
    ChangeKind.CHANGED: "changed",
    ChangeKind.DEPRECATED: "deprecated",
    ChangeKind.ADDED: "came",
}
"""What happened, in the order of how much it asks of implementers."""


def summary_of(changes: Sequence[SurfaceChange], old: str, new: str) -> str:
    """Return the numbers of a comparison in one sentence."""
    counts = Counter(change.change for change in changes)
    told = ", ".join(f"{counts[kind]} {title}" for kind, title in TITLES.items())
    breaking = sum(change.is_breaking for change in changes)
    nobodys = sum(not change.proposals for change in changes)
    return f"{old} -> {new}: {told}; {breaking} breaking; {nobodys} without a known proposal"


def sections_note(sections: Sequence[SurfaceChange], old: str, new: str) -> str:
    """Return what the pages did, in one sentence, where their sections are not listed."""
    counts = Counter(change.change for change in sections)
    told = ", ".join(f"{counts[kind]} {title}" for kind, title in TITLES.items() if counts[kind])
    return f"Sections of pages: {told}; list them: sepkit diff {old} {new} --kind doc"


def render_diff(
    changes: Sequence[SurfaceChange], sections: Sequence[SurfaceChange], old: str, new: str
) -> str:
    """Return what came, changed and went, one line a piece, what went first.

    Args:
        changes: what is listed.
        sections: sections of pages that are only counted.
        old: id of the earlier revision.
        new: id of the later one.
    """
    if not changes and not sections:
        return f"No difference of that kind between {terminal(old)} and {terminal(new)}.\n"
    width = page_width()
    lines = wrapped(summary_of(changes, old, new), indent=0, width=width)
    for kind, title in TITLES.items():
        found = [change for change in changes if change.change == kind]
        if found:
            lines += ["", heading(f"{title.upper()} ({len(found)})")]
            lines += [line for change in found for line in _lines(change, width)]
    notes = [terminal(sections_note(sections, old, new))] if sections else []
    first = terminal((changes or sections)[0].surface)
    return joined(
        [
            *lines,
            "",
            *notes,
            "! can break a peer that follows the earlier revision.",
            f"Next: sepkit spec show {first}, sepkit spec unexplained {terminal(new)}",
        ]
    )


def _lines(change: SurfaceChange, width: int) -> list[str]:
    mark = harm_word("!", "high") if change.is_breaking else " "
    where = faint(terminal(phrases.place(change.path or "", change.line)))
    note = [faint(line) for line in wrapped(change.note, indent=4, width=width)]
    return [f"{mark} {terminal(change.surface)}  {terminal(by_whom(change))}  {where}", *note]


def by_whom(change: SurfaceChange) -> str:
    """Return the proposals behind a change, else its commits, else that nothing is known."""
    if change.proposals:
        return ", ".join(change.proposals)
    return f"no proposal, commit {commits_of(change)}" if change.commits else "no proposal known"
