"""`sepkit groups`."""

import click

from sepkit.analysis.load import loads_of
from sepkit.cli.queue import find_group
from sepkit.cli.reading import Reading, leave_for, reading_options
from sepkit.publish.text.groups import (
    render_findings,
    render_group,
    render_groups,
    render_loads,
)


@click.command(epilog="Examples: sepkit groups, sepkit groups wg-transports, sepkit groups --check")
@click.argument("group", required=False, metavar="[GROUP]")
@click.option("--check", is_flag=True, help="Show what is wrong with the ownership files.")
@click.option("--load", is_flag=True, help="Show how much each owns, and from how few people.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="With --check: leave with exit code 1 from this severity on.",
)
@reading_options()
def groups(group: str | None, check: bool, load: bool, fail_on: str, reading: Reading) -> None:
    """List the groups; with --check, what is wrong with their files."""
    register = reading.register
    if load:
        loads = loads_of(register.groups, register.proposals)
        reading.print(loads, lambda: render_loads(loads))
    elif group is not None and not check:
        one = find_group(register, group)
        reading.print(one, lambda: render_group(one))
    elif not check:
        reading.print(register.groups, lambda: render_groups(register))
    else:
        wanted = find_group(register, group).id if group else None
        found = [f for f in register.findings if wanted is None or f.subject == wanted]
        reading.print(found, lambda: render_findings(found))
        leave_for((f.severity for f in found), fail_on)
