"""What should stand on one pull request: a pure function of the base's facts and people's acts."""

from dataclasses import dataclass, replace

from sepkit.forge.digest import digest_of, text_digest
from sepkit.forge.extract import proposals_of
from sepkit.model import Conflict, Group, GroupId, Proposal, Register
from sepkit.model.audit import DecisionInputs
from sepkit.model.plan import Command, Decision, Reason, TriageRules
from sepkit.publish.comment import CommentView, render_comment
from sepkit.publish.text import phrases

MOST_MENTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """Why nothing is decided about a pull request."""

    reason: str


def decide(inputs: DecisionInputs) -> Decision | Unfit:
    """Return what should stand on the pull request, or why it is left alone.

    Args:
        inputs: all that counts; the same inputs give the same bytes.
    """
    facts, register = inputs.facts, inputs.register
    mine = proposals_of(register, facts.number)
    reason = _unfit(inputs, mine)
    if reason:
        return Unfit(reason=reason)
    found = _Case(inputs, mine[0])
    label, keeps, label_reason = found.label()
    comment = found.comment(tuple(p.key for p in mine[1:]))
    decision = Decision(
        pull=facts.number,
        proposal=mine[0].key,
        head=facts.head,
        label=label,
        keeps_labels=keeps,
        comment=comment[0],
        comment_digest=comment[1],
        mentions=found.mentions() if comment[0] else (),
        reviewers=found.reviewers(),
        reminders=inputs.reminders,
        reasons=(label_reason, *found.reasons()),
        inputs=digest_of(inputs),
    )
    return replace(decision, digest=digest_of(decision))


def _unfit(inputs: DecisionInputs, mine: tuple[Proposal, ...]) -> str:
    facts = inputs.facts
    if not mine:
        return "it brings no proposal"
    if not facts.is_open:
        return "it is closed"
    if facts.ignored:
        return facts.ignored
    if facts.head != mine[0].origin.commit:
        return (
            f"git has {mine[0].origin.commit[:8]} as its head and the forge {facts.head[:8]}: "
            "fetch, and run again"
        )
    return ""


