"""The readers that sepkit brings, in the order in which the manual lists them."""

from sepkit.ownership import (
    aliases,
    charter,
    codeowners,
    maintainers,
    pages,
    sigs,
    workgroups,
)
from sepkit.ownership.part import Reader

READERS: tuple[Reader, ...] = (
    workgroups.READER,
    charter.READER,
    maintainers.READER,
    codeowners.READER,
    sigs.READER,
    aliases.READER,
    pages.READER,
)
