"""A file calls a group by a kind that it is not: a working group that is an interest group.

Who may bind others follows from the kind, so a wrong word promises a decision that cannot come.

What to do: write the kind that the group's own file states, or mend that file.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import (
    KIND_PREFIXES,
    Finding,
    GroupKind,
    Mention,
    Severity,
    split_kind,
)

_KIND_NAMES = {kind: kind.value.replace("-", " ") for kind in GroupKind}


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each mention, area of a list of people, and team in CODEOWNERS."""
    for group in estate.groups:
        yield from _mentions(estate, (*group.related, *group.mentions), group.id)
    yield from _mentions(estate, estate.ownership.mentions, "")
    yield from _areas(estate)
    yield from _teams(estate)


def _mentions(estate: Estate, mentions: tuple[Mention, ...], subject: str) -> Iterator[Finding]:
    for mention in dict.fromkeys(mentions):
        group = estate.group(mention.group)
        if group is not None and mention.kind not in (None, group.kind):
            yield CHECK.finding(
                subject,
                f"`{mention.written}` means `{group.id}`, which is {_with_article(group.kind)}",
                at=(mention.path, mention.line),
                mend=f"write `{group.name} {_short(group.kind)}`",
            )


def _areas(estate: Estate) -> Iterator[Finding]:
    areas = {person.area: person for person in reversed(estate.ownership.roster)}
    for area, person in sorted(areas.items(), key=lambda item: item[1].line):
        group = estate.group(person.group)
        if group is not None and person.kind not in (None, group.kind):
            yield CHECK.finding(
                group.id,
                f"the area `{area}` means `{group.id}`, which is {_with_article(group.kind)}",
                at=(person.path, person.area_line or person.line),
                mend=f"rename the area to `{group.name} {_KIND_NAMES[group.kind].title()}`",
            )


def _teams(estate: Estate) -> Iterator[Finding]:
    seen: set[str] = set()
    for rule in estate.ownership.path_rules:
        for team in rule.owners:
            slug = team.rpartition("/")[2]
            group = estate.group(estate.names.ids.get(slug))
            kind = split_kind(slug)[1]
            if slug in seen or "/" not in team or group is None or kind in (None, group.kind):
                continue
            seen.add(slug)
            yield CHECK.finding(
                group.id,
                f"the team `{slug}` means `{group.id}`, which is {_with_article(group.kind)}",
                at=(rule.path, rule.line),
                mend=f"rename the team, for example to `{group.id.partition('-')[2]}-"
                f"{_short(group.kind).lower()}`",
            )


def _with_article(kind: GroupKind) -> str:
    article = "an" if kind is GroupKind.INTEREST_GROUP else "a"
    return f"{article} {_KIND_NAMES[kind]}"


def _short(kind: GroupKind) -> str:
    return KIND_PREFIXES[kind].upper()


CHECK = Check(id="wrong-kind", severity=Severity.WARNING, find=find)
