"""One proposal promises something of a method's results, and the other makes them vary.

Caching, signing and pinning promise that a result stays what it is, for everybody who asks. A
second proposal that filters, negotiates or personalises the results of the same method can break
the promise without touching its words: a shared cache then serves one reader's answer to another.

Both are read from the words of titles, abstracts and motivations. What is compared are families: a
method and the types of its request and result are one.

Left alone: texts in which such a word stands only in passing; a proposal and the one it supersedes,
extends or requires; two settled texts.

What to do: the promise names what it varies by, or the variation says how it keeps the promise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.nearness import CROWD
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.analysis.conflicts.engine.shared import is_settled, saturate
from sepkit.analysis.conflicts.reading.words import stems
from sepkit.model import Harm, ProposalKey, Quote, Surface, Touch

_PROMISES = frozenset(
    stems(
        "cache caching cached ttl fresh freshness sign signature signing hash digest integrity"
        " checksum attest attestation pin identical"
    )
)
_VARIATIONS = frozenset(
    stems(
        "filter filtering variant variants subset locale language personal tenant role permission"
        " progressive dynamic negotiate negotiation resolve resolution group visibility mutate"
    )
)
_TERMS = 60
"""The heaviest words of a purpose; what stands behind them is said in passing."""

_HALF_OF_PURPOSE = 0.05
"""One word in twenty of a purpose makes half a promise."""

_LEAST = 0.2
_FEWEST_FAMILIES = 2
"""One in common is mostly the handshake, in which every text announces itself."""

_KINDS = frozenset({"method", "notification", "type", "field"})
_ROLES = frozenset(stems("request requests result results response params notification"))

Family = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Theme:
    """How much a text is about promising, or about varying."""

    side: Side
    strength: float
    words: tuple[str, ...]


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per promise and variation of one family, the promise's proposal first."""
    promises, variations = _themes(docket, _PROMISES), _themes(docket, _VARIATIONS)
    families = {key: _families(docket.by_key[key]) for key in promises.keys() | variations.keys()}
    for (one, other), shared in sorted(_met(families, promises, variations).items()):
        promise, variation = promises[one], variations[other]
        strength = promise.strength * variation.strength * saturate(len(shared), 1.0)
        is_shared = len(shared) >= _FEWEST_FAMILIES and strength >= _LEAST
        if is_shared and not is_settled(docket, promise.side, variation.side):
            name = min(shared, key=lambda f: (len(f), sorted(f)))
            touches = families[one][name], families[other][name]
            yield _sign(promise, variation, touches, strength)


def _met(
    families: Mapping[ProposalKey, Mapping[Family, Touch]],
    promises: Mapping[ProposalKey, _Theme],
    variations: Mapping[ProposalKey, _Theme],
) -> dict[tuple[ProposalKey, ProposalKey], list[Family]]:
    """Return for each promise and variation the families that both touch, crowded ones left out."""
    holders: dict[Family, list[ProposalKey]] = {}
    for key in sorted(families):
        for family in families[key]:
            holders.setdefault(family, []).append(key)
    found: dict[tuple[ProposalKey, ProposalKey], list[Family]] = {}
    for family, keys in holders.items():
        if not 1 < len(keys) <= CROWD:
            continue
        for one, other in permutations(keys, 2):
            if one in promises and other in variations:
                found.setdefault((one, other), []).append(family)
    return found


def _themes(docket: Docket, wanted: frozenset[str]) -> dict[ProposalKey, _Theme]:
    found = {}
    for side in docket.sides:
        terms = side.stance.purpose[:_TERMS]
        telling = [term for term in terms if term.stem in wanted]
        if telling:
            whole = sum(term.weight for term in terms)
            share = sum(term.weight for term in telling) / whole
            words = tuple(term.word or term.stem for term in telling)
            strength = saturate(share, _HALF_OF_PURPOSE)
            found[side.key] = _Theme(side=side, strength=strength, words=words)
    return found


def _families(side: Side) -> dict[Family, Touch]:
    families: dict[Family, Touch] = {}
    for surface, touches in side.acts.items():
        family = _family(surface)
        if family:
            families.setdefault(family, touches[0])
    return families


def _family(surface: Surface) -> Family:
    """`tools/list`, `ListToolsRequest` and a field of `ListToolsResult` are one family."""
    kind, _, name = surface.partition(":")
    if kind not in _KINDS:
        return frozenset()
    base = name.rpartition(".")[0] if kind == "field" else name
    return frozenset(word for word in stems(base.replace("/", " ")) if word not in _ROLES)


def _sign(
    promise: _Theme, variation: _Theme, touches: tuple[Touch, Touch], strength: float
) -> Sign:
    a, b = promise.side, variation.side
    name = touches[0].surface.partition(":")[2]
    return Sign(
        pair=(a.key, b.key),
        strength=strength,
        sentence=(
            f'{a.key} is about "{promise.words[0]}" and {b.key} about "{variation.words[0]}",'
            f" both of what `{name}` returns"
        ),
        evidence=(_quote(promise, touches[0]), _quote(variation, touches[1])),
        surfaces=tuple(dict.fromkeys(touch.surface for touch in touches)),
    )


def _quote(theme: _Theme, touch: Touch) -> Quote:
    """The sentence in which the text uses its telling word most; else what it does to the name."""
    side = theme.side
    for word in theme.words:
        use = side.use(next(stems(word), word))
        if use is not None:
            return side.quote(use.sentence)
    return side.quote_touch(touch)


RULE = Rule(
    id="composition",
    label=Label.COMPOSITION,
    harm=Harm.MEDIUM,
    settlement=Settlement.COMPOSE,
    find=find,
    prior=1.5,
)
