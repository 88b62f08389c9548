"""`sepkit route`: whose proposals are, and the sum of the evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sepkit.analysis.routing import Explanation, explain, rest_of
from sepkit.model import (
    Candidate,
    DraftRoute,
    GroupId,
    Proposal,
    ProposalKey,
    Register,
    Route,
    probability_text,
)
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import (
    cut,
    faint,
    heading,
    joined,
    key,
    page_width,
    table,
    wrapped,
)
from sepkit.publish.text.mending import mend_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """One proposal's route, as `route --format json` gives it."""

    proposal: ProposalKey
    route: Route


def render_routes(
    register: Register, proposals: Sequence[Proposal], *, has_sums: bool = False
) -> str:
    """Return one line a proposal, or with `has_sums` the whole argument."""
    if has_sums:
        return joined(line for p in proposals for line in [*_explained(register, p), ""])
    if not proposals:
        return "No proposal is in flight here; name one: sepkit route KEY, or ./draft.md\n"
    rows = [[heading(w) for w in ("PROPOSAL", "OWNER", "ROUTE", "DECIDES", "TITLE")]]
    for p in proposals:
        owner = p.route.owner or "no clear owner"
        best = p.route.probability or (
            p.route.candidates[0].probability if p.route.candidates else 0.0
        )
        rows.append(
            [
                key(p.key),
                terminal(owner),
                phrases.confidence(best),
                cut(", ".join(p.route.decides) or "not known", 30),
                cut(p.title, max(16, page_width() - 80)),
            ]
        )
    return joined([*table(rows), "", "Next: sepkit route KEY --explain"])


def _explained(register: Register, proposal: Proposal) -> list[str]:
    width = page_width()
    route = proposal.route
    names = {group.id: group.name for group in register.groups}
    lines = [f"{key(proposal.key)}  {cut(proposal.title, width - 12)}"]
    owner = phrases.group_name(register, route.owner)
    lines.append(owner if route.abstained else f"{owner}, {phrases.confidence(route.probability)}")
    lines += wrapped(route.reason, indent=0, width=width)
    if route.decides:
        decides = ", then ".join(names.get(group, group) for group in route.decides)
        lines += wrapped(f"Decides: {decides} ({route.decides_reason})", indent=0, width=width)
    return [*lines, *_argument(route, names, proposal.key, width)]


def _argument(route: Route, names: Mapping[GroupId, str], named: str, width: int) -> Iterator[str]:
    """Yield the sums of the candidates that matter, and what would turn the route."""
    for candidate in route.candidates[:_CANDIDATES]:
        yield ""
        yield from _sum(candidate, names.get(candidate.group, candidate.group), width)
    if route.candidates:
        yield ""
        yield heading("WHAT WOULD TURN IT")
        for sentence in _turn(explain(route), names, named):
            yield from wrapped(sentence, indent=2, width=width)


_CANDIDATES = 3
_SMALLEST = 0.005
"""A piece below it does not show in two digits."""


def _sum(candidate: Candidate, name: str, width: int) -> Iterator[str]:
    """Yield one candidate's sum, a piece a line, with the line of the file that shows it."""
    yield f"  {heading(terminal(name))}  {probability_text(candidate.probability)}"
    for evidence in candidate.evidence:
        yield f"    {evidence.weight:+6.2f}  {evidence.kind:<14}  {cut(evidence.text, width - 28)}"
        yield " " * 28 + faint(terminal(phrases.place(evidence.path, evidence.line)))
    rest = rest_of(candidate)
    if abs(rest) >= _SMALLEST:
        yield f"    {rest:+6.2f}  smaller pieces together"
    if abs(candidate.prior) >= _SMALLEST:
        yield f"    {candidate.prior:+6.2f}  before anything is read: how often it owns one"
    yield f"    {candidate.score:6.2f}  in all"


def _turn(explanation: Explanation, names: Mapping[GroupId, str], named: str) -> Iterator[str]:
    leader, rival = explanation.leader, explanation.rival
    if leader is None:
        return
    first = names.get(leader.group, leader.group)
    if rival is None:
        yield f"No other group comes near {first}."
        return
    second = names.get(rival.group, rival.group)
    yield (
        f"{first} is {explanation.gap:.2f} above {second}; 1 more makes a group 2.7 times as "
        "probable."
    )
    if explanation.declared is not None:
        yield from _undeclared(explanation, first, second)
    elif explanation.turned_by_removing:
        pieces = "; ".join(f"{e.text} ({e.weight:+.2f})" for e in explanation.turned_by_removing)
        yield f"{second} would lead without: {pieces}."
    else:
        yield f"No line shown is enough: {first} would lead without all of them."
    yield (
        f"In any case: `proposals: [{named}]` in the ownership file of {second}, "
        f"`workgroups/{rival.group}.yml`."
    )


def _undeclared(explanation: Explanation, first: str, second: str) -> Iterator[str]:
    """Say what a declaration is worth: often the evidence says the same."""
    gap = explanation.undeclared_gap
    if gap > 0:
        yield f"The declaration decides; without it {first} would still be {gap:.2f} ahead."
    else:
        yield f"The declaration alone decides; without it {second} would be {-gap:.2f} ahead."


def render_draft(
    answer: DraftRoute, names: Mapping[GroupId, str], *, has_sums: bool = False
) -> str:
    """Return what an author should know before there is a pull request."""
    width = page_width()
    route = answer.route
    lines = [heading(cut(answer.title, width)), ""]
    for label, words in _draft_answers(answer, names):
        first, *rest = wrapped(words, indent=14, width=width) or [""]
        lines += ["  " + heading(label.ljust(12)) + first.lstrip(), *rest]
    if answer.similar:
        rows = [
            [
                f"    {s.likeness:.2f}".replace("0.", "."),
                terminal(s.proposal),
                cut(s.title, width - 60),
                cut(", ".join(s.words), 34),
            ]
            for s in answer.similar
        ]
        lines += ["", heading("RESEMBLES, by words of title and abstract"), *table(rows)]
    if has_sums:
        lines += _argument(route, names, "KEY", width)
    mending = mend_lines(answer.findings, width=width - 2, more="sepkit check FILE")
    if mending:
        lines += ["", heading("TO MEND"), *(f"  {line}" for line in mending)]
    if not has_sums:
        lines += ["", "Next: sepkit route FILE --explain, sepkit check FILE"]
    return joined(lines)


def _draft_answers(answer: DraftRoute, names: Mapping[GroupId, str]) -> Iterator[tuple[str, str]]:
    route = answer.route
    if route.owner is None:
        near = ", ".join(
            f"{names.get(c.group, c.group)} {phrases.confidence(c.probability)}"
            for c in route.candidates[:2]
        )
        yield "Whose", f"no clear owner: {near}. {route.reason}"
    else:
        owner = names.get(route.owner, route.owner)
        yield "Whose", f"{owner}, {phrases.confidence(route.probability)}. {route.reason}"
    if route.consulted:
        yield "Consult", ", ".join(names.get(g, g) for g in route.consulted)
    yield "Decides", ", then ".join(names.get(g, g) for g in route.decides) or "not known"
    people = [f"@{t.handle}" if t.handle else t.name for t in answer.talk_to]
    yield "Talk to", ", ".join(dict.fromkeys(people)) or "no lead is listed"
    yield "Missing", ", ".join(answer.missing_sections) or "no section"
