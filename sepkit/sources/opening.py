"""From a location to a repository: a path, a bundle or a URL."""

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sepkit.model import (
    LIMITS,
    Finding,
    NothingToReadError,
    ObjectId,
    Progress,
    RefName,
    Severity,
    UsageError,
)
from sepkit.sources.cache import Cache
from sepkit.sources.environment import git_environment, run_git
from sepkit.sources.mirror import fetch_bundle, fetch_url, write_git_dir
from sepkit.sources.objects import is_object_id
from sepkit.sources.ref_files import bundle_header, git_dir_of, local_path, read_short
from sepkit.sources.repository import Repository, repository_finding

_SYMREFS = 5

# The list of commits where history is cut: 40 digits each.
_MOST_SHALLOW = 8 * 1024 * 1024

_URL = re.compile(r"([a-z][a-z0-9+.-]{0,20})://(.*)", re.IGNORECASE | re.DOTALL)
_SCP = re.compile(r"[\w.-]+@[\w.-]+:.*|[\w-]+::.*", re.DOTALL | re.ASCII)


def open_repository(
    location: str, *, cache: Cache | None = None, progress: Progress | None = None
) -> Repository:
    """Open a repository for reading.

    Args:
        location: the path of a work tree or a bare mirror, a bundle file, a `file://` URL of
            one of these, or an `https://` URL. What is no folder is fetched into the cache.
        cache: where fetched repositories stay; without it, in a folder that `close` removes.
        progress: told what is being fetched.

    Raises:
        NothingToReadError: there is no repository, or one without any ref.
        UsageError: a URL of another kind, or one with a password in it.
        ForgeError: the URL does not answer, or not in time.
    """
    own = Path(tempfile.mkdtemp(prefix="sepkit-"))

    def clear() -> None:
        shutil.rmtree(own, ignore_errors=True)

    try:
        return _open(location, own, cache, progress, clear)
    except BaseException:
        clear()
        raise


def _open(
    location: str,
    own: Path,
    cache: Cache | None,
    progress: Progress | None,
    clear: Callable[[], None],
) -> Repository:
    location = local_path(location)
    where = cache.folder / "repositories" if cache is not None else own
    url = _URL.fullmatch(location)
    name = (
        re.split(r"[/\\]", location.rstrip("/\\"))[-1].removesuffix(".git").removesuffix(".bundle")
    )
    if url is not None:
        if progress is not None:
            progress(f"fetching {name}", 0, 0)
        git_dir = fetch_url(_checked_url(location, url[1].lower(), url[2]), where)
        return _read_in_place(git_dir, git_dir, name or "repository", own, clear)
    if _is_file(location):
        if not bundle_header(location):
            raise NothingToReadError(
                f"`{location}` is a file, and no git bundle",
                help="give the path of a repository, a bundle from `git bundle create`, or a URL",
            )
        if progress is not None:
            progress(f"unbundling {name}", 0, 0)
        git_dir = fetch_bundle(Path(location).resolve(), where)
        return _read_in_place(git_dir, git_dir, name, own, clear)
    return _open_folder(location, own, clear)


def _open_folder(location: str, own: Path, clear: Callable[[], None]) -> Repository:
    if not _is_folder(location) and _SCP.fullmatch(location):
        raise UsageError(
            f"`{location}` is no path and no URL that sepkit fetches from",
            help="use an `https://` URL, or clone it and give the path",
        )
    found = git_dir_of(location) if _is_folder(location) else None
    if found is None:
        raise NothingToReadError(
            f"there is no git repository at `{location}`",
            help="give the path of one with `--repo`, or `git init` and commit there"
            if _is_folder(location)
            else "the path does not exist; give the path of a repository with `--repo`",
        )
    place = Path(found[1])
    shown = place.parent if place.name == ".git" else place
    name = shown.name.removesuffix(".git") or "repository"
    return _read_in_place(Path(found[0]), place, name, own, clear)


def _is_file(location: str) -> bool:
    try:
        return Path(location).is_file()
    except (OSError, ValueError):
        return False


def _is_folder(location: str) -> bool:
    try:
        return bool(location) and Path(location).is_dir()
    except (OSError, ValueError):
        return False


