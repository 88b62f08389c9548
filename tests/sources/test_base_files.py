from collections.abc import Sequence

import pytest

from sepkit.model import ConfigurationError, Limits, ObjectId
from sepkit.sources import open_repository, read_base_files
from tests.sources.builders import FILE, FOLDER, LINK, SUBMODULE, Builder

FILES = {
    "MAINTAINERS.md": b"m",
    "docs/a.md": b"a",
    "docs/b.mdx": b"b",
    "docs/groups/c.md": b"c",
    "docs/groups/deep/d.md": b"d",
    "schema/draft/schema.json": b"{}",
    "other/x/y/z.md": b"z",
}


def find(
    builder: Builder, commit: str, patterns: Sequence[str]
) -> tuple[list[str], dict[str, str]]:
    with open_repository(str(builder.folder)) as repository:
        files, refused = read_base_files(
            repository, ObjectId(commit), patterns, limits=Limits(file_bytes=100)
        )
    return [f.path for f in files], {r.path: r.reason for r in refused}


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("MAINTAINERS.md", ["MAINTAINERS.md"]),
        ("docs/*.md", ["docs/a.md"]),
        ("docs/*", ["docs/a.md", "docs/b.mdx"]),
        ("docs/**/*.md", ["docs/a.md", "docs/groups/c.md", "docs/groups/deep/d.md"]),
        ("docs/**", ["docs/a.md", "docs/b.mdx", "docs/groups/c.md", "docs/groups/deep/d.md"]),
        ("**/d.md", ["docs/groups/deep/d.md"]),
        ("schema/*/schema.json", ["schema/draft/schema.json"]),
        ("docs/[ab].md*", ["docs/a.md", "docs/b.mdx"]),
        ("nothing/**/*.md", []),
    ],
)
def test_globs_find_what_they_say(builder: Builder, pattern: str, paths: list[str]) -> None:
    assert find(builder, builder.base(FILES), [pattern]) == (paths, {})


def test_files_come_once_in_the_order_of_their_paths_with_their_bytes(builder: Builder) -> None:
    commit = builder.base(FILES)
    with open_repository(str(builder.folder)) as repository:
        files, _ = read_base_files(repository, ObjectId(commit), ["docs/**", "docs/a.md", "*.md"])

    assert [f.path for f in files] == sorted({f.path for f in files})
    assert files[0].data == b"m"


def test_folders_that_no_pattern_reaches_stay_closed(builder: Builder) -> None:
    blob = builder.write("blob", b"x")
    docs = builder.tree([(FILE, "a.md", blob)])
    commit = builder.base(builder.tree([(FOLDER, "closed", "ab" * 20), (FOLDER, "docs", docs)]))

    assert find(builder, commit, ["docs/**/*.md", "closed*"]) == (["docs/a.md"], {})


def test_what_cannot_be_read_is_refused(builder: Builder) -> None:
    blob = builder.write("blob", b"x")
    docs = builder.tree(
        [
            (LINK, "link.md", blob),
            (SUBMODULE, "sub.md", "ab" * 20),
            (FILE, "large.md", builder.write("blob", b"x" * 200)),
            (FILE, "lost.md", "cd" * 20),
            (FILE, "../up.md", blob),
            (FILE, "twice.md", blob),
            (FILE, "twice.md", blob),
            (FOLDER, "gone", "ef" * 20),
        ]
    )
    commit = builder.base(builder.tree([(FOLDER, "docs", docs)]))

    files, refused = find(builder, commit, ["docs/**/*.md"])

    assert files == ["docs/twice.md"]
    assert set(refused) == {
        f"docs/{name}"
        for name in ("link.md", "sub.md", "large.md", "lost.md", "../up.md", "twice.md", "gone")
    }


def test_a_tree_twenty_thousand_deep_ends_at_the_cap(builder: Builder) -> None:
    tree = builder.tree([(FILE, "x.md", builder.write("blob", b"x"))])
    for _ in range(60):
        tree = builder.tree([(FOLDER, "d", tree)])

    files, refused = find(builder, builder.base(tree), ["**/*.md"])

    assert files == []
    assert list(refused.values()) == ["it is more than 20 folders deep"]


def test_a_bomb_of_trees_ends_at_the_cap(builder: Builder) -> None:
    tree = builder.tree([(FILE, "x.md", builder.write("blob", b"x"))])
    for _ in range(10):
        tree = builder.tree([(FOLDER, f"{n}", tree) for n in range(10)])

    _, refused = find(builder, builder.base(tree), ["**/*.md"])

    assert list(refused.values()) == ["more than 20000 folders match the patterns"]


@pytest.mark.parametrize("pattern", ["../x", "a//b", "", "./a"])
def test_a_pattern_out_of_the_repository_is_a_mistake(builder: Builder, pattern: str) -> None:
    with pytest.raises(ConfigurationError):
        find(builder, builder.base(FILES), [pattern])


def test_a_lost_commit_is_refused(builder: Builder) -> None:
    builder.base(FILES)

    assert find(builder, "ab" * 20, ["*"]) == (
        [],
        {"": "its object is missing from the repository"},
    )
