"""Edits into a text: what checks bring along to mend what they find."""

from collections.abc import Iterable

from sepkit.analysis.checks.rule import Edit, Fix, Flaw, Rule


def is_allowed(rule: Rule, flaw: Flaw, *, has_unsafe: bool) -> bool:
    """Whether a flaw may be mended: it says how, and its check allows it."""
    return flaw.is_fixable and (rule.fix is Fix.SAFE or (has_unsafe and rule.fix is Fix.UNSAFE))


def mended(data: bytes, flaws: Iterable[Flaw]) -> bytes:
    """Return a file with the edits of some flaws made.

    Lines that no edit touches keep every byte, their line ends included. Of edits that overlap the
    first one is made; the others wait for the next round. A flaw that brings a whole file is mended
    alone.

    Args:
        data: the file.
        flaws: found in it.
    """
    flaws = list(flaws)
    whole = next((flaw.whole for flaw in flaws if flaw.whole is not None), None)
    if whole is not None:
        return whole
    lines = data.split(b"\n")
    for edit in sorted(_apart(flaws), key=lambda edit: (-edit.line, -edit.end_line)):
        old = lines[edit.line - 1 : edit.end_line]
        end = b"\r" if any(line.endswith(b"\r") for line in old) else b""
        new = [line.encode("utf-8", "surrogateescape") + end for line in edit.lines]
        lines[edit.line - 1 : edit.end_line] = new
    return b"\n".join(lines)


def _apart(flaws: Iterable[Flaw]) -> list[Edit]:
    """Return the edits of flaws as far as they do not overlap; a flaw's own go together."""
    taken: list[Edit] = []
    for flaw in flaws:
        if not any(_overlaps(edit, other) for edit in flaw.edits for other in taken):
            taken.extend(flaw.edits)
    return taken


def _overlaps(one: Edit, other: Edit) -> bool:
    first, second = sorted((one, other), key=lambda edit: (edit.line, edit.end_line))
    return first == second or second.line <= first.end_line or first.line == second.line
