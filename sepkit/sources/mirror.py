"""Repositories that are not on this machine, or not as a folder: fetched into one of our own."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sepkit.model import ForgeError, NothingToReadError
from sepkit.sources.environment import git_environment, run_git
from sepkit.sources.ref_files import bundle_header

# `refs/replace` would show other content under the old names, so nothing else is fetched.
_REFSPECS = tuple(f"+refs/{kind}/*:refs/{kind}/*" for kind in ("heads", "tags", "pull"))

_FETCH = (
    "fetch",
    "--quiet",
    "--prune",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
    "--no-write-fetch-head",
    "--no-write-commit-graph",
)

# A first clone of a large repository over a slow line.
_FETCH_SECONDS = 600.0

_CONFIG = """\
[core]
\trepositoryformatversion = {version}
\tbare = true
\tcommitGraph = false
\thooksPath = /dev/null
[gc]
\tauto = 0
"""


def write_git_dir(folder: Path, *, width: int = 40) -> None:
    """Make an empty bare git directory with a configuration that is ours alone.

    Args:
        folder: where; nothing happens to one that is there already.
        width: digits of an object id: 40, or 64 for SHA-256.
    """
    for name in ("objects", "refs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    config = _CONFIG.format(version=0 if width == 40 else 1)  # noqa: PLR2004 - SHA-1 in hexadecimal
    if width != 40:  # noqa: PLR2004
        config += "[extensions]\n\tobjectFormat = sha256\n"
    (folder / "config").write_text(config, encoding="utf-8")
    if not (folder / "HEAD").exists():
        (folder / "HEAD").write_text("ref: refs/heads/.invalid\n", encoding="utf-8")


def fetch_url(url: str, where: Path) -> Path:
    """Bring a mirror of a URL up to date and return its git directory.

    Raises:
        ForgeError: the URL does not answer, or not in time.
    """
    folder = where / f"{_digest(url.encode())}.git"
    protocol = url.partition(":")[0].lower()
    with _locked(folder):
        environment = git_environment(folder, protocol=protocol)
        write_git_dir(folder)
        head, width = _remote_head(url, environment)
        write_git_dir(folder, width=width)
        code, _, words = run_git(
            [*_FETCH, "--", url, *_REFSPECS], environment, seconds=_FETCH_SECONDS
        )
        if code != 0:
            raise _unanswered(url, words)
        _write_head(folder, head)
    return folder


def fetch_bundle(bundle: Path, where: Path) -> Path:
    """Unpack a bundle and return the git directory that holds its objects.

    Raises:
        NothingToReadError: it is cut, or builds on commits that it does not hold.
    """
    header = bundle_header(str(bundle))
    found = bundle.stat()
    known = b"%s\n%d %d" % (header, found.st_size, found.st_mtime_ns)
    folder = where / f"{_digest(os.fsencode(bundle))}.git"
    with _locked(folder):
        mark = folder / "sepkit-bundle"
        wanted = _digest(known)
        has_packs = any((folder / "objects" / "pack").glob("*.pack"))
        if has_packs and mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
            return folder
        if not has_packs:
            shutil.rmtree(folder, ignore_errors=True)
        width = 64 if b"@object-format=sha256" in header.split(b"\n") else 40
        write_git_dir(folder, width=width)
        environment = git_environment(folder, protocol="file")
        code, _, words = run_git(
            [*_FETCH, "--", str(bundle), *_REFSPECS], environment, seconds=_FETCH_SECONDS
        )
        if code != 0:
            raise NothingToReadError(
                f"the bundle `{bundle.name}` cannot be read: {words}",
                help="`git bundle verify` tells more; `git bundle create … --all` makes it anew",
            )
        _write_head(folder, _bundle_head(header))
        mark.write_text(wanted, encoding="utf-8")
    return folder


def _remote_head(url: str, environment: dict[str, str]) -> tuple[str, int]:
    code, printed, words = run_git(["ls-remote", "--symref", "--", url, "HEAD"], environment)
    if code != 0:
        raise _unanswered(url, words)
    target, width = "", 40
    for line in printed.decode("utf-8", "replace").split("\n"):
        value, _, name = line.partition("\t")
        if name == "HEAD" and value.startswith("ref: refs/heads/"):
            target = value.removeprefix("ref: ")
        elif name == "HEAD":
            width = len(value)
    return target, width


def _bundle_head(header: bytes) -> str:
    """Return the branch at the commit that the bundle calls HEAD, `main` and `master` first."""
    pairs = [line.partition(b" ") for line in header.split(b"\n")]
    heads = [value for value, _, name in pairs if name == b"HEAD"]
    branches = sorted(
        name.decode("utf-8", "surrogateescape")
        for value, _, name in pairs
        if value in heads and name.startswith(b"refs/heads/")
    )
    usual = [name for name in branches if name in ("refs/heads/main", "refs/heads/master")]
    return (usual or branches or [""])[0]


def _write_head(folder: Path, target: str) -> None:
    if not target or "\n" in target:
        return
    temporary = folder / "HEAD.new"
    temporary.write_bytes(f"ref: {target}\n".encode("utf-8", "surrogateescape"))
    temporary.replace(folder / "HEAD")


def _unanswered(url: str, words: str) -> ForgeError:
    return ForgeError(
        f"`{url}` does not answer as a git repository: {words or 'git gave no reason'}",
        help="check the address and the network; a private repository has to be cloned by hand",
    )


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@contextmanager
def _locked(folder: Path) -> Generator[None]:
    """Let one process at a time write to a mirror; a lock ends with its process."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(
        folder.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
    )
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
