"""Text to sentences, without breaking at `e.g.`, at versions, or inside code spans."""

import re

_END = re.compile(r"[.!?][\"')\]*_]*\s+(?=[\"'(\[*_`]*[A-Z0-9`])")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|approx|resp|no|sec|fig|al|Mr|Dr|St)"
    r"|(?-i:\b[A-Z]))\.$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> list[str]:
    """Split a paragraph into its sentences, in order; joined by a blank they are the text again."""
    return [text[begin:end] for begin, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends; blanks between sentences belong to none."""
    spans: list[tuple[int, int]] = []
    begin = counted = ticks = 0
    for match in _END.finditer(text):
        stop = match.start() + 1
        # Counted on from the last end: counting anew costs quadratic time in a span without end.
        ticks += text.count("`", counted, stop)
        counted = stop
        if ticks % 2 or _SHORT.search(text, max(begin, stop - 8), stop):
            continue
        end = match.start() + len(match.group().rstrip())
        spans.append((begin, end))
        begin = match.end()
    if text[begin:].strip():
        spans.append((begin, len(text.rstrip())))
    return spans
