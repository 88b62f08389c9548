"""The text of a new proposal: the process's own fields and sections, the known ones filled in."""

import re
import unicodedata

from sepkit import resources
from sepkit.model import Date, Dialect

_SLUG_LENGTH = 50


def render_proposal(dialect: Dialect, *, title: str, purpose: str, author: str, today: Date) -> str:
    """Return the Markdown of a new proposal.

    Args:
        dialect: the process; its required fields and sections are written.
        title: the title.
        purpose: what it is for, in a sentence or two; it begins the first section.
        author: as the process writes authors.
        today: the day it is created.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resources.TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, and the author's own words on the author's disk
    )
    template = environment.get_template("proposal.md.j2")
    known = {
        "status": _first_status(dialect),
        "track": dialect.tracks[0] if dialect.tracks else "",
        "created": today,
        "authors": author,
        "sponsor": "None",
        "pull_request": "TBD",
    }
    fields = [
        (rule.labels[0], known.get(rule.name, "…"))
        for rule in dialect.fields
        if rule.required or rule.name in known
    ]
    text = template.render(
        key=dialect.key.format(number=dialect.placeholder),
        title=_one_line(title),
        fields=fields,
        sections=[rule.titles[0] for rule in dialect.sections if rule.required],
        purpose=purpose.strip(),
    )
    return text.rstrip("\n") + "\n"


def file_name(dialect: Dialect, title: str) -> str:
    """Return the name of a new proposal's file: the placeholder and a slug of the title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "proposal"
    name = dialect.path.rpartition("/")[2]
    return name.format(number=dialect.placeholder, slug=slug, group="group")


def _first_status(dialect: Dialect) -> str:
    """The first status that the process asks a text to claim."""
    asked = [rule for rule in dialect.statuses if rule.step and rule.is_open]
    claimed = [rule for rule in asked if rule.needs_sponsor] or asked
    return claimed[0].label if claimed else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
