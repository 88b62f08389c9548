"""What each proposal retires, and who still builds on it."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.reading.words import stem, stems
from sepkit.model import (
    Act,
    ChangeKind,
    ProposalKey,
    Quote,
    Retirement,
    Surface,
    SurfaceEntry,
    Touch,
)

_KINDS = frozenset({"method", "notification", "capability", "type", "header", "error", "meta"})
"""Surfaces whose bare name says in a text which one is meant."""

_ROLES = frozenset(
    stems(
        "request requests result results response params notification notifications capabilities"
        " client server list method error type message create get set read write call cancel send"
        " update delete complete content payload status changed"
    )
)
"""Words in the names of many things."""

_LEAST_OF_ONE_WORD, _LEAST_OF_TWO = 4.0, 2.5
"""Weight from which on "session" or "initialization handshake" counts as retired: a title says it,
or an abstract and another place."""

_WIDESPREAD = 0.7
"""A word in more than this share of the texts names nothing in particular."""

_RARE = 0.3
"""A word in less than this share of the texts stands for a phrase of two."""

_UNANCHORED, _UNANCHORED_RULE = 0.15, 0.7
"""What a use of a common word counts where the text holds none of the retired names with that word
in them; the second in a sentence with a key word, which means the thing more often."""

_MANY_NAMES = 3
"""A thing with that many retired names is called by one of them by whoever means it."""

_HALF_USE = 1.2
"""Uses after which more of them add little."""

MOST_USERS = 400
"""Users of one thing that are paired with each proposal that retires it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a proposal retires."""

    words: tuple[str, ...]
    is_name: bool
    weight: float
    evidence: Quote
    surface: Surface | None = None
    is_told: bool = True
    """Whether the text or the specification's own record says so; else the specification no longer
    holds it, and of all settled texts this one is most about it."""

    is_recorded: bool = False
    """Whether the specification's own record says so, and the text perhaps in other words."""

    @property
    def name(self) -> str:
        """How to call it."""
        return f"`{self.words[0]}`" if self.is_name else self.evidence.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A proposal builds on one thing that another retires."""

    entry: Entry
    amount: float
    """In nats: how much it uses the thing, times how telling the thing is."""
    evidence: Quote


def find_entries(docket: Docket) -> dict[ProposalKey, tuple[Entry, ...]]:
    """Return for each proposal's key what it retires, heaviest first."""
    blame = _blame(docket)
    ledger: dict[ProposalKey, tuple[Entry, ...]] = {}
    for side in docket.sides:
        entries: dict[tuple[tuple[str, ...], bool], Entry] = {}
        for entry in (*_said(side), *_touched(side), *blame.get(side.key, ())):
            known = entries.get((entry.words, entry.is_name))
            if known is None or entry.weight > known.weight:
                entries[entry.words, entry.is_name] = entry
        kept = [e for e in entries.values() if side.case.is_open or not _is_in_force(e, docket)]
        if kept:
            ledger[side.key] = tuple(sorted(kept, key=lambda e: (-e.weight, e.words)))
    return ledger


def _said(side: Side) -> Iterator[Entry]:
    for retirement in side.stance.retirements:
        if _is_weighty(retirement):
            yield Entry(
                words=retirement.words,
                is_name=retirement.is_name,
                weight=retirement.weight + retirement.is_name,
                evidence=side.quote(retirement.sentence),
            )


def _is_weighty(retirement: Retirement) -> bool:
    if retirement.is_name:
        return True
    least = _LEAST_OF_ONE_WORD if len(retirement.words) == 1 else _LEAST_OF_TWO
    return retirement.weight >= least


def _touched(side: Side) -> Iterator[Entry]:
    for surface, touches in side.acts.items():
        for touch in touches[:1]:
            if touch.act in (Act.REMOVES, Act.DEPRECATES) and _kind(surface) in _KINDS:
                yield _entry_of(side, surface, touch)


def _entry_of(side: Side, surface: Surface, touch: Touch) -> Entry:
    return Entry(
        words=(surface.partition(":")[2],),
        is_name=True,
        weight=2.5,
        evidence=side.quote_touch(touch),
        surface=surface,
    )


def _kind(surface: Surface) -> str:
    return surface.partition(":")[0]


