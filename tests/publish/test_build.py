"""Where a build writes, and where it refuses to."""

from pathlib import Path

import pytest

from sepkit.publish import build
from sepkit.publish.build import MARKER, build_site, check_out
from sepkit.publish.writing import Folder, WriteError
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
