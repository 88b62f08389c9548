"""`sepkit graph --impact KEY`: what else moves if a proposal is accepted, rejected or delayed."""

from collections.abc import Mapping, Sequence

from sepkit.analysis.graph import Impact
from sepkit.model import Conflict, ProposalKey, Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, heading, joined, key, page_width

_LABEL = 18


def render_impact(register: Register, impact: Impact) -> str:
    """Return the consequences of one decision, each proposal with its title and why.

    Args:
        register: everything known.
        impact: of one of its proposals.
    """
    proposal = register.proposal(impact.proposal)
    title = proposal.title if proposal else ""
    lines = [f"{key(impact.proposal)} {cut(title, page_width() - 12)}"]
    accepted, *others = _cases(impact, _rivals(register, impact.proposal))
    if proposal is not None and not proposal.in_flight:
        accepted = (f"BECAUSE IT IS {terminal(proposal.status).upper()}", accepted[1])
        others = []
    for when, rows in (accepted, *others):
        told = [line for row in rows for line in _row(register, *row)]
        lines += ["", heading(when), *(told or ["  nothing else moves"])]
    return joined(lines)


Rivals = Mapping[ProposalKey, Conflict]
Row = tuple[str, Sequence[ProposalKey], Rivals]


def _cases(impact: Impact, rivals: Rivals) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    return (
        (
            "IF IT IS ACCEPTED",
            (
                ("can land then", impact.freed, {}),
                ("have to change", impact.contradicted, rivals),
                ("are superseded", impact.retired, {}),
            ),
        ),
        (
            "IF IT IS REJECTED",
            (("lose their ground", impact.stranded, {}), ("are clear then", impact.relieved, {})),
        ),
        ("WHILE IT WAITS", (("wait with it", impact.delayed, {}),)),
    )


def _rivals(register: Register, wanted: ProposalKey) -> Rivals:
    return {
        other: conflict
        for conflict in register.conflicts_of(wanted)
        for other in conflict.proposals
        if other != wanted
    }


def _row(
    register: Register,
    label: str,
    keys: Sequence[ProposalKey],
    rivals: Rivals,
) -> list[str]:
    lines = []
    for place, other in enumerate(keys):
        proposal = register.proposal(other)
        why = f"  {rivals[other].severity}: {rivals[other].rules[0]}" if other in rivals else ""
        room = page_width() - _LABEL - len(phrases.short(other)) - len(why) - 4
        title = cut(proposal.title if proposal else "", room)
        name = (label if place == 0 else "").ljust(_LABEL)
        lines.append(f"  {name}{key(phrases.short(other))} {title}{why}")
    return lines