def _is_in_force(entry: Entry, docket: Docket) -> bool:
    """Whether the specification still holds what a settled text seems to retire."""
    if not entry.is_name:
        return False
    found = [docket.entries.get(Surface(f"{kind}:{entry.words[0]}")) for kind in sorted(_KINDS)]
    known = [item for item in found if item is not None]
    return bool(known) and not any(item.removed or item.deprecated for item in known)


def _blame(docket: Docket) -> dict[ProposalKey, list[Entry]]:
    """Find who retired what the specification no longer holds, where no settled text says so.

    It is whom the specification names; or else the settled proposal that says it of most things
    with a word of that name in theirs; or else the newest that has the name in its text and neither
    defines nor introduced it.
    """
    settled = [side for side in docket.sides if not side.case.is_open]
    said = {side.key: [*_said(side), *_touched(side)] for side in settled}
    told = {e.words[0] for entries in said.values() for e in entries if e.is_name}
    by_stem = _by_stem(settled, said)
    holders: dict[str, list[Side]] = {}
    for side in settled:
        for term in side.stance.names:
            holders.setdefault(term.stem, []).append(side)
    blamed: dict[ProposalKey, list[Entry]] = {}
    for entry in docket.spec.surfaces:
        name = entry.id.partition(":")[2]
        if not (entry.removed or entry.deprecated) or entry.kind not in _KINDS or name in told:
            continue
        recorded = [docket.by_key[key] for key in _recorded(entry) if key in docket.by_key]
        later = [s for s in holders.get(name, ())[1:] if not _defines(s, entry.id)]
        guilty = (
            max((s for s in recorded if not s.case.is_open), key=lambda s: s.age, default=None)
            or _most_related(name, by_stem, docket)
            or max(later, key=lambda s: s.age, default=None)
        )
        if guilty is not None:
            quote = _blaming_quote(guilty, name, said[guilty.key])
            blamed.setdefault(guilty.key, []).append(
                Entry(
                    words=(name,),
                    is_name=True,
                    weight=2.5,
                    evidence=quote,
                    surface=entry.id,
                    is_told=guilty in recorded,
                    is_recorded=guilty in recorded,
                )
            )
    return blamed


def _recorded(entry: SurfaceEntry) -> tuple[ProposalKey, ...]:
    """Whom the specification's own changes name for the going of a surface, not for its coming."""
    going = (ChangeKind.REMOVED, ChangeKind.DEPRECATED)
    return tuple(
        key for change in entry.changes if change.change in going for key in change.proposals
    )


@lru_cache(maxsize=4096)
def _stems_of(name: str) -> frozenset[str]:
    return frozenset(stems(name.replace("/", " ")))


def _by_stem(
    settled: list[Side], said: dict[ProposalKey, list[Entry]]
) -> dict[str, Counter[ProposalKey]]:
    """Count for each stem in how many retired names of each settled proposal it stands."""
    counts: dict[str, Counter[ProposalKey]] = {}
    for side in settled:
        for entry in said[side.key]:
            for word in _stems_of(entry.words[0]) if entry.is_name else ():
                counts.setdefault(word, Counter())[side.key] += 1
    return counts


def _most_related(
    name: str, by_stem: dict[str, Counter[ProposalKey]], docket: Docket
) -> Side | None:
    counts: Counter[ProposalKey] = Counter()
    for word in _stems_of(name) - _ROLES:
        counts.update(by_stem.get(word, Counter()))
    ranked = [(count, docket.by_key[key].age, key) for key, count in counts.items()]
    return docket.by_key[max(ranked)[2]] if ranked else None


def _defines(side: Side, surface: Surface) -> bool:
    return any(touch.act is Act.DEFINES for touch in side.acts.get(surface, ()))


def _blaming_quote(side: Side, name: str, said: list[Entry]) -> Quote:
    """The sentence about that very name; else what the text is about.

    A sentence that retires another name of the same family was shown once, and its reader looked
    in vain for the name.
    """
    told = [entry for entry in said if entry.is_name and entry.words[0] == name]
    if told:
        return max(told, key=lambda entry: entry.weight).evidence
    use = side.use(name)
    places = [use.sentence] if use is not None else []
    places += [p for p, s in enumerate(side.stance.sentences) if name in s.text]
    return side.quote(places[0]) if places else side.gist


