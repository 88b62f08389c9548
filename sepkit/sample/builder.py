"""The sample as a true git repository, with the same commit ids on every machine."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sepkit.model import SepkitError, UsageError
from sepkit.sample.history import History, Person, Step, read_history
from sepkit.sample.tree import Leaf, Tree, after, changes, merged

MARKER = "sepkit-sample"
"""A file in `.git` that says that we built the repository, and from which stream."""


def build_sample(folder: Path) -> Path:
    """Build the sample's repository, with a work tree and all pull request refs.

    It is built beside the folder and moved into place at the end, so that an interrupted run
    leaves nothing half done. A folder that holds this version of the sample is left as it is.

    Args:
        folder: does not exist yet, is empty, or holds the sample already.

    Returns:
        The folder.

    Raises:
        UsageError: the folder holds something else, or there is no git.
        SepkitError: git failed, or the folder cannot be written.
    """
    target = folder.resolve()
    stream = _stream(read_history())
    digest = hashlib.sha256(stream).hexdigest()
    if _is_taken(target, digest):
        return folder
    try:
        _build(target, stream, digest)
    except OSError as error:
        # Another run may have put its sample there in the meantime: then it is the same one.
        if not _is_taken(target, digest):
            message = f"cannot write the sample to `{folder}`: {error.strerror}"
            raise SepkitError(message, help="choose another folder") from error
    return folder


def _is_taken(target: Path, digest: str) -> bool:
    """Return whether this version of the sample is there; raise where something else is."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return False
    marker = target / ".git" / MARKER
    if not marker.is_file():
        raise UsageError(
            f"`{target}` is not empty and holds no sample",
            help="name a folder that is empty or does not exist",
        )
    if marker.read_text(encoding="utf-8", errors="replace").strip() != digest:
        raise UsageError(
            f"`{target}` holds the sample of another version",
            help="remove it, or name another folder",
        )
    return True


def _build(target: Path, stream: bytes, digest: str) -> None:
    import tempfile

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".sepkit-sample-", dir=target.parent) as scratch:
        inner = Path(scratch) / "repository"
        git = _Git(inner)
        git.run("init", "--quiet", "--template=", "--initial-branch=main", str(inner), at=scratch)
        git.run("fast-import", "--quiet", "--date-format=raw", data=stream)
        git.run("reset", "--quiet", "--hard")
        (inner / ".git" / MARKER).write_text(f"{digest}\n", encoding="ascii")
        inner.rename(target)


@dataclass(frozen=True, slots=True)
class _Git:
    folder: Path

    def run(self, *arguments: str, data: bytes = b"", at: str = "") -> None:
        """Run git without anybody's configuration; what it says goes into the error."""
        import subprocess

        program = shutil.which("git")
        if program is None:
            raise UsageError("`git` is not installed", help="install git 2.28 or newer")
        done = subprocess.run(
            [program, *_SETTINGS, *arguments],
            cwd=at or self.folder,
            env=_environment(),
            input=data,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise SepkitError(f"`git {arguments[0]}` failed: {said}", help="git 2.28 is needed")


_SETTINGS = (
    "-c",
    "core.autocrlf=false",
    "-c",
    "fastimport.unpackLimit=1",  # one pack instead of 400 loose files
)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
        "TZ": "UTC",
    }


@dataclass(slots=True)
class _Branch:
    """A branch as far as the stream has come: the mark of its tip, and its trees."""

    mark: int
    tree: Tree
    base: Tree
    """The tree of `main` at which a pull request's branch began."""
    seconds: int = 0


@dataclass(slots=True)
class _Writer:
    """Writes commits in the format of `git fast-import`; marks count from 1."""

    lines: list[bytes] = field(default_factory=list[bytes])
    marks: int = 0

    def commit(
        self,
        ref: str,
        *,
        person: Person,
        seconds: int,
        message: str,
        parents: tuple[int, ...],
        change: Mapping[str, Leaf | None],
    ) -> int:
        """Write one commit and return its mark."""
        self.marks += 1
        who = f"{person.name} <{person.mail}> {seconds} +0000"
        text = message.encode()
        head = f"commit {ref}\nmark :{self.marks}\nauthor {who}\ncommitter {who}\n"
        self.lines.append(f"{head}data {len(text)}\n".encode() + text + b"\n")
        words = ("from", *("merge" for _ in parents[1:]))
        self.lines += [
            f"{word} :{mark}\n".encode() for word, mark in zip(words, parents, strict=False)
        ]
        self.lines += _lines_of(change)
        return self.marks


def _lines_of(change: Mapping[str, Leaf | None]) -> Iterator[bytes]:
    for path, leaf in change.items():
        if leaf is None:
            yield f"D {path}\n".encode()
        else:
            head = f"M {leaf.mode} inline {path}\ndata {len(leaf.data)}\n"
            yield head.encode() + leaf.data + b"\n"


def _stream(history: History) -> bytes:
    """Return the stream for `git fast-import`."""
    writer = _Writer()
    branches: dict[int | None, _Branch] = {None: _Branch(0, {}, {})}
    for step in history.steps:
        _write(writer, branches, step)
    for pull in history.open_pulls:
        _write_trial(writer, branches, pull, history.forge)
    return b"".join(writer.lines) + b"done\n"


def _write(writer: _Writer, branches: dict[int | None, _Branch], step: Step) -> None:
    main = branches[None]
    branch = branches.setdefault(step.pull, _Branch(main.mark, main.tree, main.tree))
    start, parents = branch.tree, (branch.mark,) if branch.mark else ()
    if step.merge is not None:
        pull = branches[step.merge]
        start, parents = merged(start, base=pull.base, head=pull.tree), (*parents, pull.mark)
    tree = after(start, step)
    branch.mark = writer.commit(
        "refs/heads/main" if step.pull is None else f"refs/pull/{step.pull}/head",
        person=step.person,
        seconds=step.seconds,
        message=step.message,
        parents=parents,
        change=changes(branch.tree, tree),
    )
    branch.tree, branch.seconds = tree, step.seconds


def _write_trial(
    writer: _Writer, branches: dict[int | None, _Branch], number: int, forge: Person
) -> None:
    main, pull = branches[None], branches[number]
    tree = merged(main.tree, base=pull.base, head=pull.tree)
    writer.commit(
        f"refs/pull/{number}/merge",
        person=forge,
        seconds=max(main.seconds, pull.seconds),
        message=f"Try pull request {number} on main\n",
        parents=(main.mark, pull.mark),
        change=changes(main.tree, tree),
    )