class _Case:
    """One proposal with what people ruled on it."""

    def __init__(self, inputs: DecisionInputs, proposal: Proposal) -> None:
        self.register: Register = inputs.register
        self.rules: TriageRules = inputs.rules
        self.facts = inputs.facts
        self.proposal = proposal
        self.unheard: list[Command] = []
        self.routed: Command | None = None
        self.acknowledged: dict[str, Command] = {}
        self.is_explained = False
        for command in inputs.facts.commands:
            self._hear(command)
        self.owner = self._owner()

    def _hear(self, command: Command) -> None:
        if not command.is_entitled:
            self.unheard.append(command)
        elif command.verb == "explain":
            self.is_explained = True
        elif command.verb == "route":
            self._hear_route(command)
        else:
            self._hear_acknowledgement(command)

    def _hear_route(self, command: Command) -> None:
        if self._group(command.subject) is None:
            known = ", ".join(f"`{g.id}`" for g in self.register.groups[:12])
            self.unheard.append(replace(command, basis=f"there is no such group; known: {known}"))
        else:
            self.routed = command

    def _hear_acknowledgement(self, command: Command) -> None:
        conflict = self._conflict(command.subject)
        if conflict is None:
            self.unheard.append(
                replace(command, basis="this proposal has no conflict of that name")
            )
        else:
            self.acknowledged[conflict.id] = command

    def _group(self, written: str) -> Group | None:
        wanted = written.lower()
        return next(
            (g for g in self.register.groups if wanted in (g.id, g.id.partition("-")[2])), None
        )

    def _conflict(self, written: str) -> Conflict | None:
        wanted = written.lower()
        return next((c for c in self.register.conflicts if c.id.lower() == wanted), None)

    def _owner(self) -> GroupId | None:
        if self.routed is not None:
            group = self._group(self.routed.subject)
            return group.id if group is not None else None
        return self.proposal.route.owner

    # what stands there

    def label(self) -> tuple[str, bool, Reason]:
        """Return the label, whether those there are kept, and why."""
        if not self.rules.labels:
            return "", True, self._label_reason("labels are switched off", "sepkit.yml")
        for label, person in self.facts.set_by_people:
            who = f"`{person}`" if person else "somebody"
            return "", True, self._label_reason(f"{who} set `{label}`", f"label by {who}")
        if "events" in self.facts.unknown:
            return "", True, self._label_reason("who set and took labels is not known", "none")
        if self.owner is None:
            return "", False, self._label_reason("no group is clear enough", "none")
        label = label_of(self.owner, prefix=self.rules.label_prefix)
        if label in self.facts.taken_off:
            return "", True, self._label_reason(f"a person took `{label}` off", "the forge")
        why = self.proposal.route.reason or "computed from the base revision"
        if self.routed is not None:
            return label, False, self._label_reason("an entitled person said so", self._ruling())
        return label, False, self._label_reason(why, self._evidence())

    def _label_reason(self, text: str, authority: str) -> Reason:
        return Reason(about="label", text=text, authority=authority)

    def _ruling(self) -> str:
        assert self.routed is not None  # noqa: S101 - callers ask only where there is one
        return f"comment {self.routed.comment} by {self.routed.by}: {self.routed.basis}"

    def _evidence(self) -> str:
        for candidate in self.proposal.route.candidates[:1]:
            for item in candidate.evidence[:1]:
                return phrases.place(item.path, item.line)
        return f"base revision {self.register.revision[:12]}"

    def comment(self, others: tuple[str, ...]) -> tuple[str, str]:
        """Return the comment's text and the digest of what it says."""
        if not self.rules.comment or self.facts.silenced:
            return "", ""
        view = CommentView(
            register=self.register,
            proposal=self.proposal,
            owner=self.owner,
            named_by=self.routed,
            acknowledged=self.acknowledged,
            unheard=tuple(self.unheard),
            notes=tuple(self._notes()),
            others=tuple(others),  # type: ignore[arg-type]
            is_explained=self.is_explained,
            site=self.rules.site,
        )
        text = render_comment(view, most_bytes=self.rules.comment_bytes)
        return text.body, text_digest(text.essence)

    def _notes(self) -> list[str]:
        notes = [
            f"`{label}` was set by `{person or 'somebody'}` and counts; sepkit sets none beside it."
            for label, person in self.facts.set_by_people[:2]
        ]
        if self.owner is not None:
            label = label_of(self.owner, prefix=self.rules.label_prefix)
            if label in self.facts.taken_off and self.rules.labels:
                notes.append(f"A person took `{label}` off; it stays off.")
        return notes

    def mentions(self) -> tuple[str, ...]:
        """Return leads of the owner to name once, if that is configured; the base lists them."""
        group = self.register.group(self.owner)
        if group is None or not self.rules.mentions:
            return ()
        handles = [lead.handle for lead in group.leads if lead.handle is not None]
        most = min(self.rules.mentions, MOST_MENTIONS)
        return tuple(h for h in handles if h.lower() != self.facts.author.lower())[:most]

    def reviewers(self) -> tuple[str, ...]:
        """Return the owner's team, if reviews are to be asked for and it is no draft."""
        group = self.register.group(self.owner)
        if not self.rules.request_reviews or self.facts.is_draft or group is None:
            return ()
        return (group.team.rpartition("/")[2],) if group.team else ()

    def reasons(self) -> tuple[Reason, ...]:
        """Return why commands count or do not, and why there is no comment."""
        found = [
            Reason(
                about="command",
                text=f"/sepkit {c.verb} {c.subject}".strip(),
                authority=f"comment {c.comment} by {c.by}: {c.basis}",
            )
            for c in (*self.acknowledged.values(), *([self.routed] if self.routed else []))
        ]
        found += [
            Reason(
                about="command",
                text=f"not followed: /sepkit {c.verb} {c.subject}".strip(),
                authority="none",
            )
            for c in self.unheard
        ]
        if self.facts.silenced:
            found.append(Reason(about="comment", text=self.facts.silenced, authority="the forge"))
        return tuple(found)


def label_of(group: GroupId, *, prefix: str) -> str:
    """Return a group's label: `wg:agents` for `wg-agents`, `wg:ig-auth` for `ig-auth`."""
    own = prefix.rstrip(":/").lower() + "-"
    return prefix + (group.removeprefix(own) if group.startswith(own) else group)
