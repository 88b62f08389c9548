"""Where a build writes, where it refuses to, and what it takes over from the one before."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.plugin.reuse import PageStore
from sepkit.publish import build
from sepkit.publish.build import MARKER, build_site, check_out
from sepkit.publish.site.index import PAGE_KINDS
from sepkit.publish.stamp import stamp_of
from sepkit.publish.writing import Folder, WriteError
from tests.publish.changes import CHANGES, with_proposal
from tests.publish.conftest import Reading


def test_a_folder_with_somebody_s_files_is_left_alone(tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(WriteError, match="did not write"):
        build_site(reading, tmp_path)

    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    with pytest.raises(WriteError, match="symbolic link"):
        check_out(tmp_path / "link")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")

    with pytest.raises(WriteError, match="is a file"):
        check_out(tmp_path / "out")


def test_a_folder_inside_the_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="inside the repository"):
        check_out(tmp_path / "repo" / "public", repository=tmp_path / "repo")


def test_a_second_build_takes_the_first_one_s_place_whole(tmp_path: Path, reading: Reading) -> None:
    out = build_site(reading, tmp_path / "out").out
    (out / "left-over.html").write_text("old")

    build_site(reading, out)

    assert (out / MARKER).is_file()
    assert not (out / "left-over.html").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_build_that_fails_leaves_the_old_site_and_no_rubbish(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = build_site(reading, tmp_path / "out").out
    before = sorted(p.name for p in out.rglob("*"))

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(build, "_run_mkdocs", fail)
    with pytest.raises(RuntimeError):
        build_site(reading, out)

    assert sorted(p.name for p in out.rglob("*")) == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc/x", "a//b", "a/./b", "a\\b", "a\0b", ""]
)
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(WriteError):
        Folder(tmp_path / "out").write(path, b"x")


def test_a_link_inside_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "api").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(WriteError, match="symbolic link"):
        Folder(tmp_path / "out").write("api/x.json", b"x")

    assert list((tmp_path / "elsewhere").iterdir()) == []


def _files(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_a_second_build_takes_over_what_did_not_change(tmp_path: Path, reading: Reading) -> None:
    cold = build_site(reading, tmp_path / "cold", site_url="https://site.example/")
    cache = tmp_path / "cache"
    for _ in range(2):
        build_site(reading, tmp_path / "out", site_url="https://site.example/", cache_folder=cache)

    assert _files(tmp_path / "out") == _files(cold.out)


def test_only_pages_that_show_a_changed_fact_are_made_again(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores: list[PageStore] = []

    def remember(cache_folder: Path, out: Path) -> PageStore:
        stores.append(PageStore(cache_folder, out))
        return stores[-1]

    monkeypatch.setattr("sepkit.plugin.plugin.PageStore", remember)
    changed = with_proposal(reading, 121, abstract="no page shows an abstract", track="Other")
    for each in (reading, reading, changed):
        built = build_site(each, tmp_path / "out", cache_folder=tmp_path / "cache")

    listed = sum(kind.is_list for kind in PAGE_KINDS)
    first, again, after = (store.reused for store in stores)
    assert first == 0
    assert again >= built.pages - listed - 3
    assert 0 < after < again


@settings(max_examples=12, deadline=None, derandomize=True)
@given(change=st.sampled_from(range(len(CHANGES))), number=st.sampled_from([105, 121, 126, 142]))
def test_a_build_after_one_changed_fact_gives_the_bytes_of_a_cold_one(
    tmp_path_factory: pytest.TempPathFactory, reading: Reading, change: int, number: int
) -> None:
    place = tmp_path_factory.mktemp("warm")
    build_site(reading, place / "out", cache_folder=place / "cache")
    changed = CHANGES[change](reading, number)

    warm = build_site(changed, place / "out", cache_folder=place / "cache")
    cold = build_site(changed, place / "cold")

    assert _files(warm.out) == _files(cold.out)


def test_a_page_that_somebody_edited_is_made_again(tmp_path: Path, reading: Reading) -> None:
    built = build_site(reading, tmp_path / "out", cache_folder=tmp_path / "cache")
    page = built.out / "sep" / "121" / "index.html"
    before = page.read_bytes()
    page.write_bytes(before + b"<p>edited</p>")

    build_site(reading, tmp_path / "out", cache_folder=tmp_path / "cache")

    assert page.read_bytes() == before


@pytest.mark.parametrize("broken", [b"", b"[]", b'{"a": 1}', b"\xff", b"[" * 5000])
def test_a_broken_list_of_pages_means_that_all_are_made(
    tmp_path: Path, reading: Reading, broken: bytes
) -> None:
    cache = tmp_path / "cache"
    build_site(reading, tmp_path / "out", cache_folder=cache)
    [kept] = cache.glob("pages-*.json")
    kept.write_bytes(broken)

    built = build_site(reading, tmp_path / "out", cache_folder=cache)

    assert _files(built.out)["index.html"]


def test_a_stamp_holds_until_a_file_or_anything_that_it_was_made_of_changes(
    tmp_path: Path, reading: Reading
) -> None:
    out, cache = tmp_path / "out", tmp_path / "cache"
    built = build_site(reading, out)
    stamp = stamp_of("state", ["url"], out, cache)
    assert stamp is not None
    assert stamp.current() is None
    stamp.keep(built)

    assert stamp.current() == built
    for other in (stamp_of("moved", ["url"], out, cache), stamp_of("state", ["other"], out, cache)):
        assert other is not None
        assert other.current() is None
    (out / "index.html").write_text("edited")
    assert stamp.current() is None


def test_without_a_known_state_or_a_cache_there_is_no_stamp(tmp_path: Path) -> None:
    assert stamp_of(None, [], tmp_path / "out", tmp_path) is None
    assert stamp_of("state", [], tmp_path / "out", None) is None
