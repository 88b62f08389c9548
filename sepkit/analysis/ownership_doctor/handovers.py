"""What groups say is not theirs but another group's: from charters and from ownership files."""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.analysis.ownership_doctor.check import Estate, Place
from sepkit.analysis.ownership_doctor.words import group_counts, stems
from sepkit.model import Group, GroupId, GroupStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One matter that a group hands to another."""

    giver: GroupId
    taker: GroupId
    matter: str
    """In the words of the file."""
    words: frozenset[str]
    """Its telling stems: not the taker's name in a sentence, nor words of many scopes."""
    place: Place
    is_by_name: bool
    """Whether the matter bears the taker's name: the transport layer goes to Transports."""


_COMMON_SHARE = 0.3
"""A word in more of the groups' scopes than this share tells nothing about one of them."""


def find_handovers(estate: Estate) -> Iterator[Handover]:
    """Yield the hand-overs of live groups to other live groups, in the order of the files."""
    counts = group_counts(estate.live)
    limit = max(2, _COMMON_SHARE * len(estate.live))
    common = frozenset(word for word, number in counts.items() if number > limit)
    for group in estate.live:
        for taker, matter, place in (*_claimed(estate, group), *_written(estate, group)):
            yield Handover(
                giver=group.id,
                taker=taker.id,
                matter=" ".join(matter.split()),
                words=stems(matter) - common,
                place=place,
                is_by_name=stems(taker.name) <= stems(matter),
            )


_Found = Iterator[tuple[Group, str, Place]]


def _claimed(estate: Estate, group: Group) -> _Found:
    for claim in group.excludes:
        taker = _live(estate, estate.names.find(claim.owner)) if claim.owner else None
        if taker is not None and taker.id != group.id and claim.kind == "topic":
            yield taker, claim.pattern, (claim.path, claim.line)


def _written(estate: Estate, group: Group) -> _Found:
    for item in group.scope:
        if item.is_inside:
            continue
        for mention in dict.fromkeys(group.mentions):
            taker = _live(estate, mention.group)
            if taker is not None and mention.written in item.text and mention.path == item.path:
                yield taker, item.text.replace(mention.written, " "), (item.path, item.line)


def _live(estate: Estate, id_: GroupId | None) -> Group | None:
    group = estate.group(id_)
    return group if group is not None and group.status is not GroupStatus.RETIRED else None
