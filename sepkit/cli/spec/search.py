"""`sepkit spec search`."""

import click

from sepkit.analysis.spec_inventory import search_surfaces
from sepkit.cli.reading import Reading, reading_options
from sepkit.cli.spec.options import kind_option, revision_of
from sepkit.publish.text.spec import render_found


@click.command(
    "search", epilog="Example: sepkit spec search resources subscribe --repo ../spec.git"
)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@kind_option
@reading_options()
def spec_search(words: tuple[str, ...], kind: str | None, reading: Reading) -> None:
    """Find pieces of the specification whose name holds all the words, in any revision."""
    register = reading.register
    revision_of(register, None)
    found = search_surfaces(register, words)
    if kind:
        found = tuple(item for item in found if item.surface.kind == kind)
    reading.print(found, lambda: render_found(register, found, words))
