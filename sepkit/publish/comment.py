"""The one comment below a pull request: whose it is, who decides, what is missing, what clashes.

Everything that somebody else wrote passes `escape.comment` or stands in a code span; nobody is
mentioned by it, no issue is referenced, no other bot is commanded. What a text claims stands in
quotation marks and is called a claim.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sepkit.model import (
    Conflict,
    Evidence,
    GroupId,
    Harm,
    Proposal,
    ProposalKey,
    Quote,
    Register,
    probability_text,
)
from sepkit.model.plan import Command
from sepkit.publish import escape
from sepkit.publish.inline import code, long_day, quoted, rich
from sepkit.publish.text import phrases

CONFLICTS_SHOWN = 2
EVIDENCE_SHOWN = 6
CANDIDATES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """What the comment shows: the register's facts, and what entitled people said since."""

    register: Register
    proposal: Proposal
    owner: GroupId | None
    """The computed one, or the one that an entitled person named."""
    named_by: Command | None = None
    """The command that named the owner; None where it is computed."""
    acknowledged: Mapping[str, Command] = field(default_factory=dict[str, Command])
    """Conflict ids that an entitled person acknowledged."""
    unheard: tuple[Command, ...] = ()
    """Commands that do not count, each with the reason in its `basis`."""
    notes: tuple[str, ...] = ()
    """Further sentences for the foot: a label that a person took off, a cap that was reached."""
    others: tuple[ProposalKey, ...] = ()
    """Further proposals in the same pull request."""
    is_explained: bool = False
    """Whether somebody asked for all candidates with all their evidence."""
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentText:
    """The comment's Markdown, and the same without what changes by itself."""

    body: str
    essence: str
    """Without days, commit and as-of: only if this changes is the comment worth an edit."""


def render_comment(view: CommentView, *, most_bytes: int) -> CommentText:
    """Return the text below the marker.

    Args:
        view: what is to be shown.
        most_bytes: where a longer text loses its table of evidence, then its end.
    """
    body = "\n".join(_Writer(view, is_essence=False).lines(with_details=True))
    if len(body.encode()) > most_bytes:
        body = "\n".join(_Writer(view, is_essence=False).lines(with_details=False))
    essence = "\n".join(_Writer(view, is_essence=True).lines(with_details=True))
    return CommentText(body=_cut_bytes(body, most_bytes) + "\n", essence=essence)


def _cut_bytes(text: str, most: int) -> str:
    if len(text.encode()) <= most:
        return text
    note = "\n\n(cut: this comment reached its cap)"
    return text.encode()[: most - len(note)].decode("utf-8", "ignore") + note


