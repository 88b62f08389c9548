"""What `triage` and `sweep` share: the forge, its token, the configuration, the telling."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from sepkit.cli.reading import Reading
from sepkit.model import ForgeError, NothingToReadError, Register, SepkitError, UsageError

GITHUB = "https://api.github.com"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the command line and the environment say about the forge."""

    repository: str | None
    api: str
    is_applied: bool
    is_offline: bool
    report: Path | None
    summary: Path | None
    also: tuple[str, ...]


def forge_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that both commands take; they arrive as one `Wanted`."""
    options = (
        click.option("--apply", is_flag=True, help="Make it so. Without this nothing is written."),
        click.option(
            "--on",
            metavar="OWNER/NAME",
            envvar="GITHUB_REPOSITORY",
            help="The repository on the forge.  [default: GITHUB_REPOSITORY]",
        ),
        click.option(
            "--api",
            metavar="ADDRESS",
            envvar="GITHUB_API_URL",
            default=GITHUB,
            show_default=True,
            help="The forge's API; Enterprise servers: https://HOST/api/v3.",
        ),
        click.option(
            "--offline", is_flag=True, help="Ask no forge: plan as if all pulls were untouched."
        ),
        click.option(
            "--also",
            multiple=True,
            metavar="OWNER/NAME=PLACE",
            help="A further repository for the same sweep and configuration.",
        ),
        click.option(
            "--report",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write plan and report as JSON to this file.",
        ),
        click.option(
            "--summary",
            type=click.Path(dir_okay=False, path_type=Path),
            envvar="GITHUB_STEP_SUMMARY",
            help="Add a summary in Markdown to this file.  [default: GITHUB_STEP_SUMMARY]",
        ),
    )

    def run(
        *args: Any,
        apply: bool,
        on: str | None,
        api: str,
        offline: bool,
        also: tuple[str, ...],
        report: Path | None,
        summary: Path | None,
        **rest: Any,
    ) -> Any:
        wanted = Wanted(
            repository=on,
            api=api,
            is_applied=apply,
            is_offline=offline,
            report=report,
            summary=summary,
            also=also,
        )
        return command(*args, wanted=wanted, **rest)

    run.__doc__, run.__name__ = command.__doc__, command.__name__
    if hasattr(command, "__click_params__"):
        run.__click_params__ = command.__click_params__  # type: ignore[attr-defined]
    decorated: Callable[..., Any] = run
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def run_sweeps(reading: Reading, wanted: Wanted, *, only: frozenset[int] = frozenset()) -> None:
    """Sweep each repository, tell what came of it, and leave with 5 where something is left.

    Raises:
        UsageError: no repository is named, or there is no token.
        ForgeError: the one repository could not be read; of several each is told of apart.
    """
    from sepkit.forge.telling import outcome_value, render_outcome, render_summary

    values: list[dict[str, Any]] = []
    kept: dict[str, Any] = {}
    is_complete = True
    configuration = read_triage(reading)
    places = _places(reading, wanted, configuration.rules.repositories)
    for name, place in places:
        try:
            outcome = _one(place, wanted, name, configuration, only, kept)
        except (ForgeError, NothingToReadError) as error:
            if len(places) == 1:
                raise
            # One repository that cannot be read is no reason to leave the others alone.
            is_complete = False
            values.append({"repository": name, "error": str(error), "help": error.help})
            _tell(reading, wanted, *_failure(name, error))
            continue
        is_complete = is_complete and outcome.is_complete
        values.append(outcome_value(name, outcome))
        _tell(
            reading,
            wanted,
            render_outcome(name, outcome, is_applied=wanted.is_applied),
            render_summary(name, outcome, is_applied=wanted.is_applied),
        )
    _write_values(reading, wanted, values)
    if not is_complete:
        raise click.exceptions.Exit(ForgeError.exit_code)


def _failure(name: str, error: SepkitError) -> tuple[str, str]:
    """Return why a repository was not swept, for the terminal and for the summary."""
    from sepkit.publish import escape

    said = f"{error}; {error.help}" if error.help else str(error)
    return (
        escape.terminal(f"{name}: {said}") + "\n",
        f"### sepkit: {escape.comment(name)}\n\n{escape.comment(said)}\n\n",
    )


def _tell(reading: Reading, wanted: Wanted, text: str, summary: str) -> None:
    if reading.format != "json":
        click.echo(text, nl=False)
    if wanted.summary is not None:
        with wanted.summary.open("a", encoding="utf-8", newline="\n") as file:
            file.write(summary)


def _write_values(reading: Reading, wanted: Wanted, values: Sequence[dict[str, Any]]) -> None:
    from sepkit.publish.escape import json_file

    text = json_file(list(values), indent=2) + "\n"
    if wanted.report is not None:
        wanted.report.write_text(text, encoding="utf-8", newline="\n")
    if reading.format == "json":
        click.echo(text, nl=False)


def _places(
    reading: Reading, wanted: Wanted, configured: Sequence[str]
) -> list[tuple[str, Reading]]:
    if wanted.repository is None and not wanted.is_offline:
        raise UsageError("no repository is named", help="add --on OWNER/NAME, or --offline")
    name = wanted.repository or "offline/repository"
    found = [(_checked(name), reading)]
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    given = [item.partition("=") for item in wanted.also]
    further = {a: c for a, _, c in given} | {
        other: f"{server}/{other}" for other in configured if other not in {a for a, _, _ in given}
    }
    for other, place in further.items():
        if not place:
            raise UsageError(f"`--also {other[:60]}` names no place", help="write OWNER/NAME=PLACE")
        request = replace(reading.request, location=place, rev=None)
        found.append((_checked(other), replace(reading, request=request)))
    return found


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise UsageError(f"`{name[:60]}` is no repository", help="write OWNER/NAME")
    return name


def read_triage(reading: Reading) -> Any:
    """Return the base revision's `triage:`; a pull request that edits the file changes nothing."""
    from sepkit.configuration import PLACES
    from sepkit.forge.configuration import parse_triage
    from sepkit.markup import read_yaml
    from sepkit.sources import open_repository, read_base_files

    register = reading.register
    with open_repository(reading.request.location) as repository:
        files, _ = read_base_files(repository, register.revision, PLACES)
    found = {str(file.path): file.data for file in files}
    place = next((p for p in PLACES if p in found), PLACES[0])
    node, _ = read_yaml(found[place].decode("utf-8", "replace")) if place in found else (None, ())
    return parse_triage(node, file=place, preset=register.process.preset)


