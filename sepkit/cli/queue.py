"""`sepkit queue`."""

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.model import Group, Register, UsageError
from sepkit.publish.text.queue import (
    queue_of,
    render_person,
    render_queue,
    render_queues,
    turns_of,
)


@click.command(epilog="Examples: sepkit queue wg-transports, sepkit queue @octocat")
@click.argument("whose", required=False, metavar="[GROUP|@PERSON]")
@reading_options()
def queue(whose: str | None, reading: Reading) -> None:
    """List what waits in one group's queue, longest open first, or for one @person.

    GROUP is a group's id, with or without its kind (`transports` finds `wg-transports`). Without an
    argument: every group with the length of its queue.
    """
    register = reading.register
    if whose is None:
        queues = [queue_of(register, group) for group in register.groups]
        reading.print(queues, lambda: render_queues(register))
    elif whose.startswith("@"):
        handle = whose[1:]
        reading.print(turns_of(register, handle), lambda: render_person(register, handle))
    else:
        group = find_group(register, whose)
        reading.print(queue_of(register, group), lambda: render_queue(register, group))


def find_group(register: Register, written: str) -> Group:
    """Return the group that somebody means; its kind may be left out.

    Raises:
        UsageError: no group answers to it, or several do.
    """
    wanted = written.lower()
    names: dict[str, Group] = {g.id: g for g in register.groups}
    if wanted in names:
        return names[wanted]
    by_tail = [g for g in register.groups if g.id.partition("-")[2] == wanted]
    by_alias = [
        g
        for g in register.groups
        if wanted in (g.name.lower(), *(alias.lower() for alias in g.aliases))
    ]
    found = by_tail or by_alias
    if len(found) == 1:
        return found[0]
    from difflib import get_close_matches

    near = get_close_matches(wanted, list(names), n=3)
    tails = {name.partition("-")[2]: name for name in names}
    near = near or [tails[name] for name in get_close_matches(wanted, tails, n=3)]
    hint = f"did you mean {', '.join(f'`{n}`' for n in near)}?" if near else ""
    raise UsageError(
        f"no group `{written[:60]}` among the {len(names)} of this repository",
        help=hint or "list them: sepkit groups",
    )
