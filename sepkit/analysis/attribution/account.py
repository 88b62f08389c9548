"""The specification and its proposals, each knowing the other: changes, requirements, checks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sepkit.analysis.attribution.judge import Landed, attribute_changes
from sepkit.analysis.requirements import (
    find_landing,
    track_requirements,
    with_checks,
    with_spec_checks,
)
from sepkit.model import (
    Case,
    ChangeKind,
    ConformanceList,
    Dialect,
    ProposalKey,
    ProposalRequirement,
    Spec,
    SpecReading,
    SpecRequirement,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What analysis makes of a specification that was read."""

    spec: Spec
    """With origins of changes and requirements, and the changes that have none."""
    requirements: Mapping[ProposalKey, tuple[ProposalRequirement, ...]]
    """By proposal, each compared with the specification where the proposal is final."""


def account_for(
    reading: SpecReading,
    dialect: Dialect,
    cases: Sequence[Case],
    conformance: Sequence[ConformanceList] = (),
    verdicts: Mapping[ProposalKey, Sequence[Verdict]] | None = None,
) -> Account:
    """Bring proposals and specification together.

    Args:
        reading: the specification; its requirements are tracked unless the reading has them.
        dialect: says which statuses are the end of the way, and how proposals are cited.
        cases: all proposals with their touches and requirements. Those in flight explain nothing.
        conformance: what people list for tests, one list a proposal.
        verdicts: what is known of proposals' requirements by comparing them before.
    """
    final = [case for case in cases if is_final(case, dialect)]
    keys = _keys(final)
    landed = [
        Landed(key=case.key, created=case.document.created, touches=case.touches) for case in final
    ]
    spec = attribute_changes(reading, dialect, landed=landed, keys=keys)
    tracked = spec.requirements or track_requirements(reading, dialect, keys)
    landing = find_landing(
        _checked(cases, conformance),
        tracked,
        final={case.key: case.document.created for case in final if is_compared(case, dialect)},
        known=verdicts,
    )
    traced = _traced_by_surface(landing.specification, spec)
    requirements = with_spec_checks(traced, conformance, key=dialect.key)
    return Account(spec=replace(spec, requirements=requirements), requirements=landing.proposals)


def _traced_by_surface(
    requirements: Sequence[SpecRequirement], spec: Spec
) -> tuple[SpecRequirement, ...]:
    """Trace what a schema's descriptions ask for by who brought the type or field described."""
    brought = {
        (entry.path, entry.id.partition(":")[2], change.revision): change.proposals
        for entry in spec.surfaces
        for change in entry.changes
        if change.change == ChangeKind.ADDED and entry.kind in ("type", "field", "capability")
    }
    return tuple(
        item
        if item.proposals
        else replace(item, proposals=brought.get((item.path, item.section, item.since), ()))
        for item in requirements
    )


def _checked(
    cases: Sequence[Case], conformance: Sequence[ConformanceList]
) -> dict[ProposalKey, tuple[ProposalRequirement, ...]]:
    """Return each proposal's requirements, with tests and excuses where a list bears its number."""
    lists = {listed.number: listed for listed in conformance}
    return {
        case.key: with_checks(case.requirements, lists[case.number])
        if case.number in lists
        else case.requirements
        for case in cases
    }


def is_final(case: Case, dialect: Dialect) -> bool:
    """Whether a proposal stands on the base branch in the last status of the process's way."""
    steps = {rule.id: rule.step for rule in dialect.statuses if not rule.is_open}
    last = max(steps.values(), default=0)
    return not case.in_flight and last > 0 and steps.get(case.status) == last


def is_compared(case: Case, dialect: Dialect) -> bool:
    """Whether a proposal's requirements must have come into the specification.

    What those on governance ask for concerns people and their process: no page of it.
    """
    return is_final(case, dialect) and case.document.track not in dialect.governance_tracks


def _keys(cases: Iterable[Case]) -> dict[int, ProposalKey]:
    """Return numbers to keys: a proposal's own first, then those of pull requests that it names."""
    listed = list(cases)
    keys = {case.number: case.key for case in listed if case.number is not None}
    for case in listed:
        for pull in (case.pull_request, case.document.pull_request):
            if pull is not None:
                keys.setdefault(pull, case.key)
    return keys
