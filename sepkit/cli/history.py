"""`sepkit history`."""

import click

from sepkit.cli.reading import Reading, instant, reading_options
from sepkit.publish.text.history import events_of, render_history


@click.command(epilog="Example: sepkit history SEP-2575, sepkit history --since 2026-07-01")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--since", metavar="INSTANT", help="Only changes from this day on.")
@reading_options()
def history(keys: tuple[str, ...], since: str | None, reading: Reading) -> None:
    """Show how proposals changed status, by whom and on which branch, newest first."""
    register = reading.register
    proposals = [reading.proposal(key) for key in keys] if keys else list(register.proposals)
    start = since + "T00:00:00Z" if since and len(since) == len("2026-01-01") else since
    events = events_of(proposals, instant(start))
    reading.print(events, lambda: render_history(register, events))
