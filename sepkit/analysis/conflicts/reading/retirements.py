"""What a text removes, deprecates or replaces, by the words around the verb."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sepkit.analysis.conflicts.reading.passages import Part, Passage
from sepkit.analysis.conflicts.reading.words import stems
from sepkit.model import BlockKind

_NOUN = r"((?:[^\s,.;:()]+\s*,?\s*(?:and |or )?){1,8})"
_ACTIVE = re.compile(
    r"\b(?:remov(?:e|es|ing)|eliminat(?:e|es|ing)|deprecat(?:e|es|ing)|drop(?:s|ping)?"
    r"|retir(?:e|es|ing)|delet(?:e|es)|replac(?:e|es|ing)|supersedes)\s+" + _NOUN,
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    # It begins at a word's beginning: from each letter of a long one it costs quadratic time.
    r"(?<![^\s.;:()])((?:[^\s.;:()]+\s+){1,6})(?:is|are|has been|have been|was|were)\s+"
    r"(?:now |therefore |also )?"
    r"(?:removed|eliminated|deprecated|dropped|retired|deleted|replaced)\b",
    re.IGNORECASE,
)
_NOMINAL = re.compile(r"\b(?:removal|deprecation|elimination)\s+of\s+" + _NOUN, re.IGNORECASE)
_HEADED = re.compile(r"\b(?:deprecated|removed|removals?|deprecations?)\b", re.IGNORECASE)
_NO_LIST = re.compile(
    r"compat|reason|why|migrat|timeline|criteria|policy|process|state", re.IGNORECASE
)
_LISTED = re.compile(r"(?:deprecat|remov|delet)\w*[^.]*:$", re.IGNORECASE)
_RENUMBERED = re.compile(
    r"`?(-3[0-9]{4})`?[^.]{0,60}?\b(?:to|with|by|replaced)\b[^.]{0,20}?`?(-3[0-9]{4})",
    re.IGNORECASE,
)
_ROOTS = ("remov", "eliminat", "deprecat", "drop", "retir", "delet", "replac", "supersed")
"""Without one of these no pattern above can match, and they are found in a tenth of the time."""

_NOT_MEANT = re.compile(
    r"\b(?:not|never|\w+n't|without|why|would|instead of|rather than|could|avoid\w*|if)"
    r" (?:\w+ )?(?:be )?(?:remov|deprecat|replac|eliminat|drop|delet|retir)",
    re.IGNORECASE,
)
_OF_PEERS = re.compile(
    r"\b(?:clients?|servers?|hosts?|users?|receivers?|senders?|implementations?|applications?)\s+"
    r"(?:must |should |may |can |to |will |could |might )?(?:not )?$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\b[A-Z]{2,}-[0-9]{2,}\b(?:[^.;:]|\.\S)*$")
"""Before the verb in its clause: "[ABC-12] removes the handshake" is told of another proposal."""

_RENUMBERS = re.compile(
    r"chang|replac|mov(?:e|es|ing)|switch|renumber|instead|updat|was ", re.IGNORECASE
)
"""Without such a verb "-32000 to -32099" is a range."""

_STOPS_WORDS = """
from in on at by with for to of as that which so because since when while into under without
before after this these via is are was were be been but not no does do did has have had will
would can could may must should entirely altogether
"""
_STOPS = frozenset(_STOPS_WORDS.split())
_KINDS_OF_NAME_WORDS = """
method methods rpc rpcs header headers field fields request requests notification notifications
endpoint capability capabilities parameter parameters type types error code handshake call
message messages response result property key
"""
_KINDS_OF_NAME = frozenset(_KINDS_OF_NAME_WORDS.split())
_EMPTY_WORDS = """
the a an all any both its their our core existing current mandatory entire protocol old concept
whole each every previous explicit implicit optional version special specific separate following
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_GENERIC_WORDS = """
feature type method field capability implementation client server request response message
protocol support option state interface value behavior format code annotation proposal
specification word function section text requirement document error name content object
parameter
"""
_GENERIC = frozenset(stems(_GENERIC_WORDS))
"""A text that removes "a field" retires nothing that another one could name."""

_TITLE, _SUMMARY, _HEADING, _LIST = 3.0, 2.0, 1.5, 1.5


@dataclass(frozen=True, slots=True)
class Retired:
    """One mention: the thing, and how much its place says."""

    words: tuple[str, ...]
    is_name: bool
    weight: float
    passage: Passage


