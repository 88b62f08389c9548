"""A document's touches: code first, then words, then what is said twice taken together."""

from collections.abc import Iterator
from dataclasses import replace

from sepkit.analysis.touches import declarations, examples, wire
from sepkit.analysis.touches.index import SpecIndex
from sepkit.analysis.touches.place import Place, place_blocks
from sepkit.analysis.touches.prose import Context, find_in_prose
from sepkit.analysis.touches.settling import settled
from sepkit.model import Act, BlockKind, Document, Touch

MAX_TOUCHES = 2000
"""Of one document; the richest real one has 300."""

_CODE_READERS = (
    (declarations.LANGUAGES, declarations.find_in_declarations),
    (examples.LANGUAGES, examples.find_in_examples),
)


def find_touches(
    document: Document, spec: SpecIndex, *, is_final: bool = False
) -> tuple[Touch, ...]:
    """Return what a proposal does to the specification, by line, then by surface.

    Args:
        document: a proposal with its blocks.
        spec: the specification. What it did not hold when the proposal was created is new.
        is_final: whether the draft may hold already what this proposal brought.

    Returns:
        For each surface and act at most three lines. A surface that the proposal defines or
        removes is not also relied on, and one with any stronger act is not also mentioned.
    """
    places = tuple(place_blocks(document.blocks))
    context = Context(spec=spec, path=document.path, created=document.created, is_final=is_final)
    from_code = [touch for place in places for touch in _code_touches(place, context)]
    context = replace(
        context,
        own=frozenset(touch.surface for touch in from_code if touch.act is Act.DEFINES),
        other_lines=_lines_citing_others(document),
    )
    from_words = [
        touch
        for place in places
        if place.block.kind is not BlockKind.CODE
        for touch in find_in_prose(place, context)
    ]
    return tuple(sorted(settled([*from_code, *from_words]), key=_by_line)[:MAX_TOUCHES])


def _by_line(touch: Touch) -> tuple[int, str, str]:
    return touch.line, touch.surface, touch.act


def _code_touches(place: Place, context: Context) -> Iterator[Touch]:
    if place.block.kind is not BlockKind.CODE:
        return
    for languages, read in _CODE_READERS:
        if place.block.info in languages:
            yield from read(place, context)
    yield from wire.find_in_wire(place, context)


def _lines_citing_others(document: Document) -> frozenset[int]:
    mine = {document.number, document.title_number}
    return frozenset(c.line for c in document.citations if c.number not in mine and not c.field)
