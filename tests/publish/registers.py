"""An invented register with all that a page can meet: 41 proposals, 6 groups, hostile words."""

from dataclasses import replace

from sepkit.model import (
    Acknowledgement,
    Act,
    Area,
    Candidate,
    Claim,
    Conflict,
    Counts,
    Date,
    Event,
    Evidence,
    Figure,
    Finding,
    Group,
    GroupId,
    GroupKind,
    GroupStatus,
    Handle,
    Harm,
    Instant,
    LandOrder,
    Lead,
    MeasuredTable,
    Measurement,
    Mention,
    Next,
    ObjectId,
    Origin,
    Person,
    Process,
    Proposal,
    ProposalKey,
    Quote,
    RefName,
    Refusal,
    Register,
    Relation,
    RelationKind,
    RepoPath,
    Revision,
    Right,
    Route,
    Scope,
    Section,
    Severity,
    Spec,
    Sponsor,
    StatusLabel,
    Surface,
    SurfaceEntry,
    Touch,
    UnexplainedChange,
    WrittenField,
)

HOSTILE = (
    "</title><script>window.__pwned=1</script>",
    '"><img src=x onerror="window.__pwned=2">',
    "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    "Safe \u202egnp.exe \u2066x\u2069 \x1b[31mred\x07",
    "עברית العربية 🧑\u200d🚀 " + "長" * 60,
    "'; DROP TABLE sep; -- `code` & <b>bold</b>",
    "javascript:alert(1)//${alert(1)}",
    "x" * 10_000,
)
COMMIT = ObjectId("5a" * 20)
AS_OF = Instant("2031-05-20T09:30:00Z")
STATUSES = (
    StatusLabel(id="idea", label="Idea", is_open=True, step=1),
    StatusLabel(id="draft", label="Draft", is_open=True, step=2),
    StatusLabel(id="review", label="In review", is_open=True, step=3),
    StatusLabel(id="agreed", label="Agreed", is_open=True, step=4),
    StatusLabel(id="landed", label="Landed", is_open=False, step=5),
    StatusLabel(id="withdrawn", label="Withdrawn", is_open=False, step=0),
)
GROUPS = ("wg-rails", "wg-signals", "wg-stations", "ig-safety", "wg-tickets", "board")


def group(identifier: str, kind: GroupKind = GroupKind.WORKING_GROUP, **changes: object) -> Group:
    path = RepoPath(f"groups/{identifier}.yml")
    base = Group(
        id=GroupId(identifier),
        name=identifier.removeprefix("wg-").removeprefix("ig-").title()
        + (" WG" if identifier.startswith("wg") else " IG" if identifier.startswith("ig") else ""),
        kind=kind,
        summary=f"Looks after everything that concerns `{identifier}`.",
        charter=RepoPath(f"docs/{identifier}.md"),
        leads=(
            Lead(
                handle=Handle("Ada-Rail"), name="Ada", until=Date("2031-12-31"), path=path, line=4
            ),
            Lead(name="Somebody <i>without</i> an account", term="Initial", path=path, line=5),
        ),
        members=(Handle("m-one"), Handle("m-two")),
        owns=(
            Claim(kind="surface", pattern=f"method:{identifier}/*", path=path, line=8),
            Claim(kind="topic", pattern="<script>alert(1)</script>", path=path, line=9),
        ),
        scope=(
            Scope(text="The `gauge` of all rails", is_inside=True, path=path, line=20),
            Scope(text="Anything about <tickets>", is_inside=False, path=path, line=24),
        ),
        related=(Mention(written="Ghost WG", group=None, path=path, line=30),),
        decides=(Right(matter="Changes in scope", authority="group", path=path, line=40),),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def proposal(number: int, **changes: object) -> Proposal:
    key = ProposalKey(f"RFX-{number}")
    path = RepoPath(f"proposals/{number}-thing.md")
    in_flight = bool(changes.get("in_flight", number >= 120))
    base = Proposal(
        key=key,
        number=number,
        pull_request=number,
        title=f"Proposal number {number} about `things`",
        status="idea" if in_flight else "landed",
        claimed_status="Draft" if in_flight else "Landed",
        track="Standard" if number % 3 else "Process",
        created=Date(f"2031-0{number % 4 + 1}-1{number % 9}"),
        authors=(Person(name="Bo Track", handle=Handle("bo-track")), Person(name="No Handle")),
        sponsor=Sponsor(name="Ada", handle=Handle("ada-rail"), known=number % 2 == 0),
        abstract="An abstract.",
        in_flight=in_flight,
        open=None,
        appears_open=in_flight and number % 4 != 0,
        origin=Origin(
            ref=RefName(f"refs/pull/{number}/head" if in_flight else "refs/heads/main"),
            commit=COMMIT,
            path=path,
            blob=ObjectId("b" * 40),
        ),
        first_seen=Date("2031-02-01"),
        last_changed=Date("2031-05-02"),
        preamble=(
            WrittenField(label="Status", value="Draft", line=3),
            WrittenField(label="<b>Odd</b>", value="<script>x</script>", line=4),
        ),
        sections=(Section(title="Abstract", name="abstract", level=2, line=6, end_line=9),),
        missing_sections=("reference-implementation",) if number % 2 else (),
        timeline=(
            Event(
                status="draft" if in_flight else "landed",
                date=Instant(f"2031-0{number % 4 + 1}-15T10:00:00Z"),
                commit=ObjectId(f"{number:040x}"),
                author="Bo <b>Track</b>",
                authorised=None if in_flight else True,
                on_base=not in_flight,
            ),
        ),
        route=route(number),
        next=Next(
            actor="author",
            handles=(Handle("bo-track"),),
            action="find a sponsor",
            since=Date("2031-02-01"),
            days=108 + number % 7,
            due=Date("2031-05-01"),
            overdue=19,
            source="docs/process.md:40",
        )
        if in_flight
        else Next(actor="nobody", action="nothing is due", since=None, days=None),
        touches=(
            Touch(surface=Surface("method:wg-rails/lay"), act=Act.DEFINES, path=path, line=12),
            Touch(surface=Surface("type:Rail"), act=Act.RELIES_ON, path=path, line=14),
        ),
        relations=(
            Relation(
                to=ProposalKey(f"RFX-{max(101, number - 3)}"),
                kind=RelationKind.REQUIRES,
                path=path,
                line=6,
                quote="requires <b>that</b> & more",
            ),
            Relation(
                to=ProposalKey("RFX-9999"),
                kind=RelationKind.MENTIONS,
                path=path,
                line=8,
                quote="see RFX-9999",
                is_known=False,
            ),
        ),
        findings=(
            Finding(
                rule="odd-field",
                severity=Severity.WARNING,
                subject=key,
                path=path,
                line=4,
                message="the field `<b>Odd</b>` is not known",
                help="remove it",
            ),
        )
        if number % 5 == 0
        else (),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def route(number: int) -> Route:
    owner = GroupId(GROUPS[number % 5])
    other = GroupId(GROUPS[(number + 1) % 5])
    path = RepoPath(f"groups/{owner}.yml")
    evidence = (
        Evidence(
            kind="surface", text="changes `method:wg-rails/lay`", path=path, line=8, weight=1.5
        ),
        Evidence(kind="excluded-topic", text="“tickets” is out", path=path, line=24, weight=-0.4),
    )
    if number % 7 == 0:
        candidates = (
            Candidate(group=owner, probability=0.44, evidence=evidence),
            Candidate(group=other, probability=0.38),
        )
        return Route(
            owner=None,
            reason="two groups within `.06`",
            candidates=candidates,
            decides=(GroupId("board"),),
        )
    return Route(
        owner=owner,
        consulted=(other,),
        decides=(owner, GroupId("board")),
        decides_reason="it adds to the specification",
        decides_path=path,
        decides_line=40,
        probability=0.91,
        abstained=False,
        reason="it changes what the group owns",
        candidates=(
            Candidate(group=owner, probability=0.91, evidence=evidence),
            Candidate(group=other, probability=0.05),
            Candidate(group=GroupId("ig-safety"), probability=0.02),
            Candidate(group=GroupId("board"), probability=0.01),
        ),
    )


def conflict(a: int, b: int, severity: Harm, **changes: object) -> Conflict:
    keys = (ProposalKey(f"RFX-{a}"), ProposalKey(f"RFX-{b}"))
    base = Conflict(
        id=f"RFX-{a}+RFX-{b}",
        rules=("same-method",),
        severity=severity,
        score=0.8,
        proposals=keys,
        groups=(GroupId(GROUPS[a % 5]), GroupId(GROUPS[b % 5])),
        cross_group=a % 5 != b % 5,
        surfaces=(Surface("method:wg-rails/lay"),),
        evidence=tuple(
            Quote(
                proposal=key,
                path=RepoPath(f"proposals/{n}-thing.md"),
                line=12,
                quote="defines `method:x` </blockquote><script>window.__pwned=3</script>",
            )
            for key, n in zip(keys, (a, b), strict=True)
        ),
        explanation="both define `method:wg-rails/lay`; neither names the other",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def text(number: int) -> str:
    return f"""# RFX-{number}: Proposal number {number}

- **Status**: Draft

- **Requires**: RFX-101

see RFX-9999

## Abstract

<script>window.__pwned=4</script> Servers MUST define `method:wg-rails/lay`
and more on a second line, [bad](javascript:window.__pwned=5), ![p](https://evil.example/p.png)

```json
{{"a": "<b>"}}
```

## Abstract

| Field | Meaning |
|:-----:|--------:|
| a     | b       |

#### Deep

Text with {{{{ jinja }}}} and [inside](#abstract) and [gone](#nowhere).
"""


def register() -> Register:
    """Return the register; nothing in it depends on a clock."""
    numbers = [*range(101, 131), *range(140, 140 + len(HOSTILE))]
    proposals = [proposal(n) for n in numbers]
    for index, words in enumerate(HOSTILE):
        at = 30 + index
        proposals[at] = replace(
            proposals[at],
            title=words,
            authors=(Person(name=words[:300], handle=Handle(f"hostile-{index}")),),
            claimed_status=words[:200],
            abstract=words,
        )
    clash = replace(proposal(121), key=ProposalKey("RFX-121@130"), title="Claims a number twice")
    placeholder = replace(
        proposal(131), key=ProposalKey("RFX-0000@131"), number=None, title="No number yet"
    )
    groups = (
        group("board", GroupKind.CORE, name="The Board", decides=()),
        group("ig-safety", GroupKind.INTEREST_GROUP, charter=None, summary=""),
        group("wg-rails", name="Rails WG </title><script>window.__pwned=6</script>"),
        group("wg-signals", status=GroupStatus.FORMING, charter=None, leads=(), scope=()),
        group("wg-stations"),
        group("wg-tickets"),
    )
    conflicts = (
        conflict(121, 122, Harm.HIGH),
        conflict(121, 126, Harm.MEDIUM),
        conflict(122, 123, Harm.MEDIUM),
        conflict(123, 128, Harm.LOW),
        conflict(101, 125, Harm.HIGH),
        conflict(125, 142, Harm.LOW),
        conflict(
            126,
            127,
            Harm.LOW,
            acknowledged=Acknowledgement(
                verdict="acknowledged",
                reason="both are <b>wanted</b>",
                by="@ada-rail",
                until=None,
                path=RepoPath("groups/conflicts.yml"),
                line=3,
            ),
        ),
        conflict(102, 103, Harm.LOW),
    )
    moved = replace(
        proposal(135),
        key=ProposalKey("RFX-135"),
        former_paths=(RepoPath("proposals/0000-thing.md"), RepoPath("proposals/134-thing.md")),
        pull_request=133,
        area="Night running",
    )
    all_proposals = sorted(
        [*proposals, clash, placeholder, moved], key=lambda p: (p.number or 0, p.key)
    )
    return Register(
        repository="invented.git",
        revision=COMMIT,
        base_ref="refs/heads/main",
        as_of=AS_OF,
        tool="sepkit 0.1.0",
        process=Process(
            preset="rfx",
            title="Railway",
            noun="RFX",
            key="RFX-{number}",
            pull_url="https://forge.example/rail/way/pull/{pull}",
            statuses=STATUSES,
        ),
        counts=Counts(seen=len(all_proposals) + 1, read=len(all_proposals), partly=0, refused=1),
        proposals=tuple(all_proposals),
        groups=groups,
        conflicts=conflicts,
        land_order=LandOrder(
            order=(ProposalKey("RFX-121"), ProposalKey("RFX-124")),
            cycles=((ProposalKey("RFX-122"), ProposalKey("RFX-125")),),
        ),
        spec=spec(),
        areas=(
            Area(
                title="Night running",
                path=RepoPath("docs/roadmap.md"),
                line=12,
                end_line=20,
                groups=(GroupId("wg-rails"),),
            ),
            Area(title="<i>Snow</i>", path=RepoPath("docs/roadmap.md"), line=21, end_line=30),
        ),
        measurements=(measurement("rfx"), measurement("other", subject="routes")),
        findings=(
            Finding(
                rule="no-charter",
                severity=Severity.WARNING,
                subject="wg-signals",
                path=RepoPath("groups/wg-signals.yml"),
                line=1,
                message="`wg-signals` has no charter",
                help="write one",
            ),
            Finding(
                rule="odd",
                severity=Severity.ERROR,
                subject="wg-rails",
                path=RepoPath("groups/<b>.yml"),
                line=0,
                message="a file with `<b>` in its name",
            ),
        ),
        refused=(
            Refusal(
                path=RepoPath("proposals/big.md"),
                ref=RefName("refs/pull/7/head"),
                reason="the file has 2,000,000 bytes, more than 1,048,576",
            ),
        ),
    )


def measurement(preset: str, *, subject: str = "conflicts") -> Measurement:
    return Measurement(
        subject=subject,
        preset=preset,
        method="leave-one-out",
        labels="`labels/pairs.csv`",
        count=40,
        command="sepkit evaluate conflicts --labels pairs.csv",
        commit="c0ffee" * 6 + "c0ff",
        caveat="few pairs were <judged> twice",
        figures=(
            Figure(name="precision", value=0.8125, meaning="share of shown pairs that are right"),
            Figure(name="pairs", value=40.0, meaning="judged by people"),
            Figure(name="log loss", value=0.345),
        ),
        tables=(
            MeasuredTable(
                title="reliability",
                columns=("from", "to", "promised", "kept", "count"),
                rows=(
                    ("0.5", "0.7", "0.61", "0.50", "10"),
                    ("0.7", "0.9", "0.82", "0.80", "20"),
                    ("0.9", "1.0", "", "", "0"),
                ),
            ),
            MeasuredTable(
                title="rules",
                columns=("rule", "fired", "right"),
                rows=(("same-method", "16", "13"), ("<b>odd</b>", "1", "0")),
            ),
        ),
    )


def spec() -> Spec:
    return Spec(
        revisions=(
            Revision(id="2030-01-01", date=Date("2030-01-01"), surfaces=2),
            Revision(id="2031-01-01", date=Date("2031-01-01"), surfaces=3),
            Revision(id="draft", date=None, surfaces=3),
        ),
        surfaces=(
            SurfaceEntry(
                id=Surface("method:wg-rails/lay"),
                kind="method",
                since="2031-01-01",
                owners=(GroupId("wg-rails"),),
                proposals=(ProposalKey("RFX-101"),),
            ),
            SurfaceEntry(
                id=Surface("method:WG-rails/Lay"),
                kind="method",
                since="2030-01-01",
                removed="2031-01-01",
            ),
            SurfaceEntry(
                id=Surface("type:Rail"),
                kind="type",
                since="2030-01-01",
                deprecated="2031-01-01",
                path=RepoPath("schema/rail.json"),
                line=12,
            ),
        ),
        unexplained_changes=(
            UnexplainedChange(
                surface=Surface("type:Rail"), revision="2031-01-01", change="deprecated"
            ),
        ),
    )


def texts(found: Register) -> dict[ProposalKey, str]:
    return {p.key: text(p.number or 0) for p in found.proposals}
