"""What is said of one surface several times: which acts hold, and which lines show them."""

from collections.abc import Iterable, Iterator

from sepkit.model import Act, RepoPath, Surface, Touch

MAX_LINES = 3
"""Lines of one file that are kept for one act on one surface: the first ones."""


def settled(touches: Iterable[Touch]) -> Iterator[Touch]:
    """Yield the acts that hold for each surface, with their first lines of each file."""
    by_surface: dict[Surface, dict[Act, list[Touch]]] = {}
    for touch in touches:
        by_surface.setdefault(touch.surface, {}).setdefault(touch.act, []).append(touch)
    for acts in by_surface.values():
        for act, found in acts.items():
            if _STRONGER.get(act, frozenset()).isdisjoint(acts):
                yield from _first_lines(found)


def _first_lines(found: Iterable[Touch]) -> Iterator[Touch]:
    lines: dict[RepoPath, dict[int, Touch]] = {}
    for touch in found:
        lines.setdefault(touch.path, {}).setdefault(touch.line, touch)
    for path in lines:
        yield from (lines[path][line] for line in sorted(lines[path])[:MAX_LINES])


_STRONGER = {
    Act.MENTIONS: frozenset(Act) - {Act.MENTIONS},
    Act.RELIES_ON: frozenset({Act.DEFINES, Act.REMOVES, Act.DEPRECATES}),
}
