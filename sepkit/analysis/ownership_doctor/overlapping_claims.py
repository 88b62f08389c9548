"""Two groups claim the same pattern or topic, equally specific.

Neither knows whether the other acts, and a proposal about it has two owners or none.

Left alone: a group of kind core, which owns what nobody else does; owners that one line of
CODEOWNERS lists together; a group and the retired one it took over from.

What to do: let one group own it, and let the other exclude it with `excludes: [{…, owner: …}]`.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import Claim, Finding, Group, GroupId, GroupKind, Severity, plain_name


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each pattern and further group that claims it."""
    first: dict[tuple[str, str], tuple[Group, Claim]] = {}
    for group in estate.live:
        if group.kind is GroupKind.CORE:
            continue
        excluded = {(claim.kind, _comparable(claim)) for claim in group.excludes}
        for claim in group.owns:
            key = (claim.kind, _comparable(claim))
            if key in excluded:
                continue
            holder, held = first.setdefault(key, (group, claim))
            if holder is not group and (held.path, held.line) != (claim.path, claim.line):
                yield _finding(group.id, claim, holder.id, held)


def _comparable(claim: Claim) -> str:
    return plain_name(claim.pattern) if claim.kind == "topic" else claim.pattern


def _finding(group: GroupId, claim: Claim, holder: GroupId, held: Claim) -> Finding:
    return CHECK.finding(
        group,
        f"the {claim.kind} `{claim.pattern}` belongs to `{group}` and to `{holder}` "
        f"({held.path}:{held.line})",
        at=(claim.path, claim.line),
        mend=f"let one own it, and the other exclude it: `excludes: [{{{claim.kind}s: "
        f'["{claim.pattern}"], owner: {holder}}}]`',
    )


CHECK = Check(id="overlapping-claims", severity=Severity.WARNING, find=find)
