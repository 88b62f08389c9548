"""Who decides a proposal: not always whose it is.

An interest group owns a question and binds nobody; a group without a charter has no right to decide
yet; and where a charter lists its decision rights, these say whether the group decides alone or who
has to approve.
"""

import re
from dataclasses import dataclass

from sepkit.analysis.deciding.matter import Matter
from sepkit.model import Group, GroupId, GroupKind, GroupStatus, RepoPath, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """Who decides, in order, and the line that says so."""

    groups: tuple[GroupId, ...] = ()
    reason: str = ""
    path: RepoPath | None = None
    line: int = 0


def who_decides(owner: Group | None, matter: Matter, *, fallback: Group | None) -> Deciders:
    """Return who decides a matter that a group owns.

    Args:
        owner: the group, or None where no owner is clear.
        matter: what is to be decided.
        fallback: the group that decides what no other does; None where the process has none.
    """
    if owner is None:
        return _fallback(fallback, "no group is clearly responsible")
    if fallback is not None and owner.id == fallback.id:
        return _own(owner, f"{owner.name} own it and decide")
    if matter is Matter.PROCESS and fallback is not None:
        return _fallback(fallback, "it is about the process itself")
    obstacle = _obstacle(owner)
    if obstacle:
        return _with_place(_fallback(fallback, obstacle), owner)
    right = find_right(owner, matter)
    if right is not None:
        return _by_right(owner, right, matter, fallback)
    if fallback is not None and owner.kind is not GroupKind.SPECIAL_INTEREST_GROUP:
        text = f"no decision right of {owner.name} covers {matter.phrase}"
        return _with_place(_fallback(fallback, text), owner)
    return _own(owner, f"{owner.name} decides in its area")


def _obstacle(owner: Group) -> str:
    """Return why the group cannot bind anybody now, or ""."""
    if not owner.kind.is_deciding:
        return f"{owner.name} is an interest group: it owns the question and binds nobody"
    if owner.status is GroupStatus.FORMING:
        return f"{owner.name} is still forming"
    if owner.status is GroupStatus.RETIRED:
        return f"{owner.name} has retired"
    if owner.kind is GroupKind.WORKING_GROUP and owner.charter is None:
        return f"{owner.name} has no charter on the base revision"
    return ""


def find_right(owner: Group, matter: Matter) -> Right | None:
    """Return the decision right that fits a matter best, or None where none does."""
    scored = [(_fit(right.matter, matter), -index) for index, right in enumerate(owner.decides)]
    best = max(scored, default=(0, 0))
    return owner.decides[-best[1]] if best[0] > 0 else None


# Words of charters' tables that tell what a right is about, with what each says for the matter.
_CHANGE = re.compile(r"\bspec(?:ification)?s?\b.*\bchanges?\b|\bchanges?\b.*\bspec(?:ification)?")
_ADDITIVE = re.compile(r"\badditive\b|\badditions?\b|\bnew\b")
_BREAKING = re.compile(r"\bbreaking\b|\bfundamental\b|\bremov|\bincompatible\b")
_EXTENSION = re.compile(r"\bextensions?\b")
_DESIGN = re.compile(r"\bdesign\b|\btechnical\b|\brecommend")


def _fit(written: str, matter: Matter) -> int:
    """Say how well the words of a right fit: 0 not at all, 3 exactly."""
    text = written.lower()
    if matter is Matter.EXTENSION and _EXTENSION.search(text):
        return 3
    if matter is Matter.INFORMATION:
        return 2 if _DESIGN.search(text) else 0
    if not _CHANGE.search(text):
        return 0
    wanted, other = (_BREAKING, _ADDITIVE) if matter is Matter.BREAKING else (_ADDITIVE, _BREAKING)
    if wanted.search(text):
        return 3
    return 1 if other.search(text) else 2


_APPROVAL = re.compile(r"\bmaintainers?\b|\bsteering\b")


def _by_right(owner: Group, right: Right, matter: Matter, fallback: Group | None) -> Deciders:
    """The group decides first; maintainers approve after it where its right says so."""
    needs_approval = _APPROVAL.search(right.authority.lower().replace("-", " ")) is not None
    approver = (fallback.id,) if needs_approval and fallback is not None else ()
    return Deciders(
        groups=(owner.id, *approver),
        reason=f'for {matter.phrase}, "{right.matter}" needs "{right.authority}"',
        path=right.path,
        line=right.line,
    )


def _fallback(fallback: Group | None, why: str) -> Deciders:
    if fallback is None:
        return Deciders(reason=f"{why}; the process names nobody who decides then")
    return Deciders(groups=(fallback.id,), reason=f"{why}, so {fallback.name} decide")


def _own(owner: Group, why: str) -> Deciders:
    return _with_place(Deciders(groups=(owner.id,), reason=why), owner)


def _with_place(deciders: Deciders, owner: Group) -> Deciders:
    """Point at the line that says what the group is."""
    place = owner.source("status") or owner.source("kind") or owner.source("name")
    if owner.kind is GroupKind.INTEREST_GROUP:
        place = owner.source("kind") or place
    if place is None:
        return deciders
    return Deciders(
        groups=deciders.groups, reason=deciders.reason, path=place.path, line=place.line
    )
