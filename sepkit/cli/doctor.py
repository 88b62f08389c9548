"""`sepkit doctor`."""

import shutil
import sys
from dataclasses import dataclass

import click

from sepkit.answers import cache_folder
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import Register, Severity
from sepkit.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: str
    """ok | warning | error"""
    found: str
    help: str = ""


@click.command(epilog="Example: sepkit doctor --repo ../spec.git")
@reading_options()
def doctor(reading: Reading) -> None:
    """Check the tools, the repository and what can be read of it.

    Leaves with exit code 3 where there is nothing to read, and 1 where something is wrong.
    """
    checks = [*_tools(), *_repository(reading.register)]
    reading.print(checks, lambda: _text(checks))
    if any(check.state == "error" for check in checks):
        raise click.exceptions.Exit(1)


def _tools() -> list[Check]:
    git = shutil.which("git")
    return [
        Check(name="sepkit", state="ok", found=f"{__version__} on Python {sys.version.split()[0]}"),
        Check(name="git", state="ok", found="found on PATH")
        if git
        else Check(name="git", state="error", found="not found", help="install git 2.36 or newer"),
        Check(name="cache", state="ok", found=str(cache_folder())),
    ]


def _repository(register: Register) -> list[Check]:
    counts = register.counts
    flying = [p for p in register.proposals if p.in_flight]
    hints = sum(p.appears_open for p in flying)
    errors = sum(f.severity is Severity.ERROR for f in register.findings)
    checks = [
        Check(
            name="base",
            state="ok",
            found=f"{register.base_ref} at {register.revision[:8]}, {register.as_of}",
        ),
        Check(
            name="process", state="ok", found=f"{register.process.preset}: {register.process.title}"
        ),
        Check(
            name="balance",
            state="ok" if counts.is_balanced else "error",
            found=f"{counts.seen} seen = {counts.read} read + {counts.partly} in part + "
            f"{counts.refused} refused",
        ),
        Check(
            name="in flight",
            state="ok" if flying else "warning",
            found=f"{len(flying)} proposals; {hints} have a merge ref, a hint that they are open",
            help="" if flying else "fetch refs/pull/*/head, or clone with `git clone --mirror`",
        ),
        Check(
            name="ownership",
            state="warning" if errors else "ok",
            found=f"{len(register.groups)} groups, {len(register.findings)} findings",
            help="sepkit groups --check" if register.findings else "",
        ),
    ]
    checks += [
        Check(name="refused", state="warning", found=f"{r.path} in {r.ref}: {r.reason}")
        for r in register.refused
    ]
    return checks


def _text(checks: list[Check]) -> str:
    from sepkit.publish.escape import terminal
    from sepkit.publish.text.columns import harm, joined

    lines = []
    for check in checks:
        state = check.state if check.state == "ok" else harm(check.state)
        lines.append(f"{state:<8} {check.name:<10} {terminal(check.found)}")
        if check.help:
            lines.append(f"{'':<19} {check.help}")
    return joined(lines)
