"""`sepkit spec list`."""

import click

from sepkit.analysis.spec_inventory import list_surfaces
from sepkit.cli.queue import find_group
from sepkit.cli.reading import Reading, reading_options
from sepkit.cli.spec.options import kind_option, revision_of
from sepkit.publish.text.spec import render_inventory


@click.command(
    "list",
    epilog="Example: sepkit spec list --kind method --revision 2025-11-25 --repo ../spec.git",
)
@kind_option
@click.option("--revision", metavar="REVISION", help="As this revision has it.  [default: newest]")
@click.option(
    "--state",
    type=click.Choice(["active", "deprecated", "removed"]),
    help="Only these; without it, all that is not removed.",
)
@click.option("--owner", metavar="GROUP", help="Only what this group owns.")
@reading_options()
def spec_list(
    kind: str | None, revision: str | None, state: str | None, owner: str | None, reading: Reading
) -> None:
    """List the pieces of the specification with their state and owner."""
    register = reading.register
    asked = revision_of(register, revision)
    group = find_group(register, owner).id if owner else None
    found = list_surfaces(register, revision=asked, kind=kind or "", state=state or "", owner=group)
    reading.print(found, lambda: render_inventory(register, found, asked))
