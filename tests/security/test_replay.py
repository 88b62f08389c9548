"""Same commits, same version, same bytes (promise 7), whatever surrounds the run."""

import pickle
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sepkit.sources import Cache
from tests.security.proposals import BASE, sep
from tests.security.running import files_below, run_sepkit
from tests.sources.builders import Builder, git

SURROUNDINGS: Mapping[str, Mapping[str, str | None]] = {
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "a random hash seed": {"PYTHONHASHSEED": "random"},
    "the first zone of the day": {"TZ": "Pacific/Kiritimati"},
    "the last zone of the day": {"TZ": "Pacific/Pago_Pago"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "no locale": {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0"},
    "a narrow terminal": {"COLUMNS": "20", "TERM": "dumb"},
    "variables of git": {
        "GIT_DIR": "/nowhere",
        "GIT_WORK_TREE": "/",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": "touch pwned",
        "GIT_OBJECT_DIRECTORY": "/nowhere",
        "GIT_NAMESPACE": "x",
        "GIT_TRACE": "1",
        "GIT_EXTERNAL_DIFF": "touch pwned",
        "GIT_PAGER": "touch pwned",
    },
}
TRAP = "open('pwned', 'w')\nraise SystemExit('trapped')\n"
HOSTILE_FOLDER: Mapping[str, str] = {
    **{
        f"{name}.py": TRAP
        for name in (
            "yaml",
            "sepkit",
            "jinja2",
            "mkdocs",
            "click",
            "git",
            "sitecustomize",
            "usercustomize",
            "json",
            "subprocess",
        )
    },
    "sepkit.yml": "preset: eip\n",
    "mkdocs.yml": "hooks: [yaml.py]\nsite_name: Pwned\n",
    "pyproject.toml": "[tool.sepkit]\npreset = 'eip'\n",
    ".git": "gitdir: /nowhere\n",
    "workgroups/x.yml": "id: wg-x\nname: X\nkind: working-group\n",
    "site/theme/main.html": "{{ 7*7 }}",
    "templates/site/base.html": "{{ 7*7 }}",
    "git": "#!/bin/sh\ntouch pwned\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with ten proposals in flight, named as its bundle and mirror will be."""
    builder = Builder(tmp_path_factory.mktemp("replay") / "lamps.git")
    first = builder.base({**BASE, "seps/10-first.md": sep(10, "First").encode()})
    files = {**BASE, "seps/10-first.md": sep(10, "First", status="Final").encode()}
    base = builder.base(files, first)
    for number in range(20, 30):
        body = f"Lamps MUST use `lamps/{number % 3}`. Requires SEP-{number - 3}. İ ı ß ǅ."
        text = sep(number, f"Lamp {number}", body=body)
        builder.pull(number, {**files, f"seps/{number}-lamp.md": text.encode()}, base)
    return builder.folder


@pytest.fixture(scope="module")
def aside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("aside")


def export(repository: Path, aside: Path, cwd: Path, **environment: str | None) -> str:
    ran = run_sepkit("export", "--repo", repository, cwd=cwd, aside=aside, **environment)
    assert ran.code == 0, ran.err
    return ran.out


@pytest.fixture(scope="module")
def plain(folder: Path, aside: Path) -> str:
    return export(
        folder, aside, aside, PYTHONHASHSEED="0", TZ="UTC", SEPKIT_CACHE=str(aside / "plain")
    )


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_what_surrounds_a_run_changes_nothing(
    name: str, folder: Path, aside: Path, plain: str, tmp_path: Path
) -> None:
    assert export(folder, aside, tmp_path, **SURROUNDINGS[name]) == plain
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("command", ["export", "status", "build"])
def test_a_hostile_working_folder_is_neither_imported_nor_read(
    command: str, folder: Path, aside: Path, plain: str, tmp_path: Path
) -> None:
    for place, text in HOSTILE_FOLDER.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    (tmp_path / "git").chmod(0o755)
    before = files_below(tmp_path)
    out = ["--out", str(aside / "out-of-hostile")] if command == "build" else []

    ran = run_sepkit(command, "--repo", folder, *out, cwd=tmp_path, aside=aside)

    assert ran.code == 0, ran.err
    assert command != "export" or ran.out == plain
    assert {k: v for k, v in files_below(tmp_path).items() if not k.startswith("sepkit-cache")} == (
        before
    )


def _noise(data: bytes) -> bytes:
    return bytes((byte * 7 + 13) % 256 for byte in data)


class _Bomb:
    """Something whose unpickling would show."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, str]]:
        return (open, ("pwned", "w"))


GARBLED: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "noise": _noise,
    "of an old version": lambda data: data.replace(b"sepkit1\n", b"sepkit0\n"),
    "a pickle": lambda _: pickle.dumps(_Bomb()),
    "one bit changed": lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
    "JSON of something else": lambda _: b'{"schema_version": "1.0", "proposals": "none"}',
}


@pytest.mark.parametrize("name", GARBLED)
def test_a_garbled_cache_changes_nothing(
    name: str, folder: Path, aside: Path, plain: str, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    assert export(folder, aside, tmp_path, SEPKIT_CACHE=str(cache)) == plain
    values = [path for path in cache.rglob("*") if path.is_file()]
    for path in values:
        path.write_bytes(GARBLED[name](path.read_bytes()))

    assert values
    assert export(folder, aside, tmp_path, SEPKIT_CACHE=str(cache)) == plain
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("value", [b"", b"null", b"[]", b"[[1]]", pickle.dumps(_Bomb())])
def test_a_value_that_is_whole_and_of_another_shape_is_not_believed(
    value: bytes,
    folder: Path,
    plain: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if a value had been put by another version under the same key."""
    from sepkit.pipeline import ReadRequest, read_register
    from sepkit.publish.export import render_register

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Cache, "get", lambda *_: value)
    register = read_register(
        ReadRequest(location=str(folder), cache_folder=tmp_path / "cache")
    ).register

    assert render_register(register) == plain
    assert not (tmp_path / "pwned").exists()


def test_a_cache_that_cannot_be_written_changes_nothing(
    folder: Path, aside: Path, plain: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")

    assert export(folder, aside, tmp_path, SEPKIT_CACHE=str(tmp_path / "file")) == plain
    assert export(folder, aside, tmp_path, SEPKIT_CACHE="/proc/nowhere/cache") == plain
    assert export(folder, aside, tmp_path, SEPKIT_CACHE=str(tmp_path / "link")) == plain


def test_clone_mirror_and_bundle_of_one_repository_give_one_register(
    folder: Path, aside: Path, plain: str, tmp_path: Path
) -> None:
    bundle, mirror, work = tmp_path / "lamps.bundle", tmp_path / "m/lamps.git", tmp_path / "w/lamps"
    git(folder, "bundle", "create", "-q", str(bundle), "--all")
    git(tmp_path, "clone", "-q", "--mirror", str(folder), str(mirror))
    git(tmp_path, "clone", "-q", str(folder), str(work))
    git(work, "fetch", "-q", "origin", "+refs/pull/*:refs/pull/*")

    for place in (bundle, mirror, work):
        assert export(place, aside, tmp_path) == plain, place


def test_two_builds_are_byte_identical(folder: Path, aside: Path, tmp_path: Path) -> None:
    sites = []
    for seed, zone in (("0", "UTC"), ("7", "Pacific/Kiritimati")):
        out = tmp_path / f"site-{seed}"
        ran = run_sepkit(
            "build",
            "--repo",
            folder,
            "--out",
            out,
            "--no-cache",
            cwd=tmp_path,
            aside=aside,
            PYTHONHASHSEED=seed,
            TZ=zone,
        )
        assert ran.code == 0, ran.err
        sites.append(files_below(out))

    assert sites[0].keys() == sites[1].keys()
    assert [name for name in sites[0] if sites[0][name] != sites[1][name]] == []
    assert len(sites[0]) > 50


@pytest.mark.parametrize("out", [".", "..", "file", "full", "link", "inside"])
def test_a_site_is_never_written_over_what_is_not_ours(
    out: str, folder: Path, aside: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    for name in ("full", "real"):
        (work / name).mkdir(parents=True)
        (work / name / "mine.txt").write_text("mine")
    (work / "file").write_text("mine")
    (work / "link").symlink_to(work / "real")
    place = str(folder / "public") if out == "inside" else out
    before = files_below(tmp_path)

    ran = run_sepkit("build", "--repo", folder, "--out", place, cwd=work, aside=aside)

    assert ran.code == 2
    assert out == "file" or "help:" in ran.err
    assert {k: v for k, v in files_below(tmp_path).items() if "cache" not in k} == before
