"""What two texts have in common where they collide: the words to mark, and since when."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sepkit.model import Conflict, Proposal
from sepkit.publish import escape
from sepkit.publish.site.view import View
from sepkit.publish.site.words import day

COMMON = 0.08
"""A word that stands in a larger share of all conflicts than this tells nothing about one."""
FEWEST = 25
"""With fewer conflicts than this no share is taken."""
SHORTEST = 4
"""Words with fewer letters are never marked alone."""

_TOKEN = re.compile(r"\w(?:[\w/.\-]*\w)?")
_SAID = re.compile(r'"([^"]{2,80})"|`([^`]{2,80})`')
_PLAIN = frozenset(
    [
        "about",
        "after",
        "also",
        "another",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "cannot",
        "could",
        "does",
        "each",
        "even",
        "every",
        "from",
        "have",
        "here",
        "into",
        "itself",
        "just",
        "like",
        "made",
        "make",
        "many",
        "more",
        "most",
        "much",
        "must",
        "neither",
        "next",
        "none",
        "only",
        "other",
        "over",
        "same",
        "shall",
        "should",
        "since",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "under",
        "until",
        "used",
        "using",
        "very",
        "well",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "within",
        "without",
        "would",
        "your",
    ]
)


def stem(token: str) -> str:
    """Return a word as it is compared: small, and without a plural's `s`."""
    small = token.lower()
    return small[:-1] if small.endswith("s") and not small.endswith("ss") else small


def _words(texts: Iterable[str]) -> set[str]:
    found = {stem(token) for text in texts for token in _TOKEN.findall(text)}
    return {word for word in found if len(word) >= SHORTEST and word not in _PLAIN}


def common_words(view: View) -> frozenset[str]:
    """Return the words that so many conflicts quote that they tell nothing about one."""
    conflicts = view.register.conflicts
    if len(conflicts) < FEWEST:
        return frozenset()
    found = Counter(word for c in conflicts for word in _words(q.quote for q in c.evidence))
    return frozenset(word for word, n in found.items() if n > COMMON * len(conflicts))


def colliding_words(conflict: Conflict, common: frozenset[str]) -> frozenset[str]:
    """Return what to mark: the words that both sides' quotes hold, and those that the rule names.

    Args:
        conflict: with the quotes of its sides.
        common: words that tell nothing; see `common_words`.

    Returns:
        Words in the form of `stem`; empty where the quotes have nothing in common.
    """
    sides = [
        _words(q.quote for q in conflict.evidence if q.proposal == key)
        for key in conflict.proposals
    ]
    shared = set.intersection(*sides) if len(sides) > 1 else set()
    named = _words(a or b for a, b in _SAID.findall(conflict.explanation))
    surfaces = {stem(s.partition(":")[2]) for s in conflict.surfaces}
    return frozenset((shared - common) | named | surfaces)


def marked(text: str, words: frozenset[str]) -> Markup:
    """Escape an author's words, code spans set as code and the colliding words marked."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape.trusted_html(_marked_part(text, words))
    inner = [_marked_part(part, words) for part in parts]
    joined = (f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(inner))
    return escape.trusted_html("".join(joined))


def _marked_part(text: str, words: frozenset[str]) -> str:
    """Return escaped text; words that follow each other share one mark."""
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        if stem(match[0]) not in words:
            continue
        if spans and not text[spans[-1][1] : match.start()].strip(" "):
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    joined, end = "", 0
    for start, stop in spans:
        joined += f"{escape.html(text[end:start])}<mark>{escape.html(text[start:stop])}</mark>"
        end = stop
    return joined + str(escape.html(text[end:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Since when both texts say what collides, as far as history tells."""

    earliest: str | None
    """The day on which the later of the two texts first existed; None where that is not known."""
    latest: str | None
    """The last day on which one of the two texts changed."""

    @property
    def is_exact(self) -> bool:
        """Whether neither text changed after both existed."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def sentence(self) -> str:
        """Say it, and what is not known of it."""
        if self.earliest is None:
            return "since when is not known: history does not tell when both texts were there"
        if self.is_exact:
            return f"since {day(self.earliest)}, when the later text appeared"
        return (
            f"both texts exist since {day(self.earliest)}; one changed after that, last on "
            f"{day(self.latest)}, so it is since one of these days"
        )

    @property
    def phrase(self) -> str:
        """Say it in a list, in as few words as are true."""
        if self.earliest is None:
            return "since when: not known"
        return f"since {day(self.earliest)}" + ("" if self.is_exact else " or later")


def since(sides: Iterable[Proposal]) -> Since:
    """Return since when the sides of a conflict can both have said so."""
    first, last = [], []
    for proposal in sides:
        first.append(proposal.first_seen or None)
        last.append(proposal.last_changed or proposal.first_seen or None)
    if not first or None in first:
        return Since(earliest=None, latest=None)
    return Since(
        earliest=max(item for item in first if item), latest=max(item for item in last if item)
    )
