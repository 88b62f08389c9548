"""`sepkit check`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from sepkit.cli.local_files import Mending, bytes_of, check_files
from sepkit.cli.reading import Reading, leave_for, reading_options
from sepkit.model import Finding, UsageError
from sepkit.publish.text.check import Checked, render_checked, render_statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Which checks are asked for."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def is_wanted(self, rule: str) -> bool:
        """Whether findings of a check are shown."""
        from sepkit.analysis.checks import BY_ID

        check = BY_ID.get(rule)

        def answers(selector: str) -> bool:
            return check.answers_to(selector) if check else selector in ("ALL", rule)

        is_chosen = not self.select or any(answers(word) for word in self.select)
        return is_chosen and not any(answers(word) for word in self.ignore)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The command's options."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    in_flight: bool
    pr: int | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    explain: str | None
    is_list: bool
    statistics: bool
    baseline: Path | None
    write_baseline: bool
    update_baseline: bool
    fail_on: str

    def refuse_nonsense(self, *, has_files: bool) -> None:
        """Refuse options that need others.

        Raises:
            UsageError: there is nothing to mend, or no baseline to write.
        """
        if not has_files and (self.fix or self.unsafe_fixes or self.diff):
            raise UsageError("nothing to mend", help="name local files: sepkit check FILE --fix")
        if (self.write_baseline or self.update_baseline) and self.baseline is None:
            raise UsageError("no baseline is named", help="add `--baseline sepkit-baseline.json`")


def _words(values: Sequence[str]) -> tuple[str, ...]:
    """Return selectors, each of which has to mean some check.

    Raises:
        UsageError: one means none.
    """
    from difflib import get_close_matches

    from sepkit.analysis.checks import RULES

    words = tuple(word.strip() for value in values for word in value.split(",") if word.strip())
    for word in words:
        if word in ("ALL", "conflict", "not-read") or any(rule.answers_to(word) for rule in RULES):
            continue
        names = [name for rule in RULES for name in (rule.id, rule.name)]
        near = get_close_matches(word, names, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "`sepkit check --list` shows all of them"
        raise UsageError(f"no check `{word[:60]}`", help=hint)
    return words


@click.command(
    epilog="""\b
Examples:
  sepkit check --repo ../spec.git               all proposals, on the base and in flight
  sepkit check seps/2575-stateless.md --fix     a local file, mended where that is safe
  sepkit check - < draft.md                     a text on standard input
  sepkit check --explain TXT002                 what a check looks for, and why"""
)
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option("--select", multiple=True, metavar="RULES", help="Only these: ids, names, families.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these.")
@click.option("--in-flight", is_flag=True, help="Only what is in flight.")
@click.option("--pr", type=click.IntRange(1, 9_999_999), help="Only one pull request's proposals.")
@click.option("--fix", is_flag=True, help="Mend local files where the meaning stays the same.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what may change the meaning.")
@click.option("--diff", is_flag=True, help="Show what --fix would do, and change nothing.")
@click.option("--explain", metavar="RULE", help="Say what a check looks for, and leave.")
@click.option("--list", "is_list", is_flag=True, help="List all checks, and leave.")
@click.option("--statistics", is_flag=True, help="Show how often each check finds something.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Findings that are known already; only new ones are shown and counted.",
)
@click.option("--write-baseline", is_flag=True, help="Write everything found into --baseline.")
@click.option("--update-baseline", is_flag=True, help="Take out of --baseline what is gone.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Leave with exit code 1 from this severity on.",
)
@reading_options("text", "json", "sarif", "github")
def check(paths: tuple[str, ...], reading: Reading, **given: Any) -> None:
    """Check proposals: preamble, numbers, sections, text, links, specification, status, people.

    Without PATH: all proposals of the repository. PATH is a file on this machine, `-` a text on
    standard input; both are held against the repository. Nothing but a named file is ever changed.
    """
    asked = _Asked(**given)
    if asked.explain or asked.is_list:
        _tell_rules(asked.explain, reading)
        return
    asked.refuse_nonsense(has_files=bool(paths))
    choice = _Choice(select=_words(asked.select), ignore=_words(asked.ignore))
    mending = Mending(
        is_on=asked.fix or asked.unsafe_fixes,
        is_diff=asked.diff,
        has_unsafe=asked.unsafe_fixes,
    )
    if paths:
        found, mended = check_files(paths, mending, choice.is_wanted, reading)
    else:
        found, mended = _in_repository(asked, reading), 0
    if asked.diff:
        return
    kept = tuple(finding for finding in found if choice.is_wanted(finding.rule))
    checked = replace(_against_baseline(kept, asked), mended=mended)
    _print(checked, reading, statistics=asked.statistics)
    leave_for((finding.severity for finding in checked.findings), asked.fail_on)


def _tell_rules(explain: str | None, reading: Reading) -> None:
    from sepkit.analysis.checks import RULES
    from sepkit.publish.text.check import render_rule, render_rules

    if explain is None:
        listed = [
            {"id": r.id, "name": r.name, "severity": r.severity.value, "fix": r.fix.value}
            for r in RULES
        ]
        reading.print(listed, render_rules)
        return
    [word] = _words([explain]) or ("",)
    rule = next((rule for rule in RULES if word in (rule.id, rule.name)), None)
    if rule is None:
        raise UsageError(f"`{word}` is no single check", help="give an id, such as `META001`")
    told = {"id": rule.id, "name": rule.name, "severity": rule.severity, "fix": rule.fix}
    reading.print({**told, "page": (rule.page or "").strip()}, lambda: render_rule(rule))


def _in_repository(asked: _Asked, reading: Reading) -> list[Finding]:
    from sepkit.publish.findings import findings_about, findings_of_refusals

    register = reading.register
    ref = f"refs/pull/{asked.pr}/head" if asked.pr is not None else ""
    found = [
        finding
        for proposal in register.proposals
        if (not asked.in_flight or proposal.in_flight)
        and (not ref or ref in {place.ref for place in (proposal.origin, *proposal.copies)})
        for finding in findings_about(register, proposal)
    ]
    return found + list(findings_of_refusals(register.refused, ref=ref))


def _against_baseline(findings: tuple[Finding, ...], asked: _Asked) -> Checked:
    """Hold findings against the baseline, and write it where that was asked for."""
    from sepkit.analysis.checks.baseline import (
        compare,
        count_findings,
        parse_baseline,
        render_baseline,
    )

    place = asked.baseline
    if place is None:
        return Checked(findings=findings)
    if asked.write_baseline:
        place.write_text(render_baseline(count_findings(findings)), encoding="utf-8", newline="\n")
        return Checked(findings=(), known=len(findings))
    counts = parse_baseline(bytes_of(str(place)).decode("utf-8", "replace"), name=str(place))
    compared = compare(findings, counts)
    gone = compared.gone
    if asked.update_baseline and gone:
        place.write_text(render_baseline(compared.kept), encoding="utf-8", newline="\n")
        gone = 0
    return Checked(findings=compared.new, known=len(compared.known), gone=gone)


def _print(checked: Checked, reading: Reading, *, statistics: bool) -> None:
    if reading.format == "sarif":
        from sepkit.publish.sarif import render_sarif
        from sepkit.version import __version__

        click.echo(render_sarif(checked.findings, version=__version__), nl=False)
    elif reading.format == "github":
        from sepkit.forge.annotations import render_annotations

        click.echo(render_annotations(checked.findings), nl=False)
    else:
        reading.print(
            checked.findings,
            lambda: render_statistics(checked.findings) if statistics else render_checked(checked),
        )
