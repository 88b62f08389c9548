"""GitHub: the queue in a few requests, pull requests afresh, and the only kinds of writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from sepkit.forge import answers, queries
from sepkit.forge.audit import BRANCH, HEAD, parse_head
from sepkit.forge.commands import spoken_commands
from sepkit.forge.requests import DoubtError, RefusedError, Requests, StoppedError
from sepkit.forge.standing import accounts_to_ask, teams_to_ask
from sepkit.model import Register
from sepkit.model.forge_state import (
    Account,
    ForgeState,
    PullStamp,
    PullState,
    Standing,
)
from sepkit.model.plan import TriageRules, Write, WriteKind

LABEL_COLOUR = "c5def5"
MOST_PAGES = 20
"""Of any list: 2,000 open pull requests, 2,000 comments below one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What one request tells: whether anything moved since the last quiet sweep."""

    bot: Account | None
    stamps: tuple[PullStamp, ...]
    labels: tuple[str, ...]
    quiet: str
    missing: tuple[str, ...]


class GitHub:
    """One repository on GitHub or on an Enterprise server."""

    def __init__(self, repository: str, requests: Requests, *, rules: TriageRules) -> None:
        self.repository = repository
        self.requests = requests
        self.rules = rules
        owner, _, name = repository.partition("/")
        self._where = {"owner": owner, "name": name}
        self._owner = owner
        self._rest = f"/repos/{quote(owner)}/{quote(name)}"

    # reading

    def glance(self) -> Glance:
        """Read who we are, what is open and when it moved: one request for 100 pull requests."""
        stamps: dict[int, PullStamp] = {}
        after: str | None = None
        first: dict[str, Any] = {}
        missing: list[str] = []
        for page in range(MOST_PAGES):
            data = self.requests.query(queries.STAMPS, self._stamps_variables(after))
            repository = self._repository(data)
            first = first or data
            listed = repository["pullRequests"]
            stamps |= {n["number"]: answers.stamp(n) for n in listed["nodes"] if n}
            after = listed["pageInfo"]["endCursor"]
            if not listed["pageInfo"]["hasNextPage"]:
                break
            if page == MOST_PAGES - 1:
                missing.append("pull requests")
        return self._glance(first, stamps, missing)

    def _stamps_variables(self, after: str | None) -> dict[str, Any]:
        return {
            **self._where,
            "prefix": self.rules.label_prefix,
            "head": f"{BRANCH}:{HEAD}",
            "after": after,
        }

    def _glance(
        self, first: dict[str, Any], stamps: dict[int, PullStamp], missing: list[str]
    ) -> Glance:
        repository = self._repository(first)
        viewer = first.get("viewer")
        try:
            quiet = parse_head((repository["audit"] or {}).get("text")).quiet
        except ValueError:
            quiet = ""
        return Glance(
            bot=answers.account(viewer),
            stamps=tuple(stamps[number] for number in sorted(stamps)),
            labels=self._labels(repository),
            quiet=quiet,
            missing=tuple(missing),
        )

    def _repository(self, data: dict[str, Any]) -> dict[str, Any]:
        repository = data.get("repository")
        if not isinstance(repository, dict):
            raise StoppedError(
                f"the forge shows no repository `{self.repository}`",
                help="check its name, and that the token may read it",
            )
        return repository

    def _labels(self, repository: dict[str, Any]) -> tuple[str, ...]:
        prefix = self.rules.label_prefix.lower()
        names = (node["name"] for node in repository["labels"]["nodes"])
        return tuple(name for name in names if name.lower().startswith(prefix))

    def read_state(
        self,
        glance: Glance,
        register: Register,
        numbers: Iterable[int],
        *,
        sponsor_team: str = "",
    ) -> ForgeState:
        """Read the pull requests that hold a proposal, and ask about those who wrote commands.

        Args:
            glance: what one request told before.
            register: names the teams whose leads may command.
            numbers: pull requests to read; those that are not open are left out.
            sponsor_team: the team that assignees are looked up in; "" asks about none.
        """
        is_open = {stamp.number for stamp in glance.stamps}
        wanted = sorted(set(numbers) & is_open)
        pulls = tuple(self._read_pulls(wanted))
        state = ForgeState(
            repository=self.repository,
            bot=glance.bot,
            read_at=self.requests.clock,
            pulls=pulls,
            stamps=glance.stamps,
            labels=glance.labels,
            quiet=glance.quiet,
            missing=glance.missing,
        )
        standings = {s.login.lower(): s for s in self._standings(state, register)}
        if sponsor_team:
            self._add_assignees(standings, pulls, sponsor_team)
        return replace(state, standings=tuple(standings[key] for key in sorted(standings)))

    def _add_assignees(
        self, standings: dict[str, Standing], pulls: Sequence[PullState], team: str
    ) -> None:
        """Say of everybody who is assigned whether the team has them: one request a hundred."""
        logins = {a.login.lower(): a.login for pull in pulls for a in pull.assignees}
        if not logins:
            return
        members = self._members(team)
        for key, login in logins.items():
            known = standings.get(
                key, Standing(login=login, permission=None, reason="it was not asked")
            )
            if members is None:
                known = replace(known, unknown_teams=(*known.unknown_teams, team))
            elif key in members:
                known = replace(known, teams=(*known.teams, team))
            standings[key] = known

    def _members(self, team: str) -> frozenset[str] | None:
        """Return a team's members, those of its child teams included; None where it is not said."""
        found: set[str] = set()
        slug = quote(team.rpartition("/")[2])
        for page in range(1, MOST_PAGES + 1):
            path = f"/orgs/{quote(self._owner)}/teams/{slug}/members?per_page=100&page={page}"
            try:
                listed = self.requests.read(path)
            except (RefusedError, DoubtError):
                return None
            if not isinstance(listed, list):
                return None
            found |= {str(member["login"]).lower() for member in listed}
            if len(listed) < 100:  # noqa: PLR2004 - a page that is not full is the last
                return frozenset(found)
        return None

    def _read_pulls(self, numbers: Sequence[int]) -> Iterable[PullState]:
        for start in range(0, len(numbers), queries.PULLS_PER_QUERY):
            part = numbers[start : start + queries.PULLS_PER_QUERY]
            data = self.requests.query(queries.pulls_query(part), self._where)
            repository = self._repository(data)
            for number in part:
                node = repository.get(f"p{number}")
                if node is not None:
                    yield self._whole(node)

    def _whole(self, node: dict[str, Any]) -> PullState:
        """Return a pull request with all its comments, however many there are."""
        pull = answers.pull_state(node)
        page = node["comments"]["pageInfo"]
        found = list(pull.comments)
        pages = 1
        while page["hasNextPage"] and pages < MOST_PAGES:
            variables = {**self._where, "number": pull.number, "after": page["endCursor"]}
            data = self.requests.query(queries.MORE_COMMENTS, variables)
            listed = self._repository(data)["pullRequest"]["comments"]
            found += answers.comments(listed["nodes"])
            page = listed["pageInfo"]
            pages += 1
        if page["hasNextPage"]:
            pull = replace(pull, missing=(*pull.missing, "comments"))
        return replace(pull, comments=tuple({c.id: c for c in found}.values()))

    def read_pull(self, number: int) -> PullState | None:
        """Return one pull request as it is now; None where it is gone."""
        return next(iter(self._read_pulls([number])), None)

    def read_labels(self) -> tuple[str, ...]:
        """Return the repository's labels with our prefix as they are now."""
        variables = {**self._where, "prefix": self.rules.label_prefix}
        return self._labels(self._repository(self.requests.query(queries.LABELS, variables)))

    def _standings(self, state: ForgeState, register: Register) -> Iterable[Standing]:
        spoken = [s for pull in state.pulls for s in spoken_commands(pull, bot=state.bot)]
        for login in accounts_to_ask(spoken):
            yield self._standing(login, teams_to_ask(register, login))

    def _standing(self, login: str, teams: Sequence[str]) -> Standing:
        permission, reason = self._permission(login)
        memberships = {team: self._is_member(team, login) for team in teams}
        return Standing(
            login=login,
            permission=permission,
            teams=tuple(team for team, known in memberships.items() if known),
            unknown_teams=tuple(team for team, known in memberships.items() if known is None),
            reason=reason,
        )

    def _permission(self, login: str) -> tuple[str | None, str]:
        try:
            answer = self.requests.read(f"{self._rest}/collaborators/{quote(login)}/permission")
        except RefusedError as refusal:
            return None, f"it answered {refusal.status}"
        except DoubtError:
            return None, "it gave no useful answer"
        said = answer.get("role_name") or answer.get("permission")
        user = answer.get("user")
        if not isinstance(user, dict) or str(user.get("login", "")).lower() != login.lower():
            return None, "it answered about somebody else"
        if said in ("admin", "maintain", "write", "triage", "read", "none"):
            return str(said), ""
        # A custom role: what it is built on stands in `permission`.
        return str(answer.get("permission") or "none"), ""

    def _is_member(self, team: str, login: str) -> bool | None:
        """Return whether the account is in the team; None where the forge does not say."""
        slug = quote(team.rpartition("/")[2])
        path = f"/orgs/{quote(self._owner)}/teams/{slug}/memberships/{quote(login)}"
        try:
            answer = self.requests.read(path)
        except RefusedError as refusal:
            return False if refusal.status == 404 else None  # noqa: PLR2004 - it says: no member
        except DoubtError:
            return None
        return answer.get("state") == "active" if isinstance(answer, dict) else None

    # writing

    def write(self, write: Write) -> None:
        """Make one write, once.

        Raises:
            DoubtError: it may have had its effect, or not.
            RefusedError: the forge says no to it.
            StoppedError: nothing more can be asked in this run.
        """
        method, path, body, wanted = self._request(write)
        try:
            answer = self.requests.write(method, f"{self._rest}{path}", body)
        except RefusedError as refusal:
            if _is_already_so(write, refusal):
                return
            raise
        if wanted and not (isinstance(answer, dict) and wanted in answer):
            raise DoubtError(f"the answer to {write.kind} holds no `{wanted}`")

    def _request(self, write: Write) -> tuple[str, str, Any, str]:
        issue = f"/issues/{write.pull}"
        match write.kind:
            case WriteKind.ENSURE_LABEL:
                body = {
                    "name": write.subject,
                    "color": LABEL_COLOUR,
                    "description": "Routed here by sepkit; take it off, and it stays off",
                }
                return "POST", "/labels", body, "name"
            case WriteKind.ADD_LABEL:
                return "POST", f"{issue}/labels", {"labels": [write.subject]}, ""
            case WriteKind.REMOVE_LABEL:
                return "DELETE", f"{issue}/labels/{quote(write.subject, safe='')}", None, ""
            case WriteKind.CREATE_COMMENT | WriteKind.REMIND:
                return "POST", f"{issue}/comments", {"body": write.body}, "id"
            case WriteKind.EDIT_COMMENT:
                return "PATCH", f"/issues/comments/{write.subject}", {"body": write.body}, "id"
            case WriteKind.RETIRE_COMMENT:
                return "DELETE", f"/issues/comments/{write.subject}", None, ""
            case WriteKind.REQUEST_REVIEW:
                body_ = {"team_reviewers": [write.subject]}
                return "POST", f"/pulls/{write.pull}/requested_reviewers", body_, ""


def _is_already_so(write: Write, refusal: RefusedError) -> bool:
    """Whether a refusal says that what is wanted is there already: somebody was quicker."""
    if write.kind in (WriteKind.REMOVE_LABEL, WriteKind.RETIRE_COMMENT):
        return refusal.status == 404  # noqa: PLR2004 - it is gone
    return write.kind is WriteKind.ENSURE_LABEL and refusal.status == 422  # noqa: PLR2004 - exists
