"""`sepkit spec requirements`: what was promised, what became of it, and what tests it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sepkit.model import (
    ConformanceList,
    Proposal,
    ProposalRequirement,
    Register,
    SpecRequirement,
)
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, faint, harm_word, heading, joined, page_width, wrapped

_TONES = {"contradicted": "high", "missing": "medium"}


def render_landing(
    register: Register, proposal: Proposal, found: Sequence[ProposalRequirement]
) -> str:
    """Return a proposal's requirements: what became of each, and its test."""
    if not found:
        return f"{terminal(proposal.key)} has no such requirement.\n"
    width = page_width()
    places = {item.id: item for item in register.spec.requirements}
    lines = [f"{heading(terminal(proposal.key))}  {cut(proposal.title, width - 14)}"]
    lines += [_counts(found), ""]
    for item in found:
        word = item.landed or "not compared"
        outcome = harm_word(word, _TONES.get(word, ""))
        lines.append(f"{outcome}  {_test(item.check or '', item.excuse)}  {_place(item)}")
        lines += wrapped(item.text, indent=2, width=width)
        other = places.get(item.landed_id)
        if other is not None:
            lines += _became(item, other, width)
    return joined([*lines, "", *_note(proposal), _next(found, proposal)])


def _counts(found: Sequence[ProposalRequirement]) -> str:
    landed = Counter(item.landed or "not compared" for item in found)
    covered = Counter(item.coverage for item in found)
    told = ", ".join(f"{count} {word}" for word, count in landed.most_common())
    return f"{phrases.plural(len(found), 'requirement')}: {told}; {_covered(covered)}"


def _covered(counts: Counter[str]) -> str:
    return (
        f"{counts['test']} with a test, {counts['excuse']} with an excuse, "
        f"{counts['neither']} with neither"
    )


def _test(check: str, excuse: str) -> str:
    if check:
        return f"test {terminal(check)}"
    return f"excuse: {cut(excuse, 60)}" if excuse else "no test"


def _place(item: ProposalRequirement | SpecRequirement) -> str:
    return faint(terminal(phrases.place(item.path, item.line)))


def _became(item: ProposalRequirement, other: SpecRequirement, width: int) -> list[str]:
    where = phrases.place(other.path, other.line)
    gone = f", gone since {other.removed}" if other.removed else ""
    if item.landed == "landed":
        return [f"  -> {faint(terminal(where))}{gone}"]
    return [
        f"  -> {faint(terminal(where))}{gone}",
        *wrapped(f'"{other.text}"', indent=5, width=width),
    ]


def _note(proposal: Proposal) -> list[str]:
    if any(item.landed for item in proposal.requirements):
        return []
    return ["Not compared: only a final proposal about the specification has to stand in it."]


def _next(found: Sequence[ProposalRequirement], proposal: Proposal) -> str:
    name = terminal(proposal.key)
    if any(item.coverage == "neither" for item in found):
        number = proposal.number or 0
        return f"Next: sepkit spec requirements {name} --conformance sep-{number}.yaml"
    return f"Next: sepkit show {name}"


def render_requirements(register: Register, found: Sequence[SpecRequirement], revision: str) -> str:
    """Return the specification's requirements by page, with who brought them and their tests."""
    if not found:
        return f"No such requirement in {terminal(revision)}.\n"
    width = page_width()
    covered = Counter(item.coverage for item in found)
    traced = sum(bool(item.proposals) for item in found)
    lines = [
        f"{phrases.plural(len(found), 'requirement')} in {terminal(revision)}, {traced} traced",
        _covered(covered),
    ]
    path = ""
    for item in found:
        if item.path != path:
            path = item.path
            lines += ["", heading(terminal(path))]
        by = ", ".join(item.proposals) or "no proposal known"
        head = f"{item.line}: since {item.since}, {by}, {_test(' '.join(item.checks), item.excuse)}"
        lines += wrapped(head, indent=2, width=width)
        lines += wrapped(item.text, indent=4, width=width)
    del register
    return joined([*lines, "", "Next: sepkit spec requirements PROPOSAL"])


def render_planned(planned: ConformanceList, added: int, file: Path) -> str:
    """Return what was written into a conformance list, and what is left to do in it."""
    if not added:
        return f"{terminal(str(file))} lists every requirement already.\n"
    return joined(
        [
            f"{phrases.plural(added, 'requirement')} written to {terminal(str(file))}",
            "The names of tests are proposals: rename them, or give an excuse with `excluded:`.",
            f"Next: sepkit spec requirements {planned.number} --tests {terminal(str(file))}",
        ]
    )
