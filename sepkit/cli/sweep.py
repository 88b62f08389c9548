"""`sepkit sweep`."""

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.cli.sweeping import Wanted, forge_options, run_sweeps


@click.command(epilog="Example: sepkit sweep --on owner/name --repo https://github.com/owner/name")
@reading_options()
@forge_options
def sweep(reading: Reading, wanted: Wanted) -> None:
    """Look after all open pull requests with a proposal; with --apply, write what is missing.

    One comment each, edited in place, and one label of the group. What people set, took off or
    asked for counts. Every act is recorded on the branch `sepkit-audit` before it is made. Leaves
    with 5 where something had to be left for the next run.
    """
    run_sweeps(reading, wanted)
