"""`sepkit audit`."""

import json
from typing import Any

import click

from sepkit.model import NothingToReadError


@click.group(epilog="Example: sepkit audit verify --repo ../spec.git")
def audit() -> None:
    """Check the record of what sepkit did, or compute its decisions again.

    The record stands on a branch of the repository. Both commands read git only, and leave with 1
    where something is wrong.
    """


def _options(command: Any) -> Any:
    for option in (
        click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text"),
        click.option("--branch", default="sepkit-audit", show_default=True),
        click.option("--repo", default=".", metavar="PLACE", help="A path, bundle or address."),
    ):
        command = option(command)
    return command


@audit.command()
@_options
def verify(repo: str, branch: str, format_: str) -> None:
    """Check that every record is there, unchanged and in its place."""
    from sepkit.forge.audit import verify_audit

    records, problems = verify_audit(_files(repo, branch))
    _tell(format_, f"{len(records)} records, {len(problems)} problems", problems, len(records))


@audit.command()
@click.option("--pull", type=click.IntRange(1, 9_999_999), help="Only this pull request's.")
@_options
def replay(repo: str, branch: str, format_: str, pull: int | None) -> None:
    """Compute each decision again from its inputs and compare it byte for byte."""
    from sepkit.forge.audit import replay as replay_one
    from sepkit.forge.audit import verify_audit
    from sepkit.version import __version__

    files = _files(repo, branch)
    records, problems = verify_audit(files)
    chosen = [r for r in records if pull is None or r.pull == pull]
    tool = f"sepkit {__version__}"
    found = [*problems, *(p for r in chosen if (p := replay_one(r, files, tool=tool)))]
    same = len(chosen) - (len(found) - len(problems))
    _tell(format_, f"{len(chosen)} decisions replayed, {same} the same", found, len(chosen))


def _files(repo: str, branch: str) -> dict[str, bytes]:
    from sepkit.sources import open_repository, read_base_files

    with open_repository(repo) as repository:
        _, commit = repository.resolve(branch)
        files, refused = read_base_files(repository, commit, ["*.json", "**/*.json"])
    if refused:
        raise NothingToReadError(
            f"`{refused[0].path}` of the audit cannot be read: {refused[0].reason}",
            help="fetch the whole branch",
        )
    return {str(file.path): file.data for file in files}


def _tell(format_: str, headline: str, problems: Any, count: int) -> None:
    from sepkit.publish.escape import terminal

    if format_ == "json":
        value = {
            "records": count,
            "problems": [{"path": p.path, "message": p.message} for p in problems],
        }
        click.echo(json.dumps(value, indent=2))
    else:
        click.echo(headline)
        for problem in problems:
            click.echo(f"  {terminal(problem.path)}: {terminal(problem.message)}")
    if problems:
        raise click.exceptions.Exit(1)
