"""`sepkit annotate`."""

import os
from pathlib import Path

import click

from sepkit.cli.output import write_text
from sepkit.cli.reading import Reading, leave_for, reading_options


@click.command(epilog="Example: sepkit annotate 2357 --repo ../spec.git --sarif findings.sarif")
@click.argument("pull", type=click.IntRange(1, 9_999_999), metavar="PULL")
@click.option(
    "--sarif", type=click.Path(dir_okay=False, path_type=Path), help="Write SARIF to this file."
)
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="GITHUB_STEP_SUMMARY",
    help="Add a summary in Markdown to this file.  [default: GITHUB_STEP_SUMMARY]",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Leave with 1 if something at or above this was found.",
)
@reading_options("text", "github", "json")
def annotate(
    pull: int, sarif: Path | None, summary: Path | None, fail_on: str, reading: Reading
) -> None:
    """Show what there is to say about one pull request's proposals, at their lines.

    Its files are read from git as data; settings and groups are the base revision's. With --format
    github (the default inside an Action) each finding is an annotation.
    """
    from sepkit.forge.annotations import findings_of, render_annotations, render_check_summary
    from sepkit.publish.sarif import render_sarif
    from sepkit.publish.text.columns import joined, table
    from sepkit.publish.text.phrases import place
    from sepkit.version import __version__

    register = reading.register
    findings = findings_of(register, pull)
    if sarif is not None:
        text = render_sarif(findings, version=__version__)
        write_text(text, sarif)
    if summary is not None:
        with summary.open("a", encoding="utf-8", newline="\n") as file:
            file.write(render_check_summary(register, pull, findings))
    is_in_action = reading.format == "text" and os.environ.get("GITHUB_ACTIONS") == "true"
    if reading.format == "github" or is_in_action:
        click.echo(render_annotations(findings), nl=False)
    else:
        is_here = any(p.pull_request == pull for p in register.proposals)
        nothing = "nothing found\n" if is_here else f"pull request {pull} brings no proposal\n"
        rows = [[str(f.severity), place(f.path, f.line), f.message] for f in findings]
        reading.print(findings, lambda: joined(table(rows)) if rows else nothing)
    leave_for([f.severity for f in findings], fail_on)
