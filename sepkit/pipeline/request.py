"""What to read, and where to keep what was found."""

from dataclasses import dataclass
from pathlib import Path

from sepkit.model import Instant
from sepkit.sources import Cache


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """What to read, and where to keep what was found."""

    location: str
    """A path, a bare mirror, a bundle or a URL."""
    rev: str | None = None
    as_of: Instant | None = None
    preset: str | None = None
    ownership: tuple[Path, ...] = ()
    """Ownership files from outside the repository, read as if its base revision held them."""
    cache_folder: Path | None = None
    """None: keep nothing."""

    def cache(self) -> Cache | None:
        """Return where results are kept, or None."""
        return Cache(self.cache_folder) if self.cache_folder is not None else None
