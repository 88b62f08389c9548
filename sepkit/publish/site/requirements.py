"""Normative sentences with their trace: who brought each, what became of it, and what tests it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sepkit.model import Proposal, ProposalRequirement, SpecRequirement
from sepkit.publish.escape import file_name
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import Names, View
from sepkit.publish.site.words import count

ROWS_SHOWN = 60
"""Sentences on one page; all are in the JSON."""

TEXT_SHOWN = 320
"""Characters of a sentence; its line leads to the whole."""

OUTCOMES = ("landed", "reworded", "missing", "contradicted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One proposal, or one page of the specification, with the counts of its sentences."""

    name: str
    path: str
    total: int
    counts: Mapping[str, int]
    """By outcome, and by test, excuse, neither; `traced` for pages."""
    proposal: Proposal | None = None


def pages(view: View) -> Iterator[Page]:
    """Yield the overview, then one page for each page of the specification and each proposal."""
    by_page = _by_page(view)
    names = Names()
    own = [p for p in view.proposals if p.requirements]
    # Their names are known to the proposals' own pages, so they are given away first.
    paths: dict[str, str] = {
        p.key: f"requirements/{names.take(f'of-{view.slug(p.key)}')}/" for p in own
    }
    slugs = {name: names.take(_slug(name, at)) for at, name in enumerate(by_page, start=1)}
    yield _overview(view, by_page, slugs, own, paths)
    for name, items in by_page.items():
        yield _specification(name, items, slugs[name])
    for proposal in own:
        yield _proposal(view, proposal, paths[proposal.key])


def _slug(path: str, at: int) -> str:
    tail = path.rpartition(".")[0].rpartition("/")[2]
    return file_name(tail, fallback=f"page-{at}")


def _by_page(view: View) -> dict[str, list[SpecRequirement]]:
    """Group what the newest revision holds by file, in the order of paths."""
    found: dict[str, list[SpecRequirement]] = {}
    for item in view.register.spec.requirements:
        if item.removed is None:
            found.setdefault(item.path, []).append(item)
    return found


def _overview(
    view: View,
    by_page: Mapping[str, Sequence[SpecRequirement]],
    slugs: Mapping[str, str],
    own: Sequence[Proposal],
    paths: Mapping[str, str],
) -> Page:
    current = [item for items in by_page.values() for item in items]
    covered = Counter(item.coverage for item in current)
    gone = len(view.register.spec.requirements) - len(current)
    traced = sum(bool(item.proposals) for item in current)
    rows = [_proposal_row(proposal, paths[proposal.key]) for proposal in own]
    return Page(
        path="requirements/",
        title="Requirements",
        template="requirements.html",
        description="Normative sentences: who brought them, what landed, what is tested",
        section="spec",
        crumbs=(Crumb(words="Specification", path="spec/"), Crumb(words="Requirements")),
        data="api/v1/register.json",
        context={
            "lede": f"{count(len(current), 'sentence')} with an RFC 2119 key word stand in the "
            f"newest revision, {traced} of them traced to a proposal; {gone} more stood in earlier "
            "ones.",
            "covered": covered,
            "outcomes": OUTCOMES,
            "final": [row for row in rows if any(row.counts[name] for name in OUTCOMES)],
            "others": [row for row in rows if not any(row.counts[name] for name in OUTCOMES)],
            "spec_pages": [_page_row(name, items, slugs[name]) for name, items in by_page.items()],
        },
    )


def _proposal_row(proposal: Proposal, path: str) -> Row:
    counts = Counter(item.landed for item in proposal.requirements if item.landed)
    counts.update(item.coverage for item in proposal.requirements)
    return Row(
        name=proposal.key,
        path=path,
        total=len(proposal.requirements),
        counts=counts,
        proposal=proposal,
    )


def _page_row(name: str, items: Sequence[SpecRequirement], slug: str) -> Row:
    counts = Counter(item.coverage for item in items)
    counts["traced"] = sum(bool(item.proposals) for item in items)
    return Row(name=name, path=f"requirements/{slug}/", total=len(items), counts=counts)


def _specification(name: str, items: Sequence[SpecRequirement], slug: str) -> Page:
    return Page(
        path=f"requirements/{slug}/",
        title=f"Requirements of {name.rpartition('/')[2]}",
        template="requirements_page.html",
        description=f"What {name} asks for, who brought it, and what tests it",
        section="spec",
        crumbs=(
            Crumb(words="Specification", path="spec/"),
            Crumb(words="Requirements", path="requirements/"),
            Crumb(words=name.rpartition("/")[2]),
        ),
        data="api/v1/register.json",
        context={
            "file_name": name,
            "items": items[:ROWS_SHOWN],
            "more": max(0, len(items) - ROWS_SHOWN),
            "text_shown": TEXT_SHOWN,
        },
    )


def _proposal(view: View, proposal: Proposal, path: str) -> Page:
    places = {item.id: item for item in view.register.spec.requirements}
    ordered = sorted(proposal.requirements, key=_urgency)
    return Page(
        path=path,
        title=f"Requirements of {proposal.key}",
        template="requirements_proposal.html",
        description=f"What {proposal.key} promised, what became of it, and what tests it",
        section="spec",
        crumbs=(
            Crumb(words="Requirements", path="requirements/"),
            Crumb(words=proposal.key, path=view.path(proposal.key)),
            Crumb(words="Its requirements"),
        ),
        data="api/v1/register.json",
        context={
            "p": proposal,
            "row": _proposal_row(proposal, path),
            "outcomes": OUTCOMES,
            "items": [(item, places.get(item.landed_id)) for item in ordered[:ROWS_SHOWN]],
            "more": max(0, len(ordered) - ROWS_SHOWN),
            "text_shown": TEXT_SHOWN,
        },
    )


def _urgency(item: ProposalRequirement) -> tuple[int, int]:
    """Put what contradicts first, then what is missing; the rest in the order of the text."""
    order = ("contradicted", "missing")
    outcome = item.landed or ""
    return (order.index(outcome) if outcome in order else len(order)), item.line


KIND = PageKind(name="requirements", pages=pages, is_list=True)