class _Writer:
    def __init__(self, view: CommentView, *, is_essence: bool) -> None:
        self.view = view
        self.proposal = view.proposal
        self.is_essence = is_essence

    def lines(self, *, with_details: bool) -> Iterator[str]:
        yield self._headline()
        yield ""
        yield from self._points()
        if with_details:
            yield from self._why()
        yield ""
        yield self._foot()

    # whose

    def _headline(self) -> str:
        key = escape.comment(self.proposal.key)
        route = self.proposal.route
        if self.view.owner is None:
            return f"**{key} has no clear owner**, so sepkit sets no label.{self._why_not_one()}"
        name = self._name(self.view.owner)
        named = self.view.named_by
        if named is not None:
            because = f", because {quoted(named.because)}" if named.because else ""
            return (
                f"**{key} is routed to {name}** by {escape.comment('@' + named.by)} "
                f"({rich(named.basis)}){because}. {self._decides()}"
            )
        how = phrases.confidence_phrase(route.probability)
        chance = probability_text(route.probability)
        return f"**{key} is routed to {name}** ({chance}, {how}). {self._decides()}"

    def _name(self, group: str | None) -> str:
        return escape.comment(phrases.group_name(self.view.register, group))

    def _why_not_one(self) -> str:
        """Return the first half of the reason: what settles it stands in a point of its own."""
        reason = self.proposal.route.reason.partition(";")[0]
        return f" {rich(_capital(reason))}." if reason else ""

    def _decides(self) -> str:
        route = self.proposal.route
        if self.view.named_by is None and " decide" in route.decides_reason:
            # The reason is the whole sentence already: `… so Core Maintainers decide`.
            return f"{rich(_capital(route.decides_reason))}{self._where_it_says()}."
        order = route.decides
        if self.view.named_by is not None and self.view.owner is not None:
            group = self.view.register.group(self.view.owner)
            last = [g for g in order if g != route.owner]
            first = [self.view.owner] if group is not None and group.is_deciding else []
            order = tuple(dict.fromkeys([*first, *last]))
        if not order:
            return "Who decides is not known."
        names = ", then ".join(self._name(group) for group in order)
        verb = "decides" if len(order) == 1 and not names.endswith("s") else "decide"
        return f"{names} {verb}{self._why_they_decide()}."

    def _why_they_decide(self) -> str:
        if self.view.named_by is not None or not self.proposal.route.decides_reason:
            return ""
        return f": {rich(self.proposal.route.decides_reason)}{self._where_it_says()}"

    def _where_it_says(self) -> str:
        route = self.proposal.route
        if not route.decides_path:
            return ""
        return f" ({code(phrases.place(route.decides_path, route.decides_line))})"

    # what is due

    def _points(self) -> Iterator[str]:
        if self.view.owner is None:
            yield (
                "- **To settle it:** a lead of the group or a maintainer comments "
                "`/sepkit route <group> because <reason>`, or the group lists it under `proposals` "
                f"in its ownership file.{self._until_then()}"
            )
        yield self._waiting()
        missing = self.proposal.missing_sections
        if missing:
            noun = "section" if len(missing) == 1 else "sections"
            yield f"- **Missing:** the {noun} {', '.join(code(name) for name in missing)}."
        yield from self._conflicts()
        if self.view.others:
            keys = ", ".join(escape.comment(key) for key in self.view.others)
            yield f"- **Also in this pull request:** {keys}."

    def _until_then(self) -> str:
        names = [self._name(group) for group in self.proposal.route.decides]
        return f" Until then it is with {', then '.join(names)}." if names else ""

    def _waiting(self) -> str:
        step = self.proposal.next
        if step.actor == "nobody":
            return "- **Waiting for:** nobody; nothing is due."
        since = ""
        if step.since:
            days = "" if self.is_essence or step.days is None else _days(step.days)
            since = f", since {long_day(step.since)}{days},"
        due = ""
        if step.due:
            word = "ended" if step.overdue else "ends"
            due = f" The time that the process allows {word} on {long_day(step.due)}."
        source = f" ({code(step.source)})" if step.source else ""
        actor = step.actor.replace("-", " ")
        return f"- **Waiting for:** the {actor}{since} to {rich(step.action)}{source}.{due}"

    # what clashes

    def _conflicts(self) -> Iterator[str]:
        found = self.view.register.conflicts_of(self.proposal.key)
        acknowledged = [c for c in found if self._is_acknowledged(c)]
        open_ones = sorted(
            (c for c in found if not self._is_acknowledged(c)),
            key=lambda c: (list(Harm).index(c.severity), not c.cross_group, -c.score, c.id),
        )
        for conflict in open_ones[:CONFLICTS_SHOWN]:
            yield self._conflict(conflict)
        rest = open_ones[CONFLICTS_SHOWN:]
        if rest:
            across = sum(c.cross_group for c in rest)
            more = f", {'all' if across == len(rest) else across} across groups" if across else ""
            yield f"- **{phrases.plural(len(rest), 'further conflict')}**{more}.{self._see()}"
        if open_ones:
            command = code(f"/sepkit ack {open_ones[0].id} because <reason>")
            yield f"- **If a conflict is known:** a lead or maintainer comments {command}."
        for conflict in acknowledged[: CONFLICTS_SHOWN + 1]:
            yield self._acknowledged(conflict)

    def _is_acknowledged(self, conflict: Conflict) -> bool:
        return conflict.acknowledged is not None or conflict.id in self.view.acknowledged

    def _conflict(self, conflict: Conflict) -> str:
        other = phrases.counterpart(conflict, self.proposal)
        across = ", across groups" if conflict.cross_group else ""
        on = f" on {code(conflict.surfaces[0])}" if conflict.surfaces else ""
        quotes = sorted(conflict.evidence, key=lambda q: q.proposal != self.proposal.key)
        said = "".join(
            f" {'Here' if q.proposal == self.proposal.key else 'There'}, line {q.line}: "
            f"{quoted(q.quote.rstrip('.'))}."
            for q in _one_a_side(quotes)
        )
        why = _capital(conflict.explanation.rstrip("."))
        return (
            f"- **Conflict, {conflict.severity}{across}:** with {self._link(other)}{on}."
            f"{f' {rich(why)}.' if why else ''}{said}"
        )

    def _acknowledged(self, conflict: Conflict) -> str:
        command = self.view.acknowledged.get(conflict.id)
        if command is not None:
            by, because = "@" + command.by, command.because
        else:
            by = conflict.acknowledged.by if conflict.acknowledged else ""
            because = conflict.acknowledged.reason if conflict.acknowledged else ""
        reason = f": {quoted(because)}" if because else ""
        return (
            f"- **Known conflict:** {escape.comment(conflict.id)}, acknowledged by "
            f"{escape.comment(by)}{reason}."
        )

    def _link(self, key: str) -> str:
        other = self.view.register.proposal(key)
        words = escape.comment(key)
        if not self.view.site or other is None or other.number is None or "@" in key:
            return words
        return f"[{words}]({escape.url(f'{self.view.site}sep/{other.number}/')})"

    def _see(self) -> str:
        if not self.view.site or self.proposal.number is None:
            return ""
        address = escape.url(f"{self.view.site}sep/{self.proposal.number}/#conflicts")
        return f" [See them]({address})"

    # why

    def _why(self) -> Iterator[str]:
        candidates = self.proposal.route.candidates
        shown = candidates if self.view.is_explained else candidates[:1]
        rows = [row for c in shown for row in self._evidence_rows(c.evidence)]
        if not rows:
            return
        title = "Why, with all candidates" if self.view.is_explained else "Why this group"
        title = "What speaks for the first" if self.view.owner is None else title
        opened = " open" if self.view.is_explained else ""
        yield ""
        yield f"<details{opened}><summary>{title}</summary>"
        yield ""
        yield "| evidence | where |"
        yield "|---|---|"
        yield from rows
        for c in candidates[1 : 1 + CANDIDATES_SHOWN]:
            yield f"| next candidate: {self._name(c.group)}, {probability_text(c.probability)} | |"
        yield ""
        yield "</details>"

    def _evidence_rows(self, evidence: tuple[Evidence, ...]) -> Iterator[str]:
        for item in evidence[: None if self.view.is_explained else EVIDENCE_SHOWN]:
            sign = "" if item.weight >= 0 else "against: "
            yield f"| {sign}{rich(item.text)} | {code(phrases.place(item.path, item.line))} |"

    # the foot

    def _foot(self) -> str:
        parts = [*self._unheard(), *(rich(note) for note in self.view.notes)]
        if self.view.owner is not None:
            parts.append(
                "Wrong? A lead or maintainer comments `/sepkit route <group> because <reason>`, "
                "or corrects the ownership file."
            )
        claim = self.proposal.claimed_status
        if claim:
            parts.append(
                f"The text says “Status: {escape.comment(claim[:60])}”; sepkit takes that as the "
                "author's claim."
            )
        if not self.is_essence:
            register = self.view.register
            parts.append(
                f"Read at {code(self.proposal.origin.commit[:8])} on "
                f"{code(register.revision[:8])}, as of {long_day(register.as_of)}."
            )
        if self.view.site and self.proposal.number is not None:
            parts.append(f"[All about it]({self.view.site}sep/{self.proposal.number}/)")
        parts.append("A line `sepkit: ignore` by the author sends this comment away.")
        return f"<sub>{' '.join(parts)}</sub>"

    def _unheard(self) -> Iterator[str]:
        for command in self.view.unheard[:3]:
            words = f"/sepkit {command.verb} {command.subject}".strip()
            yield (
                f"Not followed: {code(words[:80])} by {escape.comment('@' + command.by)}, as "
                f"{rich(command.basis)}."
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one_a_side(quotes: list[Quote]) -> list[Quote]:
    """Return the first quote of each side."""
    return list({quote.proposal: quote for quote in reversed(quotes)}.values())[::-1]


def _days(days: int) -> str:
    return f" ({phrases.plural(days, 'day')})"
