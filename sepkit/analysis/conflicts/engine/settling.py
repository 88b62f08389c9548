"""How a conflict can be settled, and who has to talk to whom."""

from sepkit.analysis.conflicts.engine.rule import Settlement
from sepkit.model import Dialect, Group, GroupId, Lead, Ownership, Route

_WAYS = {
    Settlement.MERGE: (
        "go on with one of the two and name the other under Supersedes, or agree on one design"
    ),
    Settlement.ORDER: "agree which lands first, and write the other on top of it",
    Settlement.SPLIT: "divide the ground: each text says what it leaves to the other, and names it",
    Settlement.COMPOSE: "declare how the two compose, with a requirement for when both are in use",
    Settlement.REROUTE: "give the surface to one group, by `owns` or `excludes` in its file",
    Settlement.REBASE: "rewrite {open} on what stands in place of what {settled} took out",
    Settlement.RENUMBER: "the later claimant takes the number of its own pull request",
}


def describe_settlement(
    settlement: Settlement,
    keys: tuple[str, str],
    routes: tuple[Route | None, Route | None],
    ownership: Ownership,
    dialect: Dialect,
) -> str:
    """Say what can be done, who talks to whom, and where it goes if they do not agree.

    Args:
        settlement: how conflicts of this rule are usually settled.
        keys: both proposals; for a text built on removed ground the open one first.
        routes: whose each is, in the same order.
        ownership: names of the groups and who leads them.
        dialect: names the body that decides between groups.
    """
    way = _WAYS[settlement].format(open=keys[0], settled=keys[1])
    return f"{way}. {_talk(routes, ownership)}{_escalation(routes, ownership, dialect)}"


def _talk(routes: tuple[Route | None, Route | None], ownership: Ownership) -> str:
    owners = [route.owner if route is not None else None for route in routes]
    names = list(dict.fromkeys(_name(owner, ownership) for owner in owners if owner))
    if not names:
        return "No group owns either of them: the authors talk to each other"
    if None in owners:
        return f"{names[0]} talks to the author of the other, which no group owns"
    if len(names) == 1:
        return f"{names[0]} owns both and can settle it by itself"
    return f"{names[0]} talks to {names[1]}"


def _name(owner: GroupId, ownership: Ownership) -> str:
    group = ownership.group(owner)
    if group is None:
        return owner
    leads = ", ".join(f"@{lead.handle}" for lead in _leads(group))
    return f"{group.name} ({leads})" if leads else group.name


def _leads(group: Group) -> list[Lead]:
    return [lead for lead in group.leads if lead.handle is not None][:3]


def _escalation(
    routes: tuple[Route | None, Route | None], ownership: Ownership, dialect: Dialect
) -> str:
    """Between groups nobody but the fallback owner can bind both."""
    owners = {route.owner for route in routes if route is not None and route.owner}
    fallback = dialect.fallback_owner
    if fallback is None or owners == {fallback}:
        return ""
    group = ownership.group(fallback)
    name = group.name if group is not None else fallback
    for step in dialect.escalations:
        if step.matter == ("cross-group" if len(owners) > 1 else "in-group"):
            by = f", brought by {step.by}" if step.by else ""
            days = f", with a first answer within {step.days} {step.unit}" if step.days else ""
            source = f" ({step.source})" if step.source else ""
            return f"; if they do not agree, it goes to {step.to}{by}{days}{source}"
    return f"; if they do not agree, it goes to {name}"
