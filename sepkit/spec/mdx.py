"""MDX to Markdown: components taken off line by line, and what was opened and never closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sepkit.markup import split_lines
from sepkit.model import LIMITS

_COMPONENT = re.compile(
    r"\s*<(?P<end>/?)(?P<name>[A-Z]\w*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?P<alone>/?)>\s*"
)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_COMMENT = re.compile(r"\s*\{/\*.*\*/\}\s*")


@dataclass(frozen=True, slots=True)
class Unclosed:
    """A code block or component that runs to the end of its page."""

    line: int
    name: str
    """As it is written: three backticks, or `<Tabs>`."""


@dataclass(slots=True)
class PlainPage:
    """A page without its components."""

    text: str = ""
    unclosed: list[Unclosed] = field(default_factory=list)


def read_mdx(text: str, *, first_line: int = 1) -> PlainPage:
    """Take components of MDX off a text, so that what they wrap is read as Markdown.

    Lines stay where they are: a component's tag becomes an empty line, what stands inside loses
    the indentation that the nesting gave it. Fences are left alone.

    Args:
        text: the body of a page.
        first_line: the number of its first line in the file.
    """
    walk = _Walk()
    lines = [walk.plain(line, at) for at, line in enumerate(split_lines(text), start=first_line)]
    return PlainPage("\n".join(lines), list(walk.unclosed()))


@dataclass(slots=True)
class _Walk:
    """What is open on the way through a page."""

    fence: str = ""
    fence_line: int = 0
    tags: list[tuple[str, int]] = field(default_factory=list)

    def plain(self, line: str, at: int) -> str:
        self._meet_fence(line, at)
        # What a component wraps is indented by its depth as it was before this line.
        depth = len(self.tags)
        if self.fence:
            return _dedent(line, 2 * depth)
        tag = _COMPONENT.fullmatch(line) if len(line) <= LIMITS.line_characters else None
        if tag:
            self._meet_tag(tag, at)
            return ""
        if _COMMENT.fullmatch(line) or line.startswith("import "):
            return ""
        return _dedent(line, 2 * depth)

    def _meet_fence(self, line: str, at: int) -> None:
        mark = _FENCE.match(line)
        if mark and (not self.fence or mark.group(1).startswith(self.fence)):
            self.fence, self.fence_line = ("", 0) if self.fence else (mark.group(1), at)

    def _meet_tag(self, tag: re.Match[str], at: int) -> None:
        name = tag["name"]
        if tag["end"]:
            # A tag over several lines is not seen opening; its end must not close another.
            names = [opened for opened, _ in self.tags]
            if name in names:
                del self.tags[len(names) - 1 - names[::-1].index(name) :]
        elif not tag["alone"]:
            self.tags.append((name, at))

    def unclosed(self) -> Iterator[Unclosed]:
        if self.fence:
            yield Unclosed(self.fence_line, self.fence)
        for name, line in self.tags:
            yield Unclosed(line, f"<{name}>")


def _dedent(line: str, most: int) -> str:
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(blanks, most) :]
