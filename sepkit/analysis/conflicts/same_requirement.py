"""Both texts make a rule about one thing.

Each has a requirement on the same actor, and the two share words that hardly another proposal's
requirements have. They need not contradict each other today; but an implementer has to meet both,
and the first change to one of them breaks the other without anybody noticing.

Left alone: sentences that share only common words; different actors; an open text that cites a
settled one without a word against it; a proposal and the one it supersedes, extends or requires;
two settled texts.

What to do: state the rule once and cite that place, or say in both how they hold together.
"""

from collections.abc import Iterator

from sepkit.analysis.conflicts.engine.awareness import is_aware
from sepkit.analysis.conflicts.engine.demands import Encounter, find_encounters
from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import is_settled, saturate
from sepkit.analysis.conflicts.reading.words import words_of
from sepkit.model import Harm

_HALF = 8.0
_LEAST = 7.0
"""In nats: two or three words that one proposal in twenty has."""

_SHOWN = 4


def find(docket: Docket) -> Iterator[Sign]:
    """Yield for each pair the two requirements that share most."""
    best: dict[tuple[str, str], Encounter] = {}
    for met in find_encounters(docket):
        key = (met.one.side.key, met.other.side.key)
        if met.weight >= _LEAST and (key not in best or met.weight > best[key].weight):
            best[key] = met
    for _, met in sorted(best.items()):
        a, b = met.one.side, met.other.side
        if not is_settled(docket, a, b) and not is_aware(docket, a, b):
            yield _sign(met)


def _sign(met: Encounter) -> Sign:
    a, b = met.one.side.key, met.other.side.key
    return Sign(
        pair=(a, b),
        strength=saturate(met.weight, _HALF),
        sentence=f"{a} and {b} both make a rule about {_thing(met)}",
        evidence=(met.one.quote, met.other.quote),
    )


def _thing(met: Encounter) -> str:
    """The names both use, or the words as the older text writes them."""
    names = [f"`{name}`" for name in met.names[:_SHOWN]]
    spoken = dict(reversed(list(words_of(met.one.quote.quote))))
    words = [f'"{spoken[word]}"' for word in met.words if word in spoken]
    return ", ".join(names or words[:_SHOWN]) or "one thing"


RULE = Rule(
    id="same-requirement",
    label=Label.OVERLAP,
    harm=Harm.MEDIUM,
    settlement=Settlement.COMPOSE,
    find=find,
    prior=1.0,
)
