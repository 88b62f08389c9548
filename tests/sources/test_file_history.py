"""One file's versions along the first parents of the base branch."""

from sepkit.model import RepoPath
from sepkit.sources import (
    Cache,
    open_repository,
    read_file_versions,
    read_first_days,
)
from tests.sources.builders import Builder

PATH = RepoPath("schema/draft/schema.json")


def versions(builder: Builder, commit: str, cache: Cache | None = None) -> list[tuple[str, str]]:
    with open_repository(str(builder.folder)) as repository:
        _, base = repository.resolve(commit)
        found = read_file_versions(repository, base, [PATH], cache=cache)[PATH]
    return [(version.commit.id, version.blob or "") for version in found]


def test_each_commit_that_changed_the_file_left_one_version(builder: Builder) -> None:
    one = builder.commit({PATH: b"1", "other": b"a"})
    same = builder.commit({PATH: b"1", "other": b"b"}, one)
    two = builder.base({PATH: b"2", "other": b"b"}, same)

    found = versions(builder, "main")

    assert [commit for commit, _ in found] == [one, two]
    assert len({blob for _, blob in found}) == 2


def test_what_a_merge_brought_is_the_merges_own_version(builder: Builder) -> None:
    start = builder.commit({PATH: b"1"})
    on_branch = builder.commit({PATH: b"2"}, start)
    merge = builder.base({PATH: b"3"}, start, on_branch)

    assert [commit for commit, _ in versions(builder, "main")] == [start, merge]


def test_a_base_that_was_merged_into_a_branch_goes_on_along_its_own_commits(
    builder: Builder,
) -> None:
    start = builder.commit({PATH: b"1"})
    on_base = builder.commit({PATH: b"2"}, start)
    on_branch = builder.commit({PATH: b"1", "own": b"x"}, start)
    builder.ref(
        "refs/heads/main",
        builder.commit(
            {PATH: b"2", "own": b"x"},
            on_branch,
            on_base,
            message=b"Merge branch 'main' into own-words\n",
        ),
    )

    assert [commit for commit, _ in versions(builder, "main")] == [start, on_base]


def test_a_file_that_went_and_came_back_has_a_version_without_blob(builder: Builder) -> None:
    one = builder.commit({PATH: b"1"})
    gone = builder.commit({"other": b"a"}, one)
    builder.base({PATH: b"1"}, gone)

    assert [bool(blob) for _, blob in versions(builder, "main")] == [True, False, True]


def test_a_file_that_never_was_has_no_version(builder: Builder) -> None:
    builder.base({"other": b"a"})

    assert versions(builder, "main") == []


def test_kept_versions_are_those_that_were_read(builder: Builder) -> None:
    one = builder.commit({PATH: b"1"})
    builder.base({PATH: b"2"}, one)
    cache = Cache(builder.folder.parent / "cache")

    assert versions(builder, "main", cache) == versions(builder, "main", cache)
    assert versions(builder, "main", cache) == versions(builder, "main")


def first_days(builder: Builder) -> dict[str, str]:
    with open_repository(str(builder.folder)) as repository:
        _, base = repository.resolve("main")
        found = read_first_days(repository, base, "docs/ext/")
        return {str(path): str(day) for path, day in found.items()}


def test_each_file_of_a_folder_has_the_day_on_which_it_came(builder: Builder) -> None:
    one = builder.commit({"docs/ext/a.md": b"1", "docs/b.md": b"1"}, when=b"1700000000 +0000")
    two = builder.commit(
        {"docs/ext/a.md": b"2", "docs/ext/deep/c.md": b"1"}, one, when=b"1710000000 +0000"
    )
    builder.base({"docs/ext/deep/c.md": b"1"}, two)

    assert first_days(builder) == {
        "docs/ext/a.md": "2023-11-14",
        "docs/ext/deep/c.md": "2024-03-09",
    }


def test_files_that_are_asked_for_together_have_the_versions_that_they_have_alone(
    builder: Builder,
) -> None:
    beside, above = RepoPath("schema/draft/notes.md"), RepoPath("PEOPLE.md")
    one = builder.commit({PATH: b"1", above: b"a"})
    two = builder.commit({PATH: b"1", above: b"b", beside: b"x"}, one)
    builder.base({PATH: b"2", beside: b"x"}, two)
    paths = [PATH, beside, above, RepoPath("schema/none.json")]

    with open_repository(str(builder.folder)) as repository:
        _, base = repository.resolve("main")
        together = read_file_versions(repository, base, paths)
        alone = {
            path: read_file_versions(repository, base, [path])[path] for path in reversed(paths)
        }

    assert together == alone
    assert [len(together[path]) for path in paths] == [2, 1, 3, 0]
