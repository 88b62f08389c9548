"""`sepkit route`."""

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.publish.text.route import Routed, render_routes


@click.command(epilog="Example: sepkit route SEP-2575 --explain")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--explain", is_flag=True, help="Show the sum: each piece of evidence, its line.")
@reading_options()
def route(keys: tuple[str, ...], explain: bool, reading: Reading) -> None:
    """Say whose proposals are and why; without KEY, all that are in flight."""
    register = reading.register
    if keys:
        proposals = [reading.proposal(key) for key in keys]
    else:
        proposals = [p for p in register.proposals if p.in_flight]
    routes = [Routed(proposal=p.key, route=p.route) for p in proposals]
    reading.print(routes, lambda: render_routes(register, proposals, explain=explain))
