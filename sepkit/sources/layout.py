"""Where a process keeps its documents, compiled from the one line in which its dialect says so."""

import fnmatch
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from sepkit.model import ConfigurationError, Dialect, RefName, RepoPath

# Endings that people give to documents, whichever one the process asks for.
_DOCUMENT = re.compile(r".+\.(?:md|mdx|markdown|rst|txt|adoc)", re.IGNORECASE | re.DOTALL)
_PLACE = re.compile(r"\{(number|slug|group)\}")
_NUMBER = r"0{0,6}(?P<number>[1-9][0-9]{0,6})"


@dataclass(frozen=True, slots=True)
class Level:
    """One part of the path below the proposals' folder."""

    pattern: re.Pattern[str]
    has_number: bool
    is_fixed: bool
    """Whether it is one name, without any placeholder."""
    is_group: bool
    """Whether it is `{group}` and no more: groups may have folders of subgroups."""
    suffix: str
    """What follows its last placeholder: `.md`."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The path pattern of a dialect, level by level."""

    text: str
    folder: tuple[str, ...]
    """The fixed parts in front: the proposals' folder."""
    levels: tuple[Level, ...]
    """What follows them, at least one; the last is the document itself."""
    sidecar: str
    ignore: tuple[str, ...]

    @property
    def root(self) -> RepoPath:
        """The proposals' folder as a path, "" for the root of the repository."""
        return RepoPath("/".join(self.folder))

    def is_ignored(self, name: str) -> bool:
        """Whether the dialect names this file or folder as no proposal."""
        folded = name.lower()
        return any(fnmatch.fnmatchcase(folded, pattern) for pattern in self.ignore)

    def is_document(self, name: str) -> bool:
        """Whether a file of this name, where documents stand, is or claims to be one."""
        last = self.levels[-1]
        if last.is_fixed:
            return last.pattern.fullmatch(name) is not None
        return last.pattern.fullmatch(name) is not None or _DOCUMENT.fullmatch(name) is not None

    def is_fixed_document(self, name: str) -> bool:
        """Whether all documents bear this one name, so that ignoring it would ignore them all."""
        last = self.levels[-1]
        return last.is_fixed and last.pattern.fullmatch(name) is not None

    def is_misplaced(self, name: str, level: int) -> bool:
        """Whether a file above the documents bears the name of a proposal."""
        part = self.levels[level]
        stem = name.rpartition(".")[0] or name
        return part.has_number and part.pattern.fullmatch(stem) is not None

    def is_folder_of_proposal(self, name: str, beside: Container[bytes]) -> bool:
        """Whether a folder, where documents stand, bears the name of one.

        A folder of attachments bears the name of a document that stands beside it.
        """
        last = self.levels[-1]
        document = name + last.suffix
        return _DOCUMENT.fullmatch(name) is not None or (
            last.has_number
            and last.pattern.fullmatch(document) is not None
            and document.encode("utf-8", "surrogateescape") not in beside
        )

    def number_of(self, path: RepoPath) -> int | None:
        """Return the number in a path, None for a placeholder or a name without one."""
        for level, name in self._matched(path):
            found = level.pattern.fullmatch(name)
            if found and level.has_number and found["number"]:
                return int(found["number"])
        return None

    def slug_of(self, path: RepoPath) -> str:
        """Return the words in a path, "" for a name that does not match."""
        for level, name in self._matched(path):
            found = level.pattern.fullmatch(name)
            if found and "slug" in level.pattern.groupindex:
                return found["slug"].strip("-").lower()
        return ""

    def _matched(self, path: RepoPath) -> Iterator[tuple[Level, str]]:
        # From the end: only groups, which stand in front, can take more folders than one.
        below = path.split("/")[len(self.folder) :]
        return zip(reversed(self.levels), reversed(below), strict=False)


@cache
def _compiled(path: str, sidecar: str, ignore: tuple[str, ...], placeholder: str) -> Layout:
    parts = path.split("/")
    if any(part in ("", ".", "..") or _has_control(part) for part in parts):
        raise ConfigurationError(
            f"`path: {path}` is no path inside a repository",
            help="write it like `proposals/{number}-{slug}.md`",
        )
    fixed = next((i for i, part in enumerate(parts) if _PLACE.search(part)), len(parts))
    if not any("{number}" in part for part in parts[fixed:]):
        raise ConfigurationError(
            f"`path: {path}` has no `{{number}}`",
            help="write it like `proposals/{number}-{slug}.md`",
        )
    return Layout(
        text=path,
        folder=tuple(parts[:fixed]),
        levels=tuple(_level(part, placeholder) for part in parts[fixed:]),
        sidecar=sidecar,
        ignore=tuple(name.lower().rstrip("/") for name in ignore),
    )


def layout_of(dialect: Dialect) -> Layout:
    """Return where a dialect keeps its documents.

    Raises:
        ConfigurationError: its path leads out of the repository or has no number.
    """
    return _compiled(dialect.path, dialect.sidecar, dialect.ignore, dialect.placeholder)


def _level(part: str, placeholder: str) -> Level:
    pieces = _PLACE.split(part)
    words = {
        # A document that has no number yet has its placeholder, also with letters: `NNNN`.
        "number": rf"(?:{_NUMBER}|{re.escape(placeholder)})" if placeholder else _NUMBER,
        "slug": r"(?P<slug>[^/]+)",
        "group": r"(?P<group>[^/]+)",
    }
    pattern = "".join(
        words[piece] if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)
    )
    return Level(
        pattern=re.compile(pattern, re.DOTALL | re.ASCII),
        has_number="number" in pieces[1::2],
        is_fixed=len(pieces) == 1,
        is_group=part == "{group}",
        suffix=pieces[-1],
    )


def _has_control(text: str) -> bool:
    return any(ord(character) < 32 or ord(character) == 127 for character in text)  # noqa: PLR2004


@cache
def _ref_pattern(template: str) -> re.Pattern[str]:
    before, found, after = template.partition("{pull}")
    if not found:
        raise ConfigurationError(
            f"the ref pattern `{template}` has no `{{pull}}`",
            help="write it like `refs/pull/{pull}/head`",
        )
    return re.compile(re.escape(before) + r"([1-9][0-9]{0,6})" + re.escape(after))


def pull_of(template: str, ref: RefName) -> int | None:
    """Return the pull request whose ref this is by the dialect's pattern, or None."""
    found = _ref_pattern(template).fullmatch(ref)
    return int(found[1]) if found else None
