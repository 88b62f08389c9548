"""`sepkit route`: whose proposals are, and the sum of the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from sepkit.model import Candidate, Proposal, ProposalKey, Register, Route
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
    name = phrases.group_name(register, candidate.group)
    number = f"{candidate.probability:.2f}".removeprefix("0")
    lines = [f"  {heading(terminal(name))}  {number}"]
    for evidence in candidate.evidence:
        lines.append(
            f"    {evidence.weight:+5.2f}  {evidence.kind:<15} {cut(evidence.text, width - 30)}"
        )
        lines.append(f"           {terminal(phrases.place(evidence.path, evidence.line))}")
    return lines
