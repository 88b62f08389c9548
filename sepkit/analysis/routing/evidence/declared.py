"""A group's own file, or the proposal's preamble, declares the owner.

On the base revision both are facts. In flight the preamble is a claim: good evidence, and no more.
"""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.model import GroupId


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint for the declared owner; the ownership file counts before the preamble."""
    owner, where = ground.declared_owner(subject.case) or _claimed(subject, ground)
    if owner is not None and where == "file":
        group = ground.by_id[owner]
        place = group.source("proposals")
        path, line = (place.path, place.line) if place else (subject.path, 0)
        text = f"{group.name} declares it as its own"
        yield Hint("declared.file", owner, 1.0, text, path, line)
    elif owner is not None:
        text = f'the preamble names "{subject.document.declared_groups[0]}" first'
        yield Hint(f"declared.{where}", owner, 1.0, text, subject.path, _line(subject, "group"))
    yield from _taking_part(subject, ground, owner)


def _claimed(subject: Subject, ground: Ground) -> tuple[GroupId | None, str]:
    return ground.named(next(iter(subject.document.declared_groups), "")), "claim"


def _taking_part(subject: Subject, ground: Ground, owner: GroupId | None) -> Iterator[Hint]:
    document = subject.document
    for written in (*document.declared_groups[1:], *document.participating_groups):
        group = ground.named(written)
        if group is not None and group != owner:
            text = f'the preamble names "{written}" as taking part'
            yield Hint("declared.part", group, 1.0, text, subject.path, _line(subject, "group"))


def _line(subject: Subject, field: str) -> int:
    found = subject.document.field(field)
    return found.line if found is not None else 1
