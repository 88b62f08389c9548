"""A file names a group that does not exist.

Work that is handed to nobody is done by nobody: the author is sent on to a group that cannot
answer.

Left alone: names that only a list of people knows; a name with the wrong kind (wrong-kind).

What to do: write the group's id or name as its own file has it, or describe the missing group.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from sepkit.analysis.ownership_doctor.check import Check, Estate, Place, place_of
from sepkit.model import Finding, Group, Mention, Severity, split_kind


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each name and line."""
    for group in estate.groups:
        for name, place in dict.fromkeys(_named(estate, group)):
            yield _finding(estate, group.id, name, place)
    for name, place in dict.fromkeys(_unknown(estate.ownership.mentions)):
        yield _finding(estate, "", name, place)


def _named(estate: Estate, group: Group) -> Iterator[tuple[str, Place]]:
    yield from _unknown((*group.related, *group.mentions))
    for claim in group.excludes:
        if claim.owner and estate.names.find(claim.owner) is None:
            yield claim.owner, (claim.path, claim.line)
    if group.successor is not None and estate.group(group.successor) is None:
        yield group.successor, place_of(group, "successor")


def _unknown(mentions: tuple[Mention, ...]) -> Iterator[tuple[str, Place]]:
    for mention in mentions:
        if mention.group is None:
            yield mention.written, (mention.path, mention.line)


def _finding(estate: Estate, subject: str, written: str, place: Place) -> Finding:
    known = sorted(estate.names.by_name)
    near = get_close_matches(split_kind(written)[0], known, n=1, cutoff=0.75)
    hint = f"did you mean `{estate.names.by_name[near[0]][0][0]}`? " if near else ""
    return CHECK.finding(
        subject,
        f"`{written[:60]}` is no group that any file describes",
        at=place,
        mend=f"{hint}name an existing group, or describe this one in an ownership file",
    )


CHECK = Check(id="dangling-reference", severity=Severity.WARNING, find=find)
