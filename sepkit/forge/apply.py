"""Make a plan so: read, write, read again, one pull request after another.

Nothing is written that the audit does not hold already. No write is repeated in a run: what a fresh
read does not show is left to the next run, which plans it anew from what stands there then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from sepkit.forge.decide import Unfit, decide
from sepkit.forge.difference import difference, step_name
from sepkit.forge.extract import commits_read
from sepkit.forge.lifecycle import is_settled
from sepkit.forge.plan import Configuration, inputs_of
from sepkit.forge.requests import DoubtError, RefusedError, StoppedError
from sepkit.model import ForgeError, Register
from sepkit.model.audit import CommitsRead, DecisionInputs
from sepkit.model.forge_state import ForgeState, PullState
from sepkit.model.plan import Decision, Plan, Write, WriteKind

_LABELS = frozenset({WriteKind.ADD_LABEL, WriteKind.REMOVE_LABEL})
_COMMENTS = frozenset(
    {WriteKind.CREATE_COMMENT, WriteKind.EDIT_COMMENT, WriteKind.RETIRE_COMMENT, WriteKind.REMIND}
)


class Forge(Protocol):
    """What applying needs of a forge; `sepkit.forge.github` is one."""

    def read_pull(self, number: int) -> PullState | None:
        """Return one pull request as it is now; None where it is gone."""
        ...

    def read_labels(self) -> tuple[str, ...]:
        """Return the repository's labels with our prefix."""
        ...

    def write(self, write: Write) -> None:
        """Make one write, once."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one audit record is made of."""

    decision: Decision
    inputs: DecisionInputs
    writes: tuple[Write, ...]


class Audit(Protocol):
    """Where records are kept; `sepkit.forge.audit_branch` is one place."""

    def append(
        self, entries: Sequence[Entry], *, plan: Plan, state: ForgeState, commits: CommitsRead
    ) -> int:
        """Add the entries that have no record yet, and return how many were added."""
        ...


@dataclass(slots=True, kw_only=True)
class Report:
    """What a run did."""

    performed: list[Write] = field(default_factory=list[Write])
    failed: list[tuple[Write, str]] = field(default_factory=list[tuple[Write, str]])
    left: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """Pull requests that moved in the meantime, each with what happened."""
    messages: list[str] = field(default_factory=list[str])
    """One line for each thing that the operator has to know."""
    records: int = 0
    is_stopped: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether everything that was planned stands there now."""
        return not (self.failed or self.left or self.is_stopped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the plan was made from: applying decides again on fresh reads, and compares."""

    register: Register
    state: ForgeState
    configuration: Configuration


def _nothing(point: str) -> None:
    del point


def apply_plan(
    plan: Plan,
    forge: Forge,
    audit: Audit,
    *,
    basis: Basis,
    at_boundary: Callable[[str], None] = _nothing,
) -> Report:
    """Make the plan's writes, each between two reads, and say what came of it.

    Args:
        plan: of `plan_triage` on the same basis.
        forge: where it is made so.
        audit: where it is recorded first.
        basis: what the plan was made from.
        at_boundary: called before and after each write with its name; tests end the process there.

    Returns:
        What was done, what failed and what was left for the next run. It raises nothing that the
        forge can cause.
    """
    run = _Run(plan, forge, audit, basis, at_boundary)
    try:
        run.all()
    except StoppedError as stop:
        run.report.is_stopped = True
        run.tell(_said(stop))
    except ForgeError as error:
        run.report.is_stopped = True
        run.tell(_said(error))
    return run.report


def _said(error: ForgeError) -> str:
    return f"{error}; {error.help}" if error.help else str(error)


