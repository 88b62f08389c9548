"""Each cap lets through what is at it, stops what is one above it, and says so."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sepkit.markup import read_blocks, read_rst_blocks, read_yaml
from sepkit.model import LIMITS, BlockKind, Document, Limits, NothingToReadError, Snapshot
from sepkit.sources import open_repository, read_snapshot
from tests.dialects.documents import PREAMBLE, read, rules, sep
from tests.sources.builders import DIALECT, Builder, git

AROUND = (-1, 0, 1)
"""One below the cap, at it, one above it."""


def body(text: str) -> str:
    return sep(body=f"\n## Abstract\n\n{text}\n")


def with_field(line: str) -> str:
    return sep(PREAMBLE + line + "\n")


def authors(count: int) -> str:
    names = ", ".join(f"(@a{number})" for number in range(count))
    return sep(PREAMBLE.replace("Ann Example (@ann)", names))


def listed(count: int, word: str = "SEP-{}") -> str:
    return ", ".join(word.format(number) for number in range(1001, count + 1001))


def table(rows: int, cells: int = 2) -> str:
    line = "| " + " | ".join("x" * cells) + " |\n"
    rule = "|" + "---|" * cells + "\n"
    return line + rule + line * (rows - 1)


DOCUMENTS: dict[str, tuple[int, Callable[[int], str], str]] = {
    "lines": (LIMITS.lines, lambda n: sep() + "\n" * (n - sep().count("\n")), "too-many-lines"),
    "paragraph_characters": (
        LIMITS.paragraph_characters,
        lambda n: body("a" * n),
        "cap-reached",
    ),
    "headings": (LIMITS.headings, lambda n: body("## b\n\n" * (n - 2)), "cap-reached"),
    "authors": (LIMITS.authors, authors, "too-many-people"),
    "relations": (
        LIMITS.relations,
        lambda n: with_field(f"- **Requires**: {listed(n)}"),
        "cap-reached",
    ),
    "mentions": (
        LIMITS.mentions,
        lambda n: body(listed(n, "SEP-{}. A b.\n\n")),
        "too-many-citations",
    ),
    "field_characters": (
        LIMITS.field_characters,
        lambda n: with_field("- **Note**: " + "x" * n),
        "long-field",
    ),
}
"""The cap, a text that has so many, and the finding that says that it was passed."""


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("more", AROUND)
def test_a_document_above_a_cap_says_so_and_no_other(name: str, more: int) -> None:
    cap, make, rule = DOCUMENTS[name]

    document = read(make(cap + more))

    assert (rule in rules(document)) is (more > 0)


@pytest.mark.parametrize("more", AROUND)
def test_reviewers_of_several_fields_are_read_up_to_one_cap(more: int) -> None:
    half = LIMITS.authors // 2
    names = [f"'@b{number}'" for number in range(LIMITS.authors + more)]
    beside = f"title: A\nreviewers: [{', '.join(names[:half])}]\n"
    beside += f"approvers: [{', '.join(names[half:])}]\n"

    document = read("# A\n", path="keps/sig-a/1-a/README.md", preset="kep", sidecar=beside)

    assert len(document.reviewers) == LIMITS.authors + min(more, 0)
    assert ("too-many-people" in rules(document)) is (more > 0)


COUNTED: dict[str, tuple[Callable[[int], str], Callable[[Document], int]]] = {
    "headings": (DOCUMENTS["headings"][1], lambda document: len(document.sections) + 1),
    "authors": (authors, lambda document: len(document.authors)),
    "relations": (DOCUMENTS["relations"][1], lambda document: len(document.requires)),
    "mentions": (DOCUMENTS["mentions"][1], lambda document: len(document.citations)),
    "field_characters": (
        DOCUMENTS["field_characters"][1],
        lambda document: len(document.fields[-1].value),
    ),
}


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("more", AROUND)
def test_a_document_is_read_up_to_a_cap(name: str, more: int) -> None:
    make, count = COUNTED[name]
    cap: int = getattr(LIMITS, name)

    assert count(read(make(cap + more))) == min(cap, cap + more)


@pytest.mark.parametrize("more", AROUND)
def test_a_table_that_fills_the_cap_on_rows_says_so(more: int) -> None:
    """What stands behind the last row that is read cannot be known: at the cap it is said."""
    document = read(body("X.\n\n" + table(LIMITS.table_rows + more)))

    rows = [block for block in document.blocks if block.kind is BlockKind.ROW]
    assert len(rows) == min(LIMITS.table_rows, LIMITS.table_rows + more)
    assert document.is_partial is (more >= 0)


@pytest.mark.parametrize("more", AROUND)
def test_a_table_is_read_up_to_the_cap_on_cells(more: int) -> None:
    rows = [b for b in read_blocks(table(4 + more, 5), limits=Limits(table_cells=20)) if b.cells]

    assert sum(len(row.cells) for row in rows) == 20 + 5 * min(more, 0)


@pytest.mark.parametrize("more", AROUND)
def test_headings_of_another_markup_are_read_up_to_the_cap(more: int) -> None:
    blocks = read_rst_blocks("abc\n===\n\n" * (4 + 2 * more), limits=Limits(headings=4))

    # One more than the cap, so that the dialect can tell that there were more.
    assert len([b for b in blocks if b.kind is BlockKind.HEADING]) == min(5, 4 + 2 * more)


@pytest.mark.parametrize("more", AROUND)
def test_words_deeper_than_the_cap_stand_as_plain_text(more: int) -> None:
    depth = LIMITS.nesting // 2 + more
    [block] = [b for b in read_blocks("> " * 2 * depth + "deep\n") if "deep" in b.text]

    assert block.text.endswith("deep")


@pytest.mark.parametrize("more", AROUND)
def test_a_paragraph_with_brackets_above_the_cap_has_no_links(more: int) -> None:
    [block] = read_blocks("[a](https://example.org) " * (5 + more), limits=Limits(brackets=5))

    assert len(block.links) == (5 + more if more <= 0 else 0)


@pytest.mark.parametrize("more", AROUND)
def test_a_paragraph_above_the_cap_on_characters_has_no_links(more: int) -> None:
    text = "[a](b)".ljust(99 + more, "x") + "y"
    [block] = read_blocks(text, limits=Limits(paragraph_characters=100))

    assert len(block.links) == (more <= 0)


@pytest.mark.parametrize("more", AROUND)
def test_a_file_above_the_cap_on_bytes_is_refused(tmp_path: Path, more: int) -> None:
    files = {"proposals/1-a.md": b"x" * (100 + more)}

    snapshot = looked(tmp_path, files, file_bytes=100)

    assert [len(snapshot.entries), len(snapshot.refused)] == ([1, 0] if more <= 0 else [0, 1])


@pytest.mark.parametrize("more", AROUND)
def test_a_folder_above_the_cap_on_entries_has_the_rest_refused(tmp_path: Path, more: int) -> None:
    files = {f"proposals/{n}-a.md": b"%d" % n for n in range(1, 4 + more)}

    snapshot = looked(tmp_path, files, entries_per_folder=3)

    assert (len(snapshot.entries), len(snapshot.refused)) == (min(3, 3 + more), max(more, 0))


@pytest.mark.parametrize("more", AROUND)
def test_a_pull_request_above_the_cap_has_the_rest_refused(tmp_path: Path, more: int) -> None:
    builder = Builder(tmp_path / "r.git")
    base = builder.base({"README.md": b"x"})
    builder.pull(9, {f"proposals/{n}-a.md": b"%d" % n for n in range(1, 4 + more)}, base)

    snapshot = look(builder, Limits(proposals_per_pull_request=3))

    assert (len(snapshot.entries), len(snapshot.refused)) == (min(3, 3 + more), max(more, 0))


@pytest.mark.parametrize("more", AROUND)
def test_a_history_above_the_cap_keeps_its_newest_versions(tmp_path: Path, more: int) -> None:
    builder = Builder(tmp_path / "r.git")
    commit = builder.base({"proposals/1-a.md": b"0"})
    for n in range(1, 4 + more):
        commit = builder.base({"proposals/1-a.md": b"%d" % n}, commit)

    snapshot = look(builder, Limits(commits_per_proposal=4))

    assert len(snapshot.entries[0].versions) == min(4, 4 + more)
    assert [f.rule for f in snapshot.findings] == (["long-history"] if more > 0 else [])


@pytest.mark.parametrize("more", AROUND)
@pytest.mark.parametrize("kind", ["commit", "tree"])
def test_an_object_above_its_cap_is_not_read(tmp_path: Path, kind: str, more: int) -> None:
    builder = Builder(tmp_path / "r.git")
    base = builder.base({"proposals/1-a.md": b"x"})
    size = len(git(builder.folder, "cat-file", "commit", base)) + 1
    if kind == "tree":
        size = len(b"40000 proposals\0") + 20

    snapshot = look(builder, replace(LIMITS, **{f"{kind}_bytes": size - more}))

    assert (len(snapshot.entries) == 1) is (more <= 0)


@pytest.mark.parametrize("more", AROUND)
def test_more_refs_than_the_cap_are_an_error(
    tmp_path: Path, more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = Builder(tmp_path / "r.git")
    base = builder.base({"proposals/1-a.md": b"x"})
    for number in range(1, 3 + more):
        builder.ref(f"refs/heads/b{number}", base)
    monkeypatch.setattr("sepkit.sources.opening.LIMITS", replace(LIMITS, refs=3))

    try:
        found = len(look(builder, LIMITS).entries)
    except NothingToReadError:
        found = 0

    assert found == (more <= 0)


@pytest.mark.parametrize("more", AROUND)
def test_a_text_in_yaml_above_a_cap_is_a_problem(more: int) -> None:
    limits = Limits(yaml_bytes=60, yaml_nodes=12, yaml_depth=6)
    texts = ["a" * (60 + more), "- a\n" * (11 + more), "[" * (6 + more) + "]" * (6 + more)]

    assert [bool(read_yaml(text, limits=limits)[1]) for text in texts] == [more > 0] * 3


def look(builder: Builder, limits: Limits) -> Snapshot:
    with open_repository(str(builder.folder)) as repository:
        return read_snapshot(repository, DIALECT, limits=limits)


def looked(folder: Path, files: Mapping[str, bytes | str], **caps: int) -> Snapshot:
    """Return what is seen of a base revision with these files under other caps."""
    builder = Builder(folder / "r.git")
    builder.base(files)
    return look(builder, replace(LIMITS, **caps))
