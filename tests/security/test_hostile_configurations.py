"""Repositories whose own settings want to run something, through every command that reads."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sepkit.cli import run
from tests.security.proposals import BASE, sep
from tests.security.running import run_sepkit
from tests.sources.builders import FOLDER, Builder, git

SETTINGS: Mapping[str, str] = {
    "an include": "[include]\n\tpath = {evil}\n",
    "an include by branch": '[includeIf "onbranch:**"]\n\tpath = {evil}\n',
    "an include by place": '[includeIf "gitdir:/"]\n\tpath = {evil}\n',
    "rewritten addresses": '[url "ext::{program} "]\n\tinsteadOf = https://\n\tinsteadOf = /\n',
    "ext allowed": '[protocol "ext"]\n\tallow = always\n[remote "o"]\n\turl = ext::{program}\n'
    "\tpromisor = true\n",
    "an object hook": "[core]\n\tvirtualFileSystem = {program}\n\thooksPath = {hooks}\n",
    "hooks elsewhere": "[core]\n\thooksPath = {hooks}\n",
    "a work tree": "[core]\n\tbare = false\n\tworktree = {hooks}\n\tfsmonitor = {program}\n",
    "an editor and a pager": "[core]\n\teditor = {program}\n\tpager = {program}\n[pager]\n"
    "\tcat-file = {program}\n\tfor-each-ref = {program}\n",
    "aliases": "[alias]\n\tcat-file = !{program}\n\tfor-each-ref = !{program}\n"
    "\trev-parse = !{program}\n\tfetch = !{program}\n",
    "credentials": "[credential]\n\thelper = !{program}\n[core]\n\taskPass = {program}\n",
    "signatures": "[gpg]\n\tprogram = {program}\n[log]\n\tshowSignature = true\n"
    '[gpg "ssh"]\n\tprogram = {program}\n',
    "filters": '[filter "x"]\n\tclean = {program}\n\tsmudge = {program}\n\tprocess = {program}\n'
    "\trequired = true\n",
    "differences": '[diff]\n\texternal = {program}\n[diff "x"]\n\ttextconv = {program}\n'
    "\tcommand = {program}\n",
    "traces": "[trace2]\n\teventTarget = {canary}\n\tnormalTarget = {canary}\n"
    "\tperfTarget = {canary}\n",
    "packs for others": "[uploadpack]\n\tpackObjectsHook = {program}\n",
    "a missing promise": '[extensions]\n\tpartialClone = o\n[remote "o"]\n\turl = ext::{program}\n'
    "\tpromisor = true\n\tuploadpack = {program}\n",
    "submodules": '[submodule "s"]\n\tupdate = !{program}\n\turl = ext::{program}\n'
    "\tactive = true\n",
    "alternate refs": "[core]\n\talternateRefsCommand = {program}\n",
    "maintenance": "[gc]\n\tauto = 1\n[maintenance]\n\tauto = true\n\tstrategy = incremental\n",
    "broken": "[core\n\trepositoryformatversion = ???\n",
    "an unknown format": "[core]\n\trepositoryformatversion = 99\n",
    "an unknown extension": "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpwned = true\n",
    "reference tables": "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = x\n",
}
HOOKS = (
    "reference-transaction",
    "post-checkout",
    "pre-auto-gc",
    "fsmonitor-watchman",
    "post-index-change",
    "post-update",
    "update",
    "pre-receive",
)
READING = (
    ["export"],
    ["status", "--all"],
    ["show", "20"],
    ["route", "20"],
    ["history"],
    ["conflicts"],
    ["groups", "--check"],
    ["graph"],
    ["queue"],
    ["doctor"],
)


def _program(place: Path, canary: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\necho ran >> '{canary}'\n")
    place.chmod(0o755)
    return place


def hostile_repository(tmp_path: Path, settings: str) -> tuple[Path, Path]:
    """Return a repository with these settings, and the file that any program would write."""
    canary = tmp_path / "canary"
    program = _program(tmp_path / "program", canary)
    builder = Builder(tmp_path / "r.git")
    files = {
        **BASE,
        "seps/10-first.md": sep(10, "First").encode(),
        ".gitattributes": b"* diff=x filter=x merge=x\n",
        ".gitmodules": b'[submodule "s"]\n\tpath = s\n\turl = ext::sh\n\tupdate = !touch pwned\n',
    }
    base = builder.base(files)
    builder.pull(20, {**files, "seps/20-second.md": sep(20, "Second").encode()}, base)
    builder.pull(21, builder.tree([(FOLDER, "seps", "cd" * 20)]), base)
    for hook in HOOKS:
        _program(builder.folder / "hooks" / hook, canary)
        _program(tmp_path / "hooks" / hook, canary)
    evil = tmp_path / "evil.config"
    evil.write_text(f"[core]\n\tfsmonitor = {program}\n\tpager = {program}\n")
    config = builder.folder / "config"
    words = settings
    for name, value in {
        "evil": evil,
        "program": program,
        "hooks": tmp_path / "hooks",
        "canary": canary,
    }.items():
        words = words.replace(f"{{{name}}}", str(value))
    config.write_text(config.read_text() + words)
    return builder.folder, canary


@pytest.mark.parametrize("name", SETTINGS)
def test_no_setting_of_a_repository_runs_anything(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read whole, or refused with one of the designed exit codes: never a canary."""
    folder, canary = hostile_repository(tmp_path, SETTINGS[name])
    cwd = tmp_path / "cwd"
    cwd.mkdir()
    monkeypatch.chdir(cwd)

    codes = {run([*words, "--repo", str(folder)]) for words in READING}

    assert codes <= {0, 1} or codes == {3}
    assert not canary.exists()
    assert list(cwd.iterdir()) == []
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["status", "build"])
def test_a_work_tree_of_a_stranger_as_working_folder_runs_nothing(
    command: str, tmp_path: Path
) -> None:
    folder, canary = hostile_repository(tmp_path, "")
    work = tmp_path / "work"
    git(tmp_path, "clone", "-q", str(folder), str(work))
    for hook in HOOKS:
        _program(work / ".git/hooks" / hook, canary)
    program = tmp_path / "program"
    for key in ("core.fsmonitor", "core.pager", "diff.x.textconv", "filter.x.smudge"):
        git(work, "config", key, str(program))
    git(work, "config", "core.hooksPath", str(work / ".git/hooks"))
    canary.unlink(missing_ok=True)
    out = ["--out", str(tmp_path / "out")] if command == "build" else []

    ran = run_sepkit(command, *out, cwd=work, aside=tmp_path / "aside")

    assert ran.code == 0, ran.err
    assert not canary.exists()


