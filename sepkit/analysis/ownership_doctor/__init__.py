"""What is wrong with groups and their files: one check a file, all in one order."""

from collections.abc import Iterable, Iterator

from sepkit.analysis.ownership_doctor import (
    asymmetric_relation,
    circular_handover,
    dangling_reference,
    ended_term,
    handle_variants,
    interest_group_decides,
    lead_approves,
    lead_lists_disagree,
    maker_scope,
    missing_charter,
    missing_file,
    missing_lead,
    open_term,
    overlapping_claims,
    overlapping_scope,
    pattern_lost_target,
    pattern_without_match,
    person_without_handle,
    retired_but_readable,
    shared_lead,
    single_lead,
    stale_work_item,
    surface_without_match,
    unknown_team,
    unlisted_group,
    unlisted_lead,
    unowned_surface,
    unreviewed_path,
    untaken_handover,
    wrong_kind,
)
from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import Finding, Instant, Ownership, RepoPath, Surface

CHECKS: tuple[Check, ...] = (
    dangling_reference.CHECK,
    wrong_kind.CHECK,
    missing_charter.CHECK,
    missing_file.CHECK,
    missing_lead.CHECK,
    single_lead.CHECK,
    ended_term.CHECK,
    open_term.CHECK,
    retired_but_readable.CHECK,
    interest_group_decides.CHECK,
    maker_scope.CHECK,
    circular_handover.CHECK,
    untaken_handover.CHECK,
    overlapping_claims.CHECK,
    overlapping_scope.CHECK,
    unowned_surface.CHECK,
    lead_lists_disagree.CHECK,
    unlisted_group.CHECK,
    unlisted_lead.CHECK,
    person_without_handle.CHECK,
    handle_variants.CHECK,
    pattern_without_match.CHECK,
    pattern_lost_target.CHECK,
    surface_without_match.CHECK,
    unknown_team.CHECK,
    unreviewed_path.CHECK,
    asymmetric_relation.CHECK,
    shared_lead.CHECK,
    lead_approves.CHECK,
    stale_work_item.CHECK,
)
"""In the order in which reports show their findings."""


def find_ownership(
    ownership: Ownership,
    *,
    as_of: Instant,
    surfaces: Iterable[Surface] = (),
    paths: Iterable[RepoPath] = (),
) -> Iterator[Finding]:
    """Yield what is wrong with groups, their charters and the lists of people.

    Args:
        ownership: all groups and people.
        as_of: the instant at which terms have ended or not.
        surfaces: the specification's surfaces, to find those that nobody owns.
        paths: the repository's paths, to find patterns that fit none; without them such checks
            find nothing.

    Returns:
        Findings in the order of `CHECKS`; each names file, line and the edit that mends it.
    """
    estate = Estate.of(ownership, as_of=as_of, surfaces=surfaces, paths=paths)
    for check in CHECKS:
        yield from check.find(estate)


__all__ = ["CHECKS", "Check", "Estate", "find_ownership"]