def find_needs(docket: Docket, entries: tuple[Entry, ...]) -> Mapping[ProposalKey, list[Need]]:
    """Return who builds on what one proposal retires.

    Args:
        docket: all proposals.
        entries: what the one proposal retires.

    Returns:
        For each user's key its needs, the greatest first.
    """
    needs: dict[ProposalKey, list[Need]] = {}
    anchors = frozenset(entry.words[0] for entry in entries if entry.is_name)
    for entry in entries:
        for side, amount, evidence in _users(docket, entry, anchors):
            need = Need(entry=entry, amount=amount, evidence=evidence)
            needs.setdefault(side.key, []).append(need)
    for found in needs.values():
        found.sort(key=lambda need: (-need.amount, need.entry.words))
    return needs


def _users(
    docket: Docket, entry: Entry, anchors: frozenset[str]
) -> list[tuple[Side, float, Quote]]:
    words = _words_meaning(entry, docket)
    sides = {side.key: side for word in words for side in docket.users.get(word, ())}
    if entry.surface is not None:
        sides.update({side.key: side for side in docket.actors.get(entry.surface, ())})
    if len(sides) > MOST_USERS:
        return []
    holders = max((len(docket.users.get(word, ())) for word in words), default=0)
    if not entry.is_name and len(entry.words) > 1:
        holders = min((len(docket.users.get(word, ())) for word in entry.words), default=0)
    if holders > _WIDESPREAD * len(docket) and len(docket) > 10:  # noqa: PLR2004 - a share of few
        return []
    telling = math.log1p(entry.weight) * math.log1p(len(docket) / max(1, holders))
    found = []
    for side in sides.values():
        use, evidence = _use(side, entry, words)
        if evidence is not None and use > 0:
            share = 1.0 if entry.is_name else _share_of_phrase(side, entry, anchors)
            amount = share * telling * (1.0 - math.exp(-use / _HALF_USE))
            found.append((side, amount, evidence))
    return found


def _words_meaning(entry: Entry, docket: Docket) -> tuple[str, ...]:
    """The words by which a text can use the thing: a plain name also as a word of prose."""
    if entry.is_name:
        name = entry.words[0]
        is_plain = name.isascii() and name.isalpha() and name.islower() and len(name) > 5  # noqa: PLR2004
        return (name, stem(name)) if is_plain and stem(name) != name else (name,)
    if len(entry.words) == 1:
        return entry.words
    rare = min(entry.words, key=lambda word: (len(docket.users.get(word, ())), word))
    is_rare = len(docket.users.get(rare, ())) < _RARE * len(docket)
    return (rare,) if is_rare else ()


def _use(side: Side, entry: Entry, words: tuple[str, ...]) -> tuple[float, Quote | None]:
    """How much one text uses the thing, in sentences, and the sentence that shows it best."""
    total, best = 0.0, None
    heaviest = 0.0
    for position, word in enumerate(words):
        use = side.use(word)
        if use is None:
            continue
        weight = use.weight * (1.0 if position == 0 else 0.7)
        total += weight
        if weight > heaviest:
            heaviest, best = weight, side.quote(use.sentence)
    touch = _reliance(side, entry.surface)
    if touch is not None:
        total, best = max(total, 1.0), best or side.quote_touch(touch)
    return total, best


def _reliance(side: Side, surface: Surface | None) -> Touch | None:
    touches = side.acts.get(surface, ()) if surface is not None else ()
    kept = (Act.DEFINES, Act.CHANGES, Act.RELIES_ON)
    return next((touch for touch in touches if touch.act in kept), None)


def _share_of_phrase(side: Side, entry: Entry, anchors: frozenset[str]) -> float:
    """How surely a text's words mean the retired thing and not another of that name.

    "root" in a text without `roots/list` or the like may be any root.
    """
    if len(entry.words) > 1:
        return 1.0 if all(side.use(word) for word in entry.words) else 0.6
    word = next(iter(entry.words))
    names = [name for name in anchors if word in stems(name)]
    if any(side.use(name) for name in names):
        return 1.0
    use = side.use(word)
    is_rule = use is not None and use.is_binding and len(names) < _MANY_NAMES
    return _UNANCHORED_RULE if is_rule else _UNANCHORED
