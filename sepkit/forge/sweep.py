"""One look after one repository: glance, read, plan, and, if asked to, apply."""

from collections.abc import Callable
from dataclasses import dataclass

from sepkit.forge.apply import Basis, Report, apply_plan
from sepkit.forge.audit_branch import AuditBranch
from sepkit.forge.github import GitHub, Glance
from sepkit.forge.plan import Configuration, plan_triage, quiet_digest
from sepkit.model import ForgeError, Register
from sepkit.model.forge_state import ForgeState
from sepkit.model.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a sweep found, and what it did."""

    plan: Plan | None
    """None: nothing moved since the last sweep that left nothing to do."""
    report: Report | None
    """None: nothing was to be applied."""
    requests: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left that this sweep should have done."""
        return self.report is None or self.report.is_complete


def _nothing(point: str) -> None:
    del point


def sweep(
    register: Register,
    forge: GitHub,
    audit: AuditBranch,
    *,
    configuration: Configuration,
    is_applied: bool,
    only: frozenset[int] = frozenset(),
    at_boundary: Callable[[str], None] = _nothing,
) -> Outcome:
    """Plan for all open pull requests with a proposal, and make it so if that is wanted.

    Args:
        register: what git says at the base revision.
        forge: where the pull requests are.
        audit: where acts are recorded first.
        configuration: of the base revision.
        is_applied: False leaves everything as it is.
        only: these pull requests; empty for all.
        at_boundary: see `apply_plan`.

    Raises:
        ForgeError: reading failed; nothing has been written then.
    """
    glance = forge.glance()
    quiet = quiet_digest(register, _first_state(forge, glance), configuration=configuration)
    if quiet == glance.quiet and not only:
        return Outcome(plan=None, report=None, requests=forge.requests.sent)
    numbers = {p.pull_request for p in register.proposals if p.in_flight and p.pull_request}
    is_on = configuration.rules.reminders or configuration.rules.states
    state = forge.read_state(
        glance,
        register,
        numbers & only if only else numbers,
        sponsor_team=configuration.lifecycle.rules.sponsor_team if is_on else "",
    )
    plan = plan_triage(register, state, configuration=configuration)
    report: Report | None = None
    if is_applied and plan.writes:
        basis = Basis(register=register, state=state, configuration=configuration)
        report = apply_plan(plan, forge, audit, basis=basis, at_boundary=at_boundary)
    elif is_applied and not only and not plan.findings:
        report = _remember(audit, quiet)
    return Outcome(plan=plan, report=report, requests=forge.requests.sent)


def _first_state(forge: GitHub, glance: Glance) -> ForgeState:
    return ForgeState(
        repository=forge.repository,
        bot=glance.bot,
        read_at=forge.requests.clock,
        stamps=glance.stamps,
    )


def _remember(audit: AuditBranch, quiet: str) -> Report:
    """Keep that nothing was to be done; if that cannot be kept, the next sweep reads more."""
    report = Report()
    try:
        audit.remember_quiet(quiet)
    except ForgeError as error:
        report.messages.append(str(error))
    return report
