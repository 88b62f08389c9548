"""Words of scopes for comparison: stems of content words, and how common each is."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from sepkit.model import LIMITS, Group

_WORD = re.compile(r"[a-z0-9][a-z0-9.+]*[a-z0-9]")
_ENDINGS = ("isation", "ization", "ations", "ation", "ings", "ing", "ies", "ions", "ion", "ed")
_SHORTEST_STEM = 4
# Words that every scope uses, whatever its subject.
_COMMON = frozenset(
    """
    about across act acts after against all also among and another any applies apply are around
    been before being non
    belong belongs between beyond both can case cases change changes concern concerns coordinate
    coordination could cross cutting define defining design did document documentation does each
    either else existing experience feedback for from general group groups guidance have how
    implementation implementations including input interest into its itself like may more
    must need new not only other our out over owned owns part pattern patterns per point points
    primary problem problems produce project proposal proposals protocol recommendation
    recommendations reference related requirement requirements scope sdk sep seps shared should
    some spec specific specification specifications statement statements such support that the
    their them these they this those through under use used using via was were what when where
    whether which while who will with within without work working would
    """.split()  # noqa: SIM905 - a list of words is easier to read without quotes
)


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's content words; common words of scopes are left out."""
    words = _WORD.findall(text[: LIMITS.line_characters].casefold().replace("-", " "))
    return frozenset(_stem(word) for word in words if word not in _COMMON and len(word) > 2)  # noqa: PLR2004 - shorter ones say little


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word.removesuffix("s") if len(word) > _SHORTEST_STEM - 1 else word


def vocabulary(group: Group) -> frozenset[str]:
    """Return the stems of all that a group's files put inside its scope."""
    inside = [item.text for item in group.scope if item.is_inside]
    claimed = [claim.pattern for claim in group.owns if claim.kind in ("topic", "surface")]
    return frozenset[str]().union(*(stems(text) for text in (group.summary, *inside, *claimed)))


def group_counts(groups: Iterable[Group]) -> Counter[str]:
    """Return in how many groups' scopes each stem stands."""
    return Counter(word for group in groups for word in vocabulary(group))
