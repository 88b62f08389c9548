"""Groups that no ownership file describes, and that merged proposals name as their owners.

A process can keep its list of groups elsewhere. Then the preambles on the base revision are all
that tells of them, and enough to learn words and people from.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from sepkit.model import Case, Group, GroupId, GroupKind, Ownership, Provenance
from sepkit.model.group_names import KIND_PREFIXES, GroupNames, split_kind

_NO_ID = re.compile(r"[^a-z0-9]+")


def with_implied_groups(ownership: Ownership, cases: Iterable[Case]) -> Ownership:
    """Add a group for each owner that a merged preamble names and no file describes.

    Args:
        ownership: the groups that files describe.
        cases: all proposals; those in flight only claim an owner, and add nothing.

    Returns:
        The same where nothing is to be added. Only names with a kind (`sig-storage`,
        `Storage Working Group`) count: a single word could be anything.
    """
    names = GroupNames.of(ownership.groups)
    added: dict[GroupId, Group] = {}
    for case in cases:
        written = next(iter(case.document.declared_groups), "")
        if case.in_flight or not written or names.find(written) is not None:
            continue
        group = _group(written, case)
        if group is not None:
            added.setdefault(group.id, group)
    if not added:
        return ownership
    groups = (*ownership.groups, *added.values())
    return replace(ownership, groups=tuple(sorted(groups, key=lambda group: group.id)))


def _group(written: str, case: Case) -> Group | None:
    name, kind = split_kind(written)
    if kind is None or not name:
        return None
    field = case.document.field("group")
    place = Provenance(
        field="name", path=case.document.path, line=field.line if field is not None else 1
    )
    # The spelling with hyphens is how the preambles name it; kind and name make the same id.
    return Group(
        id=GroupId(f"{KIND_PREFIXES[kind]}-{_NO_ID.sub('-', name)}"),
        name=name.title() if name.islower() else name,
        kind=GroupKind(kind),
        aliases=(written,),
        provenance=(place,),
    )