def _one(
    reading: Reading,
    wanted: Wanted,
    name: str,
    configuration: Any,
    only: frozenset[int],
    kept: dict[str, Any],
) -> Any:
    if wanted.is_offline:
        return _offline(reading.register, name, configuration, only)
    from sepkit.forge.audit_branch import AuditBranch
    from sepkit.forge.github import GitHub
    from sepkit.forge.requests import Requests
    from sepkit.forge.sweep import sweep

    rules = configuration.rules
    requests = Requests(
        _wire(wanted, name),
        most=rules.requests_per_run,
        wait_seconds=rules.wait_seconds,
        kept=kept,
    )
    return sweep(
        reading.register,
        GitHub(name, requests, rules=rules),
        AuditBranch(name, requests),
        configuration=configuration,
        is_applied=wanted.is_applied,
        only=only,
    )


def _offline(register: Register, name: str, configuration: Any, only: frozenset[int]) -> Any:
    from sepkit.forge.offline import state_from_refs
    from sepkit.forge.plan import plan_triage
    from sepkit.forge.sweep import Outcome

    state = state_from_refs(register, repository=name)
    if only:
        state = replace(state, pulls=tuple(p for p in state.pulls if p.number in only))
    plan = plan_triage(register, state, configuration=configuration)
    return Outcome(plan=plan, report=None, requests=0)


def _wire(wanted: Wanted, repository: str) -> Any:
    from sepkit.forge.wire import PyGithubWire, installation_token
    from sepkit.version import __version__

    app, key = os.environ.get("SEPKIT_APP_ID"), os.environ.get("SEPKIT_APP_KEY")
    token = os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN") or ""
    if app and key:
        token = installation_token(
            app_id=app, private_key=key, repository=repository, base_url=wanted.api
        )
    if not token:
        raise UsageError(
            "there is no token",
            help="set GITHUB_TOKEN, or SEPKIT_APP_ID and SEPKIT_APP_KEY, or add --offline",
        )
    return PyGithubWire(token=token, base_url=wanted.api, user_agent=f"sepkit/{__version__}")
