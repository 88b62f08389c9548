"""`sepkit graph`: what depends on what, in words."""

from sepkit.model import Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import heading, joined, page_width, wrapped

_ORDERING = ("requires", "supersedes", "extends", "alternative-to")


def render_graph_text(register: Register) -> str:
    """Return the relations that order proposals, the cycles, and the land order."""
    width = page_width()
    lines = [heading("RELATIONS")]
    count = 0
    for proposal in register.proposals:
        told = [r for r in proposal.relations if r.kind in _ORDERING]
        if told:
            words = ", ".join(f"{r.kind} {phrases.short(r.to)}" for r in told)
            lines += wrapped(f"{proposal.key}  {words}", indent=2, width=width)
            count += len(told)
    lines += [f"  {phrases.plural(count, 'relation')}", "", heading("CYCLES")]
    cycles = register.land_order.cycles
    lines += [f"  {' -> '.join(terminal(k) for k in (*c, c[0]))}" for c in cycles] or ["  none"]
    order = " ".join(phrases.short(k) for k in register.land_order.order)
    lines += [
        "",
        heading("LAND ORDER of what is in flight"),
        *wrapped(order, indent=2, width=width),
    ]
    lines += ["", "Next: sepkit graph --format svg > graph.svg"]
    return joined(lines)
