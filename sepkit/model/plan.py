"""What would bring a forge into line with the register, and why; computed apart from doing it.

A decision says what should stand on one pull request. A write is one step from what stands there
to that. Decisions depend on people's acts alone, never on what sepkit itself did before: so a run
that was cut off and is repeated decides the same again, and only the missing writes are left.
"""

from dataclasses import dataclass
from enum import StrEnum

from sepkit.model.finding import Finding
from sepkit.model.names import Instant, ObjectId, ProposalKey

PLAN_VERSION = "1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRule:
    """How long one status may rest before somebody is reminded, under the reminders option."""

    status: str
    label: str
    """The label that stands for it on the forge."""
    waits_for: str
    """author | sponsor | core-maintainers"""
    quiet_days: int = 0
    """After that many days a digest has a line about it; 0: never."""
    remind_days: int = 0
    """0: nobody is reminded."""
    rest_days: int = 0
    """After that many days without a sponsor it may rest as dormant; 0: never."""
    sponsored: str = ""
    """The status it moves to when an entitled sponsor takes it; "" where it does not."""
    is_resting: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleRules:
    """States and reminders of one process, as data; see `sepkit/forge/lifecycles/`."""

    states: tuple[StateRule, ...] = ()
    sponsor_team: str = ""
    """The forge's team whose members may sponsor; asked from the forge, never from a text."""
    most_a_year: int = 4
    grace_days: int = 14
    other_marker: str = ""
    """What another lifecycle bot begins its comments with; where it is at work, sepkit is not."""

    def state(self, label: str) -> StateRule | None:
        """Return the rule whose label that is, compared without case, or None."""
        wanted = label.lower()
        return next((item for item in self.states if item.label.lower() == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageRules:
    """What sepkit may do on a forge: `triage:` in `sepkit.yml`; every default is the quiet one."""

    labels: bool = True
    label_prefix: str = "wg:"
    ignore_label: str = "sepkit: ignore"
    comment: bool = True
    request_reviews: bool = False
    mentions: int = 0
    """Leads named with a live `@` in a comment's first version; at most 3."""
    reminders: bool = False
    """Remind people by the lifecycle rules, each in a comment of its own, 4 a year at most."""
    states: bool = False
    """Move state labels where an entitled sponsor took a proposal; never closes anything."""
    site: str = ""
    """Where the status site stands, ending in `/`; "" for no links to it."""
    repositories: tuple[str, ...] = ()
    """Further repositories (`owner/name`) that one sweep looks after."""
    writes_per_run: int = 30
    requests_per_run: int = 250
    wait_seconds: int = 60
    comment_bytes: int = 20_000
    labels_per_pull: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command that somebody wrote, and whether the forge says that it counts."""

    verb: str
    """route | ack | explain"""
    subject: str
    """The group, or the conflict, as written."""
    because: str
    by: str
    """Login of the comment's author, as the forge names it."""
    comment: int
    at: Instant
    is_entitled: bool | None
    """None: the forge did not say, which denies."""
    basis: str
    """What it rests on, or why it is denied; one phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullFacts:
    """What people did on a pull request, as far as a decision depends on it."""

    number: int
    author: str
    """Login; "" where the account is gone."""
    is_open: bool
    is_draft: bool
    head: ObjectId
    ignored: str = ""
    """Why everything is left alone; "" where it is not."""
    silenced: str = ""
    """Why no comment is wanted; "" where one is."""
    taken_off: tuple[str, ...] = ()
    """Our labels that a person removed and nobody put back."""
    set_by_people: tuple[tuple[str, str], ...] = ()
    """Labels with our prefix that a person put there, each with the person's login."""
    commands: tuple[Command, ...] = ()
    unknown: tuple[str, ...] = ()
    """What could not be read to its end, so that nothing may rest on its absence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is decided as it is, and on whose authority."""

    about: str
    """label | comment | review | skip | command | state"""
    text: str
    authority: str
    """A file of the base revision with its line, a comment of an entitled person, or `none`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the lifecycle rules find on one pull request."""

    code: str
    kind: str
    """remind (a comment of its own) | transition (labels) | suggest | finding | digest"""
    text: str
    to: tuple[str, ...] = ()
    """Logins that it concerns; only `remind` mentions them."""
    days: int | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What should stand on one pull request."""

    pull: int
    proposal: ProposalKey | None
    head: ObjectId
    label: str = ""
    """The one label of ours that belongs there; "" for none."""
    keeps_labels: bool = False
    """Whether our labels are left as they are: a person's act, or nothing to go by."""
    comment: str = ""
    """The comment's text below its marker; "" for no new one."""
    comment_digest: str = ""
    """Of what the text says, without the days and the commit that pass by themselves."""
    mentions: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    """Team slugs to ask for a review."""
    reminders: tuple[Advice, ...] = ()
    reasons: tuple[Reason, ...] = ()
    inputs: str = ""
    """Digest of all that the decision was computed from."""
    digest: str = ""
    """Of the decision itself: the name of its audit record."""


class WriteKind(StrEnum):
    """The only acts that sepkit ever makes on a forge."""

    ENSURE_LABEL = "ensure-label"
    ADD_LABEL = "add-label"
    REMOVE_LABEL = "remove-label"
    CREATE_COMMENT = "create-comment"
    EDIT_COMMENT = "edit-comment"
    RETIRE_COMMENT = "retire-comment"
    REQUEST_REVIEW = "request-review"
    REMIND = "remind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One step, what has to be true right before it, and why it is taken."""

    kind: WriteKind
    pull: int
    subject: str
    """The label, the comment's id, the team."""
    body: str = ""
    expected: str = ""
    """What a fresh read must show right before, as a phrase."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All decisions of one sweep, and the writes that are still missing."""

    plan_version: str = PLAN_VERSION
    repository: str
    revision: ObjectId
    as_of: Instant
    tool: str
    digest: str
    """Of all decisions; two runs that decide the same have the same."""
    decisions: tuple[Decision, ...] = ()
    """By pull request."""
    writes: tuple[Write, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Caps that were reached, people whose standing is unknown, states that contradict."""
    skipped: tuple[tuple[int, str], ...] = ()
    """Pull requests that are left alone, each with the reason."""
    advice: tuple[tuple[int, Advice], ...] = ()
