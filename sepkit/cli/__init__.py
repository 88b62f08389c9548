"""The command line: parse, call, print, leave. One command a file, listed here in reading order.

The list holds each command's one-line help, so that `sepkit --help` imports none of them.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("demo", "Start here", "Build a sample repository and its site, and say where to look."),
    ("status", "Read", "Show what waits for whom, what collides and what nobody owns."),
    ("queue", "Read", "List what waits in one group's queue, or for one @person."),
    ("show", "Read", "Show everything about one proposal, each statement with its line."),
    ("route", "Read", "Say whose a proposal is and why; also for a local draft file."),
    ("conflicts", "Read", "Show what cannot go ahead as written, the most severe first."),
    ("graph", "Read", "Print what depends on what, its cycles and the land order."),
    ("groups", "Read", "List the groups; with --check, what is wrong with their files."),
    ("spec", "Read", "Ask what the specification holds, who brought it, what is tested."),
    ("diff", "Read", "Compare two revisions: what came, changed and went, by which proposal."),
    ("history", "Read", "Show how proposals changed status, by whom and on which branch."),
    ("new", "Write", "Ask what a new proposal is for, say whose it would be, and write its file."),
    ("build", "Publish", "Build the status site."),
    ("serve", "Publish", "Build the status site, serve it here and follow the repository."),
    ("export", "Publish", "Write the register, everything sepkit knows, as JSON."),
    ("schema", "Publish", "Print the JSON Schema of an output or of an input file."),
    ("evaluate", "Measure", "Measure how often routes and conflicts are right, on labels."),
    ("train", "Measure", "Learn weights from labels, or from the owners that proposals declare."),
    ("init", "On a forge", "Write the workflow, the configuration and a start of `workgroups/`."),
    ("triage", "On a forge", "Plan comment and label of single pull requests; a dry run."),
    ("sweep", "On a forge", "Look after all open pull requests; a dry run without --apply."),
    ("audit", "On a forge", "Check the record of what sepkit did, or replay its decisions."),
    ("annotate", "On a forge", "Show one pull request's findings in its check, as SARIF as well."),
    ("check", "Check", "Check proposals: what is wrong, at its line, and how to mend it."),
    ("doctor", "Check", "Check the tools, the repository and what can be read of it."),
)
"""Name (and module), the heading it stands under, and its help."""


COMPLETION = "_SEPKIT_COMPLETE"
"""The variable in which a shell asks for its script, or for what can stand next."""


class _Commands(click.Group):
    """A group that imports a command's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return [name for name, _, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in {name for name, _, _ in COMMANDS}:
            return None
        command: click.Command = getattr(import_module(f"sepkit.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f". Did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"no command `{name[:60]}`{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        for heading in dict.fromkeys(heading for _, heading, _ in COMMANDS):
            rows = [(name, text) for name, under, text in COMMANDS if under == heading]
            with formatter.section(heading):
                formatter.write_dl(rows)


_HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(
    cls=_Commands,
    context_settings=_HELP,
    epilog="""\b
Examples:
  sepkit demo                            a sample repository and its site
  sepkit status --repo ../spec           what needs whom
  sepkit show 2575 --repo ../spec.git    one proposal, with the lines that prove it
  sepkit build --repo ../spec.git        the status site, in ./public

\b
Exit codes: 0 fine, 1 findings at or above --fail-on, 2 usage, 3 nothing to read,
4 configuration or ownership invalid, 5 forge or network.
Completion: eval "$(_SEPKIT_COMPLETE=bash_source sepkit)"  (or zsh_source, fish_source)""",
)
@click.option("-V", "--version", is_flag=True, help="Print the version and leave.")
def sepkit(version: bool) -> None:
    """Read specification proposals from git: whose they are, what collides, what is forgotten.

    Every command reads the repository in the current folder unless --repo names another one: a
    path, a bare mirror, a bundle or an https address. Data goes to standard output, progress to
    standard error.
    """
    del version


def run(arguments: Sequence[str], *, question: str | None = None) -> int:
    """Run one command and return its exit code; errors of the operator are told in two lines.

    Args:
        arguments: the command line after the program's name.
        question: the digest under which the answer is kept; None keeps nothing.
    """
    meta: dict[str, Any] = {}
    instruction = os.environ.get(COMPLETION)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(sepkit, _HELP, "sepkit", COMPLETION, instruction)
    try:
        code = _invoke(list(arguments), meta)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return 130
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        _tell_usage(error)
        return error.exit_code
    except _operators_mistake() as error:
        _tell(error)
        return int(error.exit_code)
    except BrokenPipeError:
        # The reader went away; nothing more can be said to it, and the interpreter must not try.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if question is not None and "sepkit.printed" in meta:
        _keep(question, meta["sepkit.printed"], code)
    return code


def _invoke(arguments: list[str], meta: dict[str, Any]) -> int:
    color = False if os.environ.get("NO_COLOR") else None
    if arguments in (["--help"], ["-h"]):
        context = click.Context(sepkit, info_name="sepkit", color=color, **_HELP)
        meta["sepkit.printed"] = f"{sepkit.get_help(context)}\n"
        click.echo(meta["sepkit.printed"], nl=False)
        return 0
    try:
        with sepkit.make_context("sepkit", arguments, color=color) as context:
            try:
                sepkit.invoke(context)
            finally:
                meta.update(context.meta)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return 0


def _keep(question: str, printed: str, code: int) -> None:
    from sepkit.answers import keep_answer

    has_colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    keep_answer(question, printed if has_colours else click.unstyle(printed), code)


def _operators_mistake() -> Any:
    """Return `SepkitError`, whose import takes `--help` twice its time; asked in an error only."""
    from sepkit.model.errors import SepkitError

    return SepkitError


def _tell(error: Any) -> None:
    _tell_lines(str(error), error.help)


def _tell_usage(error: click.ClickException) -> None:
    """Tell what was wrong on the command line as everything else is told: in two lines."""
    words = " ".join(error.format_message().split())
    message, _, hint = words.partition(" Did you mean ")
    context = getattr(error, "ctx", None)
    manual = f"{context.command_path if context else 'sepkit'} --help"
    near = hint.removesuffix("?").replace("'", "`")
    message = message.replace("'", "`").removesuffix(".")
    _tell_lines(
        message[:1].lower() + message[1:], f"did you mean {near}? {manual}" if near else manual
    )


def _tell_lines(message: str, help_: str) -> None:
    from sepkit.publish.escape import terminal

    click.echo(click.style("error: ", fg="red", bold=True) + terminal(message), err=True)
    if help_:
        click.echo(click.style("  help: ", bold=True) + terminal(help_), err=True)
