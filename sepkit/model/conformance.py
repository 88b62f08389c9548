"""What people list for conformance tests: requirements, each with a test or an excuse."""

from dataclasses import dataclass

from sepkit.model.names import RepoPath


@dataclass(frozen=True, slots=True, kw_only=True)
class ConformanceEntry:
    """One requirement as a conformance file lists it."""

    text: str
    path: RepoPath
    line: int
    check: str = ""
    """Name of the test; "" where there is none."""
    excuse: str = ""
    """Why there is none."""
    status: str = ""
    """tested | untested | excluded, where the file says so."""
    url: str = ""
    issue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConformanceList:
    """What one file lists for one proposal."""

    number: int
    url: str = ""
    """Where the specification says it."""
    path: RepoPath
    entries: tuple[ConformanceEntry, ...] = ()


def coverage_of(check: object, excuse: str) -> str:
    """Return `test` where a test is named, else `excuse` where one is given, else `neither`."""
    return "test" if check else "excuse" if excuse else "neither"
