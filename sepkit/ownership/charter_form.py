"""What charters look like: headings, columns and phrases, as data.

After the charter template of the Model Context Protocol as read on 2026-08-22, and the ways in
which its sixteen charters depart from it. All are compared in lower case without punctuation.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterForm:
    """The words by which a charter's parts are recognised."""

    headings: dict[str, tuple[str, ...]]
    """Each part and the headings that begin it."""
    columns: dict[str, tuple[str, ...]]
    """Each column of a table of people or decisions and the titles it bears."""
    required: tuple[str, ...]
    """Parts that every charter should have."""
    retired: tuple[str, ...]
    """Phrases in a note above the first heading that say that the group is no more."""
    successor: tuple[str, ...]
    """Phrases after which such a note names the group that took over."""
    general: tuple[str, ...]
    """First words of a related item that names no single group."""
    outside: tuple[str, ...]
    """Words in a related item that name something outside the project."""
    title_suffixes: tuple[str, ...]
    """Words at the end of a title that are no part of the group's name."""


FORM = CharterForm(
    headings={
        "type": ("group type",),
        "mission": ("mission statement", "mission"),
        "inside": ("in scope",),
        "outside": ("out of scope", "not in scope"),
        "related": ("related groups",),
        "leads": ("leadership", "leads", "facilitators", "chairs"),
        "decides": (
            "authority decision rights",
            "authority and decision rights",
            "decision rights",
        ),
        "members": ("membership", "members"),
        "former": ("emeritus membership", "emeritus"),
        "work": ("active work items", "work items"),
        "success": ("success criteria",),
    },
    columns={
        "role": ("role",),
        "name": ("name",),
        "organization": ("organization", "organisation", "affiliation"),
        "handle": ("github", "handle", "account"),
        "until": ("term", "until", "term ends"),
        "matter": ("decision type", "decision", "matter"),
        "authority": ("authority level", "authority", "decided by"),
        "item": ("item", "work item"),
        "status": ("status",),
        "target": ("target date", "target", "due"),
    },
    required=("type", "mission", "inside", "leads"),
    retired=("folded into", "merged into", "retired", "archived", "dissolved", "superseded by"),
    successor=("folded into", "merged into", "superseded by"),
    general=("all ", "any ", "every ", "other "),
    outside=("(external)",),
    title_suffixes=("charter",),
)
