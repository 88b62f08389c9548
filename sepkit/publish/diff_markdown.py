"""Two revisions of the specification side by side, as Markdown for a changelog or a comment."""

from collections.abc import Sequence

from sepkit.model import SurfaceChange
from sepkit.publish.escape import comment, printable
from sepkit.publish.text import phrases
from sepkit.publish.text.diff import TITLES, sections_note, summary_of
from sepkit.publish.text.spec import commits_of


def render_diff_markdown(
    changes: Sequence[SurfaceChange], sections: Sequence[SurfaceChange], old: str, new: str
) -> str:
    """Return a heading, a sentence with the numbers, and one table for each kind of change.

    Args:
        changes: what is listed.
        sections: sections of pages that are only counted.
        old: id of the earlier revision.
        new: id of the later one.
    """
    lines = [f"## {comment(old)} to {comment(new)}", "", comment(summary_of(changes, old, new))]
    for kind, title in TITLES.items():
        found = [change for change in changes if change.change == kind]
        if found:
            lines += ["", f"### {title.capitalize()} ({len(found)})", ""]
            lines += ["| Piece | By | Breaking | Where |", "|---|---|---|---|"]
            lines += [_row(change) for change in found]
    if sections:
        lines += ["", comment(sections_note(sections, old, new))]
    return "\n".join(lines) + "\n"


def _row(change: SurfaceChange) -> str:
    note = f": {comment(change.note)}" if change.note else ""
    cells = (
        code(change.surface) + note,
        comment(", ".join(change.proposals)) or code(commits_of(change)) or "not known",
        "yes" if change.is_breaking else "",
        code(phrases.place(change.path or "", change.line)),
    )
    return "| " + " | ".join(cells) + " |"


def code(text: str) -> str:
    """Return text as a code span inside a table's cell, "" for none."""
    plain = " ".join(printable(text).split()).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`" if plain else ""
