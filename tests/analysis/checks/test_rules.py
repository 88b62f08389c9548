"""Each check finds the flaw that is planted for it, and is quiet where a text only looks so."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sepkit.analysis import checks
from sepkit.analysis.checks import BY_ID, RULES, find_rules
from sepkit.dialects import PRESETS, load_dialect
from sepkit.model import Finding, Origin, Reading, RefName, RepoPath
from tests.analysis.checks.texts import MCP, PREAMBLE, SECTIONS, findings, reading, rules, text
from tests.builders import oid

FOLDER = Path(checks.__file__).parent
NO_RULES = {
    *("__init__", "baseline", "comments", "fixing", "judging", "preamble", "room", "rule"),
    *("sections", "set_aside", "sheet"),
}

Make = Callable[[], tuple[Finding, ...]]


@dataclass(frozen=True)
class Planted:
    """A text with one flaw, where it stands, and one that only looks like it."""

    broken: Make
    line: int
    words: str
    """What the message or the help says."""
    fine: Make


def of(content: str, **place: object) -> Make:
    """Find what is wrong with one text."""
    return lambda: findings(reading(content, **place))  # type: ignore[arg-type]


def among(first: Reading, *others: Reading) -> Make:
    """Find what is wrong with the first of some proposals."""
    return lambda: findings(first, *others)


def preamble(**changes: str) -> str:
    """Return the preamble with some fields changed, added, or ("") taken out."""
    lines = dict(line[4:].split("**: ", 1) for line in PREAMBLE.strip().split("\n"))
    names = {"Author": "Author(s)"}
    for key, value in changes.items():
        lines[names.get(key, key.replace("_", " "))] = value
    return "".join(f"- **{k}**: {v}\n" for k, v in lines.items() if v)


def section(title: str, words: str) -> str:
    """Return the sections with one of them said in other words, or ("") taken out."""
    parts = SECTIONS.split("## ")[1:]
    kept = [part for part in parts if not part.startswith(title)]
    before = [part for part in parts if part.startswith(title)]
    if words and before:
        kept.insert(parts.index(before[0]), f"{title}\n\n{words}\n\n")
    return "".join(f"## {part}" for part in kept)


def said(words: str) -> str:
    """Return a proposal whose motivation says something."""
    return text(sections=section("Motivation", words))


def final(more: str) -> str:
    """Return a proposal that is final, with another section."""
    return text(preamble=preamble(Status="Final"), more=f"\n{more}\n")


def specified(words: str) -> str:
    """Return a proposal whose specification says something."""
    return text(sections=section("Specification", f"BCP 14 applies. {words}"))


PULLS = "https://github.com/modelcontextprotocol/modelcontextprotocol/pull"
TABLE = """\
| Field | Value |
|---|---|
| Status | Draft |
| Type | Standards Track |
| Created | 2026-03-01 |
| Author(s) | Ann Example (@ann) |
| Sponsor | Bob Example (@bob) |
| PR | #9101 |
"""
FENCE = "```"
CALLS = "A client MUST call `NAME` first.\n\nThe server answers `NAME` with a list."
OTHER = "seps/9102-shared-queues.md"


def other(**changes: str) -> Reading:
    """Return another proposal."""
    made = text(title="# SEP-9102: Shared queues", preamble=preamble(PR=f"{PULLS}/9102", **changes))
    return reading(made, path=OTHER, pull=9102)


def copied() -> Reading:
    """Return a proposal that another pull request carries in other words."""
    return reading(said("It says something else."), pull=9150)


PLANTED: dict[str, Planted] = {
    "META001": Planted(
        of(text(preamble=preamble(Created=""))),
        3,
        "`Created` is missing",
        of(text(preamble=preamble(Sponsor="None"))),
    ),
    "META002": Planted(
        of(text(preamble=preamble(PR=""))),
        3,
        "there is no field `PR`",
        of(text(preamble=preamble(PR="", Issue="#12"))),
    ),
    "META003": Planted(
        of(text(preamble=TABLE)), 5, "the preamble is a table", of(text(more=f"\n{TABLE}"))
    ),
    "META005": Planted(
        of(text(preamble=f"{PREAMBLE}- **Status**: Final\n")),
        9,
        "`Status` stands twice",
        of(text(preamble=f"{PREAMBLE}- **Status**: Draft\n")),
    ),
    "META006": Planted(
        of(text(preamble=PREAMBLE.replace("Author(s)", "Authors"))),
        6,
        "`Authors` is read as `Author(s)`",
        of(text(preamble=PREAMBLE.replace("Author(s)", "author(s)"))),
    ),
    "META007": Planted(
        of(text(preamble=f"{PREAMBLE}- **Sponser**: Bob\n")),
        9,
        "did you mean `Sponsor`?",
        of(text(preamble=preamble(Requires="SEP-9102"))),
    ),
    "META008": Planted(
        of(text(preamble=preamble(PR=f"{PULLS}/{{NUMBER}}"))),
        8,
        "`PR` still reads `{NUMBER}`",
        of(
            text(title="# SEP-9101: Names for {x} and others", preamble=PREAMBLE).replace(
                "{x}", "X"
            )
        ),
    ),
    "META009": Planted(
        of(text(preamble=preamble(Created="2026-13-01"))),
        5,
        "`2026-13-01` is no date",
        of(text(preamble=preamble(Created="2026-08-03"))),
    ),
    "META010": Planted(
        of(text(preamble=preamble(Created="2025-08-01"))),
        5,
        "did you mean `2026-08-01`?",
        of(text(preamble=preamble(Created="2025-02-01"))),
    ),
    "META011": Planted(
        of(text(preamble=preamble(Type="Standard Track"))),
        4,
        "did you mean `Standards Track`?",
        of(text(preamble=preamble(Type="Process"))),
    ),
    "META012": Planted(
        of(text(preamble=preamble(Status="`draft`"))),
        3,
        "write `Draft`",
        of(text(preamble=preamble(Status="Awaiting sponsor"))),
    ),
    "META013": Planted(
        of(text(preamble=preamble(PR="TBD"))),
        8,
        f"{PULLS}/9101",
        of(text(preamble=preamble(PR="#9101"))),
    ),
    "META014": Planted(
        of(text(preamble=preamble(Type="Extensions Track", Extension_Identifier="queues"))),
        9,
        "com.example/name",
        of(text(preamble=preamble(Type="Extensions Track", Extension_Identifier="org.example/q"))),
    ),
    "ID001": Planted(
        of(text(), path="seps/9101-Named--queues.md"),
        1,
        "9101-named-queues",
        of(text(), path="seps/9101-named-queues-2.0.md"),
    ),
    "ID002": Planted(
        of(text(), path="seps/0000-named-queues.md"),
        1,
        "rename it to `9101-named-queues.md`",
        of(text(), path="seps/9101-0000-queues.md"),
    ),
    "ID003": Planted(
        of(text(), pull=9150),
        1,
        "no pull request 9101 holds it",
        among(reading(text()), copied()),
    ),
    "ID004": Planted(
        among(reading(text()), reading(text(), path="seps/9101-other.md", pull=9150)),
        1,
        "the number 9101 is claimed by",
        among(reading(text()), other()),
    ),
    "ID005": Planted(
        of(text(title="# SEP-9100: Named queues")),
        1,
        "the title says 9100",
        of(text(title="# SEP-9101: Queues after SEP-9100")),
    ),
    "ID006": Planted(
        of(text(title="# SEP 9101 - Named queues")),
        1,
        "write `# SEP-9101: Named queues`",
        of(text(title="# SEP-9101:  Named queues")),
    ),
    "SEC001": Planted(
        of(text(sections=section("Abstract", ""))),
        1,
        "no section `Abstract`",
        of(text(sections=SECTIONS.replace("## Abstract", "## Summary"))),
    ),
    "SEC002": Planted(
        of(text(sections=section("Specification", ""))),
        1,
        "no section `Specification`",
        of(text(preamble=preamble(Type="Process"), sections=section("Specification", ""))),
    ),
    "SEC003": Planted(
        of(text(sections=section("Rationale", ""))),
        1,
        "no section `Rationale`",
        of(text(sections=SECTIONS.replace("## Rationale", "## Alternatives Considered"))),
    ),
    "SEC004": Planted(
        of(text(sections=SECTIONS.replace("Backward C", "Backwards C"))),
        26,
        "is read as `Backward Compatibility`",
        of(text(sections=SECTIONS.replace("Backward C", "BACKWARD C"))),
    ),
    "SEC005": Planted(
        of(text(sections=SECTIONS.replace("## Motivation", "# Motivation"))),
        14,
        "`Motivation` stands at level 1",
        of(text(sections=SECTIONS.replace("## Motivation", "## A\n\n### Motivation"))),
    ),
    "SEC006": Planted(
        of(text(sections=section("Rationale", "_To be added before Final._"))),
        22,
        "a stub",
        of(text(sections=section("Rationale", "### Names\n\nThey are short."))),
    ),
    "SEC008": Planted(
        of(text(sections=section("Security Implications", "Names can be guessed."))),
        30,
        "fewer than 20 words",
        of(text(sections=section("Security Implications", "Nothing changes here."))),
    ),
    "SEC009": Planted(
        of(text(sections=section("Specification", "A server keeps the name."))),
        18,
        "holds no MUST",
        of(
            text(
                preamble=preamble(Type="Informational"),
                sections=section("Specification", "A server keeps the name."),
            )
        ),
    ),
    "SEC010": Planted(
        of(text(sections=section("Reference Implementation", "One exists in our lab."))),
        35,
        "no link leads to it",
        of(text(sections=section("Reference Implementation", "See https://example.org/code."))),
    ),
    "SEC012": Planted(
        of(
            text(preamble=preamble(Status="Final"), more="\n## Open Questions\n\nHow long?\n"),
            pull=None,
        ),
        39,
        "still open at `Final`",
        of(
            text(preamble=preamble(Status="Final"), more="\n## Open Questions\n\nNone.\n"),
            pull=None,
        ),
    ),
    "TXT001": Planted(
        of(text(sections=SECTIONS.replace("The key words of BCP 14 apply. ", ""))),
        20,
        "requirement words are used",
        of(text(sections=SECTIONS.replace("BCP 14", "RFC 2119"))),
    ),
    "TXT002": Planted(
        of(said("A server MUST not forget it.")),
        16,
        "`MUST not` can be read two ways",
        of(said('A server writes `MUST not`, and "MAY NOT" is no word.')),
    ),
    "TXT003": Planted(
        of(said("It MUST wait, SHOULD ask and MAY leave.")),
        16,
        "3 requirements in one sentence",
        of(said("It MUST wait. It SHOULD ask. It MAY leave.")),
    ),
    "TXT004": Planted(
        of(said("The rest is TODO for now.")),
        16,
        "still to do",
        of(said('They wrote "mechanics TBD" and `TODO` in SEP-XXX.')),
    ),
    "TXT006": Planted(
        of(said("See <script>alert(1)</script> here.")),
        16,
        "could run or load",
        of(said("Write `<script>` in code.")),
    ),
    "TXT007": Planted(
        of(said("Names are\u200b hidden.")),
        16,
        "U+200B (zero width space)",
        of(said("A family \U0001f468\u200d\U0001f469 is one sign.")),
    ),
    "TXT008": Planted(
        of("\ufeff" + text()), 1, "byte order mark", of(said("The mark \ufffd stands for others."))
    ),
    "TXT009": Planted(
        of(said("word " * 500)),
        16,
        "more than 2000 characters",
        of(said(f"{FENCE}\n{'word ' * 500}\n{FENCE}")),
    ),
    "TXT010": Planted(
        of(text(more=f"\n{FENCE}json\n{{}}\n")),
        39,
        "never closed",
        of(text(more=f"\n{FENCE}json\n{{}}\n{FENCE}\n")),
    ),
    "TXT011": Planted(
        of(said(f'{FENCE}json\n{{"a": 1\n "b": 2}}\n{FENCE}')),
        18,
        "does not parse",
        of(said(f'{FENCE}json\n{{"a": 1, // one\n "b": [...],}}\n{FENCE}')),
    ),
    "TXT012": Planted(
        of(said(f"{FENCE}ts\ninterface A {{\n  b: {{ c: string\n}}\n{FENCE}")),
        17,
        "`{` is never closed",
        of(said(f"{FENCE}ts\ninterface A {{ b: string }} // {{\n{FENCE}")),
    ),
    "REF001": Planted(
        of(said("See [below](#securty-implications).")),
        16,
        "did you mean `#security-implications`?",
        of(said("See [below](#security-implications).")),
    ),
    "REF002": Planted(
        of(said("It follows SEP-77.")),
        16,
        "`SEP-77` is not in this repository",
        among(reading(said("It follows SEP-9102.")), other()),
    ),
    "REF003": Planted(
        among(reading(said("It follows SEP-9102.")), other()),
        16,
        "the first mention of `SEP-9102`",
        of(said(f"It follows [SEP-9102]({PULLS}/9102), and SEP-9102 came first.")),
    ),
    "REF005": Planted(
        of(said(f"It follows [SEP-9102]({PULLS}/9103).")),
        16,
        "the address leads to 9103",
        of(said(f"It follows [SEP-9102 and SEP-9103]({PULLS}/9103).")),
    ),
    "REF007": Planted(
        among(reading(text(preamble=preamble(Requires="SEP-9102"))), other(Requires="SEP-9101")),
        9,
        "`SEP-9101` → `SEP-9102` → `SEP-9101`",
        among(reading(text(preamble=preamble(Requires="SEP-9102"))), other()),
    ),
    "REF008": Planted(
        among(reading(text(preamble=preamble(Requires="SEP-9102"))), other(Status="Withdrawn")),
        9,
        "which is Withdrawn",
        among(reading(text(preamble=preamble(Requires="SEP-9102"))), other()),
    ),
    "REF009": Planted(
        among(
            reading(text(preamble=preamble(Status="Final", Supersedes="SEP-9102")), pull=None),
            other(Status="Final"),
        ),
        9,
        "still reads Final",
        among(
            reading(text(preamble=preamble(Status="Final", Supersedes="SEP-9102")), pull=None),
            other(Status="Superseded"),
        ),
    ),
    "REF010": Planted(
        of(said("See [it](https://example.org/specification/draft/basic).")),
        16,
        "another text later",
        of(said("See [it](https://example.org/specification/2025-11-25/basic).")),
    ),
    "REF011": Planted(
        of(said("See [it](https://github.com/a/b/blob/main/c.py#L3).")),
        16,
        "whose lines move",
        of(said(f"See [it](https://github.com/a/b/blob/{'0a' * 20}/c.py#L3).")),
    ),
    "REF013": Planted(
        of(said("![](queue.png)")), 16, "`queue.png`", of(said("![A queue](queue.png)"))
    ),
    "REF014": Planted(
        of(said("See [it](https://github.com/modelcontextprotocol/specification/issues/1).")),
        16,
        "a former name",
        of(said("See [it](https://github.com/modelcontextprotocol/specification-tools).")),
    ),
    "SURF001": Planted(
        of(specified(CALLS.replace("NAME", "beacons/old"))),
        20,
        "`beacons/old`, which left with 2026-07-28",
        of(specified("A server MUST NOT answer `beacons/old` any more.")),
    ),
    "SURF002": Planted(
        of(specified(CALLS.replace("NAME", "beacons/fading"))),
        20,
        "deprecated since 2026-07-28",
        of(specified(CALLS.replace("NAME", "tools/list"))),
    ),
    "SURF004": Planted(
        of(specified("A server MUST return the new error `-32011`.")),
        20,
        "the error code -32011",
        of(specified("A server MUST return the new error `-32050`.")),
    ),
    "SURF007": Planted(
        of(specified("A server MUST declare the extension `io.modelcontextprotocol/queues`.")),
        20,
        "kept for what was accepted",
        of(specified("A server MUST declare the extension `org.example/queues`.")),
    ),
    "STA001": Planted(
        of(text(preamble=preamble(Status="Idea"))),
        3,
        "`Idea` is no status",
        of(text(preamble=preamble(Status="Review"))),
    ),
    "STA002": Planted(
        of(text(preamble=preamble(Status="Accepted"))),
        3,
        "`Accepted` is a claim",
        of(text(preamble=preamble(Status="Accepted")), pull=None),
    ),
    "STA003": Planted(
        of(text(preamble=preamble(Sponsor="None"))),
        7,
        "needs a sponsor",
        of(text(preamble=preamble(Status="Proposal", Sponsor="None"))),
    ),
    "STA004": Planted(
        of(text(), pull=None),
        3,
        "`Draft` on the base branch",
        of(text(preamble=preamble(Status="Final")), pull=None),
    ),
    "STA005": Planted(
        of(text(preamble=preamble(Status="Final")), pull=None),
        3,
        "the decision is not recorded",
        of(text(preamble=preamble(Status="Final", Accepted="2026-02-02, 5 votes")), pull=None),
    ),
    "STA008": Planted(
        among(reading(text()), copied()),
        1,
        "`refs/pull/9150/head`",
        lambda: findings(
            reading(
                text(),
                copies=(
                    Origin(
                        ref=RefName("refs/pull/9150/head"),
                        commit=oid("x"),
                        path=RepoPath("seps/9101-named-queues.md"),
                        blob=oid(repr(text().encode())),
                    ),
                ),
            )
        ),
    ),
    "STA009": Planted(of(text(), day="2026-03-01"), 0, "since 2026-03-01", of(text())),
    "PPL001": Planted(
        of(text(preamble=preamble(Author="Ann Example"))),
        6,
        "`Ann Example` has no handle",
        of(text(preamble=preamble(Author="Ann Example (@ann), @cy"))),
    ),
    "PPL002": Planted(
        of(text(preamble=preamble(Author="Queues Working Group"))),
        6,
        "cannot answer",
        of(
            text(
                preamble=preamble(
                    Author="Ann Example (@ann), on behalf of the Queues Working Group"
                )
            )
        ),
    ),
    "PPL005": Planted(
        of(text(preamble=preamble(Sponsor="Mo Example (@mo)"))),
        7,
        "`@mo` is named as sponsor",
        of(text()),
    ),
    "PPL006": Planted(
        of(text(preamble=preamble(Author="Bob Example (@Bob)"))),
        7,
        "`@bob` sponsors an own proposal",
        of(text()),
    ),
    "PPL007": Planted(
        of(text(preamble=preamble(Sponsor="Bob Example"))),
        7,
        "add `(@bob)`",
        of(text(preamble=preamble(Sponsor="None (seeking)"))),
    ),
    "CFG002": Planted(
        of(said("[//]: # (sepkit: ignore TXT0O4 -- it is meant)\n\nAll is TODO.")),
        16,
        "there is no check `TXT0O4`",
        of(said("Write `sepkit: ignore TXT0O4` above a block.")),
    ),
    "CFG003": Planted(
        of(said("[//]: # (sepkit: ignore TXT004 -- it is meant)\n\nAll is done.")),
        16,
        "finds nothing here",
        of(said("[//]: # (sepkit: ignore TXT004 -- it is meant)\n\nAll is TODO.")),
    ),
    "CFG004": Planted(
        of(said("[//]: # (sepkit: ignore TXT004)\n\nAll is TODO.")),
        16,
        "no reason is given",
        of(said("[//]: # (sepkit: ignore todo-left -- it is meant)\n\nAll is TODO.")),
    ),
    "CFG005": Planted(
        of(said("[//]: # (sepkit: ignore META001 -- I know)\n\nAll is done.")),
        16,
        "cannot be set aside in a proposal",
        of(said("[//]: # (sepkit: ignore TXT004 -- it is meant)\n\nAll is TODO.")),
    ),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_check_finds_what_is_planted_for_it_at_its_line(rule: str) -> None:
    found = [finding for finding in PLANTED[rule].broken() if finding.rule == rule]

    assert found, rule
    assert found[0].line == PLANTED[rule].line
    assert PLANTED[rule].words in f"{found[0].message}; {found[0].help}"


@pytest.mark.parametrize("rule", PLANTED)
def test_a_check_is_quiet_where_a_text_only_looks_like_it(rule: str) -> None:
    assert rule not in rules(PLANTED[rule].fine())


def test_a_proposal_without_a_flaw_has_no_finding() -> None:
    assert findings(reading(text())) == ()


def test_every_check_has_a_planted_flaw() -> None:
    assert set(PLANTED) == set(BY_ID)


def test_every_file_of_a_check_is_listed() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - NO_RULES

    assert {rule.name.replace("-", "_") for rule in RULES} == files


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_check_has_a_page_that_says_what_to_do(rule: checks.Rule) -> None:
    assert rule.page is not None
    assert rule.summary[0].isupper() or rule.summary.startswith("`")
    assert "What to do:" in rule.page
    assert 0 < len(rule.summary) <= 200


def test_ids_and_names_are_given_once_and_in_order() -> None:
    families = list(dict.fromkeys(rule.family for rule in RULES))
    ids = [rule.id for rule in RULES]

    assert len(set(ids)) == len({rule.name for rule in RULES}) == len(RULES)
    assert ids == sorted(ids, key=lambda id_: (families.index(id_.rstrip("0123456789")), id_))


def test_no_note_of_the_reader_is_adopted_twice() -> None:
    adopted = [note for rule in RULES for note in rule.adopts]

    assert len(set(adopted)) == len(adopted)
    assert all(note in rule.adopts for rule in RULES for note in rule.retold)


@pytest.mark.parametrize(
    ("selectors", "ids"),
    [
        (["TXT002"], ["TXT002"]),
        (["key-word-malformed"], ["TXT002"]),
        (["SURF00"], ["SURF001", "SURF002", "SURF004", "SURF007"]),
        (["nothing"], []),
    ],
)
def test_a_selector_is_an_id_a_name_or_the_beginning_of_ids(
    selectors: list[str], ids: list[str]
) -> None:
    assert [rule.id for rule in find_rules(selectors)] == ids


@pytest.mark.parametrize("preset", PRESETS)
def test_the_levels_of_a_preset_name_checks_that_exist(preset: str) -> None:
    for level in load_dialect(preset).checks:
        assert level.rule == "ALL" or find_rules([level.rule]), level.rule


def test_no_check_is_off_in_the_process_that_all_are_made_for() -> None:
    assert MCP.checks == ()
