"""`sepkit conflicts`."""

import click

from sepkit.cli.queue import find_group
from sepkit.cli.reading import Reading, leave_for, reading_options
from sepkit.model import Conflict, Severity
from sepkit.publish.text.conflicts import render_conflicts, render_explained

_SEVERITIES = {"high": Severity.ERROR, "medium": Severity.WARNING, "low": Severity.INFO}


@click.command(epilog="Example: sepkit conflicts SEP-2532 SEP-2631 --explain")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--across", is_flag=True, help="Only conflicts between two groups.")
@click.option("--group", metavar="GROUP", help="Only conflicts that concern this group.")
@click.option("--rule", metavar="RULE", help="Only conflicts that this rule found.")
@click.option("--least", type=click.FloatRange(0, 1), default=0.0, help="Only from this score on.")
@click.option("--all", "everything", is_flag=True, help="Also those acknowledged or refuted.")
@click.option("--explain", is_flag=True, help="Show both quotes, why, and how to settle it.")
@click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low", "never"]),
    default="never",
    show_default=True,
    help="Leave with exit code 1 from this severity on.",
)
@reading_options()
def conflicts(
    keys: tuple[str, ...],
    across: bool,
    group: str | None,
    rule: str | None,
    least: float,
    everything: bool,
    explain: bool,
    fail_on: str,
    reading: Reading,
) -> None:
    """Show what cannot go ahead as written, the most severe first.

    With one KEY, that proposal's conflicts; with two or more, those among them.
    """
    register = reading.register
    wanted = {reading.key(key) for key in keys}
    group_id = find_group(register, group).id if group else None

    def is_asked_for(conflict: Conflict) -> bool:
        involved = wanted & set(conflict.proposals)
        return (
            len(involved) >= min(len(wanted), 2)
            and (conflict.cross_group or not across)
            and (group_id is None or group_id in conflict.groups)
            and (rule is None or rule in conflict.rules)
            and conflict.score >= least
            and (everything or conflict.acknowledged is None)
        )

    found = [c for c in register.conflicts if is_asked_for(c)]
    render = render_explained if explain or len(wanted) > 1 else render_conflicts
    reading.print(found, lambda: render(register, found))
    if fail_on != "never":
        leave_for((_SEVERITIES[c.severity] for c in found), _SEVERITIES[fail_on])
