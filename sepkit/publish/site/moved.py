"""Old addresses of proposals that got another number: a page that leads on, without script."""

import re
from collections.abc import Iterator

from sepkit.model import Proposal
from sepkit.publish.site.page import Crumb, Page, PageKind
from sepkit.publish.site.view import View

_NUMBER = re.compile(r"0*([1-9][0-9]{0,6})(?![0-9])")


def former_slugs(proposal: Proposal, noun: str) -> tuple[str, ...]:
    """Return the names that a proposal's page had, or would have had, under its former paths.

    Args:
        proposal: with the paths that its file had.
        noun: what the process calls a proposal; file names may begin with it: `sep-1850-x.md`.
    """
    found: dict[str, None] = {}
    for path in proposal.former_paths:
        name = path.rsplit("/", 1)[-1].lower().removeprefix(f"{noun.lower()}-")
        match = _NUMBER.match(name)
        if match is not None:
            found[match[1]] = None
        elif proposal.pull_request:
            found[str(proposal.pull_request)] = None
            found[f"draft-{proposal.pull_request}"] = None
    return tuple(found)


def pages(view: View) -> Iterator[Page]:
    """Yield a page for each address that a proposal left and that no other one took."""
    taken = {view.path(proposal.key) for proposal in view.proposals}
    for proposal in view.proposals:
        for slug in former_slugs(proposal, view.register.process.noun):
            path = f"sep/{slug}/"
            if path in taken:
                continue
            taken.add(path)
            yield Page(
                path=path,
                title=f"Moved to {proposal.key}",
                template="moved.html",
                description=f"{proposal.key} stood here under another number",
                section="proposals",
                crumbs=(Crumb(words="Proposals", path="proposals/"), Crumb(words=slug)),
                is_indexed=False,
                moved_to=view.path(proposal.key),
                context={"p": proposal},
            )


KIND = PageKind(name="moved", pages=pages)
