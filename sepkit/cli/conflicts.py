"""`sepkit conflicts`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

import click

from sepkit.cli.progress import ProgressLine
from sepkit.cli.queue import find_group
from sepkit.cli.reading import Reading, leave_for, reading_options
from sepkit.model import Conflict, ProposalKey, Register, Severity, UsageError
from sepkit.pipeline import read_register
from sepkit.publish.text.conflicts import render_conflicts, render_explained, render_hidden

_SEVERITIES = {"high": Severity.ERROR, "medium": Severity.WARNING, "low": Severity.INFO}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which conflicts somebody wants to see."""

    across: bool
    group: str | None
    rule: str | None
    since: str | None
    least: float | None
    everything: bool

    def chooses(self, register: Register, keys: set[ProposalKey]) -> Callable[[Conflict], bool]:
        """Return whether a conflict is about what was asked for.

        Raises:
            UsageError: no such group, or no such rule.
        """
        group = find_group(register, self.group).id if self.group else None
        if self.rule is not None:
            _expect_rule(self.rule)
        return lambda conflict: (
            len(keys & set(conflict.proposals)) >= min(len(keys), 2)
            and (conflict.cross_group or not self.across)
            and (group is None or group in conflict.groups)
            and (self.rule is None or self.rule in conflict.rules)
            and conflict.score >= (self.least or 0.0)
        )

    def shows(self, register: Register) -> Callable[[Conflict], bool]:
        """Return whether a list shows a conflict that was asked for.

        It does where something is left to decide, no file deals with it, and it is likely one; a
        score that was asked for takes the place of the usual one.
        """
        open_keys = {proposal.key for proposal in register.open_proposals()}
        return lambda conflict: (
            self.everything
            or (
                conflict.acknowledged is None
                and (conflict.worth_a_look or self.least is not None)
                and not open_keys.isdisjoint(conflict.proposals)
            )
        )


def _asking(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose, and hand the command what was `Asked` for."""
    options = (
        click.option("--across", is_flag=True, help="Only conflicts between two groups."),
        click.option("--group", metavar="GROUP", help="Only conflicts that concern this group."),
        click.option("--rule", metavar="RULE", help="Only conflicts that this rule found."),
        click.option(
            "--since", metavar="REV", help="Only what an earlier revision of the base did not have."
        ),
        click.option("--least", type=click.FloatRange(0, 1), help="Only from this score on."),
        click.option(
            "--all",
            "everything",
            is_flag=True,
            help="Also those acknowledged, settled or unlikely.",
        ),
    )

    @wraps(command)
    def ask(**values: Any) -> None:
        names = ("across", "group", "rule", "since", "least", "everything")
        command(asked=Asked(**{name: values.pop(name) for name in names}), **values)

    for option in reversed(options):
        ask = option(ask)
    return ask


@click.command(
    epilog="""\b
Examples:
  sepkit conflicts --across
  sepkit conflicts SEP-2532 SEP-2631 --explain
  sepkit conflicts --since main~20"""
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@_asking
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
    keys: tuple[str, ...], asked: Asked, explain: bool, fail_on: str, reading: Reading
) -> None:
    """Show what cannot go ahead as written, the most severe first.

    With one KEY, that proposal's conflicts; with two or more, all among them.
    """
    register = reading.register
    wanted = {reading.key(key) for key in keys}
    is_meant = asked.chooses(register, wanted)
    found = sorted(filter(is_meant, _of_time(reading, asked.since)), key=_by_severity)
    is_pair = len(wanted) > 1
    shown = found if is_pair else list(filter(asked.shows(register), found))
    render = render_explained if explain or is_pair else render_conflicts
    reading.print(shown, lambda: render(register, shown) + render_hidden(found, shown))
    if fail_on != "never":
        leave_for((_SEVERITIES[c.severity] for c in shown), _SEVERITIES[fail_on])


def _by_severity(conflict: Conflict) -> tuple[int, float, str]:
    return list(_SEVERITIES).index(conflict.severity), -conflict.score, conflict.id


def _of_time(reading: Reading, since: str | None) -> tuple[Conflict, ...]:
    """All conflicts, or those that an earlier base revision did not have."""
    if since is None:
        return reading.register.conflicts
    from sepkit.analysis.conflicts import find_new

    line = ProgressLine(enabled=True)
    try:
        before = read_register(replace(reading.request, rev=since, as_of=None), progress=line)
    finally:
        line.clear()
    return find_new(reading.register, before.register)


def _expect_rule(rule: str) -> None:
    from difflib import get_close_matches

    from sepkit.analysis.conflicts import RULES

    names = [known.id for known in RULES]
    if rule not in names:
        near = get_close_matches(rule, names, n=3)
        raise UsageError(
            f"`{rule[:60]}` is no rule",
            help=f"did you mean {', '.join(near)}?" if near else f"rules: {', '.join(names)}",
        )
