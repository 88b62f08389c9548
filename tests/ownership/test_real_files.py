"""Real charters, lists and defaults: what people counted in them is what is read."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from sepkit.analysis.ownership_doctor import find_ownership
from sepkit.analysis.surface_ownership import ClaimIndex
from sepkit.model import (
    BaseFile,
    Finding,
    GroupId,
    GroupKind,
    GroupStatus,
    Instant,
    Ownership,
    OwnershipSource,
    RepoPath,
    is_path_match,
)
from sepkit.ownership import read_ownership
from sepkit.resources import WORKGROUPS
from tests.ownership.builders import base_file

pytestmark = pytest.mark.corpora

AS_OF = Instant("2026-08-22T06:51:20Z")
SOURCES = (
    OwnershipSource(reader="charter", pattern="docs/community/*-groups/*.mdx"),
    OwnershipSource(reader="maintainers", pattern="MAINTAINERS.md"),
    OwnershipSource(reader="codeowners", pattern=".github/CODEOWNERS"),
    OwnershipSource(reader="pages", pattern="docs/development/roadmap.mdx"),
)
# Charter's file name: kind, leads, items in scope, out of scope, rows of the decision table.
CHARTERS = {
    "wg-agents": (("LucaButBoring", "CaitieM20"), 6, 3, 8),
    "wg-apps": (("idosal", "liady", "ochafik"), 9, 4, 8),
    "wg-file-uploads": (("localden",), 4, 2, 8),
    "wg-inspector-v2": (("cliffhall", "olaservo", "BobDickinson"), 8, 3, 8),
    "wg-interceptors": (
        ("sambhav", "PederHP", "degiorgio", "jeongukjae", "olaservo"),
        4,
        3,
        8,
    ),
    "wg-registry": (("rdimitrov",), 7, 5, 8),
    "wg-sdk": (("felixweinberger",), 6, 4, 9),
    "wg-server-card": (("dsp-ant", "SamMorrowDrums"), 4, 3, 8),
    "wg-skills-over-mcp": (("olaservo", "pja-ant"), 4, 3, 8),
    "wg-triggers-events": (("clareliguori", "pja-ant"), 4, 3, 8),
    "ig-auth": (("aaronpk", "D-McAdams", "pcarleton"), 10, 6, 0),
    "ig-enterprise-managed-authorization": (("pcarleton", "aaronpk"), 5, 4, 0),
    "ig-financial-services": (("sambhav", "PederHP"), 8, 5, 0),
    "ig-primitive-grouping": (("chughtapan", "SamMorrowDrums"), 3, 2, 0),
    "ig-security": (("localden", "pcarleton"), 8, 6, 0),
    "ig-tool-annotations": (("SamMorrowDrums", "rreichel3"), 5, 4, 0),
}


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(
        ["git", "-C", str(repository), *arguments],
        check=True,
        capture_output=True,
    ).stdout


@pytest.fixture(scope="module")
def repository(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    _git(folder, "init", "--quiet", "--bare")
    bundle = str(corpora / "corpora" / "mcp.bundle")
    _git(folder, "fetch", "--quiet", bundle, "refs/heads/main:refs/heads/main")
    return folder


@pytest.fixture(scope="module")
def paths(repository: Path) -> list[RepoPath]:
    listed = _git(repository, "ls-tree", "-r", "--name-only", "-z", "main").decode()
    return [RepoPath(path) for path in listed.split("\0") if path]


@pytest.fixture(scope="module")
def files(repository: Path, paths: list[RepoPath]) -> list[BaseFile]:
    return [
        base_file(path, _git(repository, "cat-file", "blob", f"main:{path}"))
        for path in paths
        if any(is_path_match(source.pattern, path) for source in SOURCES)
    ]


def _shipped() -> list[BaseFile]:
    return [
        base_file(f"workgroups/{path.name}", path.read_bytes())
        for path in sorted(WORKGROUPS.glob("*.yml"))
    ]


@pytest.fixture(scope="module")
def mcp(files: list[BaseFile]) -> Ownership:
    return read_ownership(files, _shipped(), sources=SOURCES, fallback=GroupId("core-maintainers"))


@pytest.fixture(scope="module")
def findings(mcp: Ownership, paths: list[RepoPath]) -> list[Finding]:
    return [*mcp.findings, *find_ownership(mcp, as_of=AS_OF, paths=paths)]


@pytest.mark.parametrize("id_", sorted(CHARTERS))
def test_leads_scope_and_rights_of_each_charter_are_read(files: list[BaseFile], id_: str) -> None:
    alone = read_ownership(files, [], sources=SOURCES, fallback=None)
    group = alone.group(id_)

    assert group is not None
    leads, inside, outside, rights = CHARTERS[id_]
    assert tuple(lead.handle for lead in group.leads) == leads
    assert sum(item.is_inside for item in group.scope) == inside
    assert sum(not item.is_inside for item in group.scope) == outside
    assert len(group.decides) == rights
    is_working = group.kind is GroupKind.WORKING_GROUP
    assert is_working == id_.startswith("wg-")


def test_all_groups_of_the_day_are_there_with_their_status(mcp: Ownership) -> None:
    assert Counter(group.status for group in mcp.groups) == {
        GroupStatus.ACTIVE: 18,
        GroupStatus.FORMING: 2,
        GroupStatus.RETIRED: 2,
    }
    named_only = {"wg-transports", "wg-core-primitives", "wg-agent-identity", "core-maintainers"}
    listed_only = {"ig-client-implementor", "wg-tool-scopes"}
    assert {group.id for group in mcp.groups} == set(CHARTERS) | named_only | listed_only


def test_every_entry_of_the_list_of_maintainers_is_read(mcp: Ownership) -> None:
    handles = {person.handle.casefold() for person in mcp.roster if person.handle}

    assert (len(mcp.roster), len(handles)) == (116, 87)
    roles = Counter(person.role for person in mcp.roster)
    assert (roles["lead-maintainer"], roles["core-maintainer"]) == (2, 6)


FACTS = [
    ("O1", "wrong-kind", "file-uploads.mdx", 46),
    ("O1", "wrong-kind", "file-uploads.mdx", 29),
    ("O2", "wrong-kind", "inspector-v2.mdx", 37),
    ("O3", "wrong-kind", "skills-over-mcp.mdx", 34),
    ("O3", "wrong-kind", "skills-over-mcp.mdx", 54),
    ("O4", "dangling-reference", "interceptors.mdx", 32),
    ("O5", "wrong-kind", "MAINTAINERS.md", 189),
    ("O5", "missing-charter", "MAINTAINERS.md", 189),
    ("O6", "dangling-reference", "sdk.mdx", 35),
    ("O7", "retired-but-readable", "MAINTAINERS.md", 222),
    ("O8", "retired-but-readable", "enterprise-managed-authorization.mdx", 49),
    ("O9", "ended-term", "server-card.mdx", 38),
    ("O9", "ended-term", "server-card.mdx", 39),
    ("O10", "open-term", "agents.mdx", 73),
    ("O11", "lead-lists-disagree", "MAINTAINERS.md", 160),
    ("O11", "lead-lists-disagree", "MAINTAINERS.md", 196),
    ("O11", "lead-lists-disagree", "MAINTAINERS.md", 202),
    ("O11", "lead-lists-disagree", "MAINTAINERS.md", 208),
    ("O11", "lead-lists-disagree", "MAINTAINERS.md", 218),
    ("O11", "lead-lists-disagree", "MAINTAINERS.md", 122),
    ("O12", "unlisted-group", "interceptors.mdx", 38),
    ("O13", "unlisted-lead", "tool-annotations.mdx", 41),
    ("O13", "unlisted-lead", "interceptors.mdx", 40),
    ("O13", "unlisted-lead", "interceptors.mdx", 41),
    ("O14", "single-lead", "registry.mdx", 42),
    ("O15", "shared-lead", "inspector-v2.mdx", 47),
    ("O16", "lead-approves", "file-uploads.mdx", 56),
    ("O17", "charter-repeated-heading", "server-card.mdx", 84),
    ("O17", "handle-variants", "server-card.mdx", 39),
    ("O19", "pattern-without-match", "CODEOWNERS", 18),
    ("O19", "pattern-without-match", "CODEOWNERS", 19),
    ("O20", "pattern-lost-target", "CODEOWNERS", 22),
    ("O21", "unknown-team", "CODEOWNERS", 4),
    ("O21", "wrong-kind", "CODEOWNERS", 22),
    ("O22", "unreviewed-path", "CODEOWNERS", 0),
    ("O24", "overlapping-scope", "auth.mdx", 23),
    ("O25", "untaken-handover", "ig-auth.yml", None),
    ("O25", "overlapping-claims", "ig-security.yml", None),
    ("O26", "overlapping-scope", "financial-services.mdx", 23),
    ("O27", "overlapping-claims", "wg-core-primitives.yml", None),
    ("O27", "overlapping-claims", "wg-skills-over-mcp.yml", None),
    ("O36", "handle-variants", "MAINTAINERS.md", 62),
]


@pytest.mark.parametrize(("fact", "rule", "name", "line"), FACTS)
def test_the_doctor_finds_what_a_reader_found(
    findings: list[Finding], fact: str, rule: str, name: str, line: int | None
) -> None:
    lines = [f.line for f in findings if f.rule == rule and f.path.rpartition("/")[2] == name]

    assert lines, fact
    assert line is None or line in lines


def test_leads_whose_term_is_no_day_are_counted(findings: list[Finding]) -> None:
    """All 33 rows of live charters but the two with a date, and none of the retired group."""
    counted = [int(f.message.split(" ")[0]) for f in findings if f.rule == "open-term"]

    assert (sum(counted), len(counted)) == (33 - 2, 14)


def test_one_way_relations_of_charters_are_counted(findings: list[Finding]) -> None:
    assert sum(f.rule == "asymmetric-relation" for f in findings) == 28


def test_a_hand_over_that_both_sides_agree_on_is_no_finding(findings: list[Finding]) -> None:
    """Agents leaves events to Triggers and Events, whose charter takes them."""
    rules = {"untaken-handover", "circular-handover"}

    assert not [f for f in findings if f.rule in rules and f.subject == "wg-agents"]


def test_every_finding_names_a_place_and_an_edit(findings: list[Finding]) -> None:
    assert all(f.path and f.message and f.help for f in findings)
    assert sum(f.line == 0 for f in findings) == 3


def test_every_type_and_method_of_the_draft_has_one_owner(mcp: Ownership, repository: Path) -> None:
    schema = _git(repository, "cat-file", "blob", "main:schema/draft/schema.json").decode()
    methods = set(re.findall(r'"const": "((?!ref/)[a-z]+(?:/[A-Za-z_]+)+)"', schema))
    types = set(re.findall(r"#/\$defs/(\w+)", schema))
    index = ClaimIndex.of(mcp.groups, kind="surface")
    asked = [f"type:{name}" for name in types]
    for name in methods:
        kind = "notification" if name.startswith("notifications/") else "method"
        asked.append(f"{kind}:{name}")

    assert len(asked) > 100
    assert [name for name in asked if index.owners_of(name).owner is None] == []


def test_every_source_of_the_defaults_exists(repository: Path, paths: list[RepoPath]) -> None:
    # A group's charter comes last: of two files with one name it is meant.
    listed = sorted(paths, key=lambda path: "-groups/" in path)
    by_name = {path.rpartition("/")[2]: path for path in listed if "/specification/" not in path}
    lengths: dict[str, int] = {}
    for file in _shipped():
        for name, numbers in _cited(file.data.decode()):
            path = by_name[name]
            if path not in lengths:
                blob = _git(repository, "cat-file", "blob", f"main:{path}")
                lengths[path] = blob.count(b"\n")
            assert all(0 < number <= lengths[path] for number in numbers), (file.path, name)


def _cited(text: str) -> list[tuple[str, list[int]]]:
    cited = re.findall(
        r"([\w-]+\.mdx|MAINTAINERS\.md|CODEOWNERS):((?:\d+(?:-\d+)?(?:, :)?)+)", text
    )
    return [(name, [int(n) for n in re.findall(r"\d+", numbers)]) for name, numbers in cited]


def test_the_groups_of_kubernetes_are_read(corpora: Path) -> None:
    data = (corpora / "corpora" / "kubernetes-sigs.yaml").read_bytes()
    ownership = read_ownership(
        [base_file("sigs.yaml", data)],
        [],
        sources=[OwnershipSource(reader="sigs", pattern="sigs.yaml")],
        fallback=None,
    )

    assert Counter(group.kind for group in ownership.groups) == {
        GroupKind.SPECIAL_INTEREST_GROUP: 24,
        GroupKind.WORKING_GROUP: 8,
        GroupKind.COMMITTEE: 3,
    }
    assert ownership.findings == ()
    assert all(group.leads for group in ownership.groups)