def find_retired(passages: Sequence[Passage]) -> Iterator[Retired]:
    """Yield each thing that a sentence, a heading's list or a renumbering retires."""
    listing = False
    for passage in passages:
        if passage.kind is BlockKind.CODE or passage.part is Part.ASIDE:
            continue
        listing = _is_listing(passage, listing=listing)
        weight = _weight(passage)
        if listing and passage.kind in (BlockKind.ITEM, BlockKind.ROW) and passage.level <= 1:
            yield from _of_phrases(_listed_names(passage.text), passage, _LIST)
        lower = passage.text.lower()
        is_telling = any(root in lower for root in _ROOTS)
        if is_telling and not _NOT_MEANT.search(passage.text):
            yield from _of_phrases(_objects(passage.text), passage, weight)
        for match in _RENUMBERED.finditer(passage.text):
            if match[1] != match[2] and _RENUMBERS.search(passage.text):
                yield Retired((match[1],), is_name=True, weight=weight, passage=passage)


def _is_listing(passage: Passage, *, listing: bool) -> bool:
    """Whether the items that follow are things which are removed."""
    if passage.kind is BlockKind.HEADING:
        return _HEADED.search(passage.text) is not None and not _NO_LIST.search(passage.text)
    if passage.kind is BlockKind.PARAGRAPH:
        ends_open = passage.text.rstrip().endswith(":")
        return _LISTED.search(passage.text.strip()) is not None or (listing and ends_open)
    return listing


def _weight(passage: Passage) -> float:
    if passage.kind is BlockKind.HEADING:
        return _TITLE if passage.level == 1 else _HEADING
    return _SUMMARY if passage.part is Part.SUMMARY else 1.0


def _listed_names(text: str) -> list[list[str]]:
    head = re.split(r"[:\u2013\u2014(|]| - |\. ", text, maxsplit=1)[0]
    if len(head.split()) > 4:  # noqa: PLR2004 - a sentence, not a name
        return []
    return [part.split() for part in re.split(r"\s+/\s*|\s*/\s+", head)]


def _objects(text: str) -> Iterator[list[str]]:
    for match in _ACTIVE.finditer(text):
        before = text[max(0, match.start() - 120) : match.start()]
        if not _OF_PEERS.search(before) and not _OF_ANOTHER.search(before):
            yield from _conjuncts(_until_stop(_tokens(match[1])))
    for match in _PASSIVE.finditer(text):
        yield from _conjuncts(list(reversed(_until_stop(_tokens(match[1])[::-1]))))
    for match in _NOMINAL.finditer(text):
        yield from _conjuncts(_until_stop(_tokens(match[1])))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\s,]+|,", text)


def _until_stop(tokens: list[str]) -> list[str]:
    for position, token in enumerate(tokens):
        if token.lower() in _STOPS:
            return tokens[:position]
    return tokens


def _conjuncts(tokens: list[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for token in tokens:
        if token.lower() in (",", "and", "or"):
            yield group
            group = []
        else:
            group.append(token)
    yield group


def _of_phrases(phrases: Iterable[list[str]], passage: Passage, weight: float) -> Iterator[Retired]:
    for phrase in phrases:
        found = _thing(phrase)
        if found is not None:
            yield Retired(found[0], found[1], weight, passage)


def _thing(phrase: list[str]) -> tuple[tuple[str, ...], bool] | None:
    """Read a noun phrase as a name in code or as at most two stems."""
    tokens = list(phrase)
    while len(tokens) > 1 and "`" in tokens[-2] and tokens[-1].lower() in _KINDS_OF_NAME:
        tokens.pop()
    if any("`" in token for token in tokens):
        # In "the `x` warmup" the warmup is removed, not `x`.
        name = tokens[-1].strip("`.,;:()\"'")
        is_whole = "`" in tokens[-1] and len(name) > 3  # noqa: PLR2004 - `id` names too much
        return ((name,), True) if is_whole and not _is_generic(name) else None
    words = tuple(stem for token in tokens if token.lower() not in _EMPTY for stem in stems(token))
    if 1 <= len(words) <= 2 and not all(word in _GENERIC for word in words):  # noqa: PLR2004
        return words, False
    return None


def _is_generic(name: str) -> bool:
    return name.isalpha() and name.islower() and all(word in _GENERIC for word in stems(name))
