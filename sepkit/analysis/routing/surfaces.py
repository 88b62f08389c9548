"""Which group owns a surface: the most specific pattern wins."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache

from sepkit.model import Claim, Group, GroupId, Surface


class SurfaceIndex:
    """Finds the owners of surfaces, each surface once."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._claims = [
            (claim, group.id) for group in groups for claim in group.owns if claim.kind == "surface"
        ]
        self.owners = lru_cache(maxsize=50_000)(self._owners)

    def _owners(self, surface: Surface) -> tuple[tuple[GroupId, Claim], ...]:
        """Return the groups with the most specific pattern; several where two are equal."""
        found = [
            (_specificity(claim.pattern), group, claim)
            for claim, group in self._claims
            if _matches(claim.pattern, surface)
        ]
        best = max((item[0] for item in found), default=0)
        return tuple((group, claim) for score, group, claim in found if score == best)


def _matches(pattern: str, surface: str) -> bool:
    return pattern == surface or fnmatchcase(surface, pattern)


def _specificity(pattern: str) -> int:
    """Count the characters that are no wildcard; a pattern without any beats all others."""
    plain = sum(char not in "*?" for char in pattern)
    return plain + (1000 if plain == len(pattern) else 0)
