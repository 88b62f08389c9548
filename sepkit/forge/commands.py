"""Slash commands in comments: what people ask sepkit for, read by the sweep and never by an event.

A command is a whole line that begins with `/sepkit`. Inside a quotation, a fence, an indented
block or an HTML comment it is text, and so it is in a comment that somebody else has edited.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sepkit.model.forge_state import Account, ForgeComment, PullState

MOST_PER_PULL = 20
"""Commands read on one pull request; the newest count."""

_COMMAND = re.compile(
    r"/sepkit (?P<verb>route|ack|explain)(?: (?P<subject>[A-Za-z0-9][A-Za-z0-9@+._-]{0,99}))?"
    r"(?: because (?P<because>.{1,400}))?",
    re.ASCII,
)
_LINE_CHARACTERS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A command as it was written, before anybody asks whether it counts."""

    verb: str
    subject: str
    because: str
    comment: ForgeComment
    by: Account


def spoken_commands(pull: PullState, *, bot: Account | None) -> tuple[Spoken, ...]:
    """Return the commands of a pull request, in the order of their comments.

    What sepkit itself wrote, and what an account that is gone wrote, is left out.
    """
    found: list[Spoken] = []
    for comment in pull.comments:
        author = comment.author
        if author is None or (bot is not None and bot.is_same(author)):
            continue
        found += [
            Spoken(verb=verb, subject=subject, because=because, comment=comment, by=author)
            for verb, subject, because in _commands(comment.body)
        ]
    return tuple(found[-MOST_PER_PULL:])


def has_line(body: str, line: str) -> bool:
    """Whether the text holds that very line outside of fences and quotations."""
    return any(text == line for text in _plain_lines(body))


def _commands(body: str) -> Iterator[tuple[str, str, str]]:
    for line in _plain_lines(body):
        match = _COMMAND.fullmatch(line[:_LINE_CHARACTERS])
        if match and (match["verb"] == "explain" or match["subject"]):
            yield match["verb"], match["subject"] or "", (match["because"] or "").strip()


def _plain_lines(body: str) -> Iterator[str]:
    fence = ""
    is_comment = False
    for raw in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        stripped = raw.lstrip(" ")
        opening = re.match(r"`{3,}|~{3,}", stripped)
        if fence:
            if stripped.startswith(fence) and not stripped.strip(fence[0] + " "):
                fence = ""
            continue
        if is_comment:
            is_comment = "-->" not in raw
            continue
        if opening and len(raw) - len(stripped) <= 3:  # noqa: PLR2004 - four blanks are a code block
            fence = opening[0]
        elif "<!--" in raw:
            is_comment = "-->" not in raw.partition("<!--")[2]
        else:
            yield raw.rstrip()
