"""From what a forge shows to what a decision depends on: people's acts, and never our own.

Because our own comment and labels are not among the facts, a run that was cut off in the middle
decides the same again when it is repeated.
"""

from sepkit.forge.commands import has_line, spoken_commands
from sepkit.forge.standing import entitlement
from sepkit.model import Register
from sepkit.model.forge_state import ForgeEvent, ForgeState, PullState
from sepkit.model.plan import Command, PullFacts, TriageRules

IGNORE_LINE = "sepkit: ignore"


def facts_of(
    pull: PullState, state: ForgeState, register: Register, *, rules: TriageRules
) -> PullFacts:
    """Return what people did on the pull request.

    Args:
        pull: it, as it was read last.
        state: the whole state, for standings and for who we are.
        register: the base revision's lists.
        rules: the prefix of our labels and the label that sends us away.
    """
    commands = _commands(pull, state, register)
    return PullFacts(
        number=pull.number,
        author=pull.author.login if pull.author is not None else "",
        is_open=pull.is_open,
        is_draft=pull.is_draft,
        head=pull.head,
        ignored=_ignored(pull, state, rules),
        silenced=_silenced(pull, state, commands),
        taken_off=_taken_off(pull, state, rules),
        set_by_people=_set_by_people(pull, state, rules),
        commands=commands,
        unknown=tuple(sorted({*pull.missing, *state.missing, *_unexplained(pull, rules)})),
    )


def _commands(pull: PullState, state: ForgeState, register: Register) -> tuple[Command, ...]:
    found: list[Command] = []
    for item in spoken_commands(pull, bot=state.bot):
        is_entitled, basis = entitlement(item, pull, register, state)
        found.append(
            Command(
                verb=item.verb,
                subject=item.subject,
                because=item.because,
                by=item.by.login,
                comment=item.comment.id,
                at=item.comment.created,
                is_entitled=is_entitled,
                basis=basis,
            )
        )
    return tuple(found)


def _ignored(pull: PullState, state: ForgeState, rules: TriageRules) -> str:
    if rules.ignore_label.lower() in {label.lower() for label in pull.labels}:
        return f"it bears the label `{rules.ignore_label}`"
    for comment in pull.comments:
        if comment.author is None or not has_line(comment.body, IGNORE_LINE):
            continue
        standing = state.standing(comment.author.login)
        if standing is not None and standing.permission in ("admin", "maintain", "write"):
            return f"`{comment.author.login}` asked for it in a comment"
    return ""


def _silenced(pull: PullState, state: ForgeState, commands: tuple[Command, ...]) -> str:
    """An author may send the comment away, not the label by which a group finds its queue."""
    asked_since = max((c.at for c in commands if c.verb == "explain"), default="")
    if has_line(pull.description, IGNORE_LINE):
        return "the description asks for it"
    for comment in pull.comments:
        by_author = comment.author is not None and comment.author.is_same(pull.author)
        if by_author and has_line(comment.body, IGNORE_LINE):
            return "the author asked for it in a comment"
    for event in pull.events:
        if (
            event.kind == "comment-deleted"
            and state.bot is not None
            and _is_login(event.subject, state.bot.login)
            and not _is_ours(event, state)
            and event.at > asked_since
        ):
            who = event.actor.login if event.actor is not None else "somebody"
            return f"`{who}` deleted the comment"
    return ""


def _is_login(written: str, login: str) -> bool:
    """Compare logins; the forge shows those of apps with and without `[bot]`."""
    return written.lower().removesuffix("[bot]") == login.lower().removesuffix("[bot]")


def _is_ours(event: ForgeEvent, state: ForgeState) -> bool:
    return state.bot is not None and state.bot.is_same(event.actor)


def _newest(pull: PullState, rules: TriageRules) -> dict[str, ForgeEvent]:
    """Return the newest event of each label with our prefix."""
    newest: dict[str, ForgeEvent] = {}
    for event in pull.events:
        is_label = event.kind in ("labeled", "unlabeled")
        if is_label and event.subject.lower().startswith(rules.label_prefix.lower()):
            newest[event.subject] = event
    return newest


def _taken_off(pull: PullState, state: ForgeState, rules: TriageRules) -> tuple[str, ...]:
    return tuple(
        sorted(
            label
            for label, event in _newest(pull, rules).items()
            if event.kind == "unlabeled" and not _is_ours(event, state)
        )
    )


def _unexplained(pull: PullState, rules: TriageRules) -> tuple[str, ...]:
    """Say that events are missing where one of our labels is there and nobody set it."""
    newest = _newest(pull, rules)
    has_unexplained = any(
        label.lower().startswith(rules.label_prefix.lower())
        and (label not in newest or newest[label].kind != "labeled")
        for label in pull.labels
    )
    return ("events",) if has_unexplained else ()


def _set_by_people(
    pull: PullState, state: ForgeState, rules: TriageRules
) -> tuple[tuple[str, str], ...]:
    """Return our kind of labels that a person set; of one without an event nothing is known."""
    newest = _newest(pull, rules)
    found: list[tuple[str, str]] = []
    for label in pull.labels:
        if not label.lower().startswith(rules.label_prefix.lower()):
            continue
        event = newest.get(label)
        if event is not None and event.kind == "labeled" and not _is_ours(event, state):
            found.append((label, event.actor.login if event.actor is not None else ""))
    return tuple(sorted(found))
