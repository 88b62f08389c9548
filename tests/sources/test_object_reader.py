import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sepkit.model import Limits, NothingToReadError, ObjectId
from sepkit.sources import Repository, git_channel, open_repository, read_snapshot
from sepkit.sources import object_reader as reader_module
from tests.sources.builders import DIALECT, FILE, FOLDER, Builder


@pytest.fixture
def repository(builder: Builder) -> Iterator[Repository]:
    builder.base({"proposals/1-a.md": b"a"})
    with open_repository(str(builder.folder)) as opened:
        yield opened


def read(repository: Repository, *ids: str) -> list[bytes | None]:
    return [data for _, data in repository.read_blobs(ObjectId(i) for i in ids)]


WRONG = {
    "content of another name": None,
    "cut in the middle": b"",
    "not compressed": b"garbage",
    "a size that never comes": zlib.compress(b"blob 999999999999\0too short"),
    "a size beyond the content": zlib.compress(b"blob 900\0too short"),
    "a kind that does not exist": zlib.compress(b"blab 3\0abc"),
    "no header": zlib.compress(b"abc"),
    "a negative size": zlib.compress(b"blob -3\0abc"),
}


@pytest.mark.parametrize("what", WRONG)
def test_one_wrong_object_is_refused_and_its_neighbours_are_read(
    builder: Builder, repository: Repository, what: str
) -> None:
    before, after = builder.write("blob", b"before"), builder.write("blob", b"after")
    wrong = builder.write("blob", b"content " * 4000, name="ab" * 20, stored=WRONG[what])
    if what == "cut in the middle":
        good = builder.write("blob", bytes(range(256)) * 400)
        data = builder.place(good).read_bytes()
        builder.place(wrong).write_bytes(data[: len(data) // 2])

    assert read(repository, before, wrong, after) == [b"before", None, b"after"]
    assert repository.why_refused(ObjectId(wrong))
    assert not repository.why_refused(ObjectId(before))


def test_missing_oversized_and_wrong_kinds_are_refused_with_reasons(
    builder: Builder, repository: Repository
) -> None:
    large = builder.write("blob", b"x" * 1_048_577)
    fits = builder.write("blob", b"x" * 1_048_576)
    tree = builder.tree([])
    gone = "cd" * 20

    found = read(repository, large, tree, gone, fits)

    assert [data is None for data in found] == [True, True, True, False]
    assert (
        repository.why_refused(ObjectId(large)) == "it has 1048577 bytes, 1048576 are read at most"
    )
    assert repository.why_refused(ObjectId(tree)) == "its object is a tree, no blob"
    assert repository.why_refused(ObjectId(gone)) == "its object is missing from the repository"


def test_other_reads_may_be_made_between_two_blobs(
    builder: Builder, repository: Repository
) -> None:
    ids = [builder.write("blob", b"%d" % n * 50) for n in range(600)]
    inner = builder.write("blob", b"inner")

    for n, (object_id, data) in enumerate(repository.read_blobs(map(ObjectId, ids))):
        assert (object_id, data) == (ids[n], b"%d" % n * 50)
        assert read(repository, inner) == [b"inner"]


def test_many_large_blobs_do_not_block_the_pipes(builder: Builder, repository: Repository) -> None:
    ids = [builder.write("blob", b"%d" % n * 100_000) for n in range(60)]

    assert [len(data or b"") for data in read(repository, *ids)] == [
        len(str(n)) * 100_000 for n in range(60)
    ]


@pytest.mark.parametrize(
    "word", ["", "x", "ab" * 20 + "\n", "ab" * 20 + "\ninfo " + "cd" * 20, "AB" * 20, "ab" * 32]
)
def test_only_whole_ids_are_ever_sent(repository: Repository, word: str) -> None:
    with pytest.raises(ValueError, match="is no object id"):
        read(repository, word)


def test_a_process_that_says_nothing_is_given_up(
    repository: Repository, builder: Builder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one = builder.write("blob", b"one")
    silent = tmp_path / "git"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(0o755)
    monkeypatch.setattr(git_channel, "_SECONDS_PER_ANSWER", 0.5)
    monkeypatch.setitem(
        repository.objects._channel._environment, "PATH", f"{tmp_path}:/usr/bin:/bin"
    )

    assert read(repository, one) == [None]
    assert "did not answer" in repository.why_refused(ObjectId(one))


def test_a_slow_answer_is_waited_for(
    repository: Repository, builder: Builder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ids = [builder.write("blob", b"%d" % n * 1000) for n in range(3)]
    slow = tmp_path / "git"
    slow.write_text(
        "#!/bin/sh\n"
        "while read -r line; do sleep 0.05; printf '%s\\n' \"$line\"; done"
        ' | PATH=/usr/bin:/bin:/usr/local/bin git "$@"\n'
    )
    slow.chmod(0o755)
    monkeypatch.setattr(git_channel, "_QUIET_SECONDS", 0.02)
    monkeypatch.setitem(
        repository.objects._channel._environment, "PATH", f"{tmp_path}:{os.environ['PATH']}"
    )

    assert [data and data[:1] for data in read(repository, *ids, ids[0])] == [b"0", b"1", b"2"]
    assert read(repository, ids[1]) == [b"1" * 1000]


def test_a_git_without_the_command_is_told_apart_from_damage(
    repository: Repository, builder: Builder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one = builder.write("blob", b"one")
    old = tmp_path / "git"
    old.write_text("#!/bin/sh\nexit 129\n")
    old.chmod(0o755)
    monkeypatch.setitem(
        repository.objects._channel._environment, "PATH", f"{tmp_path}:/usr/bin:/bin"
    )

    with pytest.raises(NothingToReadError, match="batch-command"):
        read(repository, one)


def test_too_many_damaged_objects_end_the_reading(
    builder: Builder, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "_MOST_RESTARTS", 3)
    ids = [
        builder.write("blob", b"", name=f"{n:02x}" * 20, stored=zlib.compress(b"blob 9\0x"))
        for n in range(1, 8)
    ]

    with pytest.raises(NothingToReadError, match="more than 3 objects"):
        read(repository, *ids)


def test_a_tree_with_bytes_that_are_no_entry_is_refused(
    builder: Builder, repository: Repository
) -> None:
    tree = builder.write("tree", b"100644 a\0short")

    assert repository.read_tree(ObjectId(tree)) is None
    assert "no entry" in repository.why_refused(ObjectId(tree))


def test_a_tree_is_handed_out_as_it_stands(builder: Builder, repository: Repository) -> None:
    blob = builder.write("blob", b"x")
    tree = builder.tree([(FILE, "b", blob), (FILE, "b", blob), (FOLDER, b"\xff\n", "ab" * 20)])

    assert repository.read_tree(ObjectId(tree)) == [
        (0o100644, b"b", blob),
        (0o100644, b"b", blob),
        (0o40000, b"\xff\n", "ab" * 20),
    ]


def test_a_changed_byte_in_any_object_costs_only_what_depends_on_it(builder: Builder) -> None:
    """The mutation test of promise 2: neighbours survive beside every damaged object."""
    base = builder.base({f"proposals/{n}-a.md": b"text %d" % n for n in (1, 2)})
    builder.pull(3, {"proposals/3-c.md": b"three"}, base)
    builder.pull(4, {"proposals/4-d.md": b"four"}, base)
    files = [p for p in (builder.folder / "objects").rglob("*") if p.is_file()]
    outcomes = []
    for file in files:
        whole = file.read_bytes()
        file.write_bytes(whole[:8] + bytes([whole[8] ^ 0x55]) + whole[9:])
        try:
            with open_repository(str(builder.folder)) as repository:
                snapshot = read_snapshot(repository, DIALECT, limits=Limits())
                blobs = dict(repository.read_blobs(e.origin.blob for e in snapshot.entries))
            assert snapshot.seen == len(snapshot.entries) + len(snapshot.refused)
            read_well = sum(data is not None for data in blobs.values())
            outcomes.append(read_well + len(snapshot.refused))
        except NothingToReadError:
            outcomes.append(0)
        file.write_bytes(whole)

    # the base commit alone cannot be done without
    assert outcomes.count(0) <= 1
    assert min(n for n in outcomes if n) >= 3
