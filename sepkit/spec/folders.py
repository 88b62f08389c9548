"""Which files belong to which revision of the specification, and in which order revisions come."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sepkit.model import BaseFile, Date, Dialect, RepoPath
from sepkit.spec.pages import page_name

_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_PAGE_ENDINGS = (".md", ".mdx")


@dataclass(slots=True)
class Folder:
    """The files of one revision."""

    id: str
    schemas: dict[str, BaseFile] = field(default_factory=dict)
    """By ending: `json`, `ts`."""
    pages: list[tuple[str, BaseFile]] = field(default_factory=list)
    """Pages with their names below the revision's folder."""

    @property
    def schema(self) -> BaseFile | None:
        """The schema to read: JSON Schema where there is one, else TypeScript."""
        return self.schemas.get("json") or self.schemas.get("ts")

    @property
    def date(self) -> Date | None:
        """The day that a revision is named after; None for a draft."""
        return Date(self.id) if _DATED.fullmatch(self.id) else None


def sort_files(
    files: Iterable[BaseFile], dialect: Dialect, first_days: Mapping[RepoPath, Date] | None = None
) -> list[Folder]:
    """Return the revisions with their files, oldest first, the draft last; other files are left.

    Pages of extensions belong to no revision; they are added to the draft, and to each dated
    revision that is not older than they are.
    """
    schema = _pattern(dialect.schema_path.rpartition(".")[0], r"\.(?P<ending>json|ts)")
    docs = _pattern(dialect.docs_path, r"(?P<rest>.+)")
    folders: dict[str, Folder] = {}
    extensions: list[BaseFile] = []
    for file in files:
        path = str(file.path)
        if schema and (match := schema.fullmatch(path)):
            name = match.group("revision")
            folders.setdefault(name, Folder(name)).schemas[match.group("ending")] = file
        elif docs and path.endswith(_PAGE_ENDINGS) and (match := docs.fullmatch(path)):
            name = match.group("revision")
            page = page_name(file.path, path[: match.start("rest")])
            folders.setdefault(name, Folder(name)).pages.append((page, file))
        elif is_extension(file.path, dialect) and path.endswith(_PAGE_ENDINGS):
            extensions.append(file)
    _add_extensions(folders, extensions, dialect, first_days or {})
    for folder in folders.values():
        folder.pages.sort(key=lambda item: item[0])
    return [folders[name] for name in sorted(folders, key=_order(dialect))]


def is_extension(path: RepoPath, dialect: Dialect) -> bool:
    """Whether a file is a page of an extension."""
    return bool(dialect.extensions_path) and path.startswith(dialect.extensions_path)


def _add_extensions(
    folders: Mapping[str, Folder],
    files: Iterable[BaseFile],
    dialect: Dialect,
    first_days: Mapping[RepoPath, Date],
) -> None:
    above = dialect.extensions_path.rstrip("/").rpartition("/")[0]
    for file in files:
        page = page_name(file.path, f"{above}/" if above else "")
        for folder in folders.values():
            is_held = folder.date is not None and first_days.get(file.path, _NEVER) <= folder.date
            if is_held or folder.id == dialect.draft_revision:
                folder.pages.append((page, file))


_NEVER = Date("9999-12-31")
"""A page whose first day nobody knows is the draft's alone."""


def _pattern(template: str, tail: str) -> re.Pattern[str] | None:
    if "{revision}" not in template:
        return None
    before, _, after = template.partition("{revision}")
    revision = r"(?P<revision>[A-Za-z0-9][A-Za-z0-9._-]*)"
    return re.compile(re.escape(before) + revision + re.escape(after) + tail)


def _order(dialect: Dialect) -> Callable[[str], tuple[bool, bool, str]]:
    """Sort dated revisions by date, then other names, the draft last."""

    def key(name: str) -> tuple[bool, bool, str]:
        return name == dialect.draft_revision, not _DATED.fullmatch(name), name

    return key
