"""A document's stance: its purpose, uses, retirements, requirements and remarks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sepkit.analysis.conflicts.reading.passages import Part, Passage, read_passages
from sepkit.analysis.conflicts.reading.remarks import find_said
from sepkit.analysis.conflicts.reading.requirements import find_required
from sepkit.analysis.conflicts.reading.retirements import Retired, find_retired
from sepkit.analysis.conflicts.reading.words import stems, words_of
from sepkit.model import BlockKind, Document
from sepkit.model.stance import (
    Remark,
    Retirement,
    Sentence,
    Stance,
    Statement,
    Term,
    Use,
)

_QUOTE_CHARACTERS = 300
_TITLE_COUNT, _SUMMARY_COUNT = 3, 2
_PURPOSE_TERMS, _BODY_TERMS, _NAMES = 120, 400, 300
_STATEMENTS, _REMARKS = 200, 200
_FALLBACK_PASSAGES = 20
"""Without title, abstract and motivation the first sentences say what a text is about."""

_IN_CODE = 0.4
"""A listing often reprints what stands around a change."""

_NOT_A_USE = re.compile(
    r"\b(?:no longer|without|remov\w*|deprecat\w*|eliminat\w*|stateless\w*|legacy|older|prior"
    r"|previous\w*|replac\w*|instead of|rather than|obsolete\w*|do(?:es)? not"
    r"|not (?:require|rely|depend|use|need)\w*|no (?:\w+ )?(?:session|handshake|state)\w*"
    r"|patterns? (?:from|of|in|used|established)|pattern (?:by|for)|analog\w+|inspired by"
    r"|(?:follow\w*|establish\w*|same|similar|like) (?:\S+ ){0,4}patterns?"
    r"|similar(?:ly)? to|modell?ed (?:on|after)"
    r"|unlike|parallels|prior art|whereas|compared (?:to|with)|relationship to)\b",
    re.IGNORECASE,
)
"""Who says that a thing is gone, not needed or only alike does not build on it."""


_NO_USE_ROOTS = """
no longer|without|remov|deprecat|eliminat|stateless|legacy|older|prior|previous|replac|instead of
rather than|obsolete|do not|does not|not re|not de|not us|not ne|no |pattern
analog|inspired by|similar|modeled|modelled|unlike|parallels
whereas|compared|relationship to
"""
_ROOTS_OF_NO_USE = tuple(_NO_USE_ROOTS.strip().replace("\n", "|").split("|"))
"""Without one of these the pattern cannot match, and they are found in a tenth of the time."""


def _is_no_use(text: str) -> bool:
    # Outside ASCII the pattern also takes letters that `lower` leaves alone.
    if text.isascii():
        lower = text.lower()
        # A loop, because a generator costs more than what it looks for.
        for root in _ROOTS_OF_NO_USE:
            if root in lower:
                break
        else:
            return False
    return _NOT_A_USE.search(text) is not None


def read_stance(document: Document) -> Stance:
    """Read what a document wants, needs, retires and says of others.

    Args:
        document: with its blocks; a document without blocks has an empty stance.
    """
    passages = read_passages(document)
    kept = _Kept()
    purpose, words = _purpose(document, passages)
    return Stance(
        purpose=_terms(purpose, _PURPOSE_TERMS, words),
        body=_terms(_body(passages), _BODY_TERMS),
        names=_terms(_names(passages), _NAMES),
        uses=_uses(passages, kept),
        retirements=_retirements(passages, kept),
        statements=_statements(passages, kept),
        remarks=_remarks(document, passages, kept),
        gist=_gist(passages, kept),
        sentences=kept.sentences(),
    )


class _Kept:
    """Sentences that something points to, each once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str], int] = {}

    def number(self, passage: Passage) -> int:
        text = passage.text if len(passage.text) <= _QUOTE_CHARACTERS else _cut(passage.text)
        return self._numbers.setdefault((passage.line, text), len(self._numbers))

    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(Sentence(line=line, text=text) for line, text in self._numbers)


def _cut(text: str) -> str:
    return text[: _QUOTE_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"


def _terms(
    counts: Counter[str], limit: int, words: Mapping[str, str] = MappingProxyType({})
) -> tuple[Term, ...]:
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]
    weights = {weight: float(weight) for _, weight in best}
    return tuple(
        Term(stem=stem, weight=weights[weight], word=words.get(stem, "")) for stem, weight in best
    )


