"""`sepkit triage`."""

import re

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.cli.sweeping import Wanted, forge_options, run_sweeps
from sepkit.model import UsageError

_NUMBER = re.compile(r"#?([1-9][0-9]{0,6})", re.ASCII)


@click.command(epilog="Example: sepkit triage 2357 --on owner/name --repo ../spec.git")
@click.argument("pulls", nargs=-1, required=True, metavar="PULL...")
@reading_options()
@forge_options
def triage(pulls: tuple[str, ...], reading: Reading, wanted: Wanted) -> None:
    """Plan the comment and label of single pull requests; with --apply, make it so.

    PULL is a pull request's number. The token comes from GITHUB_TOKEN. Without a token, --offline
    shows what a first sweep would write.
    """
    only = frozenset(_number(written) for written in pulls)
    run_sweeps(reading, wanted, only=only)
    known = {proposal.pull_request for proposal in reading.register.proposals}
    for number in sorted(only - known):
        click.echo(f"pull request {number} brings no proposal", err=True)


def _number(written: str) -> int:
    found = _NUMBER.fullmatch(written)
    if found is None:
        raise UsageError(f"`{written[:40]}` is no pull request", help="write its number: 2357")
    return int(found[1])
