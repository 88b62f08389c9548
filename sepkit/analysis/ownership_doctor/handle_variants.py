"""One person under two accounts, one account under two names, or one account in two spellings.

Rights and reviews are counted per account, and texts are searched for it: variants hide people.

Left alone: names that differ by a part in brackets or a middle name.

What to do: use one account and one spelling everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.analysis.ownership_doctor.check import Check, Estate, Place
from sepkit.model import Finding, Severity, plain_name


@dataclass(frozen=True, slots=True)
class _Seen:
    handle: str
    name: str
    place: Place


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each person or account that stands in two forms."""
    seen = list(_seen(estate))
    yield from _spellings(seen)
    yield from _names(seen)
    yield from _accounts(seen)


def _seen(estate: Estate) -> Iterator[_Seen]:
    for person in estate.ownership.roster:
        if person.handle:
            yield _Seen(person.handle, person.name, (person.path, person.line))
    for group in estate.groups:
        for lead in group.leads:
            if lead.handle and lead.path is not None:
                yield _Seen(lead.handle, lead.name, (lead.path, lead.line))
        members = group.source("members")
        for handle in group.members if members is not None else ():
            assert members is not None  # noqa: S101 - no members without a source
            yield _Seen(handle, "", (members.path, members.line))


def _spellings(seen: list[_Seen]) -> Iterator[Finding]:
    first: dict[str, _Seen] = {}
    told: set[str] = set()
    for item in seen:
        key = item.handle.casefold()
        earlier = first.setdefault(key, item)
        if earlier.handle != item.handle and item.handle not in told:
            told.add(item.handle)
            yield _finding(f"`{item.handle}` is `{earlier.handle}` elsewhere", earlier, item)


def _names(seen: list[_Seen]) -> Iterator[Finding]:
    first: dict[str, _Seen] = {}
    told: set[tuple[str, str]] = set()
    for item in seen:
        key = item.handle.casefold()
        if not item.name:
            continue
        earlier = first.setdefault(key, item)
        pair = (key, plain_name(item.name))
        if _is_other_name(earlier.name, item.name) and pair not in told:
            told.add(pair)
            yield _finding(
                f"`{item.handle}` is called `{item.name}` here and `{earlier.name}` elsewhere",
                earlier,
                item,
            )


def _is_other_name(one: str, other: str) -> bool:
    """Whether two names share a first name and still differ in their last."""
    first, second = plain_name(one).split(), plain_name(other).split()
    return bool(first and second) and first[-1] != second[-1]


def _accounts(seen: list[_Seen]) -> Iterator[Finding]:
    first: dict[str, _Seen] = {}
    told: set[str] = set()
    for item in seen:
        name = plain_name(item.name)
        if len(name.split()) < 2:  # noqa: PLR2004 - a first name alone names many
            continue
        earlier = first.setdefault(name, item)
        other = item.handle.casefold()
        if earlier.handle.casefold() != other and other not in told:
            told.add(other)
            yield _finding(
                f"`{item.name}` has the account `{item.handle}` here and `{earlier.handle}` "
                "elsewhere",
                earlier,
                item,
            )


def _finding(message: str, earlier: _Seen, item: _Seen) -> Finding:
    path, line = earlier.place
    return CHECK.finding(
        "", message, at=item.place, mend=f"write it as in {path}:{line}, or correct that line"
    )


CHECK = Check(id="handle-variants", severity=Severity.INFO, find=find)
