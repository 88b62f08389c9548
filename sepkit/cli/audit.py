"""`sepkit audit`."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import click

from sepkit.forge.audit import Problem
from sepkit.model import NothingToReadError, ObjectId, RefName, Register, SepkitError
from sepkit.model.audit import AuditRecord


@click.group(epilog="Example: sepkit audit verify --repo ../spec.git")
def audit() -> None:
    """Check the record of what sepkit did, or compute its decisions again.

    The record stands on a branch of the repository. Both commands read git only, ask no forge, and
    leave with 1 where something is wrong.
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
@click.option("--preset", help="The process, where the sweep was told it.")
@click.option("--records-only", is_flag=True, help="Read no proposals: only replay the records.")
@_options
def replay(
    repo: str, branch: str, format_: str, pull: int | None, preset: str | None, records_only: bool
) -> None:
    """Compute each decision again from its record, and hold the record against git.

    A decision has to come out byte for byte. Then the recorded commits are read again, and the
    facts that the decision rests on have to be there. Commits that the repository no longer has are
    named, and are no fault of the audit.
    """
    from sepkit.forge.audit import verify_audit
    from sepkit.forge.replay import replay as replay_one
    from sepkit.version import __version__

    files = _files(repo, branch)
    records, problems = verify_audit(files)
    chosen = [r for r in records if pull is None or r.pull == pull]
    tool = f"sepkit {__version__}"
    wrong = [p for r in chosen if (p := replay_one(r, files, tool=tool))]
    headline = f"{len(chosen)} decisions replayed, {len(chosen) - len(wrong)} the same"
    gone: tuple[str, ...] = ()
    if not records_only:
        facts = _Facts(repo, preset, files)
        wrong += facts.problems(chosen)
        gone = tuple(facts.gone)
        headline += f"\n{facts.headline()}"
    _tell(format_, headline, [*problems, *wrong], len(chosen), notes=gone)


class _Facts:
    """Reads the commits of records again, those of one sweep at once."""

    def __init__(self, repo: str, preset: str | None, files: dict[str, bytes]) -> None:
        self.repo = repo
        self.preset = preset
        self.files = files
        self.counts = {"the same": 0, "different": 0, "not to be read": 0}
        self.gone: dict[str, None] = {}
        self._registers: dict[str, Any] = {}

    def headline(self) -> str:
        counts = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        return f"facts read again from git: {counts}"

    def problems(self, records: Sequence[AuditRecord]) -> list[Problem]:
        return [problem for record in records for problem in self._problems(record)]

    def _problems(self, record: AuditRecord) -> Iterator[Problem]:
        from sepkit.forge.audit import record_path
        from sepkit.forge.replay import recheck

        register = self._register(record)
        try:
            different = recheck(record, self.files, register) if register is not None else None
        except ValueError:
            different = None  # the chain's own problems say so
        if different is None:
            self.counts["not to be read"] += 1
            return
        self.counts["different" if different else "the same"] += 1
        if different:
            more = f" and {len(different) - 3} more" if len(different) > 3 else ""  # noqa: PLR2004
            yield Problem(
                path=record_path(record.decision),
                message=f"git does not say what it says: {', '.join(different[:3])}{more}"
                + _version_note(record),
            )

    def _register(self, record: AuditRecord) -> Register | None:
        if record.commits not in self._registers:
            try:
                self._registers[record.commits] = self._read(record)
            except (ValueError, SepkitError) as error:
                path = f"commits/{record.commits[:12]}"
                self.gone[f"{path} cannot be read again: {error}"] = None
                self._registers[record.commits] = None
        found: Register | None = self._registers[record.commits]
        return found

    def _read(self, record: AuditRecord) -> Register | None:
        from sepkit.forge.replay import commits_of
        from sepkit.pipeline import ReadRequest, read_register

        commits = commits_of(record, self.files)
        refs = ((commits.base_ref, commits.revision), *commits.refs)
        missing = self._missing(refs)
        self.gone |= dict.fromkeys(
            f"{commit} is gone, which {ref} was at; `git fetch origin {commit}` may still get it"
            for ref, commit in missing
        )
        if missing:
            return None
        request = ReadRequest(
            location=self.repo, rev=commits.base_ref, preset=self.preset, refs=refs
        )
        return read_register(request).register

    def _missing(self, refs: Sequence[tuple[RefName, ObjectId]]) -> list[tuple[RefName, ObjectId]]:
        from sepkit.sources import open_repository

        with open_repository(self.repo) as repository:
            return [(ref, commit) for ref, commit in refs if repository.peel(commit) is None]


def _version_note(record: AuditRecord) -> str:
    from sepkit.version import __version__

    tool = f"sepkit {__version__}"
    return "" if record.tool == tool else f"; it was made by {record.tool}, this is {tool}"


def _files(repo: str, branch: str) -> dict[str, bytes]:
    from sepkit.sources import open_repository, read_base_files

    with open_repository(repo) as repository:
        try:
            _, commit = repository.resolve(branch)
        except NothingToReadError as error:
            raise NothingToReadError(
                f"no record in this repository: it has no branch `{branch[:60]}`",
                help="fetch that branch, or name another with --branch",
            ) from error
        files, refused = read_base_files(repository, commit, ["*.json", "**/*.json"])
    if refused:
        raise NothingToReadError(
            f"`{refused[0].path}` of the audit cannot be read: {refused[0].reason}",
            help="fetch the whole branch",
        )
    return {str(file.path): file.data for file in files}


def _tell(
    format_: str, headline: str, problems: Any, count: int, *, notes: tuple[str, ...] = ()
) -> None:
    from sepkit.publish.escape import terminal

    if format_ == "json":
        value = {
            "records": count,
            "problems": [{"path": p.path, "message": p.message} for p in problems],
            "notes": list(notes),
        }
        click.echo(json.dumps(value, indent=2))
    else:
        click.echo(headline)
        for problem in problems:
            click.echo(f"  {terminal(problem.path)}: {terminal(problem.message)}")
        for note in notes:
            click.echo(f"  {terminal(note)}")
    if problems:
        raise click.exceptions.Exit(1)
