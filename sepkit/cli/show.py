"""`sepkit show`."""

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.publish.text.show import render_show


@click.command(epilog="Example: sepkit show SEP-2575 --repo ../spec.git")
@click.argument("key", metavar="KEY")
@reading_options()
def show(key: str, reading: Reading) -> None:
    """Show everything about one proposal, each statement with its line.

    KEY is the proposal's key or number, or the number of its pull request.
    """
    proposal = reading.proposal(key)
    reading.print(proposal, lambda: render_show(reading.register, proposal))