class _Run:
    def __init__(
        self,
        plan: Plan,
        forge: Forge,
        audit: Audit,
        basis: Basis,
        at_boundary: Callable[[str], None],
    ) -> None:
        self.plan = plan
        self.forge = forge
        self.audit = audit
        self.basis = basis
        self.at_boundary = at_boundary
        self.report = Report()
        self.barred: set[WriteKind] = set()
        """Kinds of writes that the token may not make."""
        self.unmade: set[str] = set()
        """Labels that the repository lacks and the token may not make."""

    def tell(self, message: str) -> None:
        if message not in self.report.messages:
            self.report.messages.append(message)

    def all(self) -> None:
        pulls = sorted({write.pull for write in self.plan.writes if write.pull})
        if not pulls:
            return
        entries = [entry for number in pulls if (entry := self._entry(number)) is not None]
        self.at_boundary("before audit")
        self.report.records = self.audit.append(
            entries,
            plan=self.plan,
            state=self.basis.state,
            commits=commits_read(self.basis.register),
        )
        self.at_boundary("after audit")
        self._ensure_labels()
        for number in pulls:
            try:
                self._pull(number)
            except DoubtError as doubt:
                # Only a read can end here, a write's doubt is met where it is made.
                self.report.left.append((number, str(doubt)))
                self.tell(_said(doubt))
            except RefusedError as refusal:
                self.report.left.append((number, str(refusal)))
                self.tell(_said(refusal))

    def _decision(self, number: int) -> Decision | None:
        return next((d for d in self.plan.decisions if d.pull == number), None)

    def _entry(self, number: int) -> Entry | None:
        decision, pull = self._decision(number), self.basis.state.pull(number)
        if decision is None or pull is None:
            return None
        writes = tuple(write for write in self.plan.writes if write.pull == number)
        return Entry(decision=decision, inputs=self._inputs(pull), writes=writes)

    def _inputs(self, pull: PullState) -> DecisionInputs:
        basis = self.basis
        return inputs_of(basis.register, basis.state, pull, configuration=basis.configuration)

    def _ensure_labels(self) -> None:
        wanted = [w for w in self.plan.writes if w.kind is WriteKind.ENSURE_LABEL]
        if not wanted:
            return
        there = {label.lower() for label in self.forge.read_labels()}
        for write in wanted:
            if write.subject.lower() not in there:
                self._write(write)
        there = {label.lower() for label in self.forge.read_labels()}
        for write in wanted:
            if write.subject.lower() in there:
                self.report.performed.append(write)

    def _pull(self, number: int) -> None:
        decision = self._decision(number)
        if decision is None:
            return
        tried: set[str] = set()
        failed = len(self.report.failed)
        fresh = self._fresh(decision)
        while fresh is not None:
            missing = self._missing(decision, fresh)
            if len(self.report.failed) > failed:
                # What could not be added must not be followed by taking its predecessor away.
                missing = tuple(w for w in missing if w.kind is not WriteKind.REMOVE_LABEL)
            write = next((w for w in missing if step_name(w) not in tried), None)
            if write is None:
                return
            tried.add(step_name(write))
            if self._is_barred(write):
                self.report.failed.append((write, "the token lacks the right"))
                continue
            is_made = self._write(write)
            fresh = self._fresh(decision)
            if fresh is not None:
                self._note(write, decision, fresh, is_made=is_made)

    def _missing(self, decision: Decision, pull: PullState) -> tuple[Write, ...]:
        """Return what is still to be done of what was planned, and doubles to be retired."""
        found = difference(
            decision, pull, bot=self.basis.state.bot, rules=self.basis.configuration.rules
        )
        planned = {(w.kind, w.subject) for w in self.plan.writes if w.pull == pull.number}
        return tuple(
            w for w in found if w.kind is WriteKind.RETIRE_COMMENT or (w.kind, w.subject) in planned
        )

    def _is_barred(self, write: Write) -> bool:
        is_unmade = write.kind is WriteKind.ADD_LABEL and write.subject.lower() in self.unmade
        return is_unmade or write.kind in self.barred

    def _fresh(self, decision: Decision) -> PullState | None:
        """Read the pull request; None where it is no longer what was decided about."""
        pull = self.forge.read_pull(decision.pull)
        if pull is None:
            self.report.left.append((decision.pull, "it is gone"))
            return None
        again = decide(self._again(pull, decision))
        if isinstance(again, Unfit) or again.digest != decision.digest:
            why = again.reason if isinstance(again, Unfit) else "somebody acted on it meanwhile"
            self.report.left.append((decision.pull, why))
            return None
        if not self._are_reminders_due(pull, decision):
            self.report.left.append((decision.pull, "what was to be said is no longer due"))
            return None
        return pull

    def _again(self, pull: PullState, decision: Decision) -> DecisionInputs:
        """Return the inputs as they are now; reminders are those of the plan, checked apart."""
        return replace(self._inputs(pull), reminders=decision.reminders)

    def _are_reminders_due(self, pull: PullState, decision: Decision) -> bool:
        if not decision.reminders:
            return True
        due = {advice.code for advice in self._inputs(pull).reminders}
        bot = self.basis.state.bot
        return all(a.code in due or is_settled(a, pull, bot=bot) for a in decision.reminders)

    def _write(self, write: Write) -> bool:
        """Make one write; whether the forge said yes. Doubt is no yes, and the next read tells."""
        self.at_boundary(f"before {step_name(write)}")
        try:
            self.forge.write(write)
        except DoubtError:
            return False
        except RefusedError as refusal:
            self._refused(write, refusal)
            return False
        self.at_boundary(f"after {step_name(write)}")
        return True

    def _refused(self, write: Write, refusal: RefusedError) -> None:
        if refusal.is_permission and write.kind is WriteKind.ENSURE_LABEL:
            self.unmade.add(write.subject.lower())
        elif refusal.is_permission:
            self.barred |= next(
                (kinds for kinds in (_LABELS, _COMMENTS) if write.kind in kinds), {write.kind}
            )
        self.tell(_said(refusal))

    def _note(self, write: Write, decision: Decision, after: PullState, *, is_made: bool) -> None:
        bot, rules = self.basis.state.bot, self.basis.configuration.rules
        left = {step_name(w) for w in difference(decision, after, bot=bot, rules=rules)}
        if step_name(write) not in left:
            self.report.performed.append(write)
        else:
            said = "the forge took it, and does not show it" if is_made else "it was not made"
            self.report.failed.append((write, said))
