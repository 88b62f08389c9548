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

from collections.abc import Iterator
from functools import partial

from sepkit.analysis.conflicts.engine.awareness import is_aware
from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.analysis.conflicts.engine.nearness import Nearness
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign, Told
from sepkit.analysis.conflicts.reading.words import stems
from sepkit.model import Harm, ProposalKey, Quote

_LEAST = 0.15
"""Ranks below this say nothing: each is beyond the other's twentieth neighbour."""

_WORDS = 5


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair that are near each other, the older first."""
    purposes, bodies = docket.purposes, docket.bodies
    tellers: dict[ProposalKey, _Teller] = {}
    for a, b in _pairs(docket, purposes, bodies):
        nearness = (purposes.mutual_rank(a.key, b.key) + bodies.mutual_rank(a.key, b.key)) / 2
        is_past = docket.standing(a, b) is Standing.PAST
        if nearness >= _LEAST and not is_past and not is_aware(docket, a, b):
            yield Sign(
                pair=(a.key, b.key),
                strength=nearness,
                later=partial(_tell, a, b, purposes, tellers),
            )


def _pairs(docket: Docket, *nearnesses: Nearness) -> Iterator[tuple[Side, Side]]:
    """Yield each pair of which one is among the other's neighbours, by their ages."""
    places = docket.places
    near: list[set[int]] = [set() for _ in docket.sides]
    for nearness in nearnesses:
        for key, ranks in nearness.ranks.items():
            one = places[key]
            for other in map(places.__getitem__, ranks):
                near[min(one, other)].add(max(one, other))
    for one, others in enumerate(near):
        for other in sorted(others):
            yield docket.sides[one], docket.sides[other]


class _Teller:
    """Finds the sentence of one text that tells most of what two share."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._stems: dict[int, frozenset[str]] = {}
        """Of each sentence that was looked at, none of a listing's."""

    def quote(self, shared: tuple[str, ...]) -> Quote:
        """The sentence with the most of the shared words; the first of equals.

        Looked for among those that tell most of one of the words.
        """
        uses = (self.side.use(word) for word in shared)
        places = sorted({use.sentence for use in uses if use is not None})
        counts = {place: len(self._words(place).intersection(shared)) for place in places}
        most = max(counts.values(), default=0)
        if not most:
            return self.side.gist
        return self.side.quote(next(place for place in places if counts[place] == most))

    def _words(self, place: int) -> frozenset[str]:
        if place not in self._stems:
            text = self.side.stance.sentences[place].text
            self._stems[place] = frozenset(() if _is_listing(text) else stems(text))
        return self._stems[place]


def _is_listing(text: str) -> bool:
    """Whether it is code: of a block of several lines nobody reads a sentence."""
    return "\n" in text or text.lstrip().startswith(("{", "[", "<"))


def _tell(a: Side, b: Side, purposes: Nearness, tellers: dict[ProposalKey, _Teller]) -> Told:
    one, other = (tellers.setdefault(side.key, _Teller(side)) for side in (a, b))
    shared = purposes.shared(a.key, b.key, 3 * _WORDS)
    spoken = {term.stem: term.word for term in a.stance.purpose}
    words = ", ".join(f'"{spoken.get(stem) or stem}"' for stem in shared[:_WORDS])
    what = f"are both about {words}" if words else "use the same words"
    return f"{a.key} and {b.key} {what}", (one.quote(shared), other.quote(shared))


RULE = Rule(
    id="same-purpose",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.SPLIT,
    find=find,
    is_tangible=False,
    prior=2.0,
)
