"""What the questions to the specification share: names as people write them."""

import click

from sepkit.model import Register, UsageError

KINDS = (
    "method",
    "notification",
    "type",
    "field",
    "enum",
    "capability",
    "header",
    "error",
    "meta",
    "uri",
    "extension",
    "doc",
)
"""All kinds that sepkit reads; they are its own words, not a process's."""

kind_option = click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")


def revision_of(register: Register, written: str | None) -> str:
    """Return the id of the revision that somebody means; the newest where none is named.

    Raises:
        UsageError: the specification has no such revision, or there is no specification.
    """
    ids = [revision.id for revision in register.spec.revisions]
    if not ids:
        raise UsageError(
            f"no revision of a specification at {register.revision[:8]}",
            help="`schema_path` and `docs_path` in sepkit.yml say where its files stand",
        )
    if written is None:
        return ids[-1]
    if written not in ids:
        raise UsageError(
            f"no revision `{written[:40]}` of the specification",
            help=f"choose one of {', '.join(ids)}",
        )
    return written
