"""Which group owns each piece of the specification, and which proposals touch it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sepkit.analysis.surface_ownership import ClaimIndex
from sepkit.model import Case, Group, ProposalKey, Spec, Surface


def with_owners(spec: Spec, groups: Sequence[Group], cases: Iterable[Case]) -> Spec:
    """Return the specification with owners and proposals filled in.

    Args:
        spec: the surfaces as the files have them.
        groups: whose claims count; a tie names all.
        cases: all proposals; only those that bind a surface are listed at it.
    """
    index = ClaimIndex.of(groups, kind="surface")
    touched: dict[Surface, dict[ProposalKey, None]] = defaultdict(dict)
    for case in cases:
        for touch in case.touches:
            if touch.is_binding:
                touched[touch.surface][case.key] = None
    surfaces = tuple(
        replace(
            entry,
            owners=index.owners_of(entry.id).groups,
            proposals=tuple(dict.fromkeys((*entry.proposals, *touched.get(entry.id, ())))),
        )
        for entry in spec.surfaces
    )
    return replace(spec, surfaces=surfaces)
