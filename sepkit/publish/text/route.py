"""`sepkit route`: whose proposals are, and the sum of the evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from sepkit.publish.text.columns import cut, heading, joined, key, page_width, table, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """One proposal's route, as `route --format json` gives it."""

    proposal: ProposalKey
    route: Route


def render_routes(register: Register, proposals: Sequence[Proposal], *, explain: bool) -> str:
    """Return one line a proposal, or with `explain` the whole sum."""
    if explain:
        return joined(line for p in proposals for line in [*_explained(register, p), ""])
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
    lines = [f"{key(proposal.key)}  {cut(proposal.title, width - 12)}"]
    owner = phrases.group_name(register, route.owner)
    lines.append(owner if route.abstained else f"{owner}, {phrases.confidence(route.probability)}")
    lines += wrapped(route.reason, indent=0, width=width)
    for candidate in route.candidates[:4]:
        lines += ["", *_candidate(register, candidate, width)]
    return lines


def _candidate(register: Register, candidate: Candidate, width: int) -> list[str]:
    return _sum(candidate, phrases.group_name(register, candidate.group), width)


def _sum(candidate: Candidate, name: str, width: int) -> list[str]:
    number = probability_text(candidate.probability)
    lines = [f"  {heading(terminal(name))}  {number}"]
    for evidence in candidate.evidence:
        lines.append(
            f"    {evidence.weight:+5.2f}  {evidence.kind:<15} {cut(evidence.text, width - 30)}"
        )
        lines.append(f"           {terminal(phrases.place(evidence.path, evidence.line))}")
    return lines


def render_draft(answer: DraftRoute, names: Mapping[GroupId, str], *, explain: bool) -> str:
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
    if explain:
        for candidate in route.candidates[:3]:
            lines += ["", *_sum(candidate, names.get(candidate.group, candidate.group), width)]
    for f in answer.findings:
        lines += wrapped(f"line {f.line}: {f.message}; {f.help}", indent=2, width=width)
    return joined([*lines, "", "Next: sepkit route FILE --explain"])


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
