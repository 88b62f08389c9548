"""What the fake forge knows: people, pull requests, labels, comments, events, and a clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.forge.fake.objects import Objects

BOT = "sepkit-helper"
START = datetime(2026, 3, 1, 8, 0, 0, tzinfo=UTC)


@dataclass
class User:
    """An account."""

    login: str
    id: int
    kind: str = "User"
    permission: str = "read"
    teams: set[str] = field(default_factory=set)


@dataclass
class Comment:
    id: int
    author: str | None
    body: str
    created: str
    edited: str | None = None
    editor: str | None = None


@dataclass
class Pull:
    number: int
    author: str | None
    head: str
    created: str
    updated: str
    state: str = "OPEN"
    is_draft: bool = False
    body: str = ""
    labels: list[str] = field(default_factory=list)
    assignees: list[str] = field(default_factory=list)
    requested_teams: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    committed: str = "2026-01-01T00:00:00Z"
    committer: str | None = None


@dataclass
class World:
    """One repository and everybody around it."""

    repository: str = "harbour/lamp"
    users: dict[str, User] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    objects: Objects = field(default_factory=Objects)
    ticks: int = 0
    next_id: int = 3_000_000_001
    """GitHub's comment ids no longer fit 32 bits; nor do these."""
    denied: set[str] = field(default_factory=set)
    """Kinds of requests that the token may not make: labels, comments, git, permission, teams."""
    log: list[tuple[str, str]] = field(default_factory=list)
    timeline_cap: int = 100
    comment_page: int = 100
    pull_page: int = 100

    def __post_init__(self) -> None:
        self.add_user(BOT, kind="Bot", permission="write")

    @property
    def now(self) -> str:
        return (START + timedelta(seconds=self.ticks)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def tick(self) -> str:
        self.ticks += 1
        return self.now

    def add_user(self, login: str, **more: Any) -> User:
        user = User(login=login, id=1000 + len(self.users), **more)
        self.users[login] = user
        return user

    def add_pull(self, number: int, *, author: str, head: str, **more: Any) -> Pull:
        if author not in self.users:
            self.add_user(author)
        pull = Pull(
            number=number, author=author, head=head, created=self.now, updated=self.now, **more
        )
        self.pulls[number] = pull
        return pull

    # acts, each by somebody

    def comment(self, number: int, by: str, body: str) -> Comment:
        if by not in self.users:
            self.add_user(by)
        found = Comment(id=self.next_id, author=by, body=body, created=self.tick())
        self.next_id += 1
        self.pulls[number].comments.append(found)
        self._moved(number)
        return found

    def edit(self, comment_id: int, by: str, body: str) -> Comment | None:
        for pull in self.pulls.values():
            for comment in pull.comments:
                if comment.id == comment_id:
                    comment.body, comment.edited, comment.editor = body, self.tick(), by
                    self._moved(pull.number)
                    return comment
        return None

    def delete(self, comment_id: int, by: str) -> bool:
        for pull in self.pulls.values():
            for comment in pull.comments:
                if comment.id == comment_id:
                    pull.comments.remove(comment)
                    self._event(
                        pull.number, "CommentDeletedEvent", by, deletedCommentAuthor=comment.author
                    )
                    return True
        return False

    def label(self, number: int, by: str, name: str) -> None:
        self.labels.setdefault(name, {"color": "ededed", "description": ""})
        if name not in self.pulls[number].labels:
            self.pulls[number].labels.append(name)
            self._event(number, "LabeledEvent", by, label=name)

    def unlabel(self, number: int, by: str, name: str) -> bool:
        if name not in self.pulls[number].labels:
            return False
        self.pulls[number].labels.remove(name)
        self._event(number, "UnlabeledEvent", by, label=name)
        return True

    def assign(self, number: int, by: str, who: str) -> None:
        self.pulls[number].assignees.append(who)
        self._event(number, "AssignedEvent", by, assignee=who)

    def close(self, number: int, by: str) -> None:
        self.pulls[number].state = "CLOSED"
        self._event(number, "ClosedEvent", by)

    def push(self, number: int, head: str) -> None:
        self.pulls[number].head = head
        self._moved(number)

    def _event(self, number: int, kind: str, by: str | None, **more: Any) -> None:
        self.pulls[number].events.append({"kind": kind, "actor": by, "at": self.tick(), **more})
        self._moved(number)

    def _moved(self, number: int) -> None:
        self.pulls[number].updated = self.now
