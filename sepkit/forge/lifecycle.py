"""States and reminders of a process, as an option beside, never together with, another bot's.

Time is counted from what people did: comments, reviews, commits, labels. Each reminder is given
once, the next one not before the time has doubled, four a year at most. Nothing is ever closed.
Unknown membership is said and leads to nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.forge.activity import Activity, days_before, whole_days
from sepkit.forge.extract import proposals_of
from sepkit.forge.marker import owned_comments
from sepkit.model import Proposal, Register
from sepkit.model.forge_state import Account, ForgeState, PullState
from sepkit.model.plan import Advice, LifecycleRules, StateRule

OTHER_BOT_DAYS = 60
"""A comment of another lifecycle bot younger than this means that it is still at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """The rules of a process, and what the base revision's history tells of its people."""

    rules: LifecycleRules
    former: tuple[tuple[str, str], ...] = ()
    """Logins that could sponsor once, each with the day on which that ended."""


def advise(
    register: Register, state: ForgeState, pull: PullState, lifecycle: Lifecycle
) -> tuple[Advice, ...]:
    """Return what the rules find on one pull request; nothing where they do not apply."""
    mine = proposals_of(register, pull.number)
    if not lifecycle.rules.states or not pull.is_open or not mine:
        return ()
    return tuple(_Case(mine[0], state, pull, lifecycle).all())


def due_reminders(
    register: Register, state: ForgeState, pull: PullState, lifecycle: Lifecycle
) -> tuple[Advice, ...]:
    """Return what may be posted or set now; nothing while another bot does the same."""
    if is_other_bot_at_work(state, lifecycle.rules):
        return ()
    found = advise(register, state, pull, lifecycle)
    return tuple(a for a in found if a.kind in ("remind", "transition"))


def is_settled(advice: Advice, pull: PullState, *, bot: Account | None) -> bool:
    """Whether an advice has been followed, or begun to be, by ourselves."""
    if advice.kind == "transition":
        here = {label.lower() for label in pull.labels}
        return all(label.lower() in here for label in advice.add)
    ours = owned_comments(pull.comments, pull=pull.number, bot=bot)
    return advice.code in {comment.digest for comment in ours}


def is_other_bot_at_work(state: ForgeState, rules: LifecycleRules) -> bool:
    """Whether a bot's account posted that bot's marker not long ago.

    It may be our own account: every job of a repository acts as the same one.
    """
    if not rules.other_marker:
        return False
    since = days_before(state.read_at, OTHER_BOT_DAYS)
    return any(
        comment.author is not None
        and comment.author.is_bot
        and comment.body.startswith(rules.other_marker)
        and comment.created > since
        for pull in state.pulls
        for comment in pull.comments
    )


