"""`sepkit graph`: what depends on what, in words."""

from sepkit.model import GroupId, Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import heading, joined, page_width, wrapped

_ORDERING = ("requires", "supersedes", "extends", "alternative-to")


def render_graph_text(register: Register, *, group: GroupId | None = None) -> str:
    """Return the relations that order proposals, the cycles, and the land order.

    Args:
        register: everything known.
        group: only relations from or to this group's proposals, and what these stand in.
    """
    own = {p.key for p in register.proposals if group in (None, p.route.owner)}
    width = page_width()
    lines = [heading("RELATIONS")]
    count = 0
    for proposal in register.proposals:
        told = [
            r
            for r in proposal.relations
            if r.kind in _ORDERING and not own.isdisjoint((proposal.key, r.to))
        ]
        if told:
            words = ", ".join(f"{r.kind} {phrases.short(r.to)}" for r in told)
            lines += wrapped(f"{proposal.key}  {words}", indent=2, width=width)
            count += len(told)
    lines += [f"  {phrases.plural(count, 'relation')}", "", heading("CYCLES")]
    cycles = [c for c in register.land_order.cycles if not own.isdisjoint(c)]
    lines += [f"  {' -> '.join(terminal(k) for k in (*c, c[0]))}" for c in cycles] or ["  none"]
    order = " ".join(phrases.short(k) for k in register.land_order.order if k in own)
    lines += [
        "",
        heading("LAND ORDER of what is in flight"),
        *wrapped(order or "none", indent=2, width=width),
    ]
    lines += ["", "Next: sepkit graph --format svg > graph.svg"]
    return joined(lines)
