"""`sepkit groups`: who owns and who decides, and what is wrong with the files that say so."""

from collections.abc import Sequence

from sepkit.analysis.load import Load
from sepkit.model import Finding, Group, Register
from sepkit.publish.escape import terminal
from sepkit.publish.text import phrases
from sepkit.publish.text.columns import cut, harm, heading, joined, page_width, table, wrapped


def render_groups(register: Register) -> str:
    """Return one line a group."""
    rows = [[heading(w) for w in ("GROUP", "KIND", "STATUS", "LEADS", "QUEUE", "")]]
    for g in register.groups:
        rows.append(
            [
                terminal(g.id),
                g.kind.value,
                g.status.value,
                str(len(g.leads)),
                str(len(register.queue(g.id))),
                cut(phrases.group_note(g), 40),
            ]
        )
    return joined(
        [
            f"{phrases.plural(len(register.groups), 'group')}, by id",
            "",
            *table(rows, right=(3, 4)),
            "",
            "Next: sepkit groups GROUP, sepkit groups --check",
        ]
    )


def render_group(group: Group) -> str:
    """Return one group with the source of each statement."""
    width = page_width()
    lines = [heading(terminal(group.name)) + f" ({terminal(group.id)}), {group.kind.value}"]
    lines += wrapped(group.summary, indent=0, width=width)
    for lead in group.leads:
        who = f"@{lead.handle}" if lead.handle else lead.name
        until = f" until {lead.until}" if lead.until else f" ({lead.term})" if lead.term else ""
        where = phrases.place(lead.path or "", lead.line)
        lines += wrapped(f"lead {who}{until}  {where}", indent=2, width=width)
    for claim in group.owns:
        where = phrases.place(claim.path, claim.line)
        lines += wrapped(f"owns {claim.kind} {claim.pattern}  {where}", indent=2, width=width)
    for claim in group.excludes:
        to = f" -> {claim.owner}" if claim.owner else ""
        where = phrases.place(claim.path, claim.line)
        lines += wrapped(f"leaves {claim.kind} {claim.pattern}{to}  {where}", indent=2, width=width)
    for right in group.decides:
        where = phrases.place(right.path, right.line)
        lines += wrapped(f"{right.matter}: {right.authority}  {where}", indent=2, width=width)
    return joined([*lines, f"Next: sepkit queue {terminal(group.id)}"])


def render_findings(findings: Sequence[Finding]) -> str:
    """Return findings as compilers print them: place, severity, what, then how to mend it."""
    if not findings:
        return "Nothing found.\n"
    width = page_width()
    lines: list[str] = []
    for f in findings:
        where = terminal(phrases.place(f.path, f.line) if f.path else f.subject)
        lines.append(f"{where}: {harm(f.severity)}: {terminal(f.message)} [{terminal(f.rule)}]")
        lines += wrapped(f.help, indent=4, width=width) if f.help else []
    return joined([*lines, "", phrases.severities(findings)])


def render_loads(loads: Sequence[Load]) -> str:
    """Return the load of every group; counts of groups, never of people."""
    head = (
        "GROUP",
        "IN FLIGHT",
        "DONE",
        "DECIDES",
        "AUTHORS",
        "ONE PERSON",
        "SPONSORS",
        "OWN WORK",
    )
    rows = [[heading(word) for word in head]]
    for load in sorted(loads, key=lambda load: (-load.in_flight, -load.done, load.group)):
        rows.append(
            [
                terminal(load.group),
                str(load.in_flight),
                str(load.done),
                str(load.decides),
                str(load.authors),
                f"{load.largest_share:.0%}",
                str(load.sponsors),
                f"{load.own_share:.0%}" + (" *" if load.is_inward else ""),
            ]
        )
    return joined(
        [
            "Load of each group, the longest queue first",
            "",
            *table(rows, right=range(1, 8)),
            "",
            "ONE PERSON: the largest share of a group's proposals with one author in common.",
            "OWN WORK: the share with a lead or member among the authors; * all of several.",
        ]
    )
