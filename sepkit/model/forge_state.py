"""What a forge says of its pull requests: facts, with who made each of them and when."""

from dataclasses import dataclass

from sepkit.model.names import Instant, ObjectId


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Account:
    """Somebody whom the forge itself names; the number stays when a login changes hands."""

    id: int
    login: str
    is_bot: bool = False

    def is_same(self, other: "Account | None") -> bool:
        """Whether both are one account; a deleted one (None) is nobody's."""
        return other is not None and self.id == other.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeComment:
    """One comment below a pull request."""

    id: int
    author: Account | None
    """None where the account is gone."""
    body: str
    created: Instant
    edited: Instant | None = None
    editor: Account | None = None
    """Who edited it last; anybody with write access can edit another's comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeReview:
    """One review, without its text."""

    author: Account | None
    state: str
    """approved | changes-requested | commented | dismissed | pending"""
    submitted: Instant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeEvent:
    """One entry of a pull request's timeline."""

    kind: str
    """labeled | unlabeled | assigned | unassigned | closed | reopened | pushed | committed |
    comment-deleted"""
    actor: Account | None
    at: Instant
    subject: str = ""
    """The label, the assignee's login, or the login of a deleted comment's author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullState:
    """One pull request as the forge has it now."""

    number: int
    author: Account | None
    is_open: bool
    is_draft: bool
    head: ObjectId
    created: Instant
    updated: Instant
    description: str = ""
    labels: tuple[str, ...] = ()
    assignees: tuple[Account, ...] = ()
    requested: tuple[str, ...] = ()
    """Logins and team slugs that were asked for a review."""
    comments: tuple[ForgeComment, ...] = ()
    """Oldest first."""
    reviews: tuple[ForgeReview, ...] = ()
    events: tuple[ForgeEvent, ...] = ()
    """Oldest first."""
    missing: tuple[str, ...] = ()
    """Lists that the forge cut and that could not be read to their end: `events`, `comments`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the forge answered when it was asked what one account may do here."""

    login: str
    permission: str | None
    """admin | maintain | write | triage | read | none; None: it did not say."""
    teams: tuple[str, ...] = ()
    """Teams of which it says the account is an active member."""
    unknown_teams: tuple[str, ...] = ()
    """Teams it would not speak of."""
    reason: str = ""
    """Why it did not say: `403`, `the token cannot read teams`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullStamp:
    """Just enough of a pull request to see whether anything about it moved."""

    number: int
    head: ObjectId
    updated: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeState:
    """Everything that planning needs from the forge, read in one go."""

    repository: str
    """`owner/name`."""
    bot: Account | None
    """The account that our token acts as; None: nothing is ours, so nothing may be edited."""
    read_at: Instant
    """The forge's own clock."""
    pulls: tuple[PullState, ...] = ()
    stamps: tuple[PullStamp, ...] = ()
    """All open pull requests, by number."""
    labels: tuple[str, ...] = ()
    """Labels with our prefix that the repository has."""
    standings: tuple[Standing, ...] = ()
    quiet: str = ""
    """Digest of the last state in which nothing was to be done, from the audit branch."""
    missing: tuple[str, ...] = ()

    def pull(self, number: int) -> PullState | None:
        """Return the pull request of that number, or None where it was not read."""
        return next((item for item in self.pulls if item.number == number), None)

    def standing(self, login: str) -> Standing | None:
        """Return what the forge said of that account, or None where it was not asked."""
        wanted = login.lower()
        return next((item for item in self.standings if item.login.lower() == wanted), None)
