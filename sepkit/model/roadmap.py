"""What the process says it wants next: areas, with the proposals and groups that each names."""

from dataclasses import dataclass

from sepkit.model.names import GroupId, RepoPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One priority area of a roadmap."""

    title: str
    path: RepoPath
    line: int
    end_line: int
    numbers: tuple[int, ...] = ()
    """Numbers of proposals that its text names."""
    names: tuple[str, ...] = ()
    """Words set as code in it: methods, fields, extensions."""
    groups: tuple[GroupId, ...] = ()
    """Groups that it gives work to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """All areas of the roadmap at the base revision; none where there is no roadmap."""

    areas: tuple[Area, ...] = ()
