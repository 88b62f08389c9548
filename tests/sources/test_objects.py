import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.model import ObjectId
from sepkit.sources.objects import (
    DamagedObjectError,
    instant_of,
    is_object_id,
    object_id_of,
    parse_commit,
    parse_facts,
    parse_tag,
    parse_tree,
)

ID = ObjectId("ab" * 20)
HEAD = f"tree {ID}\nparent {'cd' * 20}\n".encode()


def test_object_names_are_those_of_git() -> None:
    assert object_id_of("blob", b"", width=40) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert object_id_of("blob", b"", width=64).startswith("473a0f4c3be8a93681a267e3b1e9a7dc")


@pytest.mark.parametrize("text", ["ab" * 19, "AB" * 20, "ab" * 20 + "\n", "ab" * 33, "ab" * 25, ""])
def test_only_whole_lower_case_ids_are_ids(text: str) -> None:
    assert not is_object_id(text)


def test_a_second_author_and_a_later_parent_are_free_text() -> None:
    data = HEAD + b"author A <a> 5 +0000\nauthor B <b> 6 +0000\ncommitter C <c> 7 +0000\n"
    data += f"committer D <d> 8 +0000\nparent {'ef' * 20}\n\nsubject\0rest\nbody".encode()

    commit, is_plain = parse_commit(ID, data, name_characters=200)

    assert (commit.author, commit.date, is_plain) == ("A", "1970-01-01T00:00:07Z", True)
    assert commit.subject == "subject\0rest"
    assert parse_facts(data).parents == ("cd" * 20,)


def test_a_committer_in_the_message_is_not_the_committer() -> None:
    commit, is_plain = parse_commit(ID, HEAD + b"\ncommitter C <c> 7 +0000\n", name_characters=9)

    assert (commit.date, is_plain) == ("1970-01-01T00:00:00Z", False)


def test_long_names_are_cut() -> None:
    data = HEAD + b"author " + b"n" * 900 + b" <a> 5 +0000\n\n" + b"s" * 900

    commit, _ = parse_commit(ID, data, name_characters=200)

    assert (len(commit.author), len(commit.subject)) == (200, 200)


@pytest.mark.parametrize("data", [b"", b"tree x\n", b"parent\n", b"tree " + b"a" * 39 + b"\n"])
def test_a_commit_without_a_tree_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedObjectError):
        parse_facts(data)


@pytest.mark.parametrize(
    ("seconds", "instant"),
    [
        (-5, "1970-01-01T00:00:00Z"),
        (0, "1970-01-01T00:00:00Z"),
        (1_700_000_000, "2023-11-14T22:13:20Z"),
        (10**30, "2199-12-31T23:59:59Z"),
    ],
)
def test_instants_lie_between_1970_and_2199(seconds: int, instant: str) -> None:
    assert instant_of(seconds) == instant


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=80), st.binary(max_size=40))
def test_no_bytes_crash_the_readers(data: bytes, person: bytes, message: bytes) -> None:
    commit, _ = parse_commit(
        ID,
        HEAD + b"author " + person + b"\ncommitter " + person + b"\n\n" + message,
        name_characters=20,
    )
    assert "1970" <= commit.date[:4] <= "2199"
    assert len(commit.author) <= 20
    for parse in (parse_facts, parse_tag, lambda d: parse_tree(d, width=40)):
        try:
            parse(data)
        except DamagedObjectError:
            continue
