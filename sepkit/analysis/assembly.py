"""Entries to proposals: which files are one proposal, where its home is, and what are copies.

One proposal can be carried by a dozen pull requests, one number claimed by two of them, and a
clean-up branch carries edited copies of proposals that were merged long ago. A proposal is a path:
the base's version first, then the pull request that bears its number, then the newest version.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sepkit.model import Dialect, Origin, ProposalKey, Reading, RepoPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """One proposal with the reading that speaks for it."""

    key: ProposalKey
    number: int | None
    pull_request: int | None
    home: Reading
    copies: tuple[Origin, ...] = ()
    """Other versions of the file, each where it stands."""
    in_flight: bool
    is_placeholder: bool = False
    """Whether the file name bears no number yet, so that the pull request's counts."""
    rivals: tuple[ProposalKey, ...] = ()
    """Other proposals that claim the same number."""


def assemble(readings: Iterable[Reading], dialect: Dialect) -> tuple[Assembled, ...]:
    """Group readings into proposals.

    Args:
        readings: everything that was read, on the base and in flight.
        dialect: the process; it says whether a number is a pull request's number.

    Returns:
        By number, then by key; the proposal on the base has the plain key where a number is
        claimed twice, after it the one in the pull request of that number.
    """
    by_path: dict[RepoPath, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_path[_identity(reading)].append(reading)
    drafts = [_draft(group, dialect) for group in by_path.values()]
    return tuple(sorted(_name(drafts, dialect), key=lambda item: (item.number or 0, item.key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A proposal before it has its key."""

    home: Reading
    others: tuple[Reading, ...]
    number: int | None
    pull_request: int | None
    is_placeholder: bool


def _identity(reading: Reading) -> RepoPath:
    """A placeholder's path says nothing across pull requests: two authors may both take it."""
    path = reading.entry.origin.path
    if reading.document.number is None and reading.entry.pull_request is not None:
        return RepoPath(f"{path}@{reading.entry.pull_request}")
    return path


def _draft(group: list[Reading], dialect: Dialect) -> _Draft:
    home = min(group, key=_home_order)
    number = home.document.number
    pull = home.entry.pull_request
    is_placeholder = number is None
    if number is None and dialect.number_is_pull:
        number = pull
    return _Draft(
        home=home,
        others=tuple(sorted((r for r in group if r is not home), key=_home_order)),
        number=number,
        pull_request=pull if pull is not None else home.document.pull_request,
        is_placeholder=is_placeholder,
    )


def _home_order(reading: Reading) -> tuple[int, int, str]:
    """The base first, then the pull request that bears the number, then the newest version."""
    pull = reading.entry.pull_request
    if pull is None:
        return (0, 0, reading.entry.origin.ref)
    if pull == reading.document.number:
        return (1, 0, reading.entry.origin.ref)
    return (2, -_newest(reading), reading.entry.origin.ref)


def _newest(reading: Reading) -> int:
    dates = [version.commit.date for version in reading.entry.versions]
    digits = max(dates, default="").translate({ord(c): None for c in "-:TZ"})
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _name(drafts: list[_Draft], dialect: Dialect) -> list[Assembled]:
    claims: dict[int | None, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        claims[draft.number].append(draft)
    named: list[Assembled] = []
    for number, rivals in claims.items():
        rivals.sort(key=lambda draft: (draft.is_placeholder, *_home_order(draft.home)))
        keys = _keys(number, rivals, dialect)
        for key, draft in zip(keys, rivals, strict=True):
            others = tuple(other for other in keys if other != key) if number is not None else ()
            named.append(_assembled(key, draft, others))
    return named


def _keys(number: int | None, rivals: list[_Draft], dialect: Dialect) -> list[ProposalKey]:
    """The first claimant has the plain key; the others carry their pull request, then a count."""
    keys: list[ProposalKey] = []
    plain = dialect.key.format(number=number if number is not None else dialect.placeholder)
    for draft in rivals:
        key = plain if not keys and number is not None else f"{plain}@{draft.pull_request or 0}"
        candidate, count = key, 2
        while candidate in keys:
            candidate, count = f"{key}-{count}", count + 1
        keys.append(ProposalKey(candidate))
    return keys


def _assembled(key: ProposalKey, draft: _Draft, rivals: tuple[ProposalKey, ...]) -> Assembled:
    elsewhere = draft.home.entry.also_in
    return Assembled(
        key=key,
        number=draft.number,
        pull_request=draft.pull_request,
        home=draft.home,
        copies=elsewhere + tuple(reading.entry.origin for reading in draft.others),
        in_flight=draft.home.entry.pull_request is not None,
        is_placeholder=draft.is_placeholder,
        rivals=rivals,
    )
