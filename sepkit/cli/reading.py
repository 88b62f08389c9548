"""What every reading command shares: its options, the register, and how it prints and leaves."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from sepkit.answers import cache_folder
from sepkit.cli.progress import ProgressLine
from sepkit.model import (
    Corpus,
    Instant,
    Proposal,
    ProposalKey,
    Register,
    Severity,
    UsageError,
    encode,
)
from sepkit.pipeline import ReadRequest, Result, read_corpus, read_register
from sepkit.pipeline.request import conformance_files
from sepkit.publish.escape import json_file

PRINTED = "sepkit.printed"
"""Where a context keeps what the command printed, for the next time it is asked."""

Command = Callable[..., Any]
T = TypeVar("T")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One command's view of the repository."""

    request: ReadRequest
    format: str

    @cached_property
    def result(self) -> Result:
        """Read the repository."""
        return self.told(read_register)

    @cached_property
    def corpus(self) -> Corpus:
        """Read the repository and analyse nothing."""
        return self.told(read_corpus)

    def told(self, read: Callable[..., T]) -> T:
        """Read something of the repository; the progress line is gone when this returns.

        Args:
            read: takes the request and `progress`.
        """
        line = ProgressLine(enabled=True)
        try:
            return read(self.request, progress=line)
        finally:
            line.clear()

    @property
    def register(self) -> Register:
        """Return everything sepkit knows at the commit."""
        return self.result.register

    def key(self, written: str) -> ProposalKey:
        """Return the key of the proposal that somebody means; see `proposal`."""
        return self.proposal(written).key

    def proposal(self, written: str) -> Proposal:
        """Return the proposal that somebody means by `SEP-2575`, `sep-2575` or `2575`.

        Raises:
            UsageError: no proposal answers to it.
        """
        wanted = written.strip().lower().removeprefix("#")
        for proposal in self.register.proposals:
            if proposal.key.lower() == wanted or str(proposal.number) == wanted:
                return proposal
        for proposal in self.register.proposals:
            if str(proposal.pull_request) == wanted:
                return proposal
        raise UsageError(
            f"no proposal `{written[:60]}` among the {len(self.register.proposals)} read at "
            f"{self.register.revision[:8]}",
            help=self._near(wanted) or "list them: sepkit status --all",
        )

    def _near(self, wanted: str) -> str:
        from difflib import get_close_matches

        names = {p.key.lower(): p.key for p in self.register.proposals}
        numbers = {name.rpartition("-")[2]: key for name, key in names.items()}
        near = [names[name] for name in get_close_matches(wanted, names, n=3)]
        near = near or [numbers[name] for name in get_close_matches(wanted, numbers, n=3)]
        return f"did you mean {', '.join(f'`{name}`' for name in near)}?" if near else ""

    def print(self, value: Any, text: Callable[[], str]) -> None:
        """Print the value as JSON or as the text that `text` makes, as --format says."""
        printed = json_file(encode(value), indent=2) if self.format == "json" else text()
        click.echo(printed, nl=False)
        click.get_current_context().find_root().meta[PRINTED] = printed


def leave_for(severities: Iterable[Severity], fail_on: str) -> None:
    """Leave with exit code 1 if something at or above the wanted severity was found."""
    order = [Severity.INFO, Severity.WARNING, Severity.ERROR]
    if fail_on == "never":
        return
    least = order.index(Severity(fail_on))
    if any(order.index(severity) >= least for severity in severities):
        raise click.exceptions.Exit(1)


def instant(value: str | None) -> Instant | None:
    """Read what --as-of was given: a day (its end counts) or an instant in UTC."""
    if value is None:
        return None
    from datetime import datetime

    if _DAY.fullmatch(value):
        value = f"{value}T23:59:59Z"
    if _INSTANT.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is not None:
            return Instant(moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    raise UsageError(
        f"`{value[:40]}` is no instant", help="write `2026-08-22` or `2026-08-22T06:51:00Z`"
    )


def reading_options(*formats: str) -> Callable[[Command], Command]:
    """Add the options that every reading command takes, and hand the command a `Reading`."""
    options = (
        click.option(
            "--repo",
            default=".",
            metavar="PLACE",
            show_default="this folder",
            help="The repository: a path, a bare mirror, a bundle or an https address.",
        ),
        click.option("--rev", metavar="REV", help="The base: a branch, tag or commit."),
        click.option(
            "--as-of",
            metavar="INSTANT",
            help="Count days to this instant (2026-08-22).  [default: the base commit's date]",
        ),
        click.option("--preset", metavar="NAME", help="The process: mcp, eip, kep, pep, rust."),
        click.option(
            "--format",
            "format_",
            type=click.Choice(formats or ("text", "json")),
            default=(formats or ("text",))[0],
            show_default=True,
            help="How to print.",
        ),
        click.option(
            "--ownership",
            "outside",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="An ownership file from outside the repository (sigs.yaml); may be repeated.",
        ),
        click.option(
            "--tests",
            multiple=True,
            type=click.Path(exists=True, path_type=Path),
            help="A conformance file (sep-1.yaml, traceability.json) or a folder of them; may be "
            "repeated.",
        ),
        click.option("--no-cache", is_flag=True, help="Read everything anew and keep nothing."),
    )

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(
            *args: Any,
            repo: str,
            rev: str | None,
            as_of: str | None,
            preset: str | None,
            format_: str,
            outside: tuple[Path, ...],
            tests: tuple[Path, ...],
            no_cache: bool,
            **rest: Any,
        ) -> Any:
            request = ReadRequest(
                location=repo,
                rev=rev,
                as_of=instant(as_of),
                preset=preset,
                ownership=outside,
                conformance=conformance_files(tests),
                cache_folder=None if no_cache else cache_folder(),
            )
            return command(*args, reading=Reading(request=request, format=format_), **rest)

        decorated: Command = run
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate
