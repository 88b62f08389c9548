"""The first line of our own comments, bound to our account: text alone never makes one ours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sepkit.model.forge_state import Account, ForgeComment

_MARKER = re.compile(
    r"<!-- sepkit:(?P<kind>comment|reminder) pr=(?P<pull>[1-9][0-9]{0,6}) "
    r"bot=(?P<bot>[1-9][0-9]{0,18}) digest=(?P<digest>[a-z0-9./-]{1,80}) -->",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A comment that is ours, and what its marker says."""

    id: int
    kind: str
    digest: str


def marker(kind: str, *, pull: int, bot: Account, digest: str) -> str:
    """Return the marker's line for a comment of ours.

    Args:
        kind: comment | reminder
        pull: the pull request that the comment stands under.
        bot: the account that writes it.
        digest: what tells this version from others.
    """
    return f"<!-- sepkit:{kind} pr={pull} bot={bot.id} digest={digest} -->"


def owned_comments(
    comments: Iterable[ForgeComment], *, pull: int, bot: Account | None
) -> tuple[Owned, ...]:
    """Return the comments that are ours, the oldest id first.

    Ours is what our account wrote and whose whole first line is the marker for this very pull
    request and account. A marker in a quotation, a code block, another's comment or with another
    number is text.
    """
    if bot is None:
        return ()
    found: list[Owned] = []
    for comment in comments:
        if not bot.is_same(comment.author):
            continue
        match = _MARKER.fullmatch(comment.body.replace("\r\n", "\n").partition("\n")[0])
        if match and int(match["pull"]) == pull and int(match["bot"]) == bot.id:
            found.append(Owned(id=comment.id, kind=match["kind"], digest=match["digest"]))
    return tuple(sorted(found, key=lambda owned: owned.id))
