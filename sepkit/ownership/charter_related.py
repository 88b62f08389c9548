"""The items below `Related Groups`: which groups they name, and where the names link to."""

import re
from collections.abc import Iterable, Iterator

from sepkit.model import Block, BlockKind, RepoPath
from sepkit.ownership.charter_form import CharterForm
from sepkit.ownership.part import RawMention

# What separates the names from what the item says of them.
_HEAD_END = re.compile(r"\s+[-–—]\s+|:\s|\s\(|\. ")
_BETWEEN = re.compile(r"\s+/\s+|,\s+|\s+and\s+(?=[A-Z])")
_NAME_CHARACTERS = 80


def related_of(
    blocks: Iterable[Block], path: RepoPath, form: CharterForm
) -> tuple[RawMention, ...]:
    """Return the groups that the items name, in their order, several for `A / B`."""
    return tuple(
        mention
        for block in blocks
        if block.kind is BlockKind.ITEM
        for mention in _mentions(block, path, form)
    )


def _mentions(block: Block, path: RepoPath, form: CharterForm) -> Iterator[RawMention]:
    head = _head(block)
    low = block.text.casefold()
    begins = head.casefold()
    if begins.startswith(form.general) or any(word in low[:200] for word in form.outside):
        return
    targets = {link.text.strip(): link.target for link in block.links}
    names = [head] if head in targets else _split(head, targets)
    for name in names:
        if name and len(name) <= _NAME_CHARACTERS:
            yield RawMention(
                written=name,
                path=path,
                line=block.line,
                target=targets.get(name, ""),
                known_as="related",
            )


def _head(block: Block) -> str:
    """Return what an item begins with: its bold run, or the words up to a dash or colon."""
    bold = block.strong.strip().rstrip(":").strip()
    if bold:
        return bold
    return _HEAD_END.split(block.text, maxsplit=1)[0].strip()


def _split(head: str, targets: dict[str, str]) -> list[str]:
    """Split `A / B`; `Triggers and Events WG` stays one name unless each part is a link."""
    by_slash = re.split(r"\s+/\s+", head)
    names: list[str] = []
    for piece in by_slash:
        parts = [part.strip() for part in _BETWEEN.split(piece)]
        names += parts if len(parts) > 1 and all(part in targets for part in parts) else [piece]
    return [name.strip() for name in names]
