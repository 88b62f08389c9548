"""What is odd about where a proposal stands, as apart from what its text says."""

from collections.abc import Iterator

from sepkit.analysis.assembly import Assembled
from sepkit.model import Corpus, Finding, Severity, Sponsor


def find_hygiene(
    assembled: Assembled, sponsor: Sponsor | None, corpus: Corpus
) -> Iterator[Finding]:
    """Yield what a maintainer should know of the proposal's number, sponsor and claims."""
    yield from _placeholder(assembled, corpus)
    yield from _clash(assembled)
    yield from _sponsor(assembled, sponsor)
    yield from _claim(assembled, corpus)


def _finding(
    assembled: Assembled, rule: str, severity: Severity, message: str, help_text: str, line: int = 1
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        subject=assembled.key,
        path=assembled.home.entry.origin.path,
        line=line,
        message=message,
        help=help_text,
    )


def _placeholder(assembled: Assembled, corpus: Corpus) -> Iterator[Finding]:
    if not assembled.is_placeholder:
        return
    pull = assembled.pull_request
    number = f"`{pull}`" if pull is not None else "the pull request's number"
    yield _finding(
        assembled,
        "placeholder-number",
        Severity.WARNING,
        f"the file name still bears `{corpus.dialect.placeholder}`",
        f"rename the file to begin with {number} and write it into the title",
    )


def _clash(assembled: Assembled) -> Iterator[Finding]:
    if assembled.rivals:
        others = ", ".join(f"`{key}`" for key in assembled.rivals)
        yield _finding(
            assembled,
            "number-clash",
            Severity.ERROR,
            f"the number {assembled.number} is claimed by {others} too",
            "give the later one the number of its own pull request",
        )


def _sponsor(assembled: Assembled, sponsor: Sponsor | None) -> Iterator[Finding]:
    if sponsor is None or sponsor.known is not False:
        return
    field = assembled.home.document.field("sponsor")
    who = f"`@{sponsor.handle}`" if sponsor.handle else f"`{sponsor.name}`"
    yield _finding(
        assembled,
        "sponsor-unknown",
        Severity.WARNING,
        f"{who} is named as sponsor and listed by no file of the base revision",
        "check the spelling of the handle, or name somebody whom the maintainers' file lists",
        field.line if field else 1,
    )


def _claim(assembled: Assembled, corpus: Corpus) -> Iterator[Finding]:
    """A status further on than what a branch alone can make true."""
    if not assembled.in_flight:
        return
    document = assembled.home.document
    rule = next((r for r in corpus.dialect.statuses if r.id == document.status), None)
    first = min((r.step for r in corpus.dialect.statuses if r.needs_sponsor), default=0)
    if rule is None or rule.step <= first:
        return
    field = document.field("status")
    yield _finding(
        assembled,
        "claim-beyond-state",
        Severity.INFO,
        f"the text says `{document.status_written}`, which no act on the base branch made true",
        "the sponsor edits the status once it is decided",
        field.line if field else 1,
    )
