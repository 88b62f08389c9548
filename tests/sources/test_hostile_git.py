"""Nothing that a repository says about itself is executed (promise 1)."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from sepkit.sources import Cache, open_repository, read_base_files, read_snapshot, refs_state
from tests.sources.builders import DIALECT, Builder, git, text

PROGRAMS = [
    ("core", "fsmonitor"),
    ("core", "sshCommand"),
    ("core", "gitProxy"),
    ("core", "pager"),
    ("core", "editor"),
    ("core", "askPass"),
    ("core", "alternateRefsCommand"),
    ("gpg", "program"),
    ("credential", "helper"),
    ('diff "x"', "textconv"),
    ('diff "x"', "command"),
    ("diff", "external"),
    ('filter "x"', "smudge"),
    ('filter "x"', "clean"),
    ('filter "x"', "process"),
    ('remote "origin"', "uploadpack"),
    ('merge "x"', "driver"),
    ("uploadpack", "packObjectsHook"),
    ("log", "showSignature"),
    ("alias", "cat-file"),
    ("interactive", "diffFilter"),
    ("sequence", "editor"),
]
HOOKS = [
    "reference-transaction",
    "post-checkout",
    "pre-auto-gc",
    "fsmonitor-watchman",
    "post-merge",
]


def script(place: Path, canary: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\ntouch '{canary}'\ncat\n")
    place.chmod(0o755)
    return place


def read_all(location: str, cache: Cache | None = None) -> int:
    refs_state(location)
    with open_repository(location, cache=cache) as repository:
        snapshot = read_snapshot(repository, DIALECT, cache=cache)
        list(repository.read_blobs(e.origin.blob for e in snapshot.entries))
        read_base_files(repository, snapshot.commit, ["**/*"])
        repository.resolve(snapshot.commit[:9])
    return snapshot.seen


@pytest.mark.parametrize(("section", "key"), PROGRAMS)
def test_a_program_in_the_configuration_never_runs(
    builder: Builder, tmp_path: Path, section: str, key: str
) -> None:
    base = builder.base(
        {"proposals/1-a.md": b"a", ".gitattributes": b"* diff=x filter=x merge=x\n"}
    )
    builder.pull(2, builder.tree([("40000", "proposals", "cd" * 20)]), base)
    canary = tmp_path / "canary"
    program = script(tmp_path / "program", canary)
    value = "true" if key == "showSignature" else str(program)
    config = builder.folder / "config"
    lines = [
        config.read_text().replace("= 0", "= 1"),
        "[extensions]\n\tpartialClone = origin\n",
        f'[remote "origin"]\n\turl = {"ext::" + str(program)}\n\tpromisor = true\n',
        "[protocol]\n\tallow = always\n",
        f"[{section}]\n\t{key} = {value}\n",
        f"[gpg]\n\tprogram = {program}\n[include]\n\tpath = /nowhere\n",
    ]
    config.write_text("".join(lines))
    for hook in HOOKS:
        script(builder.folder / "hooks" / hook, canary)

    assert read_all(str(builder.folder)) == 2
    assert read_all(f"file://{builder.folder}", Cache(tmp_path / "c")) == 2
    assert not canary.exists()


def test_a_work_tree_with_hostile_files_is_only_read(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    work = tmp_path / "work"
    git(tmp_path, "init", "-q", str(work))
    (work / "proposals").mkdir()
    (work / "proposals/1-a.md").write_bytes(text("a"))
    (work / ".gitattributes").write_text("*.md diff=x filter=x\n")
    git(work, "add", ".")
    git(work, "commit", "-q", "-m", "x")
    for hook in HOOKS:
        script(work / ".git/hooks" / hook, canary)
    program = script(tmp_path / "program", canary)
    git(work, "config", "core.fsmonitor", str(program))
    git(work, "config", "filter.x.smudge", str(program))
    git(work, "config", "diff.x.textconv", str(program))

    assert read_all(str(work)) == 1
    assert not canary.exists()


def test_every_process_gets_a_list_a_clean_environment_and_no_shell(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = builder.base({"proposals/1-a.md": b"a"})
    builder.pull(2, {"proposals/1-a.md": b"a", "proposals/2-b.md": b"b"}, base)
    bundle = tmp_path / "acme.bundle"
    git(builder.folder, "bundle", "create", "-q", str(bundle), "--all")
    for name in (
        "GIT_DIR",
        "GIT_CONFIG_COUNT",
        "GIT_SSH_COMMAND",
        "GIT_EXTERNAL_DIFF",
        "PAGER",
        "TOKEN",
    ):
        monkeypatch.setenv(name, "hostile")
    started: list[tuple[list[str], dict[str, Any]]] = []
    real = subprocess.Popen.__init__

    def record(self: Any, arguments: list[str], *rest: Any, **named: Any) -> None:
        started.append((arguments, named))
        real(self, arguments, *rest, **named)

    monkeypatch.setattr(subprocess.Popen, "__init__", record)
    for location in (str(builder.folder), str(bundle), f"file://{builder.folder}"):
        read_all(location, Cache(tmp_path / "cache"))

    assert len(started) >= 9
    for arguments, named in started:
        assert isinstance(arguments, list)
        assert arguments[0] == "git"
        assert not named.get("shell")
        environment = named["env"]
        assert "hostile" not in environment.values()
        assert environment["GIT_CONFIG_NOSYSTEM"] == environment["GIT_NO_REPLACE_OBJECTS"] == "1"
        assert environment["GIT_CONFIG_GLOBAL"] == "/dev/null"
        assert environment["GIT_NO_LAZY_FETCH"] == "1"
        is_fetch = arguments[1] == "fetch"
        assert environment["GIT_ALLOW_PROTOCOL"] == ("file" if is_fetch else "none")
        if arguments[1] in ("cat-file", "rev-parse"):
            assert environment["GIT_DIR"] != str(builder.folder)


@pytest.mark.parametrize("pulls", [1, 30])
def test_the_number_of_processes_does_not_grow_with_the_refs(
    builder: Builder, monkeypatch: pytest.MonkeyPatch, pulls: int
) -> None:
    base = builder.base({"proposals/1-a.md": b"a"})
    for number in range(2, pulls + 2):
        builder.pull(number, {f"proposals/{number}-b.md": b"%d" % number}, base)
    started: list[str] = []
    real = subprocess.Popen.__init__

    def record(self: Any, arguments: list[str], *rest: Any, **named: Any) -> None:
        started.append(arguments[1])
        real(self, arguments, *rest, **named)

    monkeypatch.setattr(subprocess.Popen, "__init__", record)
    with open_repository(str(builder.folder)) as repository:
        snapshot = read_snapshot(repository, DIALECT)
        list(repository.read_blobs(e.origin.blob for e in snapshot.entries))

    assert started == ["for-each-ref", "cat-file"]