class _Case:
    """One pull request under the rules."""

    def __init__(
        self, proposal: Proposal, state: ForgeState, pull: PullState, lifecycle: Lifecycle
    ) -> None:
        self.proposal = proposal
        self.state = state
        self.pull = pull
        self.rules = lifecycle.rules
        self.former = dict(lifecycle.former)
        self.now = state.read_at
        self.activity = Activity(state, pull, sponsor_team=self.rules.sponsor_team)

    def all(self) -> Iterator[Advice]:
        """Yield everything, findings about the labels first."""
        found = [(label, rule) for label in self.pull.labels if (rule := self.rules.state(label))]
        if len(found) > 1:
            # A move that was cut off: what we added stands beside what we did not remove yet.
            found = [pair for pair in found if not self._is_ours(pair[0])] or found
        if not found:
            yield _finding("no-state-label", "it bears no state label")
            return
        for label, rule in found:
            if label != rule.label:
                yield _finding("label-spelling", f"the label `{label}` is spelt `{rule.label}`")
        if len(found) > 1:
            names = ", ".join(f"`{label}`" for label, _ in found)
            yield _finding("two-state-labels", f"it bears {names}; the file and the newest count")
            return
        yield from self._under(found[0][1], found[0][0])

    def _under(self, rule: StateRule, label: str) -> Iterator[Advice]:
        if rule.is_resting:
            yield _finding(
                "open-but-resting",
                f"it is open and labelled `{label}`",
                days=self.activity.open_days(),
            )
        elif rule.is_closed:
            return
        elif rule.sponsored:
            yield from self._seeking(rule)
        elif rule.waits_for == "sponsor":
            yield from self._sponsored(rule)
        elif rule.waits_for == "core-maintainers":
            yield from self._in_review(rule, label)
        else:
            yield from self._accepted(rule, label)

    def _is_ours(self, label: str) -> bool:
        events = [e for e in self.pull.events if e.kind == "labeled" and e.subject == label]
        return (
            bool(events) and self.state.bot is not None and self.state.bot.is_same(events[-1].actor)
        )

    # waiting for a sponsor

    def _seeking(self, rule: StateRule) -> Iterator[Advice]:
        eligible, unknown, others = self.activity.assignees()
        if eligible:
            yield from self._taken(rule, eligible)
            return
        if unknown:
            yield _unknown_membership(unknown)
            return
        if others:
            yield _finding(
                "assignee-cannot-sponsor", "who is assigned is in no sponsors' team", to=others
            )
        if self.pull.author is None:
            yield _finding("author-gone", "the author's account is gone; ask the co-authors")
            return
        since, days = self.activity.silence(self.pull.author)
        if rule.rest_days and days >= rule.rest_days:
            yield from self._rest(rule, since, days)
        elif rule.remind_days and days >= rule.remind_days:
            yield from self._remind(
                "no-sponsor",
                since,
                days,
                rule.remind_days,
                self.pull.author,
                f"nobody sponsors this proposal yet, and {days} days have "
                "passed since you last wrote",
            )

    def _rest(self, rule: StateRule, since: str, days: int) -> Iterator[Advice]:
        """Warn first; what happens after the time of grace is for people to do."""
        warned = self._reminded(f"rests-soon/{since[:10]}")
        if warned is None:
            assert self.pull.author is not None  # noqa: S101 - the caller has looked
            yield from self._remind(
                "rests-soon",
                since,
                days,
                rule.rest_days,
                self.pull.author,
                f"without a sponsor for {rule.rest_days} days a proposal may "
                "rest as dormant, and can be revived at any time",
            )
        elif whole_days(warned, self.now) >= self.rules.grace_days:
            yield Advice(
                code="may-rest",
                kind="suggest",
                days=days,
                text="the time of grace is over: a maintainer may let it rest",
            )

    def _taken(self, rule: StateRule, eligible: list[Account]) -> Iterator[Advice]:
        sponsor = eligible[0]
        if sponsor.is_same(self.pull.author):
            yield _finding(
                "self-sponsored", "the author sponsors the own proposal", to=(sponsor.login,)
            )
            return
        target = next((s for s in self.rules.states if s.status == rule.sponsored), None)
        named = self.proposal.sponsor
        is_named = named is not None and (named.handle or "").lower() == sponsor.login.lower()
        claims = self.proposal.claimed_status.strip().lower()
        is_written = is_named and target is not None and claims == target.status
        if (
            is_written
            and target is not None
            and self.activity.assigned_by(sponsor).is_same(sponsor)
        ):
            yield Advice(
                code="takes-sponsor",
                kind="transition",
                to=(sponsor.login,),
                text=f"`{sponsor.login}` took it, and the file says so",
                add=(target.label,),
                remove=(rule.label,),
            )
        else:
            yield Advice(
                code="takes-sponsor",
                kind="suggest",
                to=(sponsor.login,),
                text=f"`{sponsor.login}` may sponsor it: the sponsor assigns themselves, "
                "and the file names status and sponsor",
            )

    # sponsored, in review, accepted

    def _sponsored(self, rule: StateRule) -> Iterator[Advice]:
        eligible, unknown, others = self.activity.assignees()
        if not eligible:
            yield from self._without_sponsor(rule, unknown, others)
            return
        quiet = [(self.activity.since_assigned(person), person) for person in eligible]
        since, person = max(quiet, key=lambda pair: pair[0])
        days = whole_days(since, self.now)
        if rule.remind_days and days >= rule.remind_days:
            yield from self._remind(
                "sponsor-quiet",
                since,
                days,
                rule.remind_days,
                person,
                f"this draft waits for its sponsor, {days} days now",
            )
        elif rule.quiet_days and days >= rule.quiet_days and not self._was_told(person):
            yield Advice(
                code="sponsor-quiet",
                kind="digest",
                to=(person.login,),
                days=days,
                text="the sponsor has not written lately",
            )

    def _without_sponsor(
        self, rule: StateRule, unknown: tuple[str, ...], others: tuple[str, ...]
    ) -> Iterator[Advice]:
        ended = [(who, self.former[who.lower()]) for who in others if who.lower() in self.former]
        if unknown:
            yield _unknown_membership(unknown)
            return
        if ended:
            who, day = ended[0]
            yield _finding(
                "sponsor-no-longer-eligible", f"`{who}` may not sponsor since {day}", to=(who,)
            )
            return
        yield _finding("draft-without-sponsor", "a draft has to have a sponsor; a maintainer acts")
        if rule.rest_days and self.activity.open_days() >= rule.rest_days:
            yield Advice(
                code="may-rest",
                kind="suggest",
                days=self.activity.open_days(),
                text=f"{rule.rest_days} days without a sponsor have passed",
            )

    def _in_review(self, rule: StateRule, label: str) -> Iterator[Advice]:
        days = whole_days(self.activity.labelled(label), self.now)
        if not rule.quiet_days or days <= rule.quiet_days:
            return
        eligible, _, _ = self.activity.assignees()
        quiet = tuple(
            p.login
            for p in eligible
            if whole_days(self.activity.since_assigned(p), self.now) >= rule.quiet_days
        )
        yield Advice(
            code="review-overdue",
            kind="digest",
            to=quiet,
            days=days,
            text="it waits for the Core Maintainers together, not for one person",
        )

    def _accepted(self, rule: StateRule, label: str) -> Iterator[Advice]:
        accepted = self.activity.labelled(label)
        author = self.pull.author
        if author is None:
            yield _finding("author-gone", "the author's account is gone; ask the co-authors")
            return
        since = max(accepted, self.activity.silence(author)[0])
        days = whole_days(since, self.now)
        if rule.remind_days and days >= rule.remind_days:
            ago = whole_days(accepted, self.now)
            yield from self._remind(
                "implementation-due",
                since,
                days,
                rule.remind_days,
                author,
                f"accepted {ago} days ago; the reference implementation is due",
            )

    # reminders

    def _remind(
        self, name: str, since: str, days: int, first: int, person: Account, text: str
    ) -> Iterator[Advice]:
        """Yield the reminder whose time has come: at once, twice, four times the first time."""
        times = 1
        while days >= first * 2**times:
            times += 1
        code = f"{name}/{since[:10]}/{times}"
        given = self._given()
        year = days_before(self.now, 365)
        grace = days_before(self.now, self.rules.grace_days)
        if code in given or sum(at > year for at in given.values()) >= self.rules.most_a_year:
            return
        if any(at > grace for at in given.values()) or self._was_told(person):
            return
        yield Advice(code=code, kind="remind", to=(person.login,), days=days, text=text)

    def _given(self) -> dict[str, str]:
        """Return our reminders on this pull request with their times."""
        times = {comment.id: comment.created for comment in self.pull.comments}
        ours = owned_comments(self.pull.comments, pull=self.pull.number, bot=self.state.bot)
        return {c.digest: times[c.id] for c in ours if c.kind == "reminder"}

    def _reminded(self, name: str) -> str | None:
        return min(
            (at for code, at in self._given().items() if code.startswith(name)), default=None
        )

    def _was_told(self, person: Account) -> bool:
        """Whether any bot named the person within the time of grace."""
        since = days_before(self.now, self.rules.grace_days)
        mention = f"@{person.login.lower()}"
        return any(
            c.author is not None
            and (c.author.is_bot or c.author.is_same(self.state.bot))
            and c.created > since
            and mention in c.body.lower()
            for c in self.pull.comments
        )


def _finding(code: str, text: str, *, to: tuple[str, ...] = (), days: int | None = None) -> Advice:
    return Advice(code=code, kind="finding", text=text, to=to, days=days)


def _unknown_membership(who: tuple[str, ...]) -> Advice:
    return _finding("membership-unknown", "the forge does not say who may sponsor", to=who)
