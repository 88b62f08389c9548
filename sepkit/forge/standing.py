"""Who may command: what the forge says of an account, held against the base revision's lists.

Unknown denies. The association that a comment carries (member, contributor) is not asked: it says
nothing about this repository's rights, and nothing about a group.
"""

from collections.abc import Iterable

from sepkit.forge.commands import Spoken
from sepkit.model import Group, GroupKind, Register
from sepkit.model.forge_state import ForgeState, PullState, Standing

_WRITING = frozenset({"admin", "maintain", "write"})
MOST_ASKED = 10
"""Accounts that one sweep asks the forge about; further ones are unknown."""


def accounts_to_ask(spoken: Iterable[Spoken]) -> tuple[str, ...]:
    """Return the logins whose standing a sweep has to ask for, at most ten."""
    logins = {item.by.login.lower(): item.by.login for item in spoken if item.verb != "explain"}
    return tuple(login for _, login in sorted(logins.items()))[:MOST_ASKED]


def teams_to_ask(register: Register, login: str) -> tuple[str, ...]:
    """Return the teams of groups that list the account as a lead: membership confirms the list."""
    return tuple(sorted({g.team for g in register.groups if g.team and _leads(g, login)}))


def entitlement(
    spoken: Spoken, pull: PullState, register: Register, state: ForgeState
) -> tuple[bool | None, str]:
    """Say whether a command counts, and on what that rests.

    Returns:
        True with its basis, False with the reason, or None where the forge did not say.
    """
    comment = spoken.comment
    if comment.editor is not None and not comment.editor.is_same(comment.author):
        return False, f"the comment was edited by `{comment.editor.login}`"
    if spoken.verb == "explain":
        return True, "anybody may ask why"
    standing = state.standing(spoken.by.login)
    if standing is None or standing.permission is None:
        why = standing.reason if standing is not None and standing.reason else "it was not asked"
        return None, f"the forge did not say what `{spoken.by.login}` may do here ({why})"
    own = ", the proposal's own author" if spoken.by.is_same(pull.author) else ""
    if standing.permission in _WRITING:
        return True, f"`{standing.permission}` access to the repository{own}"
    return _as_lead(standing, register, own)


def _as_lead(standing: Standing, register: Register, own: str) -> tuple[bool | None, str]:
    """A lead by the base revision's lists counts where the forge confirms something of it."""
    led = [g for g in register.groups if _leads(g, standing.login)]
    if not led:
        return False, "the account neither may write here nor leads a group"
    confirmed = [g for g in led if g.team and g.team in standing.teams]
    if confirmed:
        return True, f"lead of {confirmed[0].id}, in the team `{confirmed[0].team}`{own}"
    if standing.permission == "triage":
        return True, f"lead of {led[0].id} with `triage` access{own}"
    if any(g.team in standing.unknown_teams for g in led):
        return None, f"the forge did not say whether the lead of {led[0].id} is in its team"
    return False, f"the forge confirms neither access nor team of this lead of {led[0].id}"


def _leads(group: Group, login: str) -> bool:
    wanted = login.lower()
    is_core_member = group.kind is GroupKind.CORE and any(
        m.lower() == wanted for m in group.members
    )
    return is_core_member or any((lead.handle or "").lower() == wanted for lead in group.leads)
