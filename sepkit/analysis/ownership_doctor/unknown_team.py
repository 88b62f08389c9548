"""CODEOWNERS asks a team for review that no group has.

Left alone: single accounts; teams that are only a role (`maintainers`) are reported as well, since
no file says who is in them.

What to do: give the group its team with `team:`, or ask an existing one.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import Finding, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each such team, at the first line that names it."""
    seen: set[str] = set()
    for rule in estate.ownership.path_rules:
        for owner in rule.owners:
            slug = owner.rpartition("/")[2].casefold()
            if "/" in owner and slug not in seen and estate.names.ids.get(slug) is None:
                seen.add(slug)
                yield CHECK.finding(
                    "",
                    f"the team `{owner}` belongs to no group",
                    at=(rule.path, rule.line),
                    mend=f"add `team: {slug}` to the group that it is, or describe that group",
                )


CHECK = Check(id="unknown-team", severity=Severity.INFO, find=find)
