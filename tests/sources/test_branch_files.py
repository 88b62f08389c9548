"""What a pull request's branch changed in files that are no proposals."""

from sepkit.model import ObjectId
from sepkit.sources import Cache, open_repository, read_branch_files
from sepkit.sources.branch_files import BranchFiles
from tests.sources.builders import Builder

FOLDERS = ("schema/", "docs")


def changed(builder: Builder, head: str, cache: Cache | None = None) -> BranchFiles | None:
    with open_repository(str(builder.folder)) as repository:
        _, base = repository.resolve("main")
        found = read_branch_files(repository, base, [ObjectId(head)], FOLDERS, cache=cache)
    return found.get(ObjectId(head))


def paths(builder: Builder, head: str) -> tuple[list[str], list[str]]:
    found = changed(builder, head) or BranchFiles()
    return [path for path, _ in found.before], [path for path, _ in found.after]


def test_only_what_the_branch_changed_counts_not_what_the_base_did_since(builder: Builder) -> None:
    start = builder.commit({"schema/a": b"1", "docs/b": b"1", "other/c": b"1"})
    head = builder.commit({"schema/a": b"2", "docs/b": b"1", "other/c": b"2"}, start)
    builder.base({"schema/a": b"1", "docs/b": b"9", "other/c": b"1"}, start)

    assert paths(builder, head) == (["schema/a"], ["schema/a"])


def test_what_the_branch_took_over_from_the_base_is_no_change_of_its_own(builder: Builder) -> None:
    start = builder.commit({"schema/a": b"1", "docs/b": b"1"})
    own = builder.commit({"schema/a": b"2", "docs/b": b"1"}, start)
    base = builder.base({"schema/a": b"1", "docs/b": b"9"}, start)
    head = builder.commit({"schema/a": b"2", "docs/b": b"9"}, own, base)

    assert paths(builder, head) == (["schema/a"], ["schema/a"])


def test_added_and_removed_files_stand_on_one_side(builder: Builder) -> None:
    start = builder.base({"schema/x/old": b"1", "docs/b": b"1"})
    head = builder.commit({"schema/y/new": b"1", "docs/b": b"1"}, start)

    assert paths(builder, head) == (["schema/x/old"], ["schema/y/new"])


def test_a_branch_without_edits_or_without_a_common_past_is_left_out(builder: Builder) -> None:
    start = builder.base({"schema/a": b"1"})
    plain = builder.commit({"schema/a": b"1", "lips/1-x.md": b"text"}, start)
    stranger = builder.commit({"schema/a": b"7"})

    assert [changed(builder, head) for head in (plain, stranger, start)] == [None, None, None]


def test_a_branch_that_moves_whole_folders_says_nothing(builder: Builder) -> None:
    start = builder.base({"docs/keep": b"1"})
    many: dict[str, bytes | str] = {f"docs/{n}": b"%d" % n for n in range(1200)}
    head = builder.commit(many, start)

    assert changed(builder, head) is None


def test_a_symbolic_link_is_no_file(builder: Builder) -> None:
    start = builder.base({"docs/keep": b"1"})
    head = builder.commit({"docs/keep": b"1", "docs/link": "/etc/passwd"}, start)

    assert changed(builder, head) is None


def test_kept_changes_are_those_that_were_read(builder: Builder) -> None:
    start = builder.base({"schema/a": b"1"})
    head = builder.commit({"schema/a": b"2"}, start)
    cache = Cache(builder.folder.parent / "cache")

    assert changed(builder, head, cache) == changed(builder, head, cache) == changed(builder, head)
