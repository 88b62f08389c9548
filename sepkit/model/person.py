"""People, as texts and ownership files name them."""

from dataclasses import dataclass

from sepkit.model.names import Handle, RepoPath


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Person:
    """A name, a handle, or both; neither says that the person agreed to anything."""

    name: str = ""
    handle: Handle | None = None
    """None where the text names no account; never guessed from the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """Whom a proposal's text names as its sponsor. A claim, until base files say otherwise."""

    name: str = ""
    handle: Handle | None = None
    known: bool | None = None
    """Whether the base revision lists the person as entitled; None where it lists nobody at all."""
    path: RepoPath | None = None
    """Where the base revision lists the person."""
    line: int = 0
