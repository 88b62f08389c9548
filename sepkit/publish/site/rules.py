"""The checks of proposals: one page for all of them, and one for each with what it found here."""

from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.analysis.checks import RULES, Rule
from sepkit.analysis.checks.set_aside import line_to_paste
from sepkit.model import Finding, ProposalKey
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count

SHOWN = 100
"""Findings on a page; a check that finds more says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One finding, with the proposal that it is about."""

    proposal: ProposalKey
    finding: Finding


def found_by(view: View, rule: Rule) -> tuple[Found, ...]:
    """Return what a check found, in the order of the proposals."""
    return tuple(
        Found(proposal=proposal.key, finding=finding)
        for proposal in view.proposals
        for finding in proposal.findings
        if finding.rule == rule.id
    )


def slug(rule: Rule) -> str:
    """Return the rule's name in addresses: its id in small letters, like every name of a file."""
    return rule.id.lower()


def pages(view: View) -> Iterator[Page]:
    """Yield the list of all checks, then a page a check."""
    found = {rule.id: found_by(view, rule) for rule in RULES}
    rows = tuple((rule, len({item.proposal for item in found[rule.id]})) for rule in RULES)
    yield Page(
        path="rules/",
        title="Checks",
        template="rules.html",
        description="What is checked in every proposal, and how often something was found",
        section="about",
        context={"rule": None, "rows": rows},
    )
    for rule in RULES:
        yield _page(rule, found[rule.id])


def _page(rule: Rule, found: tuple[Found, ...]) -> Page:
    proposals = len({item.proposal for item in found})
    return Page(
        path=f"rules/{slug(rule)}/",
        title=f"{rule.id} {rule.name}",
        template="rules.html",
        description=rule.summary,
        section="about",
        crumbs=(Crumb(words="Checks", path="rules/"), Crumb(words=rule.id)),
        context={
            "rule": rule,
            "paragraphs": tuple(" ".join(p.split()) for p in (rule.page or "").split("\n\n")),
            "paste": line_to_paste(rule.id, markup="markdown") if rule.is_authors else "",
            "found": found[:SHOWN],
            "lede": f"{count(len(found), 'finding')} in {count(proposals, 'proposal')}."
            if found
            else "It finds nothing here.",
        },
        words=rule.name.replace("-", " "),
    )


KIND = PageKind(name="rules", pages=pages, is_list=True)
