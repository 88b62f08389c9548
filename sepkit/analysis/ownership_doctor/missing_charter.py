"""A group is known only by name: from a roadmap, a list of people or other groups' charters.

Without a charter nobody can say what it owns and what it may decide, although work is handed to it.

Left alone: retired groups, a group of kind core, and processes where no group has a charter.

What to do: charter the group and name the file under `charter`, or stop handing it work.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate, Place, place_of
from sepkit.model import Finding, Group, GroupKind, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each group, where another file names it first; it counts such files."""
    if not any(group.charter for group in estate.groups):
        return
    for group in estate.live:
        if group.charter is None and group.kind is not GroupKind.CORE:
            places = _naming_places(estate, group)
            files = len({path for path, _ in places})
            where = f", yet {files} other {'file names' if files == 1 else 'files name'} it"
            yield CHECK.finding(
                group.id,
                f"`{group.id}` has no charter{where if files else ''}",
                at=places[0] if places else place_of(group, "kind", "name"),
                mend="charter it and name the file under `charter`, or retire it",
            )


def _naming_places(estate: Estate, group: Group) -> list[Place]:
    """Return where files other than the group's own name it, lists of people first."""
    own = place_of(group, "kind", "name")[0]
    people = [
        (person.path, person.area_line or person.line)
        for person in estate.ownership.roster
        if person.group == group.id
    ]
    mentions = [
        *estate.ownership.mentions,
        *(m for other in estate.groups for m in (*other.related, *other.mentions)),
    ]
    named = [(m.path, m.line) for m in mentions if m.group == group.id]
    return [place for place in (*people, *named) if place[0] != own]


CHECK = Check(id="missing-charter", severity=Severity.WARNING, find=find)
