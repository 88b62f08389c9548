"""Which act needs whom: a table of the process, and the judgement of one act by it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sepkit.model import (
    ConfigurationError,
    Group,
    Handle,
    Instant,
    Ownership,
    Person,
    RepoPath,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRule:
    """One act of the process and the roles that may make it true; any one of them suffices."""

    act: str
    """A change of status as `draft>in-review` (`*` for any), or a name: `close-in-scope`."""
    roles: tuple[str, ...]
    """author | sponsor | group-lead | maintainer | core-maintainer | lead-maintainer | anyone"""
    needs: str = ""
    """What has to be there besides, as a phrase."""
    days: int = 0
    """A time that the process sets for the act, in days; 0 where it sets none."""
    source: str = ""
    """Where the process says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityTable:
    """All acts of one process."""

    rules: tuple[ActRule, ...] = ()

    def rule(self, act: str) -> ActRule | None:
        """Return the rule for an act, an exact one before one with `*`; None where none stands."""
        exact = next((rule for rule in self.rules if rule.act == act), None)
        if exact is not None:
            return exact
        before, arrow, after = act.partition(">")
        loose = (f"*>{after}", f"{before}>*") if arrow else ()
        return next((rule for rule in self.rules if rule.act in loose), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether somebody could make an act true."""

    authorised: bool | None
    """None where only the forge could tell."""
    role: str = ""
    """The role that entitles, where the base files give one."""
    reason: str = ""
    path: RepoPath | None = None
    line: int = 0


def parse_authority(text: str) -> dict[str, AuthorityTable]:
    """Read the tables of all processes from JSON text, by name of the process.

    Raises:
        ConfigurationError: the text has another shape.
    """
    try:
        data = json.loads(text)
        return {name: _table(rules) for name, rules in data.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"the table of authority cannot be read: {error}",
            help="each process has a list of rules with `act` and `roles`",
        ) from error


def _table(rules: Iterable[Mapping[str, Any]]) -> AuthorityTable:
    return AuthorityTable(
        rules=tuple(
            ActRule(
                act=rule["act"],
                roles=tuple(rule["roles"]),
                needs=rule.get("needs", ""),
                days=rule.get("days", 0),
                source=rule.get("source", ""),
            )
            for rule in rules
        )
    )


@dataclass(frozen=True, slots=True)
class _Role:
    role: str
    path: RepoPath
    line: int


def judge_act(
    act: str,
    by: Person,
    *,
    table: AuthorityTable,
    ownership: Ownership,
    on_base: bool,
    as_of: Instant,
    owner: Group | None = None,
    sponsor: Person | None = None,
    authors: tuple[Person, ...] = (),
) -> Verdict:
    """Judge whether a person could make an act true.

    A commit carries any name that its writer likes. On the base branch somebody with the right to
    merge put it there; anywhere else a name proves nothing, and only the forge could tell.

    Args:
        act: such as `draft>in-review`.
        by: whom the commit or the forge names.
        table: the process' table.
        ownership: the files of the base revision at that date.
        on_base: whether the commit belongs to the base branch.
        as_of: the date of the act; a lead whose term had ended does not count.
        owner: the group that owns the proposal, for acts of its leads.
        sponsor: whom the base files confirm as sponsor.
        authors: the proposal's authors.
    """
    rule = table.rule(act)
    if rule is None:
        return Verdict(authorised=None, reason=f"the process names nobody for `{act}`")
    if "anyone" in rule.roles:
        return Verdict(authorised=True, role="anyone", reason=f"anyone may, by {rule.source}")
    held = [
        role
        for role in _roles(by, ownership, owner, as_of) + _roles_in_text(by, sponsor, authors)
        if role.role in rule.roles
    ]
    wanted = " or ".join(rule.roles)
    if not held:
        return _without_role(by, wanted, rule, on_base=on_base)
    first = held[0]
    known = f"{_name(by)} is {first.role}"
    doubt = "whether it was that person only the forge could tell"
    return Verdict(
        authorised=True if on_base else None,
        role=first.role,
        reason=f"{known}, and the base holds it" if on_base else f"{known}; {doubt}",
        path=first.path or None,
        line=first.line,
    )


def _without_role(by: Person, wanted: str, rule: ActRule, *, on_base: bool) -> Verdict:
    why = f"it needs {wanted} ({rule.source})"
    if on_base:
        reason = f"the base holds it, {_name(by)} is not listed as such, and {why}"
        return Verdict(authorised=None, reason=reason)
    return Verdict(authorised=False, reason=f"{_name(by)} is not listed as such, and {why}")


def _name(person: Person) -> str:
    return f"@{person.handle}" if person.handle is not None else person.name or "nobody"


def _roles(by: Person, ownership: Ownership, owner: Group | None, as_of: Instant) -> list[_Role]:
    """Return the roles that base files give a person."""
    found = [
        _Role(entry.role, entry.path, entry.line)
        for entry in ownership.roster
        if _is_same(by, entry.handle, entry.name)
    ]
    for lead in owner.leads if owner is not None else ():
        has_ended = lead.until is not None and lead.until < as_of[:10]
        if not has_ended and _is_same(by, lead.handle, lead.name):
            found.append(_Role("group-lead", lead.path or RepoPath(""), lead.line))
    return found


def _roles_in_text(by: Person, sponsor: Person | None, authors: tuple[Person, ...]) -> list[_Role]:
    found = []
    if sponsor is not None and _is_same(by, sponsor.handle, sponsor.name):
        found.append(_Role("sponsor", RepoPath(""), 0))
    if any(_is_same(by, author.handle, author.name) for author in authors):
        found.append(_Role("author", RepoPath(""), 0))
    return found


def _is_same(person: Person, handle: Handle | None, name: str) -> bool:
    """The handle decides; a full name only where one side has no handle."""
    if person.handle is not None and handle is not None:
        return person.handle.lower() == handle.lower()
    folded = " ".join(person.name.lower().split())
    return " " in folded and folded == " ".join(name.lower().split())