def test_every_process_of_every_command_is_git_with_a_list_and_a_clean_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = hostile_repository(tmp_path, "")
    monkeypatch.chdir(tmp_path)
    for name in (
        "GIT_DIR",
        "GIT_SSH_COMMAND",
        "GIT_EXTERNAL_DIFF",
        "PAGER",
        "LD_PRELOAD_X",
        "GITHUB_TOKEN",
        "GH_TOKEN",
        "PYTHONPATH_X",
    ):
        monkeypatch.setenv(name, "hostile")
    started: list[tuple[Any, dict[str, Any]]] = []
    real = subprocess.Popen.__init__

    def record(self: Any, arguments: Any, *rest: Any, **named: Any) -> None:
        started.append((arguments, named))
        real(self, arguments, *rest, **named)

    def forbidden(*_: Any, **__: Any) -> None:
        pytest.fail("a process was started past `subprocess`")

    monkeypatch.setattr(subprocess.Popen, "__init__", record)
    for name in (
        "system",
        "popen",
        "posix_spawn",
        "posix_spawnp",
        "execv",
        "execve",
        "execvp",
        "spawnv",
        "spawnve",
    ):
        monkeypatch.setattr(os, name, forbidden)
    for words in [*READING, ["build", "--out", str(tmp_path / "out")]]:
        run([*words, "--repo", str(folder), "--no-cache"])

    assert len(started) >= 2 * len(READING)
    for arguments, named in started:
        assert isinstance(arguments, list)
        assert arguments[0] == "git"
        assert arguments[1] in {"for-each-ref", "cat-file", "rev-parse", "fetch", "index-pack"}
        assert not named.get("shell")
        assert "hostile" not in named["env"].values()
        assert not any("TOKEN" in key for key in named["env"])
        assert named["env"]["GIT_CONFIG_NOSYSTEM"] == "1"
        assert named["env"]["GIT_ALLOW_PROTOCOL"] in {"none", "file"}
