"""Changes of one fact, for asking whether the pages that show it are made again."""

from collections.abc import Callable
from dataclasses import replace

from sepkit.model import Finding, Harm, Instant, ObjectId, ProposalRequirement, RepoPath, Severity
from tests.publish.conftest import Reading


def with_proposal(reading: Reading, number: int, **changes: object) -> Reading:
    proposals = tuple(
        replace(p, **changes) if p.number == number else p  # type: ignore[arg-type]
        for p in reading.register.proposals
    )
    return replace(reading, register=replace(reading.register, proposals=proposals))


def _with_text(reading: Reading, number: int) -> Reading:
    texts = {
        key: f"# New\n\n{text}" if key.endswith(f"-{number}") else text
        for key, text in reading.texts.items()
    }
    return replace(reading, texts=texts)


def _with_severity(reading: Reading, number: int) -> Reading:
    first, *rest = reading.register.conflicts
    changed = replace(first, severity=Harm.LOW, score=number / 1000)
    return replace(reading, register=replace(reading.register, conflicts=(changed, *rest)))


def _later(reading: Reading, number: int) -> Reading:
    as_of = Instant(f"2031-06-{number % 28 + 1:02d}T09:30:00Z")
    return replace(reading, register=replace(reading.register, as_of=as_of))


def _renamed(reading: Reading, number: int) -> Reading:
    first, *rest = reading.register.groups
    changed = replace(first, name=f"Board {number}")
    return replace(reading, register=replace(reading.register, groups=(changed, *rest)))


def _found(reading: Reading, number: int) -> Reading:
    proposal = next(p for p in reading.register.proposals if p.number == number)
    finding = Finding(
        rule="META005",
        severity=Severity.WARNING,
        path=RepoPath(proposal.origin.path),
        line=3,
        message="`Title` says nothing",
        subject=proposal.key,
    )
    return with_proposal(reading, number, findings=(*proposal.findings, finding))


def _asked(reading: Reading, number: int) -> Reading:
    requirement = ProposalRequirement(
        id=f"RFX-{number}/1",
        keyword="MUST",
        text="Lamps MUST shine.",
        path=RepoPath("proposals/a.md"),
        line=7,
    )
    return with_proposal(reading, number, requirements=(requirement,))


def _acted(reading: Reading, number: int) -> Reading:
    timeline = next(p.timeline for p in reading.register.proposals if p.timeline)
    moved = (replace(timeline[0], commit=ObjectId("c" * 40), author="Another Author"),)
    return with_proposal(reading, number, timeline=moved)


def _measured(reading: Reading, number: int) -> Reading:
    first, *rest = reading.register.measurements
    changed = replace(first, count=number)
    return replace(reading, register=replace(reading.register, measurements=(changed, *rest)))


def _specified(reading: Reading, number: int) -> Reading:
    spec = reading.register.spec
    surfaces = tuple(replace(entry, line=number) for entry in spec.surfaces)
    changed = replace(spec, surfaces=surfaces)
    return replace(reading, register=replace(reading.register, spec=changed))


def _gone(reading: Reading, number: int) -> Reading:
    conflicts = tuple(c for c in reading.register.conflicts if not c.id.endswith(str(number)))
    return replace(reading, register=replace(reading.register, conflicts=conflicts[1:]))


def _left(reading: Reading, number: int) -> Reading:
    proposals = tuple(p for p in reading.register.proposals if p.number != number)
    return replace(reading, register=replace(reading.register, proposals=proposals))


CHANGES: tuple[Callable[[Reading, int], Reading], ...] = (
    lambda r, n: with_proposal(r, n, title="Another title"),
    lambda r, n: with_proposal(r, n, status="draft"),
    lambda r, n: with_proposal(r, n, open=False),
    lambda r, n: with_proposal(r, n, in_flight=False),
    lambda r, n: with_proposal(r, n, touches=()),
    lambda r, n: with_proposal(r, n, last_changed=None),
    lambda r, n: with_proposal(r, n, area="Night running"),
    _with_text,
    _with_severity,
    _later,
    _renamed,
    _found,
    _acted,
    _measured,
    _specified,
    _gone,
    _left,
    lambda r, n: with_proposal(r, n, authors=()),
    _asked,
    lambda r, n: with_proposal(r, n, former_paths=(RepoPath("proposals/99-old.md"),)),
)
