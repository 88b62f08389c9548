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

_ANY = "*>*"
"""The act of a rule for every change of status."""


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

    def rules_for(self, act: str) -> tuple[ActRule, ...]:
        """Return the rules of an act, an exact one before one with `*`; any one of them suffices.

        Args:
            act: `draft>in-review`, `>draft` for a file that was not there before, or a name.
        """
        before, arrow, after = act.partition(">")
        wanted = [act, f"*>{after}", f"{before}>*", _ANY] if arrow else [act]
        found = [rule for name in wanted for rule in self.rules if rule.act == name]
        return tuple(dict.fromkeys(found))


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
    rules = table.rules_for(act)
    if not rules:
        return Verdict(authorised=None, reason=f"the process names nobody for `{act}`")
    open_rule = next((rule for rule in rules if "anyone" in rule.roles), None)
    if open_rule is not None:
        return Verdict(authorised=True, role="anyone", reason=f"anyone may, by {open_rule.source}")
    held = _roles(by, ownership, owner, as_of) + _roles_in_text(by, sponsor, authors)
    for rule in rules:
        role = next((role for role in held if role.role in rule.roles), None)
        if role is not None:
            return _with_role(by, role, rule, on_base=on_base)
    return _without_role(by, act, table, ownership, on_base=on_base)


def _with_role(by: Person, role: _Role, rule: ActRule, *, on_base: bool) -> Verdict:
    known = f"{_name(by)} is {role.role.replace('-', ' ')}, who may by {rule.source}"
    doubt = "whether it was that person only the forge could tell"
    return Verdict(
        authorised=True if on_base else None,
        role=role.role,
        reason=known if on_base else f"{known}; {doubt}",
        path=role.path or None,
        line=role.line,
    )


def _without_role(
    by: Person, act: str, table: AuthorityTable, ownership: Ownership, *, on_base: bool
) -> Verdict:
    rules = table.rules_for(act)
    roles = dict.fromkeys(role.replace("-", " ") for rule in rules for role in rule.roles)
    why = f"it needs {' or '.join(roles)} ({rules[0].source})"
    if rules[0].act == _ANY:
        why = f"the process has no {_step(act, table)}; {why}"
    if not ownership.roster:
        return Verdict(authorised=None, reason=f"{why}, and no file of that day lists anybody")
    lacking = f"{why}, which {_name(by)} was not by the files of that day"
    if on_base:
        # Somebody with the right to merge put it there, and the commit does not say who.
        return Verdict(
            authorised=None, reason=f"{lacking}; who merged it only the forge could tell"
        )
    return Verdict(authorised=False, reason=lacking)


def _step(act: str, table: AuthorityTable) -> str:
    """Name a step; the words of a status that the process does not have stay the author's."""
    before, _, after = act.partition(">")
    known = {word for rule in table.rules for word in rule.act.split(">")}
    if after not in known or before not in known:
        return "such step"
    return f"step from `{before}` to `{after}`" if before else f"step to `{after}`"


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
