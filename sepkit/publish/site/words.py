"""How the register's values are said on a page: dates, probabilities, states, counts."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from sepkit.model import (
    Group,
    GroupKind,
    GroupStatus,
    Proposal,
    Register,
    confidence_word,
    split_kind,
)
from sepkit.publish.site.view import View

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A state as the pages show it: a glyph and a word; colour only repeats them."""

    words: str
    icon: str
    tone: str = ""


def day(value: str | None) -> str:
    """Return `22 Aug 2026` for a date or an instant; the text itself where it is no date."""
    parsed = as_date(value)
    return f"{parsed.day} {_MONTHS[parsed.month - 1]} {parsed.year}" if parsed else value or ""


def short_day(value: str | None, as_of: str) -> str:
    """Return `22 Aug`, with the year where it is not the as-of instant's."""
    parsed = as_date(value)
    if parsed is None:
        return value or ""
    year = "" if value and value[:4] == as_of[:4] else f" {parsed.year}"
    return f"{parsed.day} {_MONTHS[parsed.month - 1]}{year}"


def as_date(value: str | None) -> date | None:
    """Return the day of a date or an instant, or None."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def days_since(value: str | None, as_of: str) -> int | None:
    """Return whole days from a day to the as-of instant, or None where the day is unknown."""
    begin, end = as_date(value), as_date(as_of)
    return (end - begin).days if begin and end else None


def confidence(value: float) -> str:
    """Return the word for a probability; the scale is the About page's."""
    return confidence_word(value)


def count(number: int, one: str, many: str = "") -> str:
    """Return `1 proposal`, `2 proposals`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def short(text: str, length: int = 160) -> str:
    """Return the text on one line, cut where it is longer than a page can use."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def open_words(register: Register, number: int) -> str:
    """Return what is said of the proposals that count as open, after their number."""
    if any(p.appears_open for p in register.proposals):
        return "appears open" if number == 1 else "appear open"
    return "is in flight" if number == 1 else "are in flight"


def first_clause(text: str) -> str:
    """Return a reason up to its first semicolon; the whole stands on the proposal's page."""
    return text.partition(";")[0]


def status_label(register: Register, status: str) -> str:
    """Return the process's word for a status, or the status as written."""
    found = next((item.label for item in register.process.statuses if item.id == status), "")
    return found or sentence(short(status, 40)) or "No status"


def status_chip(register: Register, status: str) -> Chip:
    """Return the chip of a status; glyphs follow the steps of the process, not their names."""
    label = status_label(register, status)
    known = next((item for item in register.process.statuses if item.id == status), None)
    if known is None:
        return Chip(words=label, icon="unknown", tone="unk")
    if known.step == 0:
        return Chip(words=label, icon="closed" if not known.is_open else "proposal")
    if not known.is_open:
        return Chip(words=label, icon="final", tone="go")
    steps = sorted({s.step for s in register.process.statuses if s.step and s.is_open})
    place = steps.index(known.step)
    if place == 0:
        return Chip(words=label, icon="proposal", tone="wait")
    third = ("draft", "review", "accepted")[min(2, (place - 1) * 3 // max(1, len(steps) - 1))]
    return Chip(words=label, icon=third, tone="run")


def state_chip(view: View, proposal: Proposal) -> Chip:
    """Return what is true of a proposal: its status, or that nobody knows if it is open."""
    if proposal.in_flight and proposal.open is False:
        return Chip(words="Pull request closed", icon="closed")
    if view.is_unknown(proposal):
        return Chip(words="Open or closed: not known", icon="unknown", tone="unk")
    return status_chip(view.register, proposal.status)


_SEVERITY = {
    "high": Chip(words="High", icon="high", tone="high"),
    "medium": Chip(words="Medium", icon="medium", tone="med"),
    "low": Chip(words="Low", icon="low", tone="low"),
}


def severity_chip(severity: str) -> Chip:
    """Return the chip of a conflict's severity."""
    return _SEVERITY[severity]


_RULE_WORDS = {
    "removed-surface": "Removed underneath",
    "removes-extended": "About to be removed",
    "opposed-requirements": "Contradiction",
    "false-harmony": "Said to fit together",
    "same-name": "Shared names",
    "same-requirement": "Two rules on one thing",
    "number-clash": "Same number",
    "ownership": "Two groups decide",
}


def rule_label(rule: str) -> str:
    """Return a rule's id as words."""
    return _RULE_WORDS.get(rule) or sentence(rule.replace("-", " "))


def rule_meaning(rule: str) -> str:
    """Return in one sentence what a rule looks for; "" for a rule that others brought."""
    return _rule_meanings().get(rule, "")


@cache
def _rule_meanings() -> dict[str, str]:
    """Each rule says it itself, in the first line of its file."""
    from sepkit.analysis.conflicts import RULES

    return {rule.id: rule.meaning for rule in RULES}


_SURFACE_KINDS = {
    "capability": "capabilities",
    "doc": "sections of pages",
    "meta": "keys of `_meta`",
    "uri": "addresses",
}


def kind_words(kind: str) -> str:
    """Return a kind of surface in the plural, as people say it."""
    return _SURFACE_KINDS.get(kind, kind.replace("-", " ") + "s").replace("`", "")


_SUFFIXES = {
    GroupKind.WORKING_GROUP: "WG",
    GroupKind.INTEREST_GROUP: "IG",
    GroupKind.SPECIAL_INTEREST_GROUP: "SIG",
}


def group_name(group: Group) -> str:
    """Return a group's name with its kind, as people say it: `Rails WG`."""
    suffix = _SUFFIXES.get(group.kind)
    has_kind = suffix is None or split_kind(group.name)[1] is not None
    return group.name if has_kind else f"{group.name} {suffix}"


_KINDS = {
    GroupKind.WORKING_GROUP: "Working group",
    GroupKind.INTEREST_GROUP: "Interest group",
    GroupKind.SPECIAL_INTEREST_GROUP: "Special interest group",
    GroupKind.CORE: "Decides what no other group does",
    GroupKind.COMMITTEE: "Committee",
}


def kind_label(group: Group) -> str:
    """Return what a group is, and whether its decisions bind."""
    kind = _KINDS[group.kind]
    if group.kind is GroupKind.CORE:
        return kind
    if not group.kind.is_deciding:
        return f"{kind}, advises and binds nobody"
    return f"{kind}, decisions bind" if group.is_deciding else f"{kind}, {group.status}"


def group_note(group: Group) -> str:
    """Return what a reader of its queue has to know about a group; "" where nothing is special."""
    notes: list[str] = []
    if group.status is not GroupStatus.ACTIVE:
        notes.append(str(group.status))
    if not group.kind.is_deciding:
        notes.append("advises")
    if group.charter is None and group.kind is not GroupKind.CORE:
        notes.append("no charter")
    return ", ".join(notes)


_ACTORS = {
    "author": "the author",
    "sponsor": "the sponsor",
    "group": "the group",
    "core-maintainers": "Core Maintainers",
    "maintainers": "the maintainers",
    "editors": "the editors",
    "nobody": "nobody",
}


def actor_label(actor: str) -> str:
    """Return who has to act, as words."""
    return _ACTORS.get(actor, actor.replace("-", " "))
