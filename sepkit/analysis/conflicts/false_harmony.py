"""A text says that it goes together with the other, and it does not by itself.

"Orthogonal" and "complementary" are read as a promise by everybody who does not compare the two
texts. Where both bind the same surface, it does not hold by itself. The same goes for "aligned
with" and "as defined in" beside a unit that the other text does not count in: one of the two has
moved since.

Left alone: a text that says how the two compose in a sentence with a key word; pairs without a
surface in common; texts that build on the other openly (they extend or require it).

What to do: add a sentence with MUST or SHOULD that says what holds when both are in use.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.awareness import remarks
from sepkit.analysis.conflicts.engine.docket import Docket, Side, Standing
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import meetings, saturate
from sepkit.analysis.conflicts.reading.units import find_drift
from sepkit.model import Attitude, Harm, Quote, Remark, Surface

_KINDS = frozenset(
    {"method", "notification", "header", "meta", "uri", "type", "field", "capability", "error"}
)
_HALF = 4.0
_WORDS = ("orthogonal", "complement", "independent", "compatible", "side by side")
_FOLLOWING = ("align", "follow", "consistent", "compatible", "same", "as defined", "as specified")
_KEYWORDS = ("MUST", "SHOULD", "SHALL")


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair in which one text promises harmony."""
    yield from _drifted(docket)
    promised = dict(_promises(docket))
    wanted = {tuple(sorted(pair)) for pair in promised}
    for meeting in meetings(docket, _KINDS, wanted=lambda a, b: (a, b) in wanted):
        a, b = meeting.a, meeting.b
        for side, other in ((a, b), (b, a)):
            promise = promised.get((docket.places[side.key], docket.places[other.key]))
            if promise is not None:
                yield Sign(
                    pair=(side.key, other.key),
                    strength=saturate(meeting.weight, _HALF),
                    sentence=(
                        f'{side.key} calls {other.key} "{promise.word}", and both bind'
                        f" `{meeting.surfaces[0].partition(':')[2]}`"
                    ),
                    evidence=(side.quote(promise.sentence), _binding(other, meeting.surfaces[0])),
                    surfaces=meeting.surfaces,
                )
                break


def _drifted(docket: Docket) -> Iterator[Sign]:
    """Yield one sign for each text that says it follows another, in other units."""
    for side in docket.sides:
        for number in side.said:
            for other in docket.numbers.get(number, ()):
                sign = None if other is side else _drift(side, other)
                if sign is not None and docket.standing(side, other) is not Standing.PAST:
                    yield sign


def _drift(side: Side, other: Side) -> Sign | None:
    for remark in remarks(side, other):
        if remark.attitude is not Attitude.COMPOSES or not remark.word.startswith(_FOLLOWING):
            continue
        told = side.stance.sentences[remark.sentence].text
        units = find_drift(told, (sentence.text for sentence in other.stance.sentences))
        if units is not None:
            one, another = units
            return Sign(
                pair=(side.key, other.key),
                strength=1.0,
                sentence=(
                    f'{side.key} says "{remark.word}" of {other.key} and counts in {one},'
                    f" {other.key} in {another}"
                ),
                evidence=(side.quote(remark.sentence), _sentence_with(other, another)),
            )
    return None


def _sentence_with(side: Side, unit: str) -> Quote:
    """Its first sentence that counts in that unit, one with a key word before the others."""
    places = [
        place for place, s in enumerate(side.stance.sentences) if unit in s.text.lower().split()
    ] or [place for place, s in enumerate(side.stance.sentences) if unit in s.text.lower()]
    ruled = [p for p in places if any(w in side.stance.sentences[p].text for w in _KEYWORDS)]
    return side.quote([*ruled, *places][0])


def _promises(docket: Docket) -> Iterator[tuple[tuple[int, int], Remark]]:
    """Yield who promises harmony with whom, by place, and in which words."""
    for place, side in enumerate(docket.sides):
        for number in side.said:
            for other in docket.numbers.get(number, ()):
                promise = _promise(side, other)
                if promise is not None:
                    yield (place, docket.places[other.key]), promise


def _promise(side: Side, other: Side) -> Remark | None:
    for remark in remarks(side, other):
        text = side.stance.sentences[remark.sentence].text
        is_ruled = any(word in text for word in _KEYWORDS)
        if remark.attitude is Attitude.COMPOSES and remark.word.startswith(_WORDS) and not is_ruled:
            return remark
    return None


def _binding(side: Side, surface: Surface) -> Quote:
    touch = side.acts[surface][0]
    return side.quote_touch(touch)


RULE = Rule(
    id="false-harmony",
    label=Label.COMPOSITION,
    harm=Harm.MEDIUM,
    settlement=Settlement.COMPOSE,
    find=find,
    prior=1.5,
    denies_harmony=True,
)