def _purpose(
    document: Document, passages: Sequence[Passage]
) -> tuple[Counter[str], dict[str, str]]:
    """Count the words that say what a text is for, and keep how it writes them."""
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for stem, word in words_of(document.title):
        counts[stem] += _TITLE_COUNT
        words.setdefault(stem, word)
    told = [
        p
        for p in passages
        if p.part in (Part.SUMMARY, Part.MOTIVATION)
        and p.kind not in (BlockKind.HEADING, BlockKind.CODE)
    ]
    for passage in told or passages[:_FALLBACK_PASSAGES]:
        times = _SUMMARY_COUNT if passage.part is Part.SUMMARY else 1
        for stem, word in words_of(passage.text):
            counts[stem] += times
            words.setdefault(stem, word)
    return counts, words


def _body(passages: Sequence[Passage]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for passage in passages:
        if passage.kind is not BlockKind.CODE:
            counts.update(passage.stems)
    return counts


def _names(passages: Sequence[Passage]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for passage in passages:
        if passage.part is not Part.ASIDE:
            counts.update(passage.names())
    return counts


def _uses(passages: Sequence[Passage], kept: _Kept) -> tuple[Use, ...]:
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for position, passage in enumerate(passages):
        if passage.kind is BlockKind.HEADING or _is_no_use(passage.text[:2000]):
            continue
        weight = passage.weight * (2.0 if passage.is_binding else 1.0)
        words: Iterable[str] = passage.names()
        if passage.kind is not BlockKind.CODE:
            words = {*words, *passage.stems}
        else:
            weight *= _IN_CODE
        for word in words:
            found[word].append((weight, position))
    other_senses = _disclaimed(passages)
    weights: dict[float, float] = {}
    return tuple(
        _use(word, places, passages, kept, _DISCLAIMED if word in other_senses else 1.0, weights)
        for word, places in sorted(found.items())
    )


_DISCLAIMER = re.compile(
    r"\b(?:distinct from|not to be confused with|different from|unrelated to|not the same as)"
    r"([^.;]{3,60})",
    re.IGNORECASE,
)
_DISCLAIMED = 0.05
"""What a use counts of a word that the text says it means in another sense."""


def _disclaimed(passages: Sequence[Passage]) -> frozenset[str]:
    return frozenset(
        word
        for passage in passages
        if passage.kind is not BlockKind.CODE
        for match in _DISCLAIMER.finditer(passage.text)
        for word in stems(match[1])
    )


def _use(
    word: str,
    places: Sequence[tuple[float, int]],
    passages: Sequence[Passage],
    kept: _Kept,
    share: float,
    weights: dict[float, float],
) -> Use:
    weight = round(share * sum(weight for weight, _ in places), 2)
    # Most words stand in one place only.
    best = passages[max(places, key=_heaviest)[1] if len(places) > 1 else places[0][1]]
    return Use(
        word=word,
        # Most words weigh the same; one number for all of them halves what a text takes.
        weight=weights.setdefault(weight, weight),
        sentence=kept.number(best),
        is_binding=best.is_binding,
    )


def _heaviest(place: tuple[float, int]) -> tuple[float, int]:
    return place[0], -place[1]


def _retirements(passages: Sequence[Passage], kept: _Kept) -> tuple[Retirement, ...]:
    found: dict[tuple[tuple[str, ...], bool], list[Retired]] = defaultdict(list)
    for retired in find_retired(passages):
        found[retired.words, retired.is_name].append(retired)
    return tuple(
        Retirement(
            words=words,
            is_name=is_name,
            weight=sum(item.weight for item in items),
            sentence=kept.number(max(items, key=lambda i: (i.weight, -i.passage.line)).passage),
        )
        for (words, is_name), items in sorted(found.items())
    )


def _statements(passages: Sequence[Passage], kept: _Kept) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            who=taken.who,
            force=taken.force,
            is_negated=taken.is_negated,
            verb=taken.verb,
            what=taken.what,
            names=taken.names,
            condition=taken.condition,
            values=taken.values,
            sentence=kept.number(taken.passage),
        )
        for taken in list(find_required(passages))[:_STATEMENTS]
    )


def _remarks(document: Document, passages: Sequence[Passage], kept: _Kept) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            number=said.number,
            attitude=said.attitude,
            sentence=kept.number(said.passage),
            word=said.word,
        )
        for said in list(find_said(document, passages))[:_REMARKS]
    )


def _gist(passages: Sequence[Passage], kept: _Kept) -> int:
    """The first sentence of the summary that is long enough to say something."""
    for passage in passages:
        is_prose = passage.kind is BlockKind.PARAGRAPH and len(passage.text) > 60  # noqa: PLR2004
        if is_prose and passage.part in (Part.SUMMARY, Part.MOTIVATION):
            return kept.number(passage)
    return kept.number(passages[0]) if passages else -1
