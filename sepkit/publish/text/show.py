"""`sepkit show`: one proposal, its six answers, each with the line that says so."""

from sepkit.model import Conflict, Proposal, Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, harm, heading, joined, key, page_width, table
from sepkit.publish.text.columns import wrapped as wrap
from sepkit.publish.text.mending import mend_lines
from sepkit.publish.text.status import actor_words

_LABEL = 12
_CLASHES = 8
"""Of a proposal; `sepkit conflicts` shows the others."""


def render_show(register: Register, proposal: Proposal) -> str:
    """Return everything about one proposal that fits a screen."""
    width = page_width()
    lines = [
        f"{key(proposal.key)}  {cut(proposal.title, width - len(proposal.key) - 2)}",
        _state(register, proposal),
        "",
        *_answer("Whose", _whose(register, proposal), width),
        *_answer("Decides", _decides(register, proposal), width),
        *_answer("Waits for", _waits(proposal), width),
        *_answer("Missing", [", ".join(proposal.missing_sections) or "no section"], width),
        *_clashes(register, proposal),
        *_relations(proposal, width),
        *_evidence(proposal, width),
        *_answer("Read from", _origin(proposal), width),
        *_findings(proposal, width),
        "",
        _next(proposal),
    ]
    return joined(lines)


def _state(register: Register, proposal: Proposal) -> str:
    label = phrases.status_label(proposal.status, register.process)
    where = f", {phrases.openness(proposal)}" if proposal.in_flight else ", on the base branch"
    claim = f' The text says "{terminal(proposal.claimed_status)}".'
    return f"{label}{where}.{claim if proposal.claimed_status else ' The text names no status.'}"


def _answer(label: str, parts: list[str], width: int) -> list[str]:
    lines: list[str] = []
    for part in parts:
        lines += wrap(part, indent=_LABEL + 2, width=width)
    if lines:
        lines[0] = "  " + heading(label.ljust(_LABEL)) + lines[0].lstrip()
    return lines


def _whose(register: Register, proposal: Proposal) -> list[str]:
    route = proposal.route
    if route.abstained:
        near = ", ".join(
            f"{phrases.group_name(register, c.group)} {phrases.confidence(c.probability)}"
            for c in route.candidates[:2]
        )
        return [f"no clear owner{f': {near}' if near else ''}", route.reason]
    also = ", ".join(phrases.group_name(register, g) for g in route.consulted)
    owner = phrases.group_name(register, route.owner)
    return [
        f"{owner}, {phrases.confidence(route.probability)}",
        *([f"also: {also}"] if also else []),
    ]


def _decides(register: Register, proposal: Proposal) -> list[str]:
    route = proposal.route
    if not route.decides:
        return ["not known"]
    names = ", then ".join(phrases.group_name(register, g) for g in route.decides)
    where = phrases.place(route.decides_path, route.decides_line) if route.decides_path else ""
    return [f"{names}  {where}".rstrip(), *([route.decides_reason] if route.decides_reason else [])]


def _waits(proposal: Proposal) -> list[str]:
    step = proposal.next
    if step.actor == "nobody":
        return ["nobody: nothing is due"]
    since = f", since {step.since} ({step.days} d)" if step.since else ""
    due = f"; the process' time ends {step.due}" if step.due and not step.overdue else ""
    over = f"; the process' time ended {step.due}" if step.due and step.overdue else ""
    return [f"{actor_words(step.actor)}: {step.action}{since}{due}{over}  {step.source}".rstrip()]


def _clashes(register: Register, proposal: Proposal) -> list[str]:
    found = register.conflicts_of(proposal.key)
    if not found:
        return _answer("Clashes", ["no conflict found"], 80)
    order = {"high": 0, "medium": 1, "low": 2}
    worst = sorted(found, key=lambda c: (order.get(c.severity, 3), -c.score))
    lines = table([_clash(c, proposal) for c in worst[:_CLASHES]])
    if len(worst) > _CLASHES:
        more = f"sepkit conflicts {terminal(proposal.key)} --all"
        lines.append(f"… {len(worst) - _CLASHES} more: {more}")
    head = "  " + heading("Clashes".ljust(_LABEL))
    return [head + lines[0], *("  " + " " * _LABEL + line for line in lines[1:])]


def _clash(conflict: Conflict, proposal: Proposal) -> list[str]:
    other = phrases.counterpart(conflict, proposal)
    return [
        harm(conflict.severity),
        phrases.short(other),
        conflict.rules[0],
        cut(conflict.surfaces[0] if conflict.surfaces else "", 34),
        "across groups" if conflict.cross_group else "",
    ]


def _relations(proposal: Proposal, width: int) -> list[str]:
    told = [r for r in proposal.relations if r.kind not in ("mentions", "related")]
    parts = [f'{r.kind} {r.to}: "{cut(r.quote, 90)}" line {r.line}' for r in told[:6]]
    return _answer("Relations", parts, width)


def _evidence(proposal: Proposal, width: int) -> list[str]:
    candidates = proposal.route.candidates[:1]
    parts = [
        f"{'+' if e.weight >= 0 else '-'} {cut(e.text, 90)}  {phrases.place(e.path, e.line)}"
        for c in candidates
        for e in c.evidence[:5]
    ]
    return _answer("Evidence", parts, width)


def _origin(proposal: Proposal) -> list[str]:
    origin = proposal.origin
    copies = f"; {phrases.plural(len(proposal.copies), 'copy', 'copies')} elsewhere"
    return [
        f"{origin.ref} {origin.commit[:8]}{copies if proposal.copies else ''}",
        origin.path,
    ]


def _findings(proposal: Proposal, width: int) -> list[str]:
    pull = proposal.pull_request
    more = f"sepkit check --pr {pull}" if pull and proposal.in_flight else "sepkit check"
    found = mend_lines(proposal.findings, width=width - _LABEL - 2, more=more)
    lines = [" " * (_LABEL + 2) + line for line in found]
    if lines:
        lines[0] = "  " + heading("To mend".ljust(_LABEL)) + found[0]
    return lines


def _next(proposal: Proposal) -> str:
    name = terminal(proposal.key)
    return f"Next: sepkit route {name} --explain, sepkit history {name}"
