"""`sepkit status`."""

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.publish.text.status import render_status, status_of


@click.command(epilog="Example: sepkit status --repo ../spec.git")
@click.option("--all", "everything", is_flag=True, help="Add a line for every proposal.")
@reading_options()
def status(everything: bool, reading: Reading) -> None:
    """Show what waits for whom, what collides and what nobody owns."""
    register = reading.register
    reading.print(status_of(register), lambda: render_status(register, everything=everything))