def _checked_url(location: str, scheme: str, rest: str) -> str:
    if scheme != "https":
        raise UsageError(
            f"`{scheme}://` is no kind of URL that sepkit fetches from",
            help="use `https://`, or clone it and give the path",
        )
    host = rest.partition("/")[0]
    if "@" in host:
        raise UsageError(
            f"the URL of `{host.rpartition('@')[2]}` holds a user name or password",
            help="leave it out; for a private repository clone it and give the path",
        )
    if any(ord(c) < 33 or ord(c) == 127 for c in location):  # noqa: PLR2004 - blanks and controls
        raise UsageError("the URL holds blanks or control characters", help="write them as `%20`")
    return location


def _read_in_place(
    git_dir: Path, common: Path, name: str, own: Path, clear: Callable[[], None]
) -> Repository:
    refs, findings = _read_refs(common, name)
    head = _head_of(git_dir, common)
    if not refs and not is_object_id(head or ""):
        raise NothingToReadError(
            f"`{name}` has no commits yet: no branch, no tag, no pull request",
            help="commit something first, or fetch a branch",
        )
    # The ids themselves tell the object format, without a look into a stranger's configuration.
    width = len(next(iter(refs.values()), head or ""))
    own_dir = own / "own.git"
    write_git_dir(own_dir, width=width)
    lines = read_short(common / "shallow", most=_MOST_SHALLOW).split("\n")
    shallow = frozenset(ObjectId(line) for line in lines if is_object_id(line))
    return Repository(
        name=name,
        refs=refs,
        head=head,
        width=width,
        own_dir=own_dir,
        objects=common / "objects",
        shallow=shallow,
        findings=findings + _findings(common, name, shallow),
        on_close=clear,
    )


def _read_refs(common: Path, name: str) -> tuple[dict[RefName, ObjectId], list[Finding]]:
    # This format opens no object: one ref to a missing one would end any other.
    arguments = ["for-each-ref", "--format=%(objectname) %(refname)"]
    code, printed, words = run_git(arguments, git_environment(common))
    refs: dict[RefName, ObjectId] = {}
    replaced = 0
    for line in printed.decode("utf-8", "surrogateescape").split("\n"):
        object_id, _, ref = line.partition(" ")
        if ref.startswith("refs/replace/"):
            replaced += 1
        elif is_object_id(object_id) and ref:
            refs[RefName(ref)] = ObjectId(object_id)
    if code != 0:
        raise NothingToReadError(
            f"git cannot list the refs of `{name}`: {words}",
            help="`git fsck` shows what is broken; a new clone may mend it",
        )
    if len(refs) > LIMITS.refs:
        raise NothingToReadError(
            f"`{name}` has {len(refs)} refs, {LIMITS.refs} are read at most",
            help="fetch only the branches and pull requests that matter",
        )
    findings: list[Finding] = []
    if words:
        findings.append(repository_finding(name, "broken-ref", f"git warns: {words}"))
    if replaced:
        message = f"the repository replaces {replaced} objects by others; the originals are read"
        finding = repository_finding(name, "replaced-objects", message, severity=Severity.INFO)
        findings.append(finding)
    return refs, findings


def _head_of(git_dir: Path, common: Path) -> str | None:
    text = read_short(git_dir / "HEAD").strip()
    for _ in range(_SYMREFS):
        if not text.startswith("ref:"):
            break
        target = text.removeprefix("ref:").strip()
        if not target.startswith("refs/") or ".." in target:
            return None
        following = read_short(common / target).strip()
        if not following.startswith("ref:"):
            return target
        text = following
    return text if is_object_id(text) else None


def _findings(common: Path, name: str, shallow: frozenset[ObjectId]) -> list[Finding]:
    found: list[Finding] = []
    if shallow:
        found.append(
            repository_finding(
                name,
                "shallow-clone",
                f"history is cut at {len(shallow)} commits: timelines begin late, and what the"
                " base branch once held is not all known",
                help="`git fetch --unshallow` brings the rest",
            )
        )
    if read_short(common / "objects/info/alternates", most=64 * 1024).strip():
        found.append(
            repository_finding(
                name,
                "alternates",
                "some objects are borrowed from another repository, which can change or go away",
                help="`git repack -a -d` copies them; then remove `objects/info/alternates`",
            )
        )
    if any(file.endswith(".promisor") for file in _names(common / "objects/pack")):
        found.append(
            repository_finding(
                name,
                "partial-clone",
                "this is a partial clone: objects that it lacks are refused, never fetched",
                help="`git fetch --refetch --no-filter` brings the rest",
            )
        )
    return found


def _names(folder: Path) -> list[str]:
    try:
        return sorted(place.name for place in folder.iterdir())
    except OSError:
        return []
