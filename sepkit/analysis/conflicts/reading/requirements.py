"""Requirements taken apart: who must (not) do what, to which names, when, with which values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from sepkit.analysis.conflicts.reading.deeds import find_deed
from sepkit.analysis.conflicts.reading.passages import Part, Passage
from sepkit.analysis.conflicts.reading.words import stems
from sepkit.model import BlockKind
from sepkit.model.stance import Force

_KEYWORD = re.compile(
    r"\b(MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b(\s+NOT\b|\s+not\b|\s+never\b)?"
)
_KEYWORDS_EXPLAINED = re.compile(r"\bkey ?words?\b.*\binterpreted\b", re.IGNORECASE | re.DOTALL)
"""RFC 2119's own paragraph, which nearly every text repeats, demands nothing."""

_FORCES = {
    "MUST": Force.MUST,
    "SHALL": Force.MUST,
    "REQUIRED": Force.MUST,
    "SHOULD": Force.SHOULD,
    "RECOMMENDED": Force.SHOULD,
    "MAY": Force.MAY,
    "OPTIONAL": Force.MAY,
}
_ACTOR = re.compile(
    r"\b(clients?|servers?|hosts?|receivers?|senders?|requestors?|implementations?|sdks?|proxies"
    r"|proxy|gateways?|intermediar(?:y|ies)|user agents?|agents?|transports?|applications?"
    r"|authorization servers?|registr(?:y|ies)|editors?|authors?|maintainers?|sponsors?)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|while|before|after|until|where|once)\b((?:[^.;:,]|,(?! ))*)",
    re.IGNORECASE,
)
"""Up to the comma behind it: what follows is the demand."""

_VALUE = re.compile(
    r"(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.])|\"[^\"\n]{1,40}\"|\b(?:true|false|null)\b"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A requirement and the passage it was taken from."""

    who: str
    force: Force
    is_negated: bool
    verb: str
    what: tuple[str, ...]
    names: tuple[str, ...]
    condition: tuple[str, ...]
    values: tuple[str, ...]
    passage: Passage


def find_required(passages: Sequence[Passage]) -> Iterator[Taken]:
    """Yield one requirement for each sentence with a key word in capitals."""
    for passage in passages:
        if passage.part is Part.ASIDE or passage.kind in (BlockKind.CODE, BlockKind.HEADING):
            continue
        match = _KEYWORD.search(passage.text)
        if match is not None and not _KEYWORDS_EXPLAINED.search(passage.text):
            yield _take(passage, match)


def _take(passage: Passage, keyword: re.Match[str]) -> Taken:
    text = passage.text
    before, after = text[: keyword.start()], text[keyword.end() :]
    conditions = " ".join(m[1] for half in (before, after) for m in _CONDITION.finditer(half))
    rest = f"{_CONDITION.sub(' ', before)} {_CONDITION.sub(' ', after)}"
    verb, is_refused = find_deed(after)
    return Taken(
        who=_actor(before),
        force=_FORCES[keyword[1]],
        is_negated=(keyword[2] is not None) != is_refused,
        verb=verb,
        what=tuple(dict.fromkeys(stems(rest))),
        names=tuple(map(intern, sorted(passage.names()))),
        condition=tuple(dict.fromkeys(stems(conditions))),
        values=tuple(sorted(set(_values(text)))),
        passage=passage,
    )


def _actor(before: str) -> str:
    """The last actor named before the key word, in the singular."""
    found = _ACTOR.findall(before)
    if not found:
        return ""
    actor = str(found[-1]).lower()
    return intern(actor[:-3] + "y" if actor.endswith("ies") else actor.removesuffix("s"))


def _values(text: str) -> Iterator[str]:
    for match in _VALUE.finditer(text):
        yield match[0].strip('"')
