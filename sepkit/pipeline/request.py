"""What to read, and where to keep what was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sepkit.model import Instant, ObjectId, RefName
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
    conformance: tuple[Path, ...] = ()
    """Conformance files from outside the repository."""
    cache_folder: Path | None = None
    """None: keep nothing."""
    refs: tuple[tuple[RefName, ObjectId], ...] = ()
    """Read as if these were all refs, to read again what was read once; none: those that are."""

    def cache(self) -> Cache | None:
        """Return where results are kept, or None."""
        return Cache(self.cache_folder) if self.cache_folder is not None else None


CONFORMANCE_ENDINGS = (".yaml", ".yml", ".json")


def conformance_files(places: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files that an operator names, those of a folder one by one, sorted by path."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            found += sorted(p for p in place.iterdir() if p.suffix in CONFORMANCE_ENDINGS)
        else:
            found.append(place)
    return tuple(found)
