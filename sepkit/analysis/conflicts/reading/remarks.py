"""What a text says beside a citation of another proposal: against it, along with it, or nothing."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sepkit.analysis.conflicts.reading.passages import Part, Passage
from sepkit.model import Document
from sepkit.model.stance import Attitude

_CONTRAST = re.compile(
    r"\b(?:alternative (?:approach )?(?:to|for)|alternative approach|revers(?:es?|ing)|supersed\w+"
    r"|overlap\w*|conflicts? with|contradict\w*|competing|competes|duplicates|merged into"
    r"|reconcil\w*"
    r"|incompatible with|in favou?r of|deviat\w+|replac(?:es|ing)|obsolet\w+|diverg\w+"
    r"|does not address|rejected because)\b",
    re.IGNORECASE,
)
_COMPOSE = re.compile(
    r"\b(?:complement\w*|orthogonal|companion|buil(?:ds|t|ding) (?:up)?on"
    r"|distinct (?:from|mechanism)"
    r"|compatible with|consistent with|reus(?:es|ing)|follow(?:s|ing)"
    r"|as (?:defined|specified) (?:in|by)"
    r"|independent(?:ly)? of|side by side|precedent|same (?:pattern|approach|convention|semantics)"
    r"|benefits? from|integrat\w+|works? (?:alongside|with)|extends|aligns? with|leverag\w+"
    r"|does not (?:change|modify|conflict|overlap|replace)|without (?:changing|modifying))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:This|That|These|It|Both|The two|We)\b")
"""The next sentence is still about the proposal that was cited."""

_NEGATED = re.compile(
    r"\b(?:no|not|never|without|avoid\w*|neither|nor|rather than|instead of|\w+n't)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
"""Before the phrase: "complements, rather than replaces" denies that it replaces."""


@dataclass(frozen=True, slots=True)
class Said:
    """One citation and the attitude of the words around it."""

    number: int
    attitude: Attitude
    word: str
    passage: Passage


def find_said(document: Document, passages: Sequence[Passage]) -> Iterator[Said]:
    """Yield one remark for each citation, read from its sentence and the one after it.

    "We looked at 12. This proposal reverses that decision." says it in the second sentence.
    """
    by_line: dict[int, list[int]] = {}
    for position, passage in enumerate(passages):
        by_line.setdefault(passage.line, []).append(position)
    lines = sorted(by_line)
    seen: set[tuple[int, int]] = set()
    for citation in document.citations:
        start = bisect_right(lines, citation.line) - 1
        block = by_line[lines[start]] if start >= 0 else []
        for position in _places(citation.number, block, passages):
            if (citation.number, position) not in seen:
                seen.add((citation.number, position))
                yield _judge(citation.number, position, passages)


def _places(number: int, block: Sequence[int], passages: Sequence[Passage]) -> list[int]:
    pattern = re.compile(rf"(?<![\d.]){number}(?!\d)")
    return [place for place in block if pattern.search(passages[place].text[:20_000])]


def _judge(number: int, position: int, passages: Sequence[Passage]) -> Said:
    passage = passages[position]
    near = passage.text
    after = passages[position + 1] if position + 1 < len(passages) else passage
    if after.block == passage.block and after is not passage and _GOES_ON.match(after.text):
        near = f"{near} {after.text}"
    for pattern, attitude in ((_CONTRAST, Attitude.CONTRASTS), (_COMPOSE, Attitude.COMPOSES)):
        for match in pattern.finditer(near[:2000]):
            if attitude is Attitude.COMPOSES or not _NEGATED.search(near[: match.start()]):
                return Said(number, attitude, match[0].lower(), passage)
    aside = passage.part is Part.ASIDE
    return Said(number, Attitude.CITES, "aside" if aside else "", passage)
