"""A text says that it complements the other, and both define the same things.

"Orthogonal" and "complementary" are read as a promise by everybody who does not compare the two
texts. Where both bind the same surface, it does not hold by itself.

Left alone: a text that says how the two compose in a sentence with a key word; pairs without a
surface in common; texts that build on the other openly (they extend or require it).

What to do: add a sentence with MUST or SHOULD that says what holds when both are in use.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.awareness import remarks
from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import is_settled, meetings, saturate
from sepkit.model import Attitude, Harm, Quote, Remark, Surface

_KINDS = frozenset(
    {"method", "notification", "header", "meta", "uri", "type", "field", "capability", "error"}
)
_HALF = 4.0
_WORDS = ("orthogonal", "complement", "independent", "compatible", "side by side")
_KEYWORDS = ("MUST", "SHOULD", "SHALL")


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair in which one text promises harmony."""
    for meeting in meetings(docket, _KINDS):
        a, b = meeting.a, meeting.b
        if is_settled(docket, a, b):
            continue
        for side, other in ((a, b), (b, a)):
            promise = _promise(side, other)
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
)
