"""Git objects taken apart by hand: trees one level at a time, commits header by header.

`git log --format` hides everything older than one commit with an impossible date, and `ls-tree`
prints names that no file can have; so neither is asked.
"""

import hashlib
import re
import time
from functools import lru_cache
from typing import NamedTuple

from sepkit.model import Commit, Instant, ObjectId

# 1970-01-01 to 2199-12-31, in seconds: what every date that leaves this folder lies in.
LATEST_SECOND = 7258118399

_OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_TREE_ENTRY = {
    width: re.compile(rb"([0-7]{1,6}) ([^\0]+)\0([\s\S]{%d})" % (width // 2)) for width in (40, 64)
}
_WHEN = re.compile(rb" (-?[0-9]{1,30}) [+-][0-9]{1,8} ?")
_FACTS = re.compile(
    rb"tree ([0-9a-f]{40}(?:[0-9a-f]{24})?)\n((?:parent [0-9a-f]{40}(?:[0-9a-f]{24})?\n)*)"
)
_TAGGED = re.compile(rb"object ([0-9a-f]{40}(?:[0-9a-f]{24})?)\ntype ([a-z]{1,10})\n")


class DamagedObjectError(Exception):
    """An object does not have the shape that its kind must have."""


class TreeEntry(NamedTuple):
    """One row of a tree as it stands there, its name in raw bytes."""

    mode: int
    name: bytes
    id: ObjectId


class CommitFacts(NamedTuple):
    """What walking needs of a commit."""

    tree: ObjectId
    parents: tuple[ObjectId, ...]
    seconds: int
    """The committer's date in seconds since 1970, clamped."""


def is_object_id(text: str) -> bool:
    """Whether the text is a whole object name, ready to be sent to git."""
    return _OBJECT_ID.fullmatch(text) is not None


def object_id_of(kind: str, data: bytes, *, width: int) -> ObjectId:
    """Return the name that an object with this content must bear.

    Args:
        kind: blob | tree | commit | tag.
        data: the content.
        width: 40 for SHA-1, 64 for SHA-256.
    """
    digest = hashlib.sha1 if width == 40 else hashlib.sha256  # noqa: PLR2004 - hexadecimal digits
    state = digest(b"%s %d\0" % (kind.encode("ascii"), len(data)), usedforsecurity=False)
    state.update(data)
    return ObjectId(state.hexdigest())


Row = tuple[bytes, bytes, bytes]
"""An entry of a tree in raw bytes: mode, name, id. Comparing these is the quickest there is."""


def parse_rows(data: bytes, *, width: int) -> list[Row] | None:
    """Return the rows of one tree, None where some bytes belong to none."""
    rows: list[Row] = _TREE_ENTRY[width].findall(data)
    # Counting what was found costs less than matching the whole a second time.
    fixed = len(rows) * (2 + width // 2)
    is_whole = sum([len(mode) + len(name) for mode, name, _ in rows]) + fixed == len(data)
    return rows if is_whole else None


def parse_tree(data: bytes, *, width: int) -> list[TreeEntry]:
    """Return the entries of one tree in their order, odd names and duplicates included.

    Raises:
        DamagedObjectError: some bytes belong to no entry.
    """
    rows = parse_rows(data, width=width)
    if rows is None:
        raise DamagedObjectError("the tree holds bytes that are no entry")
    return [entry_of(row) for row in rows]


# A repository's trees repeat one another: of the real one's 25,000 rows every tenth is new.
@lru_cache(maxsize=100_000)
def entry_of(row: Row) -> TreeEntry:
    """Return a row as an entry."""
    mode, name, raw = row
    return TreeEntry(int(mode, 8), name, ObjectId(raw.hex()))


def row_of(entry: TreeEntry) -> Row:
    """Return an entry as the row that git writes for it."""
    return b"%o" % entry.mode, entry.name, bytes.fromhex(entry.id)


def parse_facts(data: bytes) -> CommitFacts:
    """Return tree, parents and date of a commit.

    Raises:
        DamagedObjectError: it does not begin with a tree and parents.
    """
    # Only the run of parents right after the tree counts; one further down is free text.
    found = _FACTS.match(data)
    if found is None:
        raise DamagedObjectError("the commit does not name its tree and parents")
    parents = found[2].decode("ascii").replace("parent ", "").split()
    seconds = _clamped(_seconds_of(data, b"\ncommitter ")) or 0
    return CommitFacts(ObjectId(found[1].decode("ascii")), tuple(map(ObjectId, parents)), seconds)


def parse_commit(commit: ObjectId, data: bytes, *, name_characters: int) -> tuple[Commit, bool]:
    """Return what a commit says of itself, and whether its date could be taken as it stands.

    Args:
        commit: its name.
        data: its content.
        name_characters: how much of the author's name and of the subject is kept.
    """
    head, _, message = data.partition(b"\n\n")
    stated = _seconds_of(data, b"\ncommitter ")
    seconds = _clamped(stated)
    author = next((line[7:] for line in head.split(b"\n") if line.startswith(b"author ")), b"")
    name = author.partition(b"<")[0].strip().decode("utf-8", "replace")
    subject = message.lstrip(b"\n").partition(b"\n")[0].decode("utf-8", "replace").strip()
    read = Commit(
        id=commit,
        date=instant_of(seconds or 0),
        authored=instant_of(_clamped(_seconds_of(data, b"\nauthor ")) or seconds or 0),
        author=name[:name_characters],
        subject=subject[:name_characters],
    )
    return read, seconds is not None and stated == seconds


def parse_tag(data: bytes) -> tuple[ObjectId, str]:
    """Return what an annotated tag points to, and of what kind that is.

    Raises:
        DamagedObjectError: it does not begin with an object and its kind.
    """
    found = _TAGGED.match(data)
    if found is None:
        raise DamagedObjectError("the tag does not name its object")
    return ObjectId(found[1].decode("ascii")), found[2].decode("ascii")


def instant_of(seconds: int) -> Instant:
    """Return seconds since 1970 as an instant in UTC, clamped to 1970 to 2199."""
    clamped = min(max(seconds, 0), LATEST_SECOND)
    return Instant(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(clamped)))


def _seconds_of(data: bytes, line: bytes) -> int | None:
    """Return the date of the first line of that kind as it stands, None where none can be read."""
    start = data.find(line, 0, data.find(b"\n\n"))
    if start < 0:
        return None
    text = data[start + len(line) : data.find(b"\n", start + 1)]
    found = _WHEN.fullmatch(text.rpartition(b">")[2])
    return int(found[1]) if found else None


def _clamped(seconds: int | None) -> int | None:
    return None if seconds is None else min(max(seconds, 0), LATEST_SECOND)
