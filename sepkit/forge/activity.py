"""What people did on one pull request, and when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sepkit.model.forge_state import Account, ForgeEvent, ForgeState, PullState


def days_before(instant: str, days: int) -> str:
    """Return the instant that many days earlier, in the same form."""
    moment = datetime.fromisoformat(instant) - timedelta(days=days)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def whole_days(since: str, until: str) -> int:
    """Return whole days between two instants, rounded down."""
    return (datetime.fromisoformat(until) - datetime.fromisoformat(since)).days


class Activity:
    """One pull request's people and times, as the forge tells them."""

    def __init__(self, state: ForgeState, pull: PullState, *, sponsor_team: str) -> None:
        self.state = state
        self.pull = pull
        self.sponsor_team = sponsor_team
        self.now = state.read_at

    def assignees(self) -> tuple[list[Account], tuple[str, ...], tuple[str, ...]]:
        """Return who may sponsor, of whom it is not known, and who may not."""
        eligible: list[Account] = []
        unknown: list[str] = []
        others: list[str] = []
        team = self.sponsor_team
        for person in self.pull.assignees:
            standing = self.state.standing(person.login)
            if standing is not None and team in standing.teams:
                eligible.append(person)
            elif standing is None or team in standing.unknown_teams:
                unknown.append(person.login)
            else:
                others.append(person.login)
        return eligible, tuple(unknown), tuple(others)

    def open_days(self) -> int:
        """Return the days since it was opened."""
        return whole_days(self.pull.created, self.now)

    def labelled(self, label: str) -> str:
        """Return when a label was set last; when it was opened, where nobody did."""
        return max(
            (e.at for e in self.pull.events if e.kind == "labeled" and e.subject == label),
            default=self.pull.created,
        )

    def _acts(self, person: Account) -> Iterator[str]:
        yield from (c.created for c in self.pull.comments if person.is_same(c.author))
        yield from (
            r.submitted for r in self.pull.reviews if person.is_same(r.author) and r.submitted
        )
        yield from (e.at for e in self.pull.events if person.is_same(e.actor))

    def silence(self, person: Account) -> tuple[str, int]:
        """Return when a person last did something, and the days since."""
        since = max(self._acts(person), default=self.pull.created)
        return since, whole_days(since, self.now)

    def _assignments(self, person: Account) -> list[ForgeEvent]:
        return [
            e
            for e in self.pull.events
            if e.kind == "assigned" and e.subject.lower() == person.login.lower()
        ]

    def assigned_by(self, person: Account) -> Account:
        """Return who assigned a person; nobody's account where that is not known."""
        events = self._assignments(person)
        actor = events[-1].actor if events else None
        return actor if actor is not None else Account(id=0, login="")

    def since_assigned(self, person: Account) -> str:
        """Return when a person last did something, being assigned included."""
        assigned = [e.at for e in self._assignments(person)]
        return max([*self._acts(person), *assigned], default=self.pull.created)
