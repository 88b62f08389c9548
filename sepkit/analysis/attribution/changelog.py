"""What the changelog of a revision says of single surfaces: which proposal brought which change."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sepkit.markup.names import find_names, header_id
from sepkit.model import ChangelogItem, ProposalKey, Surface, SurfaceEntry

_CODE_WORD = re.compile(r"`([a-z]\w*)`")


def read_attributions(
    entries: Iterable[ChangelogItem],
    surfaces: Mapping[str, tuple[Surface, ...]],
    key_of_number: Callable[[int], ProposalKey],
    *,
    by_last_part: bool = False,
) -> dict[Surface, tuple[ProposalKey, ...]]:
    """Return the surfaces that changelog items name, with the proposals that the items cite.

    Args:
        entries: the items of one revision's changelog.
        surfaces: from `surfaces_by_name`.
        key_of_number: turns the number that an item cites into a proposal's key.
        by_last_part: look for the last parts of fields' names instead: `colour` may mean
            `Lamp.colour`, and any other field of that name.
    """
    found: dict[Surface, list[ProposalKey]] = {}
    for entry in entries:
        proposals = [key_of_number(number) for number in entry.numbers]
        find = _ending_in if by_last_part else _named
        for surface in find(entry.text, surfaces) if proposals else ():
            found.setdefault(surface, []).extend(proposals)
    return {surface: tuple(dict.fromkeys(keys_)) for surface, keys_ in found.items()}


def _named(text: str, surfaces: Mapping[str, tuple[Surface, ...]]) -> Iterator[Surface]:
    for name in find_names(text):
        word = header_id(name.text) if name.kind == "header" else name.text
        yield from surfaces.get(word, ())


def _ending_in(text: str, surfaces: Mapping[str, tuple[Surface, ...]]) -> Iterator[Surface]:
    for word in _CODE_WORD.findall(text):
        yield from surfaces.get(f".{word}", ())


def surfaces_by_name(entries: Iterable[SurfaceEntry]) -> dict[str, tuple[Surface, ...]]:
    """Return names to surfaces; the last part of a field's name, with a dot, stands for it too."""
    found: dict[str, list[Surface]] = {}
    for entry in entries:
        name = entry.id.partition(":")[2]
        found.setdefault(name, []).append(entry.id)
        if entry.kind in ("field", "capability", "enum"):
            found.setdefault(f".{name.rpartition('.')[2]}", []).append(entry.id)
    return {name: tuple(ids) for name, ids in found.items()}
