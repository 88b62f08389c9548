"""Facts of the register as short phrases; the site, the terminal and comments say the same."""

from collections import Counter
from collections.abc import Iterable

from sepkit.model import (
    LEANING,
    Conflict,
    Finding,
    Group,
    Process,
    Proposal,
    Register,
    Severity,
    confidence_word,
    probability_text,
)


def confidence(probability: float) -> str:
    """Return a probability as number and word: `.91 clear`."""
    return f"{probability_text(probability)} {confidence_phrase(probability)}"


def confidence_phrase(probability: float) -> str:
    """Return the word for a probability where the number stands beside it."""
    return confidence_word(probability) if probability >= LEANING else "unclear"


def status_label(status: str, process: Process) -> str:
    """Return a status as the process's people write it; an unknown word as it stands."""
    return next((item.label for item in process.statuses if item.id == status), status)


def counterpart(conflict: Conflict, proposal: Proposal) -> str:
    """Return what a proposal collides with: another one, by key, or the specification itself."""
    return next((key for key in conflict.proposals if key != proposal.key), "the specification")


def openness(proposal: Proposal) -> str:
    """Say whether its pull request is open, as far as it is known."""
    if proposal.open is not None:
        return "open" if proposal.open else "closed"
    return "appears open" if proposal.appears_open else "open or closed: not known"


def open_words(register: Register) -> str:
    """Say what the proposals are called that count as open; see `Register.open_proposals`."""
    if any(p.appears_open for p in register.proposals):
        return "appear open"
    return "in flight"


def group_name(register: Register, group_id: str | None) -> str:
    """Return a group's name, or words for none."""
    group = register.group(group_id)
    return group.name if group is not None else "no clear owner"


def group_note(group: Group) -> str:
    """Say in words what a group's kind and state mean for decisions."""
    if not group.kind.is_deciding:
        return "advises; others decide"
    if group.status == "forming":
        return "forming, decides nothing yet"
    if group.status == "retired":
        return "retired"
    if group.charter is None and group.kind != "core":
        return "no charter on the base branch"
    return ""


def short(key: str) -> str:
    """Return the number part of a key, for tight places: `2575`, `1862@1884`."""
    return key.rpartition("-")[2] if "-" in key else key


def pair_name(conflict: Conflict) -> str:
    """Return the two proposals of a conflict: `2532 x 2631`."""
    return " x ".join(short(key) for key in conflict.proposals)


def plural(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun in the right form."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def severities(findings: Iterable[Finding]) -> str:
    """Return how many there are of each severity: `2 errors, 1 warning, 3 for information`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [plural(counts[s], s.value) for s in (Severity.ERROR, Severity.WARNING) if counts[s]]
    if counts[Severity.INFO]:
        parts.append(f"{counts[Severity.INFO]} for information")
    return ", ".join(parts)


def place(path: str, line: int) -> str:
    """Return a file and line as people paste it."""
    return f"{path}:{line}" if line else path
