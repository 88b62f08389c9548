"""Two proposals want the same thing in different ways.

Neither names a surface of the other, so no comparison of names finds them; but the problem they
state is one problem. If both are accepted, implementers get two mechanisms for it. What is
compared are the telling words of titles, abstracts and problem statements, each weighed by how few
proposals use it, and whether each is among the other's nearest: likeness alone says little.

Left alone: an open text that cites a settled one without a word against it, because its author
knows of it and builds on it; two settled texts, which live together already.

What to do: let the groups compare both on one list of use cases; go on with one, or divide the
ground and say so in both texts.
"""

from collections import Counter
from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.awareness import is_aware
from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.analysis.conflicts.engine.nearness import Nearness
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.reading.words import stems
from sepkit.model import Harm, Quote

_LEAST = 0.15
"""Ranks below this say nothing: each is beyond the other's twentieth neighbour."""

_WORDS = 5


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair that are near each other, the older first."""
    purposes, bodies = docket.purposes, docket.bodies
    tellers: dict[str, _Teller] = {}
    for a, b in _pairs(docket, purposes, bodies):
        nearness = (purposes.mutual_rank(a.key, b.key) + bodies.mutual_rank(a.key, b.key)) / 2
        is_past = docket.standing(a, b) is Standing.PAST
        if nearness >= _LEAST and not is_past and not is_aware(docket, a, b):
            one, other = (tellers.setdefault(side.key, _Teller(side)) for side in (a, b))
            yield _sign(one, other, nearness, purposes)


def _pairs(docket: Docket, *nearnesses: Nearness) -> list[tuple[Side, Side]]:
    found = {
        tuple(sorted((docket.by_key[key], docket.by_key[other]), key=lambda side: side.age))
        for nearness in nearnesses
        for key, ranks in nearness.ranks.items()
        for other in ranks
    }
    return sorted(((a, b) for a, b in found), key=lambda pair: (pair[0].age, pair[1].age))


class _Teller:
    """Finds the sentence of one text that tells most of what two share."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._places: dict[str, list[int]] | None = None
        """A word to the sentences that hold it."""

    def quote(self, shared: tuple[str, ...]) -> Quote:
        """The sentence with the most of the shared words; the first of equals."""
        if self._places is None:
            self._places = self._index()
        counts = Counter(place for word in shared for place in self._places.get(word, ()))
        if not counts:
            return self.side.gist
        most = max(counts.values())
        return self.side.quote(min(place for place, count in counts.items() if count == most))

    def _index(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, sentence in enumerate(self.side.stance.sentences):
            if not _is_listing(sentence.text):
                for word in dict.fromkeys(stems(sentence.text)):
                    places.setdefault(word, []).append(place)
        return places


def _is_listing(text: str) -> bool:
    """Whether it is code: of a block of several lines nobody reads a sentence."""
    return "\n" in text or text.lstrip().startswith(("{", "[", "<"))


def _sign(one: _Teller, other: _Teller, nearness: float, purposes: Nearness) -> Sign:
    a, b = one.side, other.side
    shared = purposes.shared(a.key, b.key, 3 * _WORDS)
    spoken = {term.stem: term.word for term in a.stance.purpose}
    words = ", ".join(f'"{spoken.get(stem) or stem}"' for stem in shared[:_WORDS])
    what = f"are both about {words}" if words else "use the same words"
    return Sign(
        pair=(a.key, b.key),
        strength=nearness,
        sentence=f"{a.key} and {b.key} {what}",
        evidence=(one.quote(shared), other.quote(shared)),
    )


RULE = Rule(
    id="same-purpose",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.SPLIT,
    find=find,
    is_tangible=False,
    prior=2.0,
)
