"""`sepkit conflicts`: what cannot go ahead as written."""

from collections.abc import Sequence

from sepkit.model import Conflict, Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, harm, heading, joined, key, page_width, table, wrapped


def render_conflicts(register: Register, conflicts: Sequence[Conflict]) -> str:
    """Return one line a conflict, in the order given."""
    if not conflicts:
        return "No conflict found. sepkit graph shows what depends on what.\n"
    rows = [[heading(w) for w in ("HARM", "SURE", "PAIR", "RULE", "GROUPS")]]
    for c in conflicts:
        rows.append(
            [
                harm(c.severity),
                f"{c.score:.2f}".removeprefix("0"),
                key(phrases.pair_name(c)),
                cut(c.rules[0], 22),
                cut(_groups(register, c), max(20, page_width() - 50)),
            ]
        )
    first = " ".join(conflicts[0].proposals)
    return joined(
        [
            f"{phrases.plural(len(conflicts), 'conflict')}, most severe first; x = across groups",
            "",
            *table(rows),
            "",
            f"Next: sepkit conflicts {terminal(first)} --explain",
        ]
    )


def render_hidden(found: Sequence[Conflict], shown: Sequence[Conflict]) -> str:
    """Say how many of what was found a list leaves out, and why; "" if none.

    Args:
        found: all that was asked for.
        shown: those of them that the list holds.
    """
    listed = {conflict.id for conflict in shown}
    hidden = [conflict for conflict in found if conflict.id not in listed]
    if not hidden:
        return ""
    known = [c for c in hidden if c.acknowledged is not None]
    rest = [c for c in hidden if c.acknowledged is None]
    unlikely = [c for c in rest if not c.worth_a_look]
    reasons = (
        (len(unlikely), "likely none"),
        (len(rest) - len(unlikely), "without an open proposal"),
        (len(known), "acknowledged or refuted"),
    )
    told = ", ".join(f"{count} {why}" for count, why in reasons if count)
    return f"Not shown: {told}; sepkit conflicts --all shows them\n"


def _groups(register: Register, conflict: Conflict) -> str:
    names = " / ".join(phrases.group_name(register, g) for g in conflict.groups)
    return f"x {names}" if conflict.cross_group else names


def render_explained(register: Register, conflicts: Sequence[Conflict]) -> str:
    """Return each conflict with both quotes, why it is shown, and how it can be settled."""
    if not conflicts:
        return "No conflict found between these.\n"
    width = page_width()
    lines: list[str] = []
    for c in conflicts:
        state = "acknowledged" if c.acknowledged else "not acknowledged"
        across = "across groups" if c.cross_group else "inside one group"
        head = f": {', '.join(c.rules)}, {c.severity}, {across}, {state}, sure {c.score:.2f}"
        lines += [key(phrases.pair_name(c)) + head]
        lines += wrapped(c.explanation, indent=0, width=width)
        for quote in c.evidence:
            proposal = register.proposal(quote.proposal)
            title = proposal.title if proposal else "the specification"
            lines += ["", f"  {key(quote.proposal)} {cut(title, width - 16)}"]
            lines += wrapped(f'"{quote.quote}"', indent=4, width=width)
            lines.append(f"    {terminal(phrases.place(quote.path, quote.line))}")
        lines += ["", *wrapped(c.resolution, indent=0, width=width), ""]
    return joined(lines)
