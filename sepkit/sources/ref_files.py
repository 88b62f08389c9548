"""A digest of a repository's refs, made without starting git.

This stands on the way of every warm start, so it imports almost nothing: a `git for-each-ref`
would cost more than all else that a warm command does.
"""

import os
from hashlib import blake2b

# One file that is read whole here; 100,000 packed refs take some 7 MB.
_MOST_BYTES = 64 * 1024 * 1024

_NOT_MATTERING = ("refs/replace/", "refs/stash", "refs/bisect/", "refs/notes/")


def refs_state(location: str) -> str | None:
    """Return a digest that changes whenever a ref of the repository does.

    It may change without need (packing refs does that), never stay the same when a ref moved.

    Args:
        location: as `open_repository` takes it.

    Returns:
        Hexadecimal digits; None where only git or the network could tell.
    """
    location = local_path(location)
    if not location or "://" in location:
        return None
    try:
        if os.path.isfile(location):
            return _bundle_state(location)
        return _folder_state(location)
    except (OSError, ValueError):
        return None


def local_path(location: str) -> str:
    """Return the path that a `file://` URL means, anything else as it is.

    Such a repository is read where it stands. Fetching from it would start git's own server inside
    it, under its configuration.
    """
    if not location.lower().startswith("file://"):
        return location
    path = location[7:].removeprefix("localhost")
    if "%" not in path:
        return path
    from urllib.parse import unquote

    return unquote(path, errors="surrogateescape")


def git_dir_of(location: str) -> tuple[str, str] | None:
    """Return git's own folder for a place, and the one that holds refs and objects.

    They differ in a linked work tree. As git does, folders above are tried in turn.
    """
    place = os.path.realpath(location)
    while True:
        for folder in (place, _linked(os.path.join(place, ".git"))):
            if folder and _is_git_dir(folder):
                return folder, _common_dir(folder)
        above = os.path.dirname(place)
        if above == place:
            return None
        place = above


def read_short(path: str | os.PathLike[str], *, most: int = 4096) -> str:
    """Return the text of a small file, "" where there is none or it is larger."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return ""
    try:
        data = os.read(descriptor, most + 1)
    except OSError:
        return ""
    finally:
        os.close(descriptor)
    return "" if len(data) > most else data.decode("utf-8", "surrogateescape")


def bundle_header(path: str) -> bytes:
    """Return the head of a bundle, which lists its refs; empty where the file is no bundle."""
    with open(path, "rb") as file:
        head = file.read(64 * 1024)
        if not head.startswith((b"# v2 git bundle\n", b"# v3 git bundle\n")):
            return b""
        while b"\n\n" not in head and len(head) < _MOST_BYTES:
            more = file.read(1024 * 1024)
            if not more:
                return b""
            head += more
    return head.partition(b"\n\n")[0]


def _linked(path: str) -> str:
    """Return where `.git` leads: itself, or what a work tree's file names."""
    if os.path.isdir(path):
        return path
    text = read_short(path)
    if not text.startswith("gitdir: "):
        return ""
    return os.path.join(os.path.dirname(path), text.removeprefix("gitdir: ").rstrip("\n"))


def _common_dir(folder: str) -> str:
    text = read_short(os.path.join(folder, "commondir")).rstrip("\n")
    return os.path.normpath(os.path.join(folder, text)) if text else folder


def _is_git_dir(folder: str) -> bool:
    if not os.path.lexists(os.path.join(folder, "HEAD")):
        # A HEAD that got lost still leaves the other two.
        return _has_store(folder) and os.path.lexists(os.path.join(folder, "config"))
    return _has_store(_common_dir(folder))


def _has_store(folder: str) -> bool:
    return all(os.path.isdir(os.path.join(folder, name)) for name in ("objects", "refs"))


def _bundle_state(path: str) -> str | None:
    header = bundle_header(path)
    if not header:
        return None
    state = blake2b(header, digest_size=20)
    found = os.stat(path)
    state.update(b"%d %d" % (found.st_size, found.st_mtime_ns))
    return state.hexdigest()


def _folder_state(location: str) -> str | None:
    found = git_dir_of(location)
    if found is None:
        return None
    own, common = found
    state = blake2b(digest_size=20)
    state.update(read_short(os.path.join(own, "HEAD")).encode("utf-8", "surrogateescape"))
    # `reftable/tables.list` stands for all refs where they are kept in that form.
    for name in ("packed-refs", "shallow", "objects/info/alternates", "reftable/tables.list"):
        state.update(b"\0%s\0" % name.encode())
        state.update(_content(os.path.join(common, name)))
    for name, value in sorted(_loose(os.path.join(common, "refs"), "refs/")):
        state.update(f"{name}\0{value}\n".encode("utf-8", "surrogateescape"))
    return state.hexdigest()


def _content(path: str) -> bytes:
    if not os.path.isfile(path):
        return b""
    if os.path.getsize(path) > _MOST_BYTES:
        raise ValueError(path)
    with open(path, "rb") as file:
        return file.read()


def _loose(folder: str, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    waiting = [(folder, prefix)]
    while waiting:
        place, name = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                full = name + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, full + "/"))
                elif not full.startswith(_NOT_MATTERING):
                    found.append((full, read_short(entry.path)))
    return found
