"""Computed facts kept between runs: plain files, each with a checksum.

One file a key, so that a damaged one costs one value, and a warm start opens one small file.
Nothing in it is ever executed, and nothing in it is believed: a value whose checksum, key or
version differs was never there.
"""

import hashlib
import os
import zlib
from pathlib import Path

# Written into every file; a change of what values mean changes the kind or key instead.
_MAGIC = b"sepkit1\n"
_DIGEST = 20
_LONGEST_KIND = 40
_MOST_BYTES = 256 * 1024 * 1024


class Cache:
    """Values by kind and key, below one folder. Losing it costs time, never a result.

    Attributes:
        folder: may be missing; it is made when the first value is kept.
        problem: why values cannot be kept, "" as long as they can; for one line of the log.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problem = ""
        self._made: set[str] = set()

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the value as it was put, None where there is none that can be trusted."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        try:
            descriptor = os.open(self._place(kind, key), flags)
        except (OSError, ValueError):
            return None
        try:
            with open(descriptor, "rb") as file:
                data = file.read(_MOST_BYTES)
        except OSError:
            return None
        return _opened(kind, key, data)

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep a value. Where that fails the value is lost, and `problem` says why."""
        place = self._place(kind, key)
        temporary = f"{place}.{os.getpid()}.{os.urandom(4).hex()}"
        try:
            with open(self._created(temporary), "wb") as file:
                file.write(_closed(kind, key, data))
            os.replace(temporary, place)
        except (OSError, ValueError) as error:
            self.problem = self.problem or f"the cache cannot be written: {error}"
            try:
                os.unlink(temporary)
            except (OSError, ValueError):
                return

    def _place(self, kind: str, key: str) -> str:
        # `re` would be the dearest import of a warm start.
        if not (kind.isascii() and kind.replace("-", "").isalnum() and len(kind) <= _LONGEST_KIND):
            raise ValueError(f"{kind!r} is no kind of cached value")
        name = hashlib.blake2b(key.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
        # Sixteen folders a kind: making one costs more than writing a small value.
        return os.path.join(self.folder, kind, name[0], name)

    def _created(self, path: str) -> int:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        folder = os.path.dirname(path)
        if folder in self._made:
            try:
                return os.open(path, flags, 0o600)
            except FileNotFoundError:
                # Somebody deleted the cache meanwhile, which anybody may.
                self._made.clear()
        self._make_folder(folder)
        self._made.add(folder)
        return os.open(path, flags, 0o600)

    def _make_folder(self, folder: str) -> None:
        wanted = os.path.join(os.path.realpath(self.folder), os.path.relpath(folder, self.folder))
        if os.path.realpath(folder) != wanted:
            raise OSError(f"`{folder}` is a link")
        os.makedirs(folder, mode=0o700, exist_ok=True)


def _closed(kind: str, key: str, data: bytes) -> bytes:
    packed = zlib.compress(data, 1)
    return _MAGIC + _checksum(kind, key, packed) + packed


def _opened(kind: str, key: str, data: bytes) -> bytes | None:
    start = len(_MAGIC) + _DIGEST
    packed = data[start:]
    if data[:start] != _MAGIC + _checksum(kind, key, packed):
        return None
    try:
        unpacker = zlib.decompressobj()
        value = unpacker.decompress(packed, _MOST_BYTES)
    except zlib.error:
        return None
    return value if unpacker.eof else None


def _checksum(kind: str, key: str, packed: bytes) -> bytes:
    state = hashlib.blake2b(digest_size=_DIGEST)
    for part in (kind.encode(), key.encode("utf-8", "surrogateescape")):
        state.update(b"%d:%s" % (len(part), part))
    state.update(packed)
    return state.digest()
