"""From a register and a forge's state to a plan: pure; the same pair gives the same bytes."""

from dataclasses import dataclass

from sepkit.forge.decide import Unfit, decide
from sepkit.forge.difference import difference
from sepkit.forge.digest import digest_of
from sepkit.forge.extract import extract
from sepkit.forge.facts import facts_of
from sepkit.forge.lifecycle import Lifecycle, advise, due_reminders
from sepkit.model import Finding, Register, RepoPath, Severity
from sepkit.model.audit import DecisionInputs
from sepkit.model.forge_state import ForgeState, PullState
from sepkit.model.plan import Advice, Decision, Plan, TriageRules, Write, WriteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a repository's base revision says about triage."""

    rules: TriageRules
    lifecycle: Lifecycle
    """States and reminders of the process; empty where it has none."""


def plan_triage(register: Register, state: ForgeState, *, configuration: Configuration) -> Plan:
    """Return what should stand on each pull request, and the writes that are missing.

    Args:
        register: what git says.
        state: what the forge says; a pull request that was not read is not planned for.
        configuration: of the base revision.
    """
    planner = _Planner(register, state, configuration)
    for pull in sorted(state.pulls, key=lambda p: p.number):
        planner.add(pull)
    return planner.plan()


def inputs_of(
    register: Register, state: ForgeState, pull: PullState, *, configuration: Configuration
) -> DecisionInputs:
    """Return all that the decision about one pull request is computed from."""
    part = extract(register, pull.number)
    facts = facts_of(pull, state, part, rules=configuration.rules)
    wanted = {"remind"} if configuration.rules.reminders else set[str]()
    wanted |= {"transition"} if configuration.rules.states else set()
    due = due_reminders(register, state, pull, configuration.lifecycle) if wanted else ()
    return DecisionInputs(
        register=part,
        facts=facts,
        rules=configuration.rules,
        reminders=tuple(item for item in due if item.kind in wanted),
    )


def quiet_digest(register: Register, state: ForgeState, *, configuration: Configuration) -> str:
    """Return a digest of all that could make the next plan differ from this one.

    It holds the moment at which each pull request last moved, read before anything else: what
    happens while the sweep runs moves it and is seen by the next one.
    """
    day = state.read_at[:10] if configuration.rules.reminders else ""
    return digest_of(
        (register.revision, register.tool, configuration.rules, state.bot, state.stamps, day)
    )


class _Planner:
    def __init__(self, register: Register, state: ForgeState, configuration: Configuration) -> None:
        self.register = register
        self.state = state
        self.configuration = configuration
        self.decisions: list[Decision] = []
        self.writes: list[Write] = []
        self.findings: list[Finding] = []
        self.skipped: list[tuple[int, str]] = []
        self.advice: list[tuple[int, Advice]] = []
        self.waiting: list[int] = []
        """Pull requests that have to wait for the next run."""

    def add(self, pull: PullState) -> None:
        """Decide about one pull request."""
        if self.configuration.rules.reminders or self.configuration.rules.states:
            found = advise(self.register, self.state, pull, self.configuration.lifecycle)
            self.advice += [(pull.number, item) for item in found]
        inputs = inputs_of(self.register, self.state, pull, configuration=self.configuration)
        decision = decide(inputs)
        if isinstance(decision, Unfit):
            self.skipped.append((pull.number, decision.reason))
            return
        self.decisions.append(decision)
        self._note_unknown(inputs)
        rules = self.configuration.rules
        missing = difference(decision, pull, bot=self.state.bot, rules=rules)
        if len(self.writes) + len(missing) > rules.writes_per_run:
            self.waiting.append(pull.number)
            return
        self.writes += missing

    def plan(self) -> Plan:
        """Return everything, the labels that have to exist first."""
        self._note_cap()
        if self.state.bot is None:
            self._find(
                "no-identity",
                "the forge did not say which account the token acts as, so nothing is written",
                "check the token",
            )
        return Plan(
            repository=self.state.repository,
            revision=self.register.revision,
            as_of=self.register.as_of,
            tool=self.register.tool,
            digest=digest_of(tuple(d.digest for d in self.decisions)),
            decisions=tuple(self.decisions),
            writes=(*self._labels(), *self.writes),
            findings=tuple(self.findings),
            skipped=tuple(self.skipped),
            advice=tuple(self.advice),
        )

    def _labels(self) -> tuple[Write, ...]:
        known = {label.lower() for label in self.state.labels}
        prefix = self.configuration.rules.label_prefix.lower()
        wanted = dict.fromkeys(
            w.subject
            for w in self.writes
            if w.kind is WriteKind.ADD_LABEL and w.subject.lower().startswith(prefix)
        )
        return tuple(
            Write(
                kind=WriteKind.ENSURE_LABEL,
                pull=0,
                subject=label,
                expected="the repository has no such label",
                reason="a label is made before it is set, so that it has a colour and a sentence",
            )
            for label in wanted
            if label.lower() not in known
        )

    def _note_unknown(self, inputs: DecisionInputs) -> None:
        for command in inputs.facts.commands:
            if command.is_entitled is None:
                self._find(
                    "unknown-standing",
                    f"`/sepkit {command.verb}` by `{command.by}` in #{inputs.facts.number} is not "
                    f"followed: {command.basis}",
                    "give the token the right to read collaborators and teams",
                )
        if inputs.facts.unknown:
            self._find(
                "state-in-part",
                f"of #{inputs.facts.number} the forge did not give all of "
                f"{', '.join(inputs.facts.unknown)}; nothing is done that rests on them",
                "run again",
            )

    def _note_cap(self) -> None:
        if not self.waiting:
            return
        most = self.configuration.rules.writes_per_run
        numbers = ", ".join(f"#{number}" for number in self.waiting[:20])
        self._find(
            "cap-reached",
            f"{len(self.waiting)} pull requests have to wait for the next run ({numbers}): {most} "
            "writes are the most in one",
            "run again, or raise `triage.writes_per_run`",
        )

    def _find(self, rule: str, message: str, help_text: str) -> None:
        self.findings.append(
            Finding(
                rule=rule,
                severity=Severity.WARNING,
                subject=self.state.repository,
                path=RepoPath("sepkit.yml"),
                line=0,
                message=message,
                help=help_text,
            )
        )
