"""One long-lived `git cat-file --batch-command`: ids in, checked contents out.

What a stranger's object store can do to it: hand out content under a wrong name, announce sizes
that never come, end in the middle of an answer, answer nothing at all. After each such surprise
the process is started anew, and exactly that one object is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from sepkit.model import NothingToReadError, ObjectId
from sepkit.sources.environment import git_environment
from sepkit.sources.git_channel import DAMAGED, GitChannel, SurpriseError
from sepkit.sources.objects import is_object_id, object_id_of

# Requests in one go: enough that waiting for each answer costs nothing, few enough to start over.
_REQUESTS = 256

# Contents held between two yields, in bytes; one object may be larger, up to its own cap.
_BYTES_AT_ONCE = 4 * 1024 * 1024

# A store with more damaged objects than this costs more time than it can be worth.
_MOST_RESTARTS = 500


_MISSING = "its object is missing from the repository"

_HEADER = re.compile(rb"([0-9a-f]{40,64}) (?:missing|([a-z]{1,10}) ([0-9]{1,18}))")


class ObjectReader:
    """Reads objects by id, from a store that is not trusted.

    `reasons` tells, for each object that was asked for and not handed out, why not.
    """

    def __init__(self, own_dir: Path, objects: Path, *, width: int) -> None:
        self.reasons: dict[ObjectId, str] = {}
        self.width = width
        environment = git_environment(own_dir, GIT_OBJECT_DIRECTORY=str(objects))
        self._channel = GitChannel(environment, probe=b"0" * width)
        self._restarts = 0

    def close(self) -> None:
        """End the process."""
        self._channel.close()

    def sizes(self, ids: Iterable[ObjectId]) -> dict[ObjectId, tuple[str, int] | None]:
        """Return kind and size in bytes of each object, None for one that is not there."""
        found: dict[ObjectId, tuple[str, int] | None] = {}
        wanted = iter(dict.fromkeys(ids))
        while chunk := list(islice(wanted, _REQUESTS)):
            found.update(self._sizes(chunk))
        return found

    def read(
        self, ids: Iterable[ObjectId], *, kind: str, cap: int
    ) -> Iterator[tuple[ObjectId, bytes | None]]:
        """Yield each distinct object with its content, None where `reasons` tells why not.

        Args:
            ids: the objects, in the order in which they are to come.
            kind: what they must be: blob, tree, commit or tag.
            cap: the largest size that is read, in bytes.
        """
        wanted = iter(dict.fromkeys(ids))
        while chunk := list(islice(wanted, _REQUESTS)):
            sizes = self._sizes(chunk)
            for part in _parts(chunk, sizes):
                # All answers are taken before the first is handed out: the caller may ask
                # for other objects in between.
                contents = self._contents([i for i in part if self._is_fit(i, sizes, kind, cap)])
                for object_id in part:
                    yield object_id, contents.get(object_id)

    def _is_fit(
        self,
        object_id: ObjectId,
        sizes: dict[ObjectId, tuple[str, int] | None],
        kind: str,
        cap: int,
    ) -> bool:
        found = sizes.get(object_id)
        if found is None:
            self.reasons.setdefault(object_id, _MISSING)
        elif found[0] != kind:
            self.reasons[object_id] = f"its object is a {found[0]}, no {kind}"
        elif found[1] > cap:
            self.reasons[object_id] = f"it has {found[1]} bytes, {cap} are read at most"
        else:
            return True
        return False

    def _sizes(self, ids: Sequence[ObjectId]) -> dict[ObjectId, tuple[str, int] | None]:
        found: dict[ObjectId, tuple[str, int] | None] = {}

        def take(object_id: ObjectId) -> None:
            found[object_id] = _parse_header(object_id, self._channel.line())

        self._ask("info", ids, take)
        return found

    def _contents(self, ids: Sequence[ObjectId]) -> dict[ObjectId, bytes]:
        found: dict[ObjectId, bytes] = {}

        def take(object_id: ObjectId) -> None:
            header = _parse_header(object_id, self._channel.line())
            if header is None:
                raise SurpriseError(_MISSING)
            data = self._channel.exactly(header[1] + 1)[:-1]
            if object_id_of(header[0], data, width=self.width) != object_id:
                # Perhaps bytes of other answers; what follows cannot be trusted either.
                raise SurpriseError("the content of its object does not match its name")
            found[object_id] = data

        self._ask("contents", ids, take)
        return found

    def _ask(self, word: str, ids: Sequence[ObjectId], take: Callable[[ObjectId], None]) -> None:
        """Send one request an id and take the answers; start over behind each that fails."""
        waiting = list(ids)
        while waiting:
            done = 0
            try:
                self._channel.send(
                    "".join([f"{word} {self._checked(i)}\n" for i in waiting]).encode()
                )
                for object_id in waiting:
                    take(object_id)
                    done += 1
            except (SurpriseError, OSError) as error:
                self._refuse_and_restart(waiting[done], error)
                done += 1
            waiting = waiting[done:]
        self._channel.settle()

    def _checked(self, object_id: ObjectId) -> ObjectId:
        # Anything but digits could be another command, or two.
        if not is_object_id(object_id) or len(object_id) != self.width:
            raise ValueError(f"{object_id!r} is no object id of this repository")
        return object_id

    def _refuse_and_restart(self, object_id: ObjectId, error: Exception) -> None:
        reason = str(error) if isinstance(error, SurpriseError) else DAMAGED
        self.reasons[object_id] = reason
        self.close()
        self._restarts += 1
        if self._restarts > _MOST_RESTARTS:
            raise NothingToReadError(
                f"more than {_MOST_RESTARTS} objects of the repository are damaged",
                help="`git fsck` lists them; a new clone may mend them",
            )


def _parse_header(object_id: ObjectId, line: bytes) -> tuple[str, int] | None:
    """Return kind and size, None for an object that is not there."""
    found = _HEADER.fullmatch(line)
    if found is None:
        raise SurpriseError(DAMAGED)
    if found[1].decode("ascii") != object_id:
        raise SurpriseError("git answered for another object")
    return None if found[2] is None else (found[2].decode("ascii"), int(found[3]))


def _parts(
    chunk: Sequence[ObjectId], sizes: dict[ObjectId, tuple[str, int] | None]
) -> Iterator[list[ObjectId]]:
    """Cut a chunk so that the contents of each part fit into memory together."""
    part: list[ObjectId] = []
    held = 0
    for object_id in chunk:
        found = sizes.get(object_id)
        size = found[1] if found else 0
        if part and held + size > _BYTES_AT_ONCE:
            yield part
            part, held = [], 0
        part.append(object_id)
        held += size
    if part:
        yield part
