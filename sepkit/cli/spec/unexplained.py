"""`sepkit spec unexplained`."""

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.cli.spec.options import revision_of
from sepkit.publish.text.spec import render_unexplained


@click.command(
    "unexplained", epilog="Example: sepkit spec unexplained 2026-07-28 --repo ../spec.git"
)
@click.argument("revision", required=False, metavar="[REVISION]")
@reading_options()
def spec_unexplained(revision: str | None, reading: Reading) -> None:
    """List what came, changed or went without a proposal, and the commits that did it.

    Of every revision, or of one. The fields of a type that came or went as a whole count as one.
    """
    register = reading.register
    wanted = None if revision is None else revision_of(register, revision)
    found = tuple(
        change
        for change in register.spec.unexplained_changes
        if wanted is None or change.revision == wanted
    )
    reading.print(found, lambda: render_unexplained(register, found, wanted))
