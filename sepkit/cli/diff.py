"""`sepkit diff`."""

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.cli.spec.options import kind_option, revision_of
from sepkit.model import Register, UsageError


@click.command(
    epilog="""\b
Examples:
  sepkit diff 2025-11-25 draft
  sepkit diff 2025-11-25 2026-07-28 --breaking
  sepkit diff 2026-07-28 draft --format markdown > changes.md"""
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@kind_option
@click.option("--breaking", is_flag=True, help="Only what can break a peer that follows OLD.")
@click.option(
    "--all", "everything", is_flag=True, help="Also the parts of what came or went whole."
)
@reading_options("text", "json", "markdown")
def diff(
    old: str, new: str, kind: str | None, breaking: bool, everything: bool, reading: Reading
) -> None:
    """Compare two revisions: what came, changed and went, by which proposal.

    OLD and NEW are revisions of the specification (`2025-11-25`, `draft`). The fields of a type
    that came or went as a whole count as one change with it.
    """
    from sepkit.analysis.attribution import with_origins
    from sepkit.model import fold_changes
    from sepkit.publish.diff_markdown import render_diff_markdown
    from sepkit.publish.text.diff import render_diff
    from sepkit.spec import diff_revisions

    register = reading.register
    pair = _pair_of(register, old, new)
    changes = diff_revisions(reading.corpus.specification, *pair)
    found = with_origins(changes, register.spec, *pair)
    shown = found if everything else fold_changes(found)
    shown = tuple(
        change
        for change in shown
        if (kind is None or change.kind == kind) and (change.is_breaking or not breaking)
    )
    pieces = tuple(change for change in shown if kind == "doc" or change.kind != "doc")
    sections = () if kind else tuple(change for change in shown if change.kind == "doc")
    render = render_diff_markdown if reading.format == "markdown" else render_diff
    reading.print(shown, lambda: render(pieces, sections, *pair))


def _pair_of(register: Register, old: str, new: str) -> tuple[str, str]:
    pair = revision_of(register, old), revision_of(register, new)
    ids = [revision.id for revision in register.spec.revisions]
    if ids.index(pair[0]) >= ids.index(pair[1]):
        raise UsageError(
            f"`{old}` does not come before `{new}`", help=f"the order is {', '.join(ids)}"
        )
    return pair
