"""What is missing between a decision and what stands on the pull request: the writes."""

from collections.abc import Iterator

from sepkit.forge.digest import text_digest
from sepkit.forge.marker import Owned, marker, owned_comments
from sepkit.model.forge_state import Account, ForgeEvent, PullState
from sepkit.model.plan import Advice, Decision, TriageRules, Write, WriteKind

JOINER = "\u200d"


def difference(
    decision: Decision, pull: PullState, *, bot: Account | None, rules: TriageRules
) -> tuple[Write, ...]:
    """Return the writes that are still missing, in the order in which they are made.

    Without knowing who we are nothing is ours, and there are none. A label is added before another
    is removed, so that a run that ends in between leaves the proposal in a queue.
    """
    if bot is None:
        return ()
    reason = decision.reasons[0].text if decision.reasons else ""
    return (
        *_labels(decision, pull, bot, rules, reason),
        *_states(decision, pull),
        *_comments(decision, pull, bot),
        *_reminders(decision, pull, bot),
        *_reviews(decision, pull),
    )


def _labels(
    decision: Decision, pull: PullState, bot: Account, rules: TriageRules, reason: str
) -> Iterator[Write]:
    here = {label.lower() for label in pull.labels}
    if decision.label and decision.label.lower() not in here:
        ours_there = sum(label.lower().startswith(rules.label_prefix.lower()) for label in here)
        if ours_there < rules.labels_per_pull:
            yield Write(
                kind=WriteKind.ADD_LABEL,
                pull=pull.number,
                subject=decision.label,
                expected="the label is not there, and no person took it off",
                reason=reason,
            )
    if decision.keeps_labels:
        return
    for label in pull.labels:
        if label.lower() != decision.label.lower() and _is_our_label(label, pull, bot, rules):
            yield Write(
                kind=WriteKind.REMOVE_LABEL,
                pull=pull.number,
                subject=label,
                expected="the label is there, and we set it",
                reason=f"no longer: {reason}",
            )


def _states(decision: Decision, pull: PullState) -> Iterator[Write]:
    """Move state labels: the new one first, so that no failure leaves a proposal without one."""
    here = {label.lower(): label for label in pull.labels}
    for advice in decision.reminders:
        if advice.kind != "transition":
            continue
        for label in advice.add:
            if label.lower() not in here:
                yield Write(
                    kind=WriteKind.ADD_LABEL,
                    pull=pull.number,
                    subject=label,
                    expected="the label is not there",
                    reason=advice.text,
                )
        for label in advice.remove:
            if label.lower() in here:
                yield Write(
                    kind=WriteKind.REMOVE_LABEL,
                    pull=pull.number,
                    subject=here[label.lower()],
                    expected="the label is there, and the new one as well",
                    reason=advice.text,
                )


def _is_our_label(label: str, pull: PullState, bot: Account, rules: TriageRules) -> bool:
    """Whether it has our prefix and the forge says that we set it last."""
    if not label.lower().startswith(rules.label_prefix.lower()):
        return False
    newest: ForgeEvent | None = None
    for event in pull.events:
        if event.kind == "labeled" and event.subject == label:
            newest = event
    return newest is not None and bot.is_same(newest.actor)


def _comments(decision: Decision, pull: PullState, bot: Account) -> Iterator[Write]:
    ours = [
        c for c in owned_comments(pull.comments, pull=pull.number, bot=bot) if c.kind == "comment"
    ]
    first = ours[0] if ours else None
    for double in ours[1:]:
        yield Write(
            kind=WriteKind.RETIRE_COMMENT,
            pull=pull.number,
            subject=str(double.id),
            expected=f"comment {ours[0].id} of ours is older",
            reason="two runs at once wrote one each; the older stays",
        )
    if not decision.comment:
        return
    if first is None:
        if "comments" not in pull.missing:
            yield _create(decision, pull, bot)
    elif first.digest != decision.comment_digest:
        yield _edit(decision, pull, bot, first)


def _create(decision: Decision, pull: PullState, bot: Account) -> Write:
    body = decision.comment
    if decision.mentions:
        body += "\n" + ", ".join(f"@{handle}" for handle in decision.mentions) + "\n"
    return Write(
        kind=WriteKind.CREATE_COMMENT,
        pull=pull.number,
        subject="comment",
        body=_marked(decision, pull, bot, body),
        expected="no comment of ours is there",
        reason="the proposal is new to sepkit",
    )


def _edit(decision: Decision, pull: PullState, bot: Account, first: Owned) -> Write:
    return Write(
        kind=WriteKind.EDIT_COMMENT,
        pull=pull.number,
        subject=str(first.id),
        body=_marked(decision, pull, bot, decision.comment),
        expected=f"comment {first.id} is ours and says {first.digest}",
        reason="what it says has changed",
    )


def _marked(decision: Decision, pull: PullState, bot: Account, body: str) -> str:
    line = marker("comment", pull=pull.number, bot=bot, digest=decision.comment_digest)
    return f"{line}\n{body}"


def _reminders(decision: Decision, pull: PullState, bot: Account) -> Iterator[Write]:
    there = {
        c.digest
        for c in owned_comments(pull.comments, pull=pull.number, bot=bot)
        if c.kind == "reminder"
    }
    if "comments" in pull.missing:
        return
    for advice in decision.reminders:
        if advice.kind == "remind" and advice.code not in there:
            yield Write(
                kind=WriteKind.REMIND,
                pull=pull.number,
                subject=advice.code,
                body=_reminder_text(advice, pull, bot),
                expected="this reminder is not there",
                reason=advice.text,
            )


def _reminder_text(advice: Advice, pull: PullState, bot: Account) -> str:
    line = marker("reminder", pull=pull.number, bot=bot, digest=advice.code)
    to = ", ".join(f"@{login}" for login in advice.to)
    return f"{line}\n{to + ': ' if to else ''}{advice.text}\n"


def _reviews(decision: Decision, pull: PullState) -> Iterator[Write]:
    asked = {name.lower() for name in pull.requested}
    if pull.reviews:
        # Whoever reviewed is no longer in the list of the asked: asking again would be a ping.
        return
    for team in decision.reviewers:
        if team.lower() not in asked:
            yield Write(
                kind=WriteKind.REQUEST_REVIEW,
                pull=pull.number,
                subject=team,
                expected="the team was not asked, and nobody reviewed",
                reason="the configuration asks for reviews",
            )


def step_name(write: Write) -> str:
    """Return what tells a write from others of one pull request, without its text."""
    return f"{write.kind} {write.subject} {text_digest(write.body) if write.body else ''}".strip()
