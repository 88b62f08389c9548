import os
import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.sources import Cache


def only_file(folder: Path) -> Path:
    [file] = [p for p in folder.rglob("*") if p.is_file()]
    return file


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_a_value_comes_back_as_it_was_put(cache: Cache) -> None:
    cache.put("facts", "key", b"value")
    cache.put("facts", "key", b"newer")
    cache.put("other", "key", b"")
    cache.put("facts", "a/../b\n\udcff", b"odd")

    assert cache.get("facts", "key") == b"newer"
    assert cache.get("other", "key") == b""
    assert cache.get("facts", "a/../b\n\udcff") == b"odd"
    assert cache.get("facts", "absent") is None
    assert cache.problem == ""


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.integers(0, 200), st.binary(min_size=1, max_size=40))
def test_a_damaged_value_was_never_there(
    tmp_path_factory: pytest.TempPathFactory, place: int, put_in: bytes
) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.put("facts", "key", b"value " * 30)
    file = only_file(Path(cache.folder))
    whole = file.read_bytes()
    file.write_bytes(whole[:place] + put_in + whole[place + len(put_in) :])

    assert cache.get("facts", "key") in (None, b"value " * 30)
    if file.read_bytes() != whole:
        assert cache.get("facts", "key") is None


@pytest.mark.parametrize(
    "data", [b"", b"sepkit1\n", b"sepkit0\n" + b"x" * 99, pickle.dumps(os.getcwd), b"\0" * 900]
)
def test_foreign_files_are_not_believed(cache: Cache, data: bytes) -> None:
    cache.put("facts", "key", b"value")
    only_file(Path(cache.folder)).write_bytes(data)

    assert cache.get("facts", "key") is None
    cache.put("facts", "key", b"again")
    assert cache.get("facts", "key") == b"again"


def test_a_value_of_another_key_is_not_believed(cache: Cache) -> None:
    cache.put("facts", "one", b"1")
    data = only_file(Path(cache.folder)).read_bytes()
    cache.put("facts", "two", b"2")
    for file in Path(cache.folder).rglob("*"):
        if file.is_file():
            file.write_bytes(data)

    assert (cache.get("facts", "one"), cache.get("facts", "two")) == (b"1", None)


def test_links_are_not_followed(cache: Cache, tmp_path: Path) -> None:
    cache.put("facts", "key", b"value")
    file = only_file(Path(cache.folder))
    (tmp_path / "outside").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(tmp_path / "outside")
    assert cache.get("facts", "key") is None

    cache.put("facts", "key", b"new")
    assert not file.is_symlink()
    assert (tmp_path / "outside").read_bytes().endswith(b"") is True
    assert cache.get("facts", "key") == b"new"


def test_a_linked_folder_is_not_written_into(cache: Cache, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Path(cache.folder).mkdir()
    (Path(cache.folder) / "facts").symlink_to(tmp_path / "elsewhere")

    cache.put("facts", "key", b"value")

    assert list((tmp_path / "elsewhere").rglob("*")) == []
    assert "is a link" in cache.problem


def test_a_place_that_cannot_be_written_is_told_once_and_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    cache = Cache(tmp_path / "file" / "below")

    cache.put("facts", "key", b"value")
    first = cache.problem
    cache.put("facts", "other", b"value")

    assert cache.get("facts", "key") is None
    assert "cannot be written" in first
    assert cache.problem == first


def test_deletion_between_two_uses_costs_only_time(cache: Cache) -> None:
    cache.put("facts", "key", b"value")
    shutil.rmtree(cache.folder)

    assert cache.get("facts", "key") is None
    cache.put("facts", "key", b"value")
    assert cache.get("facts", "key") == b"value"


def test_half_a_write_leaves_the_old_value(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.put("facts", "key", b"old")

    def killed(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", killed)
    cache.put("facts", "key", b"new")

    assert cache.get("facts", "key") == b"old"
    assert only_file(Path(cache.folder)).is_file()


def test_only_plain_words_are_kinds(cache: Cache) -> None:
    with pytest.raises(ValueError, match="no kind"):
        cache.put("../x", "key", b"")


def test_writers_and_readers_at_once_see_only_whole_values(cache: Cache) -> None:
    values = [bytes([n]) * 50_000 for n in range(8)]

    def work(value: bytes) -> bool:
        other = Cache(cache.folder)
        for _ in range(20):
            other.put("facts", "key", value)
            if other.get("facts", "key") not in values:
                return False
        return other.problem == ""

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, values))
    assert only_file(Path(cache.folder)).is_file()
