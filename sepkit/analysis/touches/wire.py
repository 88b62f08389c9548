"""Touches in HTTP examples: header lines and well-known addresses."""

import re
from collections.abc import Iterator

from sepkit.analysis.touches.place import Place, Voice
from sepkit.analysis.touches.prose import Context
from sepkit.markup.names import header_id
from sepkit.model import Act, Surface, Touch

LANGUAGES = frozenset({"http", "https", "rest"})
_HEADER_LINE = re.compile(
    r"^([A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+): ?(\S[^\n]{0,80})?", re.MULTILINE
)
_ADDRESS = re.compile(r"/\.well-known/[a-z0-9-]+(?:/[A-Za-z0-9._-]+)*")


def find_in_wire(place: Place, context: Context) -> Iterator[Touch]:
    """Yield the touches of an HTTP message; addresses are sought in every block of code."""
    block = place.block
    if place.voice is Voice.REJECTING or block.quoted:
        return
    if block.info in LANGUAGES:
        for match in _HEADER_LINE.finditer(block.text):
            surface = Surface(f"header:{header_id(match.group(1))}")
            yield from _touch(surface, place, context, match)
    for match in _ADDRESS.finditer(block.text):
        yield from _touch(Surface(f"uri:{match.group()}"), place, context, match)


def _touch(
    surface: Surface, place: Place, context: Context, match: re.Match[str]
) -> Iterator[Touch]:
    line = place.block.line + 1 + place.block.text.count("\n", 0, match.start())
    is_new = context.is_new(surface)
    if place.voice is Voice.TELLING:
        if not is_new:
            yield context.touch(surface, Act.MENTIONS, line, match.group())
        return
    # An unknown header in a message belongs to HTTP as a rule; only words can say that it is new.
    if is_new and surface.startswith("header:"):
        return
    yield context.touch(surface, Act.DEFINES if is_new else Act.RELIES_ON, line, match.group())
